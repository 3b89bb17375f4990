/// The sentences of the users' endpoints. Those about values of the profile are made in `ProfileValidation`.
extension AdminError {
    static let userNotFound = error(404, "User not found")
    static let usernameMissing = message(400, "User name is missing")
    static let usernameExists = message(409, "User exists with same username")
    static let emailExists = message(409, "User exists with same email")

    // Passwords and other credentials.
    static let passwordMissing = error(400, "No password provided")
    static let passwordEmpty = error(400, "Empty password not allowed")
    /// A password that the realm's policy refuses (recording: required_actions 38).
    static func passwordRefused(_ refusal: PasswordRefusal) -> AdminError { error(400, refusal.key, refusal.sentence) }
    static let tooManyCredentials = message(400, CredentialRecord.tooMany)
    static let credentialNotFound = error(404, "Credential not found")

    // What a user is given, or shares with a client.
    static let userClientNotFound = error(404, "Client not found")
    static let consentNotFound = error(404, "Consent nor offline token not found")
    static let linkExists = message(409, "User is already linked with provider")
    static let linkNotFound = error(404, "Link not found")

    // Mails, and what Keycloak says when the realm has no mail server (recording: users 115 to 117).
    static let emailMissing = message(400, "User email missing")
    static let userDisabled = message(400, "User is disabled")
    static let verificationNotSent = message(500, "Failed to send verify email")
    static let actionsNotSent = message(
        500,
        "Failed to send execute actions email: Invalid sender address 'null'. If the address contains UTF-8 characters in "
            + "the local part please ensure the SMTP server supports the SMTPUTF8 extension and enable 'Allow UTF-8' in the "
            + "email realm configuration.")

    // The user profile: all that is wrong with it at once, or what no JSON could be read of.
    static func profileRefused(_ problems: [String]) -> AdminError {
        message(400, "[\(problems.joined(separator: ", "))]")
    }
    static func profileNotReadable(_ error: RepresentationError) -> AdminError {
        message(400, error.description ?? error.error)
    }
}
