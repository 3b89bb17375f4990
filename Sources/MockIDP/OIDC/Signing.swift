extension Services {
    /// What `sign` makes with the realm's keys; where it lacks one, that is made first, as Keycloak makes fallback keys.
    func withKeys<T: Sendable>(of realm: RunningRealm, _ sign: (RealmKeys) throws -> T) async throws -> T {
        do {
            return try sign(realm.keys)
        } catch MintError.noKey(let algorithm) where realm.keys.active(algorithm) == nil {
            guard let realm = try await self.realm(realm, withKeyFor: algorithm) else {
                throw OAuthError.realmDoesNotExist
            }
            return try await withKeys(of: realm, sign)
        } catch MintError.unknownAlgorithm(let attribute) {
            log.warning(
                "no token of realm '\(realm.name)': the algorithm of \(attribute), or the realm's, is not known")
            throw OAuthError.algorithmUnknown
        }
    }
}
