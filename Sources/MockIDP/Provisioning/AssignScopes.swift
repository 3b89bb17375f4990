extension Transaction {
    /// Assigns those scopes that are of the client's protocol and that it does not have yet, default or optional.
    func assign(_ scopes: [ClientScopeRecord], to client: ClientRecord, isDefault: Bool) throws {
        var known = TextSet(try clientScopes(ofClient: client.id, isDefault: true).map(\.id))
        known.formUnion(try clientScopes(ofClient: client.id, isDefault: false).map(\.id))
        let name = client.document.protocol ?? "openid-connect"
        for scope in scopes where scope.document.protocol == name && known.insert(scope.id).inserted {
            try assign(scope: scope.id, toClient: client.id, isDefault: isDefault)
        }
    }
}
