import Crypto
import JOSE

/// Keys that nobody configured: when a client asks for an algorithm that the realm has no key of, Keycloak makes one of the
/// lowest priority and keeps it (recording: algorithms).
extension Services {
    /// What `sign` makes with the realm's keys; where it lacks one, that is made first.
    func withKeys<T: Sendable>(of realm: RunningRealm, _ sign: (RealmKeys) throws -> T) async throws -> T {
        do {
            return try sign(realm.keys)
        } catch MintError.noKey(let algorithm) where realm.keys.active(algorithm) == nil {
            return try await withKeys(of: realmWithFallbackKey(algorithm, realm), sign)
        } catch MintError.unknownAlgorithm(let attribute) {
            log.warning(
                "no token of realm '\(realm.name)': the algorithm of \(attribute), or the realm's, is not known")
            throw OAuthError.algorithmUnknown
        }
    }

    /// The realm with a key of that algorithm, made now if it is still missing.
    private func realmWithFallbackKey(_ algorithm: String, _ realm: RunningRealm) async throws -> RunningRealm {
        var component = fallbackProvider(of: algorithm)
        component.parentId = realm.id
        let complete = try await KeyComponent.completed(component, realmName: realm.name, self)
        try await store.write { tx in
            guard try tx.realm(id: realm.id) != nil else { throw OAuthError.realmDoesNotExist }
            let present = try tx.components(in: realm.id, parent: nil, type: RealmKeys.providerType, name: nil)
            guard RealmKeys(present).active(algorithm) == nil else { return }
            try tx.insert(
                completed: ComponentRecord(id: ids.uuid(), realmID: realm.id, document: complete), self)
        }
        guard let realm = try await realms.realm(named: realm.name), realm.keys.active(algorithm) != nil else {
            throw OAuthError.realmDoesNotExist
        }
        return realm
    }
}

private func fallbackProvider(of algorithm: String) -> ComponentRepresentation {
    var component = ComponentRepresentation()
    component.name = "fallback-\(algorithm)"
    component.providerType = RealmKeys.providerType
    var config = ["priority": ["-100"]]
    switch algorithm.prefix(2) {
    case "HS":
        component.providerId = "hmac-generated"
        config["algorithm"] = [algorithm]
    case "ES":
        component.providerId = "ecdsa-generated"
        config["ecdsaEllipticCurveKey"] = [
            ["ES256": "P-256", "ES384": "P-384", "ES512": "P-521"][algorithm] ?? "P-256"
        ]
    case "Ed":
        component.providerId = "eddsa-generated"
        config["eddsaEllipticCurveKey"] = ["Ed25519"]
    default:
        component.providerId = "rsa-generated"
        config["algorithm"] = [algorithm]
    }
    component.config = config
    return component
}
