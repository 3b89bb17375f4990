import Embedded

/// A command of `mockidp`, Keycloak's and ours.
public struct Invocation: Sendable {
    /// The name and one sentence about it.
    public struct Command: Sendable {
        /// What is typed.
        public let name: String
        /// What may follow.
        let synopsis: String
        let help: String
        /// What it takes that no other does.
        var own: [(left: String, right: String)] = []
        /// The options of the server that have a meaning for it; nil for all of them.
        var options: [String]?
    }

    /// What says where a server is.
    private static let place = [
        "port", "management-port", "host", "http-management-host", "http-enabled", "http-relative-path",
        "http-management-relative-path", "https-port", "https-certificate-file", "https-certificate-key-file",
        "https-key-store-file", "tls", "http-management-scheme",
    ]

    /// Every command, in the order of `--help`.
    public static let commands: [Command] = [
        Command(name: "serve", synopsis: "[OPTION …] [REALM.json | FOLDER …]", help: "serve until interrupted"),
        Command(name: "start-dev", synopsis: "[OPTION …]", help: "the same with Keycloak's manners, on all addresses"),
        Command(
            name: "start", synopsis: "[OPTION …]", help: "the same; HTTP only without a certificate, or when enabled"),
        Command(
            name: "build", synopsis: "[OPTION …]",
            help: "keep options for start --optimized in lib/quarkus, as in images; there is nothing to build"),
        Command(
            name: "import", synopsis: "--file FILE | --dir FOLDER [OPTION …]", help: "take realm files into --database"),
        Command(
            name: "export", synopsis: "--file FILE | --dir FOLDER [OPTION …]", help: "write the realms of --database"),
        Command(
            name: "bootstrap-admin", synopsis: "user|service [OPTION …]", help: "give --database another administrator",
            own: [
                ("  --username NAME", "The user's name; temp-admin without it. --username:env VARIABLE holds it."),
                ("  --password:env VARIABLE", "The variable that holds the user's password."),
                ("  --client-id NAME", "The client's id; temp-admin without it. --client-id:env VARIABLE holds it."),
                ("  --client-secret:env VARIABLE", "The variable that holds the client's secret."),
                ("  --no-prompt", "Taken as it is: nothing is ever asked at a terminal."),
            ]),
        Command(name: "show-config", synopsis: "[OPTION …]", help: "print the options that are set, and where"),
        Command(
            name: "update-compatibility", synopsis: "metadata|check --file FILE [OPTION …]",
            help: "whether servers may be updated one by one: status 0, or 3"),
        Command(
            name: "health", synopsis: "[OPTION …]", help: "ask a server whether it is up: status 0 or 1",
            options: place),
        Command(
            name: "env", synopsis: "[--format shell|dotenv|tf|pulumi|json] [OPTION …]", help: "print what clients read",
            options: place + [
                "hostname", "admin", "bootstrap-admin-username", "bootstrap-admin-password", "tls-ca-file",
            ]),
        Command(
            name: "exec", synopsis: "[OPTION …] [REALM.json | FOLDER …] -- COMMAND …",
            help: "serve on free ports while a command runs, and end with its status"),
        Command(
            name: "kcadm", synopsis: "COMMAND [OPTION …]",
            help: "Keycloak's command line for administrators; also under the name kcadm.sh", options: []),
        Command(name: "tools", synopsis: "completion", help: "print completions for bash", options: []),
        Command(name: "routes", synopsis: "EVIDENCE.json", help: "print what is served and what is not", options: []),
        Command(name: "version", synopsis: "", help: "print the version", options: []),
        Command(name: "help", synopsis: "[COMMAND]", help: "print the commands, or the options of one", options: []),
    ]

    /// The command that was asked for, or nil for none.
    public let command: String?
    /// The words that belong to it.
    public let arguments: [String]

    /// The words that the program was called with, its own name before them; also where there is no `/proc`.
    public static var programWords: [String] {
        (0..<embedded_argument_count()).map { String(cString: embedded_argument($0)) }
    }

    /// Takes the command out of the words. Options may stand before it, as Keycloak allows.
    public init(_ words: [String]) {
        guard let first = words.first else {
            command = nil
            arguments = []
            return
        }
        let names = Set(Self.commands.map(\.name))
        let index = first.hasPrefix("-") ? words.firstIndex(where: names.contains) : words.startIndex
        command = index.map { words[$0] }
        arguments = index.map { Array(words[..<$0] + words[($0 + 1)...]) } ?? words
    }

    /// What is said to a command that nobody knows.
    public static func unknown(_ name: String) -> String {
        let near = nearestName(to: name, among: commands.map(\.name)).map { "; did you mean \($0)?" } ?? ""
        return "unknown command '\(name)'\(near.isEmpty ? ";" : near) --help lists the commands"
    }
}
