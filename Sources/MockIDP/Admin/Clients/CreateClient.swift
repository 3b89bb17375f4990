import HTTPServer
import JSON

extension ClientsResource {
    /// `POST clients` (recordings: clients, bad_input, names).
    @Sendable static func createClient(_ call: AdminCall) async throws -> Reply {
        let body = try await call.body(for: .manageClients).as(ClientRepresentation.self)
        if let name = body.protocol, !ClientValidation.protocols.contains(name) {
            throw AdminError.invalidProtocol(name)
        }
        let defaults = ClientDefaults(body: body)
        let signing =
            defaults.needsSigningKey
            ? try await KeyPairCertificate.generate(commonName: body.clientId ?? "", call.idp) : nil
        let id = body.id ?? call.idp.ids.uuid()
        try checkSegment(id)
        var document = defaults.document(id: id, call.idp, signing: signing)
        document.protocolMappers = try (body.protocolMappers ?? []).map { try $0.newlyStored(call.idp) }
        return try await call.write(.manageClients) { tx, realm in
            var client = ClientRecord(id: id, realmID: realm.id, document: document)
            try insert(&client, asked: body, realm, tx, call.idp)
            return Reply.created(location: call.address(of: id))
        }
    }

    private static func insert(
        _ client: inout ClientRecord, asked body: ClientRepresentation, _ realm: RealmRecord, _ tx: Transaction,
        _ idp: Services
    ) throws {
        try ClientValidation.checkLengths(client.document)
        do { try tx.insert(client) } catch let error where error.isConflict {
            throw AdminError.clientExists(body.clientId)
        }
        try assignScopes(to: client, asked: body, realm, tx)
        try checkFlows(client.document, realm, tx)
        if body.serviceAccountsEnabled || body.authorizationServicesEnabled == true {
            do { try ServiceAccount.enable(&client, in: realm, tx, idp) } catch let error where error.isConflict {
                throw AdminError.clientExists(body.clientId)  // its user's name, which is in lower case, is taken
            }
            try tx.update(client)
        }
        if body.authorizationServicesEnabled == true { try addProtectionRole(to: client, tx, idp) }
        try ClientValidation.check(client.document)
    }

    /// Those the body names; without any, the realm's (recordings: clients 18, 47; client_scopes 32).
    private static func assignScopes(
        to client: ClientRecord, asked body: ClientRepresentation, _ realm: RealmRecord, _ tx: Transaction
    ) throws {
        let isAsked = body.has("defaultClientScopes") || body.has("optionalClientScopes")
        for isDefault in [true, false] {
            let names = (isDefault ? body.defaultClientScopes : body.optionalClientScopes) ?? []
            let scopes =
                isAsked
                ? try names.compactMap { try tx.clientScope(named: $0, in: realm.id) }
                : try tx.defaultClientScopes(ofRealm: realm.id, isDefault: isDefault)
            try tx.assign(scopes, to: client, isDefault: isDefault)
        }
    }

    /// A flow that an override names must exist; Keycloak falls over one that doesn't.
    static func checkFlows(_ client: ClientRepresentation, _ realm: RealmRecord, _ tx: Transaction) throws {
        for (_, id) in client.authenticationFlowBindingOverrides where try tx.flow(id: id, in: realm.id) == nil {
            throw AdminError.unknown
        }
    }

    /// With authorization services comes a role that lets the client's own service account use its protection API
    /// (recording: java-admin-client 73).
    static func addProtectionRole(to client: ClientRecord, _ tx: Transaction, _ idp: Services) throws {
        let name = "uma_protection"
        if try tx.role(named: name, of: .client(client.id)) != nil { return }
        let role = RoleRecord(
            id: idp.ids.uuid(), realmID: client.realmID, clientID: client.id,
            document: RoleRepresentation(["name": .string(name)]))
        try tx.insert(role)
        if let user = try tx.serviceAccount(ofClient: client.id) { try tx.addRoles([role.id], to: .user(user.id)) }
    }
}
