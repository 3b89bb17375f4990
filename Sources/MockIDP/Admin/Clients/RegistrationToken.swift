import HTTPServer
import JSON

extension ClientsResource {
    /// `POST registration-access-token`: the client with a new token for the client registration endpoint. The secret is
    /// masked and `access` is missing, as Keycloak answers (recording: clients 84).
    @Sendable static func renewRegistrationToken(_ call: AdminCall) async throws -> Reply {
        var (realmID, shown) = try await call.write(.client) { tx, realm, client in (realm.id, try client.shown(tx)) }
        guard let realm = try await call.idp.realms.realm(id: realmID) else { throw AdminError.realmNotFound }
        shown.registrationAccessToken = try await call.idp.withKeys(of: realm) { try token(for: realm, $0, call) }
        if shown.secret != nil { shown.secret = "**********" }
        return .adminJSONCached(.object(shown.ordered))
    }

    private static func token(for realm: RunningRealm, _ keys: RealmKeys, _ call: AdminCall) throws -> String {
        guard let key = keys.signing("HS512") else { throw MintError.noKey("HS512") }
        let issuer = call.issuer(of: realm)
        let claims: JSONObject = [
            "exp": 0, "iat": JSONValue(call.idp.now()), "jti": .string(call.idp.ids.tokenID()),
            "iss": .string(issuer), "aud": .string(issuer), "typ": "RegistrationAccessToken",
            "registration_auth": "authenticated",
        ]
        let payload = JSONValue.object(claims).bytes
        return String(decoding: try key.sign(payload), as: UTF8.self)
    }
}
