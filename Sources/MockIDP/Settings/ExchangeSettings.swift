/// How users are exported (`--users`).
public enum ExportedUsers: String, Sendable {
    case skip
    /// With their realm.
    case realmFile = "realm_file"
    /// All in one file beside the realm's.
    case sameFile = "same_file"
    /// In files of so many users each.
    case differentFiles = "different_files"
}

/// What `import` and `export` are told.
public struct ExchangeSettings: Sendable, Equatable {
    /// The one file.
    public var file: String?
    /// The folder.
    public var folder: String?
    /// The one realm to export; nil means all.
    public var realm: String?
    /// How users are exported; nil is by files of so many, or in the one file.
    public var users: ExportedUsers?
    /// How many users a file has.
    public var usersPerFile = 50
    /// Whether an import makes realms that are there anew; nil means that the command decides.
    public var overrides: Bool?

    /// The defaults of Keycloak's commands.
    public init() {}
}
