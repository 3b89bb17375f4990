extension TokenClient {
    /// Reads from the store what tokens need of a client.
    init(_ record: ClientRecord, allowedOrigins: [String], _ tx: Transaction) throws {
        let document = record.document
        self.init(clientId: record.clientId)
        attributes = document.attributes
        defaultScopes = try Self.scopes(of: record, isDefault: true, tx)
        optionalScopes = try Self.scopes(of: record, isDefault: false, tx)
        mappers = ProtocolMapper.list(document.protocolMappers)
        isFullScope = document.fullScopeAllowed
        let own = try tx.roles(of: .client(record.id), search: nil, first: nil, max: nil).map(\.id)
        let mapped = try tx.roles(heldBy: .client(record.id)).map(\.id)
        scopeRoleIDs = isFullScope ? [] : TextSet(own).union(try tx.effectiveRoles(mapped).map(\.id))
        self.allowedOrigins = allowedOrigins
        notBefore = document.notBefore
    }

    private static func scopes(of client: ClientRecord, isDefault: Bool, _ tx: Transaction) throws -> [TokenScope] {
        try tx.clientScopes(ofClient: client.id, isDefault: isDefault)
            .filter { $0.document.protocol == "openid-connect" }.map { try TokenScope($0, tx) }
    }
}

extension TokenScope {
    fileprivate init(_ record: ClientScopeRecord, _ tx: Transaction) throws {
        self.init(name: record.name)
        mappers = ProtocolMapper.list(record.document.protocolMappers)
        let mapped = try tx.roles(heldBy: .clientScope(record.id)).map(\.id)
        roleIDs = mapped.isEmpty ? [] : TextSet(try tx.effectiveRoles(mapped).map(\.id))
        isInTokenScope = record.document.attributes["include.in.token.scope"] != "false"
    }
}

extension ProtocolMapper {
    /// The mappers among a client's or a scope's that write into tokens of this protocol.
    static func list(_ documents: [ProtocolMapperRepresentation]?) -> [ProtocolMapper] {
        (documents ?? []).filter { $0.protocol ?? "openid-connect" == "openid-connect" }
            .map { ProtocolMapper($0.protocolMapper ?? "", config: $0.config) }
    }
}
