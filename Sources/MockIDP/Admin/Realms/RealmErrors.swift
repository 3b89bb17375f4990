/// The sentences of the endpoints of a realm as a whole (recordings: realms, bad_input).
extension AdminError {
    // Making a realm.
    static let realmNotReadable = message(400, "unable to read contents from stream")
    static let realmNameEmpty = message(400, "Realm name cannot be empty")
    static let realmConflict = message(409, "Conflict detected. See logs for details")
    static let databaseFailed = message(400, "Database operation failed")
    static func realmExists(_ name: String) -> AdminError { message(409, "Realm \(name) already exists") }
    /// A name under which no address could reach the realm.
    static func realmNameRefused(_ problem: String) -> AdminError { error(400, problem) }
    static func realmRefused(_ error: ImportError) -> AdminError { message(400, error.sentence) }

    /// What Keycloak makes of a realm document that cannot become a realm. Broken references end in its 500, which
    /// points to the log (modelled; a recording has none).
    init(_ problem: RealmProblem) {
        switch problem.answer {
        case .conflict: self = .realmConflict
        case .failed: self = .unknown
        case .sentence(let sentence): self = .message(400, sentence)
        }
    }

    // Making things in one that is there.
    static let importPolicyUnknown = error(500, "unknown_error", "Cannot parse the JSON")
    static let importedPasswordRefused = message(400, "Password policy not met. See logs for details")
    static func importedIsThere(_ sentence: String) -> AdminError { message(409, sentence) }
    static func noClientForRoles(_ clientId: String) -> AdminError {
        message(412, "Can not import client roles for nonexistent client named \(clientId)")
    }

    // Changing one.
    static let realmNotUpdated = message(500, "Failed to update realm")
    static let realmNameTaken = message(409, "Realm with same name exists")
    static let masterNotRenamed = message(400, "Can't rename master realm")
    static let masterNotDeleted = message(400, "Can't delete master realm")
    static func passwordPolicyRefused(_ refusal: PasswordRefusal) -> AdminError { message(400, refusal.sentence) }
    static let clientIdleTooLong = message(
        400, "Client Session Idle Timeout cannot be greater than Realm SSO Idle Timeout.")
    static let clientLifespanTooLong = message(
        400, "Client Session Max Lifespan cannot be greater than Realm SSO Max Lifespan.")
}
