/// An option of a command.
struct Option: Sendable {
    /// The short name, if any, and the long one.
    let names: [String]
    /// What Keycloak's messages call its value; nil for a flag.
    let value: String?
    let help: String
    /// Whether it may be given more than once.
    let repeats: Bool

    init(_ names: String..., value: String? = nil, repeats: Bool = false, help: String) {
        self.names = names
        self.value = value
        self.help = help
        self.repeats = repeats
    }

    /// The name by which its value is asked for.
    var name: String { names[names.count - 1] }

    /// `'--target-realm' (<targetRealm>)`
    var inMessages: String { "'\(name)' (<\(value ?? name)>)" }

    /// How to log in; the config file has what is not said.
    static let login: [Option] = [
        Option("--server", value: "server", help: "the server's URL, such as http://localhost:8080"),
        Option("--realm", value: "realm", help: "the realm to log in to"),
        Option("--user", value: "user", help: "the user to log in as"),
        Option("--password", value: "password", help: "the user's password [KC_CLI_PASSWORD]"),
        Option("--client", value: "clientId", help: "the client to log in with: admin-cli"),
        Option("--secret", value: "secret", help: "the client's secret [KC_CLI_CLIENT_SECRET]"),
        Option("--config", value: "config", help: "the config file: ~/.keycloak/kcadm.config"),
        Option("--no-config", help: "read and write no config file"),
        Option("--truststore", value: "trustStore", help: "certificates to trust, in a PEM, PKCS#12 or JKS file"),
        Option("--trustpass", value: "trustPass", help: "the truststore's password [KC_CLI_TRUSTSTORE_PASSWORD]"),
        Option("--insecure", help: "trust every certificate"),
        Option("--keystore", value: "keystore", help: "a PKCS#12 or JKS file with the key that the client signs with"),
        Option("--storepass", value: "storePass", help: "the key store's password [KC_CLI_STORE_PASSWORD]"),
        Option("--keypass", value: "keyPass", help: "the key's, if not the same [KC_CLI_KEY_PASSWORD]"),
        Option("--alias", value: "alias", help: "the key's name there, if not the client's"),
        Option("-x", help: "no meaning here"),
    ]

    /// What every command has that asks the admin API.
    static let admin: [Option] =
        [
            Option("-r", "--target-realm", value: "targetRealm", help: "the realm meant, if not the one logged in to"),
            Option("-a", "--admin-root", value: "adminRestRoot", help: "the admin API's URL, if not SERVER/admin"),
        ] + login + [Option("--token", value: "externalToken", help: "an access token, instead of logging in")]

    /// What the commands for any resource have.
    static let request: [Option] =
        [
            Option("-q", "--query", value: "rawFilters", repeats: true, help: "NAME=VALUE: a query parameter"),
            Option("-h", "--header", value: "rawHeaders", repeats: true, help: "NAME=VALUE: a request header"),
            Option("-s", "--set", value: "set", repeats: true, help: "NAME=VALUE or NAME+=VALUE: set an attribute"),
            Option("-d", "--delete", value: "delete", repeats: true, help: "NAME: remove an attribute"),
            Option("-F", "--fields", value: "fields", help: "print these: a,b(c) or *(*),-a"),
            Option("-H", "--print-headers", help: "print the response's headers"),
            Option("-c", "--compressed", help: "print the response as it came"),
        ] + admin

    static let body: [Option] = [
        Option("-f", "--file", value: "file", help: "the body is in this file, or with - on standard input"),
        Option("-b", "--body", value: "body", help: "the body"),
    ]

    static let created: [Option] = [
        Option("-i", "--id", help: "print the new id only"),
        Option("-o", "--output", help: "print the response, or what was created"),
    ]

    static let updated: [Option] = [
        Option("-m", "--merge", help: "merge the file into what there is"),
        Option("-n", "--no-merge", help: "send what is set without what there is"),
        Option("-o", "--output", help: "print what was updated"),
    ]

    static let printed: [Option] = [
        Option("-o", "--offset", value: "offset", help: "leave out so many"),
        Option("-l", "--limit", value: "limit", help: "print no more than so many"),
        Option("--format", value: "format", help: "json or csv"),
        Option("--noquotes", help: "print csv without quotes"),
    ]

    /// Whose roles are meant, and whether a client's.
    static let target: [Option] = [
        Option("--uusername", value: "uusername", help: "a user's name"),
        Option("--uid", value: "uid", help: "a user's id"),
        Option("--gname", value: "gname", help: "a group's name"),
        Option("--gpath", value: "gpath", help: "a group's path"),
        Option("--gid", value: "gid", help: "a group's id"),
        Option("--rname", value: "rname", help: "a composite role's name"),
        Option("--rid", value: "rid", help: "a composite role's id"),
        Option("--cclientid", value: "cclientid", help: "roles of the client of this clientId"),
        Option("--cid", value: "cid", help: "roles of the client of this id"),
    ]

    static func role(repeats: Bool) -> [Option] {
        [
            Option("--rolename", value: "rolename", repeats: repeats, help: "a role's name"),
            Option("--roleid", value: "roleid", repeats: repeats, help: "a role's id"),
        ]
    }

    static let which: [Option] = [
        Option("--available", help: "those that could be added"),
        Option("--effective", help: "those that count, also through others"),
        Option("--all", help: "those of clients too"),
    ]

    static let password: [Option] = [
        Option("--username", value: "username", help: "the user's name"),
        Option("--userid", value: "userid", help: "the user's id"),
        Option("-p", "--new-password", value: "pass", help: "the new password [KC_CLI_PASSWORD]"),
        Option("-t", "--temporary", help: "the user must change it at the next login"),
    ]
}
