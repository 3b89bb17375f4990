import HTTPServer
import JSON

/// `get-roles`, `add-roles` and `remove-roles`.
struct RoleCommand: Sendable {
    private let words: Words
    private let surroundings: Surroundings

    init(_ words: Words, _ surroundings: Surroundings) throws(Failure) {
        self.words = words
        self.surroundings = surroundings
        try checkOptions()
    }

    func run() async throws(Failure) {
        if words.command == .getRoles {
            let command = try ResourceCommand(words, surroundings)
            let session = try await AdminSession(words, surroundings)
            return try await command.run(try await listed(session), .none, session)
        }
        let session = try await AdminSession(words, surroundings)
        let holder = try await holder(session)
        let client = try await client(session)
        let source = client.map { "clients/\($0)/roles" } ?? "roles"
        let all = try await session.read(session.url(source)).array ?? []
        let roles = try chosen(all)
        let method: HTTPMethod = words.command == .addRoles ? .post : .delete
        try await session.send(method, session.url(try changed(holder, client)), json: .array(roles))
    }

    /// The roles that the options name, of all that there are.
    private func chosen(_ all: [JSONValue]) throws(Failure) -> [JSONValue] {
        var chosen: [JSONValue] = []
        for (option, value) in words.given where ["--rolename", "--roleid"].contains(option) {
            let member = option == "--rolename" ? "name" : "id"
            guard let role = all.first(where: { $0[member]?.string == value }) else {
                throw .failed("Role not found for \(member): \(value)")
            }
            if !chosen.contains(role) { chosen.append(role) }
        }
        return chosen
    }

    // MARK: Whose roles

    private enum Holder { case user(String), group(String), role(String), nobody }

    private func holder(_ session: AdminSession) async throws(Failure) -> Holder {
        if let id = words["--uid"] { return .user(id) }
        if let name = words["--uusername"] { return .user(try await session.id(of: .user(name))) }
        if let id = words["--gid"] { return .group(id) }
        if let name = words["--gname"] { return .group(try await session.id(of: .group(name))) }
        if let path = words["--gpath"] {
            // kcadm asks `groups?path=…`, which Keycloak takes for no filter at all.
            let parts = path.split(separator: "/").map { pathEncoded(String($0)) }
            let group = try await session.read(session.url("group-by-path/" + parts.joined(separator: "/")))
            return .group(group["id"]?.string ?? "")
        }
        if let id = words["--rid"] { return .role("roles-by-id/\(id)") }
        guard let name = words["--rname"] else { return .nobody }
        if words.command == .getRoles { return .role("roles/" + pathEncoded(name)) }
        return .role("roles-by-id/" + (try await session.id(of: .role(name))))
    }

    private func client(_ session: AdminSession) async throws(Failure) -> String? {
        if let id = words["--cid"] { return id }
        guard let name = words["--cclientid"] else { return nil }
        return try await session.id(of: .client(name))
    }

    // MARK: Where they are

    private func changed(_ holder: Holder, _ client: String?) throws(Failure) -> String {
        let kind = client.map { "clients/\($0)" } ?? "realm"
        switch holder {
        case .user(let id): return "users/\(id)/role-mappings/\(kind)"
        case .group(let id): return "groups/\(id)/role-mappings/\(kind)"
        case .role(let uri): return uri + "/composites"
        case .nobody: throw .misuse(Self.noHolder)
        }
    }

    private func listed(_ session: AdminSession) async throws(Failure) -> String {
        let holder = try await holder(session)
        let client = try await client(session)
        switch holder {
        case .user(let id): return mappings(of: "users/\(id)", client)
        case .group(let id): return mappings(of: "groups/\(id)", client)
        case .role(let uri):
            for name in ["--available", "--effective"] where words.has(name) {
                throw .misuse("Option \(name) not supported with composite roles.")
            }
            let rest = client.map { "/clients/\($0)" } ?? (words.has("--all") ? "" : "/realm")
            return uri + "/composites" + rest
        case .nobody:
            if let id = words["--roleid"] { return "roles-by-id/\(id)" }
            let name = words["--rolename"].map { "/" + pathEncoded($0) } ?? ""
            return (client.map { "clients/\($0)/" } ?? "") + "roles" + name
        }
    }

    private func mappings(of holder: String, _ client: String?) -> String {
        if client == nil, words.has("--all") { return holder + "/role-mappings" }
        let end = words.has("--available") ? "/available" : words.has("--effective") ? "/composite" : ""
        return holder + "/role-mappings/" + (client.map { "clients/\($0)" } ?? "realm") + end
    }

    // MARK: What goes together

    private static let noHolder =
        "No user nor group nor composite role specified. Use --uusername / --uid to specify user or "
        + "--gname / --gid / --gpath to specify group or --rname / --rid to specify a composite role"

    private func checkOptions() throws(Failure) {
        try checkAlternatives()
        guard words.command != .getRoles else {
            for name in ["--effective", "--available"] where words.has("--all") && words.has(name) {
                throw .misuse("Incompatible options: --all can't be used at the same time as \(name)")
            }
            return
        }
        if words["--rolename"] == nil, words["--roleid"] == nil {
            let verb = words.command == .addRoles ? "add" : "remove"
            throw .misuse("No role to \(verb) specified. Use --rolename or --roleid to specify roles to \(verb)")
        }
        if holders.isEmpty { throw .misuse(Self.noHolder) }
    }

    private static let user = ["--uusername", "--uid"]
    private static let group = ["--gname", "--gid", "--gpath"]
    private static let composite = ["--rname", "--rid"]

    /// The kinds of holder that the options name.
    private var holders: [[String]] {
        [Self.user, Self.group, Self.composite].filter { $0.contains { words[$0] != nil } }
    }

    private func checkAlternatives() throws(Failure) {
        var alternatives = [["--uid", "--uusername"], ["--gid", "--gname", "--gpath"]]
        if words.command == .getRoles { alternatives.append(["--roleid", "--rolename"]) }
        alternatives += [["--rid", "--rname"], ["--cid", "--cclientid"]]
        for names in alternatives where names.filter({ words[$0] != nil }).count > 1 {
            let list = names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "")
            throw .misuse("Incompatible options: \(list) are mutually exclusive")
        }
        guard holders.count > 1 else { return }
        // Keycloak names the composite role first when it meets a group.
        let pair = holders[0] == Self.group ? [holders[1], holders[0]] : holders
        let told = pair.prefix(2).map { $0.joined(separator: " / ") }
        throw .misuse("Incompatible options: \(told[0]) can't be used at the same time as \(told[1])")
    }
}
