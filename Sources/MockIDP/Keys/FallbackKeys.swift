/// Keys that nobody configured: when a client asks for an algorithm that the realm has no key of, Keycloak makes one of the
/// lowest priority and keeps it (recording: algorithms).
extension Services {
    /// The realm with a key of that algorithm, made now if it is still missing; nil when the realm has gone.
    func realm(_ realm: RunningRealm, withKeyFor algorithm: String) async throws -> RunningRealm? {
        var component = fallbackProvider(of: algorithm)
        component.parentId = realm.id
        let complete = try await KeyComponent(completing: component, realmName: realm.name, self).component
        let isThere = try await store.write { tx in
            guard try tx.realm(id: realm.id) != nil else { return false }
            let present = try tx.components(in: realm.id, parent: nil, type: RealmKeys.providerType, name: nil)
            guard RealmKeys(present).active(algorithm) == nil else { return true }
            try tx.insert(
                completed: ComponentRecord(id: ids.uuid(), realmID: realm.id, document: complete), self)
            return true
        }
        guard isThere, let realm = try await realms.realm(named: realm.name), realm.keys.active(algorithm) != nil else {
            return nil
        }
        return realm
    }
}

private func fallbackProvider(of algorithm: String) -> ComponentRepresentation {
    var component = ComponentRepresentation()
    component.name = "fallback-\(algorithm)"
    component.providerType = RealmKeys.providerType
    var config: TextMap<[String]> = ["priority": ["-100"]]
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
