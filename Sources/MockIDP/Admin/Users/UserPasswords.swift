import HTTPServer
import JSON

/// `PUT users/{id}/reset-password`.
func resetPassword(_ call: AdminCall) async throws -> Reply {
    let body = try await call.body(changing: .user).as(CredentialRepresentation.self)
    try await call.matching { expressions in
        try await call.change(.user) { tx, realm, user in
            let password = try body.value.found(or: .passwordMissing)
            if trimmed(password).isEmpty { throw AdminError.passwordEmpty }
            try setPassword(password, of: user, in: realm, call.idp, tx, expressions)
            if body.temporary == true { user.require("UPDATE_PASSWORD") } else { user.unrequire("UPDATE_PASSWORD") }
        }
    }
    return .noContent
}

/// Adds the credentials of a representation.
func addCredentials(
    of body: UserRepresentation, to user: UserRecord, in realm: RealmRecord, _ idp: Services, _ tx: Transaction,
    _ expressions: Expressions
) throws {
    guard let credentials = body.credentials, !credentials.isEmpty else { return }
    guard credentials.count <= CredentialRecord.mostOfUser else { throw AdminError.tooManyCredentials }
    for credential in credentials {
        try addCredential(credential, to: user, in: realm, idp, tx, expressions)
    }
    if try tx.countCredentials(ofUser: user.id) > CredentialRecord.mostOfUser { throw AdminError.tooManyCredentials }
}

/// Adds a credential of a representation: a password to be hashed, or anything that comes hashed already. One without
/// a type makes Keycloak fall over itself, one of a type it does not know is passed by (recording: bad_input 83, 84).
private func addCredential(
    _ credential: CredentialRepresentation, to user: UserRecord, in realm: RealmRecord, _ idp: Services,
    _ tx: Transaction, _ expressions: Expressions
) throws {
    guard let type = credential.type else { throw AdminError.unknown }
    if let password = credential.value, !password.isEmpty {
        if type == "password" { try setPassword(password, of: user, in: realm, idp, tx, expressions) }
    } else if credential.secretData != nil, credential.credentialData != nil {
        var document = credential
        if document.createdDate == nil { document.createdDate = Int64(idp.nowMilliseconds()) }
        try tx.insert(CredentialRecord(id: idp.ids.uuid(), userID: user.id, document: document))
    }
}

/// Gives the user a password that the realm's policy takes; an old one keeps its id.
func setPassword(
    _ password: String, of user: UserRecord, in realm: RealmRecord, _ idp: Services, _ tx: Transaction,
    _ expressions: Expressions
) throws {
    do {
        try PasswordPolicy(realm.document.passwordPolicy ?? "").check(
            password, username: user.username, email: user.email, expressions)
    } catch let refusal as PasswordRefusal {
        throw AdminError.passwordRefused(refusal)
    }
    let document = try hashedPassword(password, idp)
    if let old = try tx.credentials(ofUser: user.id).first(where: { $0.document.type == "password" }) {
        try tx.update(CredentialRecord(id: old.id, userID: user.id, document: document, priority: old.priority))
    } else {
        try tx.insert(CredentialRecord(id: idp.ids.uuid(), userID: user.id, document: document))
    }
}
