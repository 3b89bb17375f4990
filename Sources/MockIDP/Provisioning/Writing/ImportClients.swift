import JSON

extension RealmImport {
    func clientSteps() -> Steps { each(list("clients")) { try $0.addClient($1) } }

    /// A client with its client scopes: those it names, or else those that new clients get.
    @discardableResult
    func addClient(_ object: JSONObject) throws -> ClientRecord {
        let clientId = try name(of: object, "clientId", "client")
        let id = try id(of: object)
        var members = object
        if let mappers = try identifiedMappers(of: object) { members["protocolMappers"] = mappers }
        var document = ClientRepresentation(members)
        if !document.publicClient, !document.bearerOnly, document.secret == nil {
            document.secret = idp.ids.secret()
            document[\.attributes, "client.secret.creation.time"] = String(idp.now())
        }
        try checkFlows(of: document)
        let client = ClientRecord(id: id, realmID: realm.id, document: document)
        try tx.insert(client)
        clients[clientId] = id
        try assignScopes(to: client, asked: object)
        return client
    }

    private func assignScopes(to client: ClientRecord, asked object: JSONObject) throws {
        let isAsked = object.contains("defaultClientScopes") || object.contains("optionalClientScopes")
        for (member, isDefault) in [("defaultClientScopes", true), ("optionalClientScopes", false)] {
            let assigned =
                isAsked
                ? texts(member, of: object).compactMap { scopes[$0] }
                : try tx.defaultClientScopes(ofRealm: realm.id, isDefault: isDefault).filter {
                    $0.document.document.text("protocol") == client.document.protocol ?? "openid-connect"
                }
            try tx.assign(
                scopes: assigned.map(\.id), toClient: client.id, isDefault: isDefault, inRealm: realm.id)
        }
    }

    /// A flow that a client is bound to must be there.
    private func checkFlows(of client: ClientRepresentation) throws {
        guard let bound = client.document["authenticationFlowBindingOverrides"]?.object, !bound.isEmpty else { return }
        let known = TextSet(flows.map(\.value))
        for (_, flow) in bound {
            guard let id = flow.string, !id.isEmpty, !known.contains(id) else { continue }
            throw ImportError.unknownFlow(id, in: "the client \(client.clientId ?? "")")
        }
    }

    /// A service account that the document's users don't have.
    func addMissingServiceAccount(_ object: JSONObject) throws {
        guard object["serviceAccountsEnabled"]?.bool == true,
            let id = object.text("clientId").flatMap({ clients[$0] }), try tx.serviceAccount(ofClient: id) == nil,
            var client = try tx.client(id: id, in: realm.id)
        else { return }
        try ServiceAccount.enable(&client, in: realm, tx, idp)
    }
}
