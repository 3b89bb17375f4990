/// Keys that nobody configured: when a client asks for an algorithm that the realm has no key of, Keycloak makes one of the
/// lowest priority and keeps it (recording: algorithms).
extension RealmCall {
    /// The realm with a key of that algorithm, made now if it is still missing.
    func realmWithFallbackKey(_ algorithm: String) async throws -> CompiledRealm {
        await idp.keyPool.fill(to: 1)
        try await idp.store.write { tx in
            let present = try tx.components(in: realm.id, parent: nil, type: RealmKeys.providerType, name: nil)
            guard RealmKeys(present).active(algorithm) == nil else { return }
            var component = fallbackProvider(of: algorithm)
            component.parentId = realm.id
            try GeneratedKeys.fill(&component, realmName: realm.name, idp)
            try tx.insert(ComponentRecord(id: idp.ids.uuid(), realmID: realm.id, document: component))
        }
        guard let realm = try await idp.realms.realm(named: realm.name), realm.keys.active(algorithm) != nil else {
            throw MintError.unknownAlgorithm(algorithm)
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
