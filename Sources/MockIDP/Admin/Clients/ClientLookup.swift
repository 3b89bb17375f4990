import JSON

extension AdminCall {
    /// The client that the path's `id` names.
    func client(_ tx: Transaction, in realm: RealmRecord) throws -> ClientRecord {
        guard let client = try tx.client(id: parameter("id"), in: realm.id) else { throw AdminError.clientNotFound }
        return client
    }

    /// Where something made by a POST to this path is found.
    func address(of id: String) -> String { id.isEmpty ? address : address + "/" + pathSegment(id) }

    /// Reads the client that the path names.
    func readClient<T: Sendable>(
        _ body: @Sendable (Transaction, RealmRecord, ClientRecord) throws -> T
    ) async throws -> T {
        try await read(.viewClients) { tx, realm in try body(tx, realm, client(tx, in: realm)) }
    }

    /// Changes the client that the path names.
    func writeClient<T: Sendable>(
        _ body: @Sendable (Transaction, RealmRecord, inout ClientRecord) throws -> T
    ) async throws -> T {
        try await writeWithAccess(.manageClients) { tx, realm, access in
            var client = try client(tx, in: realm)
            try ClientAccess(to: client, in: realm, for: access).requireConfigure()
            return try body(tx, realm, &client)
        }
    }
}

/// What a caller may do with one client. The clients that hold a realm's admin roles (`realm-management`, and
/// `NAME-realm` in master) are not to be configured by anyone (recordings: clients 109, kcreg 21).
struct ClientAccess {
    let canView: Bool
    let canConfigure: Bool

    init(to client: ClientRecord, in realm: RealmRecord, for access: AdminAccess) {
        let holdsAdminRoles =
            realm.name == "master" ? client.clientId.hasSuffix("-realm") : client.clientId == "realm-management"
        canView = access.allows(.viewClients)
        canConfigure = access.allows(.manageClients) && !holdsAdminRoles
    }

    func requireConfigure() throws {
        guard canConfigure else { throw AdminError.forbidden }
    }

    /// The `access` member of a client.
    var flags: JSONValue {
        ["view": .bool(canView), "configure": .bool(canConfigure), "manage": .bool(canConfigure)]
    }
}
