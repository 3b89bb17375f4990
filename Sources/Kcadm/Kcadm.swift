import HTTPServer
import JSON

/// Keycloak's command line for administrators, `kcadm.sh`: commands, options, messages and statuses that set-up scripts rely
/// on. The facts are those of Keycloak's integration/client-cli, the requests those of the recording kcadm.
public struct Kcadm: Sendable {
    private let surroundings: Surroundings

    /// The program in its surroundings.
    public init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    /// Runs a command to its end: 0, 1 when what was asked for could not be done, 2 when it could not be understood.
    public func run(_ words: [String]) async -> Int32 {
        do throws(Failure) {
            switch try Invocation(words) {
            case .help(let command, let status):
                surroundings.print(Help.text(of: command, surroundings.name))
                return status
            case .run(let words):
                try await run(words)
                return 0
            }
        } catch {
            surroundings.complain(error.message)
            guard case .misuse(_, let command) = error else { return 1 }
            let name = [surroundings.name, command?.rawValue].compactMap(\.self).joined(separator: " ")
            surroundings.complain("Try '\(name) --help' for more information on the available options.")
            return 2
        }
    }

    private func run(_ words: Words) async throws(Failure) {
        do throws(Failure) {
            switch words.command {
            case .credentials: try await ConfigCommands(surroundings).logIn(words)
            case .truststore: try ConfigCommands(surroundings).keepTruststore(words)
            case .create, .get, .update, .delete: try await ResourceCommand(words, surroundings).run()
            case .getRoles, .addRoles, .removeRoles: try await RoleCommand(words, surroundings).run()
            case .setPassword: try await setPassword(words)
            }
        } catch {
            throw error.of(words.command)
        }
    }

    private func setPassword(_ words: Words) async throws(Failure) {
        let (name, id) = (words["--username"], words["--userid"])
        if name == nil, id == nil {
            throw .misuse("No user specified. Use --username or --userid to specify user")
        }
        if name != nil, id != nil { throw .misuse("Options --userid and --username are mutually exclusive") }
        let given = words["--new-password"] ?? surroundings.environment["KC_CLI_PASSWORD"]
        let password = try surroundings.secret("password", given)
        let session = try await AdminSession(words, surroundings)
        var user = id ?? ""
        if let name { user = try await session.id(of: .user(name)) }
        let credential: JSONObject = [
            "type": "password", "value": .string(password), "temporary": .bool(words.has("--temporary")),
        ]
        try await session.send(.put, session.url("users/\(user)/reset-password"), json: .object(credential))
    }
}

/// What a command line asks for.
enum Invocation {
    case help(Command?, status: Int32)
    case run(Words)

    /// A command without anything after it prints its help and ends with 2.
    init(_ words: [String]) throws(Failure) {
        let asksForHelp = words.first == "help"
        let rest = asksForHelp ? Array(words.dropFirst()) : words
        if rest.isEmpty || rest == ["--help"] {
            self = .help(nil, status: asksForHelp || !rest.isEmpty ? 0 : 2)
            return
        }
        guard let (command, length) = Command.named(rest) else {
            if rest[0] == "config" {
                self = .help(nil, status: asksForHelp || rest.dropFirst().contains("--help") ? 0 : 2)
                return
            }
            throw .misuse("Unmatched argument at index 0: '\(rest[0])'")
        }
        let arguments = rest.dropFirst(length)
        if asksForHelp || arguments.contains("--help") {
            self = .help(command, status: 0)
        } else if arguments.isEmpty, command != .getRoles {
            self = .help(command, status: 2)
        } else {
            self = .run(try Words(command, arguments))
        }
    }
}
