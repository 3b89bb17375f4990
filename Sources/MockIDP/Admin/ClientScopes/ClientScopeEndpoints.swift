import HTTPServer
import JSON

extension ClientScopesResource {
    /// `GET client-scopes`.
    @Sendable static func listClientScopes(_ call: AdminCall) async throws -> Reply {
        let scopes = try await call.read(.viewClients) { tx, realm in try tx.clientScopes(in: realm.id) }
        return .adminJSON(scopes.map(\.shown))
    }

    /// `POST client-scopes` (recording: client_scopes 8 to 13).
    @Sendable static func createClientScope(_ call: AdminCall) async throws -> Reply {
        let body = try await call.body(for: .manageClients).as(ClientScopeRepresentation.self)
        guard let name = body.name else { throw AdminError.unknown }
        try checkName(name)
        guard let protocolName = body.protocol, ClientValidation.protocols.contains(protocolName) else {
            throw AdminError.unexpectedProtocol
        }
        try checkLength([name, body.description ?? ""])
        var document = ClientScopeRepresentation(["name": .string(name)])
        document.description = body.description
        document.protocol = protocolName
        document.document["attributes"] = .object(withoutNull(body.document["attributes"]))
        let mappers = try (body.protocolMappers ?? []).map { try $0.newlyStored(call.idp) }
        if !mappers.isEmpty { document.protocolMappers = mappers }
        let id = body.id ?? call.idp.ids.uuid()
        try checkSegment(id)
        let stored = document
        try await call.write(.manageClients) { tx, realm in
            let scope = ClientScopeRecord(id: id, realmID: realm.id, document: stored)
            do { try tx.insert(scope) } catch let error where error.isConflict {
                throw AdminError.clientScopeExists(name)
            }
        }
        return .created(location: call.address(of: id)).noCache()
    }

    /// `PUT client-scopes/{id}`: what the body lacks stays (recording: client_scopes 16).
    @Sendable static func updateClientScope(_ call: AdminCall) async throws -> Reply {
        let body = try await call.body(changing: .clientScope).as(ClientScopeRepresentation.self)
        if let name = body.name { try checkName(name) }
        if let name = body.protocol, !ClientValidation.protocols.contains(name) { throw AdminError.unexpectedProtocol }
        try checkLength([body.name ?? "", body.description ?? ""])
        try await call.change(.clientScope, taken: { .clientScopeExists($0.name) }) { _, _, scope in
            scope.document.merge(body)
        }
        return .noContent
    }

    /// A name is a scope token: printable ASCII without blanks, quotes and backslashes (RFC 6749 section 3.3;
    /// recording: names).
    private static func checkName(_ name: String) throws {
        let isToken = !name.isEmpty && name.utf8.allSatisfy { (0x21...0x7e).contains($0) && $0 != 0x22 && $0 != 0x5c }
        if !isToken { throw AdminError.unexpectedScopeName(name) }
    }
}

extension Subject where Thing == ClientScopeRecord {
    /// The client scope that the path names.
    static var clientScope: Self {
        Self(unknown: .clientScopeNotFound, sees: .viewClients, changes: .manageClients)
    }

    /// One that new clients get, or are to get.
    static var scopeOfRealm: Self {
        Self("scope", unknown: .assignedScopeNotFound, sees: .viewClients, changes: .manageClients)
    }
}

extension ClientScopeRecord {
    /// The scope as the admin API shows it: attributes always, mappers if there are any.
    var shown: JSONObject {
        var shown = document
        if shown.document["attributes"] == nil { shown.attributes = [:] }
        if shown.protocolMappers?.isEmpty == true { shown.protocolMappers = nil }
        return shown.ordered
    }
}

/// The members of an object that are texts.
private func withoutNull(_ value: JSONValue?) -> JSONObject {
    JSONObject((value?.object ?? JSONObject()).lazy.filter { $0.value.string != nil }.map { ($0.name, $0.value) })
}
