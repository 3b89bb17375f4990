/// One option that is followed: the table of them makes the command line, the environment variables, `keycloak.conf` and
/// `--help`.
public struct Option: Sendable {
    /// What may stand behind the name.
    enum Value: Sendable {
        /// Text, shown in `--help` as this placeholder.
        case text(String)
        /// `true` or `false`; the name alone means `true`.
        case flag
    }

    /// Our name for it, without dashes.
    let own: String?
    /// Keycloak's name for the same; a `<` begins the part that the user chooses.
    let keycloak: String?
    /// Environment variables beyond those of its names, the first one set wins.
    let furtherVariables: [String]
    let value: Value
    /// Whether the value is shown to nobody.
    let isSecret: Bool
    /// One sentence.
    let help: String
    /// Takes the value into the settings; a failure's text begins with what is wanted.
    let apply: @Sendable (inout Settings, String) throws(OptionError) -> Void

    init(
        _ own: String?, keycloak: String? = nil, also: [String] = [], _ value: Value, isSecret: Bool = false,
        _ help: String, _ apply: @escaping @Sendable (inout Settings, String) throws(OptionError) -> Void
    ) {
        self.own = own
        self.keycloak = keycloak
        furtherVariables = also
        self.value = value
        self.isSecret = isSecret
        self.help = help
        self.apply = apply
    }

    /// The names on the command line, the one that is shown first.
    public var names: [String] { [own, keycloak].compactMap { $0 } }

    /// The environment variables that set it, the first one set wins.
    public var variables: [String] {
        (keycloak.map { [variable("KC", $0)] } ?? []) + (own.map { [variable("MOCKIDP", $0)] } ?? [])
            + furtherVariables
    }

    /// `KC_HTTP_PORT` for `http-port`.
    private func variable(_ prefix: String, _ name: String) -> String {
        let letters = name.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "-"): UInt8(ascii: "_")
            case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - 32
            default: byte
            }
        }
        return prefix + "_" + String(decoding: letters, as: UTF8.self)
    }
}

// How values are read.

/// A port.
func portNumber(_ text: String) throws(OptionError) -> Int { try number(text, 0...65_535) }

/// A number of a range.
func number(_ text: String, _ range: ClosedRange<Int>) throws(OptionError) -> Int {
    guard let number = Int(text), range.contains(number) else {
        throw OptionError(
            description: "wants a number from \(range.lowerBound) to \(range.upperBound), not '\(text)'")
    }
    return number
}

/// `true` or `false`, in whatever case.
func flag(_ text: String) throws(OptionError) -> Bool {
    switch text.lowercased() {
    case "true": return true
    case "false": return false
    default: throw OptionError(description: "wants true or false, not '\(text)'")
    }
}

/// One of some words.
func choice<T>(_ text: String, _ choices: [(String, T)]) throws(OptionError) -> T {
    guard let choice = choices.first(where: { $0.0 == text.lowercased() }) else {
        throw OptionError(description: "wants \(choices.map(\.0).joined(separator: ", ")), not '\(text)'")
    }
    return choice.1
}

/// The parts of a list with commas, without the blanks around them.
func commaList(_ text: String) -> [String] {
    text.split(separator: ",").map { trimmed(String($0)) }.filter { !$0.isEmpty }
}
