import HTTPServer
import JSON

/// `PUT users/{id}/execute-actions-email`, `reset-password-email` and `send-verify-email`: no mail is ever sent here, so
/// a realm without a mail server gets Keycloak's answer, and one with a mail server is told that this is missing.
func sendMail(_ call: AdminCall, _ mail: UserMail) async throws -> Reply {
    try await call.readUser(.manageUsers) { _, realm, user in
        if user.email == nil { throw AdminError.message(400, "User email missing") }
        if !user.document.enabled { throw AdminError.message(400, "User is disabled") }
        guard realm.document.document["smtpServer"]?["from"]?.string != nil else { throw mail.refusal }
        throw AdminError.error(501, "not_implemented", "mockidp does not send mails")
    }
    return .noContent
}

/// The mails that an administrator can have sent to a user.
enum UserMail: Sendable {
    case actions
    case verification

    /// What Keycloak says when the realm has no mail server (recording: users 115 to 117).
    fileprivate var refusal: AdminError {
        switch self {
        case .verification: .message(500, "Failed to send verify email")
        case .actions:
            .message(
                500,
                "Failed to send execute actions email: Invalid sender address 'null'. If the address contains UTF-8 "
                    + "characters in the local part please ensure the SMTP server supports the SMTPUTF8 extension and "
                    + "enable 'Allow UTF-8' in the email realm configuration.")
        }
    }
}
