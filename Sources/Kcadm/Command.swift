/// The commands of kcadm.
enum Command: String, CaseIterable, Sendable {
    case credentials = "config credentials"
    case truststore = "config truststore"
    case create, get, update, delete
    case getRoles = "get-roles"
    case addRoles = "add-roles"
    case removeRoles = "remove-roles"
    case setPassword = "set-password"

    /// The command at the beginning of these words, and how many of them are its name.
    static func named(_ words: [String]) -> (Command, length: Int)? {
        for length in [2, 1] where words.count >= length {
            if let command = Command(rawValue: words[..<length].joined(separator: " ")) { return (command, length) }
        }
        return nil
    }

    /// What follows the name.
    var synopsis: String {
        switch self {
        case .credentials: "--server URL --realm REALM [--user USER | --client CLIENT] [OPTION …]"
        case .truststore: "[FILE | --delete] [OPTION …]"
        case .create, .get, .update, .delete: "ENDPOINT_URI [OPTION …]"
        case .getRoles: "[--uusername … | --gname … | --rname …] [--cclientid …] [OPTION …]"
        case .addRoles, .removeRoles:
            "(--uusername … | --gname … | --rname …) [--cclientid …] (--rolename … | --roleid …)+ [OPTION …]"
        case .setPassword: "(--username … | --userid …) [--new-password …] [OPTION …]"
        }
    }

    var summary: String {
        switch self {
        case .credentials: "log in, and keep the session in the config file"
        case .truststore: "keep a truststore for https in the config file"
        case .create: "create something: realms, users, roles, groups, clients …"
        case .get: "print something that there is"
        case .update: "change something that there is"
        case .delete: "delete something"
        case .getRoles: "list roles of a realm or client, or those of a user, a group or a composite role"
        case .addRoles: "add roles to a user, a group or a composite role"
        case .removeRoles: "remove roles from a user, a group or a composite role"
        case .setPassword: "give a user a new password"
        }
    }

    /// Whether one word may stand there that belongs to no option.
    var takesOperand: Bool {
        switch self {
        case .truststore, .create, .get, .update, .delete: true
        default: false
        }
    }

    var options: [Option] {
        switch self {
        case .credentials: Option.login + [Option("--status", help: "say whether the last login still holds")]
        case .truststore: Option.login + [Option("-d", "--delete", help: "forget the truststore")]
        case .create, .delete: Option.request + Option.body + Option.created
        case .update: Option.request + Option.body + Option.updated
        case .get: Option.request + Option.printed
        case .getRoles: Option.request + Option.printed + Option.target + Option.role(repeats: false) + Option.which
        case .addRoles, .removeRoles: Option.admin + Option.target + Option.role(repeats: true)
        case .setPassword: Option.admin + Option.password
        }
    }
}
