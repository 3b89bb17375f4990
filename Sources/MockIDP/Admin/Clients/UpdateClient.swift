import HTTPServer
import JSON

extension ClientsResource {
    /// `PUT clients/{id}`: what the body lacks stays; attributes merge, an empty one goes (recordings: clients 37 to 41).
    @Sendable static func updateClient(_ call: AdminCall) async throws -> Reply {
        let body = try await call.body(changing: .client).as(ClientRepresentation.self)
        if let name = body.protocol, !ClientValidation.protocols.contains(name) {
            throw AdminError.invalidProtocol(name)
        }
        try await call.write(.client) { tx, realm, old in
            var client = old
            try updateServiceAccount(of: &client, asked: body, realm, tx, call.idp)
            client.document.take(body)
            try updateMappers(of: &client, asked: body, call.idp)
            if !client.document.publicClient, client.document.secret == nil {
                client.document.setSecret(call.idp.ids.secret(), at: call.idp.now())
            }
            client.document.forgetRotatedSecret()
            try ClientValidation.checkLengths(client.document)
            do { try tx.update(client) } catch let error where error.isConflict { throw AdminError.duplicateResource }
            if client.clientId != old.clientId { try ServiceAccount.rename(of: client, tx) }
            try updateAuthorization(of: client, asked: body, tx, call.idp)
            try checkFlows(client.document, realm, tx)
            try ClientValidation.check(client.document)
        }
        return .noContent
    }

    /// `DELETE clients/{id}`: its roles, sessions and service account go with it.
    @Sendable static func deleteClient(_ call: AdminCall) async throws -> Reply {
        try await call.write(.client) { tx, realm, client in
            try ServiceAccount.disable(client, in: realm, tx)
            try tx.delete(client)
        }
        return .noContentNoCache
    }

    /// Follows `serviceAccountsEnabled` (recordings: seed_client 15, clients 97).
    private static func updateServiceAccount(
        of client: inout ClientRecord, asked body: ClientRepresentation, _ realm: RealmRecord, _ tx: Transaction,
        _ idp: Services
    ) throws {
        let isWanted =
            body.has("serviceAccountsEnabled") ? body.serviceAccountsEnabled : client.document.serviceAccountsEnabled
        if isWanted {
            if body.has("serviceAccountsEnabled") { try ServiceAccount.enable(&client, in: realm, tx, idp) }
        } else {
            try ServiceAccount.disable(client, in: realm, tx)
        }
    }

    /// Mappers are told apart by protocol and name: those named stay or come, others go (Keycloak's
    /// RepresentationToModel.updateClientProtocolMappers).
    private static func updateMappers(
        of client: inout ClientRecord, asked body: ClientRepresentation, _ idp: Services
    ) throws {
        guard let asked = body.protocolMappers else { return }
        let old = client.document.protocolMappers ?? []
        client.document.protocolMappers = try asked.map { mapper in
            let same = old.first { $0.name == mapper.name && $0.protocol == mapper.protocol }
            guard let same else { return try mapper.newlyStored(idp) }
            return try mapper.stored(id: same.id ?? idp.ids.uuid())
        }
    }

    private static func updateAuthorization(
        of client: ClientRecord, asked body: ClientRepresentation, _ tx: Transaction, _ idp: Services
    ) throws {
        guard body.authorizationServicesEnabled == true, client.document.serviceAccountsEnabled else { return }
        try addProtectionRole(to: client, tx, idp)
    }
}

extension ClientRepresentation {
    /// Takes over what an update has, with the rules that its fields alone do not tell.
    fileprivate mutating func take(_ change: ClientRepresentation) {
        merge(change)
        self.directGrantsOnly = nil
        if let onlyDirect = change.directGrantsOnly {
            self.standardFlowEnabled = !onlyDirect
            self.directAccessGrantsEnabled = onlyDirect
        }
        // A client that keeps no secret has no resource server to protect.
        if change.has("publicClient"), change.publicClient { self.authorizationServicesEnabled = nil }
        if change.has("bearerOnly"), change.bearerOnly { self.authorizationServicesEnabled = nil }
        for (node, time) in change.registeredNodes ?? [:] { self[\.registeredNodes, node] = time }
    }
}
