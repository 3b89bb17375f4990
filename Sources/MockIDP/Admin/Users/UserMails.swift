import HTTPServer
import JSON

/// `PUT users/{id}/execute-actions-email`, `reset-password-email` and `send-verify-email`: no mail is ever sent here, so
/// a realm without a mail server gets Keycloak's answer, and one with a mail server is told that this is missing.
func sendMail(_ call: AdminCall, _ mail: UserMail) async throws -> Reply {
    try await call.write(.user) { _, realm, user in
        if user.email == nil { throw AdminError.emailMissing }
        if !user.document.enabled { throw AdminError.userDisabled }
        guard realm.document.document["smtpServer"]?["from"]?.string != nil else { throw mail.refusal }
        throw NotImplemented("mails")
    }
    return .noContent
}

/// The mails that an administrator can have sent to a user.
enum UserMail: Sendable {
    case actions
    case verification

    /// What Keycloak says when the realm has no mail server.
    fileprivate var refusal: AdminError { self == .verification ? .verificationNotSent : .actionsNotSent }
}
