/// The words of `bootstrap-admin` that are no settings: a name, and a secret in a variable.
public struct BootstrapWords: Sendable {
    /// The user's name or the client's id.
    public private(set) var name: String?
    /// The password or the secret.
    public private(set) var secret: String?
    /// The other words.
    public private(set) var rest: [String] = []

    /// No words.
    public init() {}

    /// Takes them out of a command line; `…:env` names a variable that holds the value.
    public init(_ words: [String], _ environment: [String: String]) throws(OptionError) {
        var words = words[...]
        while let word = words.popFirst() {
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let option = parts[0]
            guard Self.names.contains(option) || Self.secrets.contains(option) else {
                if word != "--no-prompt" { rest.append(word) }
                continue
            }
            guard let given = parts.count == 2 ? parts[1] : words.popFirst() else {
                throw OptionError(description: "\(option) wants a value")
            }
            let value = option.hasSuffix(":env") ? environment[given] : given
            guard let value, !value.isEmpty else {
                throw OptionError(description: "\(option): the variable \(given) is not set")
            }
            if Self.secrets.contains(option) { secret = value } else { name = value }
        }
    }

    private static let names: Set = ["--username", "--username:env", "--client-id", "--client-id:env"]
    private static let secrets: Set = ["--password:env", "--client-secret:env"]
}

extension Settings {
    /// The administrator that `bootstrap-admin` was asked for, and none of the other kind.
    public mutating func take(_ asked: BootstrapWords, isService: Bool) {
        if isService {
            adminClientID = asked.name ?? adminClientID ?? "temp-admin"
            adminClientSecret = asked.secret ?? adminClientSecret
        } else {
            adminUsername = asked.name ?? adminUsername ?? "temp-admin"
            adminPassword = asked.secret ?? adminPassword
            adminClientSecret = nil
        }
    }
}
