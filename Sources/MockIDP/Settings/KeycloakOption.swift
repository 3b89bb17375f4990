/// One of Keycloak's options (`Sources/Embedded/data/keycloak-options.tsv`), whatever becomes of it here.
///
/// The table is read when a name comes that is none of ours: a start has no time for it.
public struct KeycloakOption: Sendable {
    /// What becomes of an option.
    public enum Treatment: String, Sendable {
        /// Does what Keycloak does: it stands in `Option.table` too.
        case honoured
        /// Has no meaning here.
        case quiet
        /// Ignoring it may change answers, so the log says it.
        case aloud
        /// An option of older Keycloaks.
        case former
    }

    /// Without dashes; a `<` begins the part that the user chooses.
    public let name: String
    /// What becomes of it.
    public let treatment: Treatment
    let defaultValue: String
    /// What stands for the value in `--help`; empty: it has none.
    let placeholder: String
    /// Why it is said aloud, or what took its place.
    let note: String

    /// Keycloak's table.
    public static let all: [KeycloakOption] = String(decoding: BuiltIn.keycloakOptions, as: UTF8.self)
        .split(separator: "\n").compactMap(KeycloakOption.init)

    private init?(_ line: Substring) {
        let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        guard columns.count > 1, let treatment = Treatment(rawValue: columns[1]) else { return nil }
        func column(_ index: Int) -> String { index < columns.count ? columns[index] : "" }
        name = columns[0]
        self.treatment = treatment
        defaultValue = column(2)
        placeholder = column(3)
        note = column(4)
    }

    /// The option of that name.
    static func named(_ name: String) -> KeycloakOption? {
        all.first { $0.name == name } ?? all.first { isPattern($0.name, of: name) }
    }

    /// What the log says when it was given that value; nil when that makes no difference.
    func notice(_ given: Given) -> String? {
        switch treatment {
        case .honoured, .quiet: nil
        case .aloud: given.value == defaultValue ? nil : "\(given.origin) is not followed: \(note)"
        case .former: "\(given.origin) belongs to older versions of Keycloak and is not followed; see --\(note)"
        }
    }
}

/// Whether `log-level-<category>` is the pattern of a name such as `log-level-org.keycloak`.
func isPattern(_ pattern: String, of name: String) -> Bool {
    guard let mark = pattern.utf8.firstIndex(of: UInt8(ascii: "<")) else { return false }
    let start = pattern[..<mark]
    return name.utf8.count > start.utf8.count && name.hasPrefix(start)
}
