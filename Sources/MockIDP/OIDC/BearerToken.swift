import HTTPServer
import JOSE
import JSON

extension Call {
    /// The token of an `Authorization: Bearer` header (RFC 6750 section 2.1); nil for another scheme or none.
    var bearerToken: String? {
        guard let header = headers["Authorization"] else { return nil }
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        let token = trimmed(parts[1])
        return token.isEmpty ? nil : token
    }
}

/// Why an access token does not speak for a user, in Keycloak's words.
enum BearerRefusal: Error {
    case invalid, sessionNotFound, userNotFound, userDisabled, lightweight

    /// The `error_description` of the challenge (recording: token_lifecycle).
    var description: String {
        switch self {
        case .invalid: "Token verification failed"
        case .sessionNotFound, .userNotFound: "user_session_not_found"
        case .userDisabled: "User disabled"
        case .lightweight: "Lightweight access token not allowed for userinfo endpoint"
        }
    }
}

/// Whom an access token speaks for.
struct Bearer: Sendable {
    let token: VerifiedToken
    let user: UserRecord
    let session: UserSessionRecord?
    let clientSession: ClientSessionRecord?
    let client: RunningClient
}

extension RealmCall {
    /// Checks a token against this realm.
    func verify(_ text: String) throws(TokenRefusal) -> VerifiedToken {
        let claims = idp.signedTokens.claims(text, in: realm) {
            VerifiedToken.signedClaims(text) { realm.keys.verifying($0, kid: $1)?.verificationKey }
        }
        return try VerifiedToken(claims, issuer: issuer, of: realm.forTokens, at: idp.now())
    }

    /// The user, client and session behind an access token; all three must still be there.
    func bearer(_ text: String) async throws -> Bearer {
        let token: VerifiedToken
        do { token = try verify(text) } catch { throw BearerRefusal.invalid }
        guard token.type.lowercased() == "bearer" else { throw BearerRefusal.invalid }
        return try await holder(of: token)
    }

    /// The same for any token that names a session or a service account.
    func holder(of token: VerifiedToken) async throws -> Bearer {
        guard let client = try await client(token.authorizedParty), client.isEnabled else {
            throw BearerRefusal.invalid
        }
        guard token.issuedAt >= client.notBefore else { throw BearerRefusal.invalid }
        return try await idp.store.read { tx in
            if try tx.isRevoked(tokenID: token.id) { throw BearerRefusal.invalid }
            let session = try token.sessionID.flatMap {
                try tx.userSession(id: $0, in: realm.id, offline: token.isOffline)
            }
            if token.sessionID != nil {
                guard let session, session.isActive(at: idp.now()) else {
                    throw BearerRefusal.sessionNotFound
                }
            }
            let userID = session?.userID ?? token.subject ?? client.serviceAccount?.id
            guard let user = try userID.flatMap({ try tx.user(id: $0, in: realm.id) }) else {
                throw BearerRefusal.userNotFound
            }
            guard user.document.enabled else { throw BearerRefusal.userDisabled }
            guard token.issuedAt >= user.document.notBefore else { throw BearerRefusal.invalid }
            let joined = try session.flatMap {
                try tx.clientSession(sessionID: $0.id, clientID: client.id, offline: $0.offline)
            }
            if session != nil, joined == nil { throw BearerRefusal.sessionNotFound }
            return Bearer(token: token, user: user, session: session, clientSession: joined, client: client)
        }
    }
}
