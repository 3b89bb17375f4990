import HTTPServer
import JSON

extension ClientsResource {
    /// `GET client-secret`: also of a public client, which has none (recording: clients 13).
    @Sendable static func readSecret(_ call: AdminCall) async throws -> Reply {
        let secret = try await call.read(.client) { _, _, client in client.document.secret }
        return .adminJSON(credential(secret))
    }

    /// `POST client-secret`: makes a new one and forgets a rotated one (recording: seed_client 12).
    @Sendable static func renewSecret(_ call: AdminCall) async throws -> Reply {
        let secret = call.idp.ids.secret()
        try await call.change(.client) { _, _, client in
            client.document.setSecret(secret, at: call.idp.now())
            client.document.forgetRotatedSecret()
        }
        return .adminJSONCached(.object(credential(secret)))
    }

    /// `GET client-secret/rotated`.
    @Sendable static func readRotatedSecret(_ call: AdminCall) async throws -> Reply {
        let secret = try await call.read(.client) { _, _, client in client.document.rotatedSecret }
        return .adminJSON(credential(try secret.found(or: .noRotatedSecret)))
    }

    /// `DELETE client-secret/rotated`: also when there is none (keycloak: endpoints.tsv).
    @Sendable static func deleteRotatedSecret(_ call: AdminCall) async throws -> Reply {
        try await call.change(.client) { _, _, client in client.document.forgetRotatedSecret() }
        return .noContent
    }

    private static func credential(_ secret: String?) -> JSONObject {
        var credential: JSONObject = ["type": "secret"]
        credential["value"] = secret.map(JSONValue.string)
        return credential
    }
}

extension ClientRepresentation {
    /// Takes a generated secret and notes when it was made (recording: clients 6, 84).
    mutating func setSecret(_ secret: String, at seconds: Int) {
        self.secret = secret
        self[\.attributes, "client.secret.creation.time"] = String(seconds)
    }

    var rotatedSecret: String? { self[\.attributes, "client.secret.rotated"] }

    mutating func forgetRotatedSecret() {
        let names = [
            "client.secret.rotated", "client.secret.rotated.creation.time", "client.secret.rotated.expiration.time",
        ]
        for name in names where self[\.attributes, name] != nil { self[\.attributes, name] = nil }
    }
}
