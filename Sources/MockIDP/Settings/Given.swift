/// A value that somebody gave to an option, and where.
struct Given: Sendable, Equatable {
    /// Where a value came from, as messages name it.
    enum Origin: Sendable, Equatable, CustomStringConvertible {
        case commandLine(String)
        case variable(String)
        case file(String, String)

        var description: String {
            switch self {
            case .commandLine(let word): word
            case .variable(let name): name
            case .file(let path, let name): "\(name) in \(path)"
            }
        }

        /// What `show-config` says of it.
        var kind: String {
            switch self {
            case .commandLine: "CLI"
            case .variable: "ENV"
            case .file(let path, _): path.split(separator: "/").last.map(String.init) ?? path
            }
        }
    }

    /// The option's name without dashes, Keycloak's where it has one.
    let name: String
    let value: String
    let origin: Origin
}

extension Option {
    /// The option of that name; one whose name the user completes is found by its beginning.
    static func named(_ name: String) -> Option? {
        table.first { $0.own == name || $0.keycloak == name }
            ?? table.first { $0.keycloak.map { isPattern($0, of: name) } ?? false }
    }
}

/// `spi-a-b-c` for `spi-a--b--c`: Keycloak's providers may be written both ways.
func plainProviderName(_ name: String) -> String {
    guard name.hasPrefix("spi-") else { return name }
    return name.split(separator: "-").joined(separator: "-")
}
