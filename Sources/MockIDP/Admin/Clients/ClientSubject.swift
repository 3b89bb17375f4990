import JSON

extension Subject where Thing == ClientRecord {
    /// The client that the path's `id` names; one who may not list clients is told nothing about which there are (as in
    /// Keycloak's ClientsResource; modelled).
    static var client: Self {
        Self(unknown: .clientNotFound, sees: .viewClients, changes: .manageClients, listedBy: .queryClients)
            .changed(if: { client, visit in try visit.requireConfigure(client) })
    }
}

extension RealmVisit {
    /// Refuses who may not change that client.
    func requireConfigure(_ client: ClientRecord) throws {
        guard ClientAccess(to: client, in: realm, for: access).canConfigure else { throw AdminError.forbidden }
    }
}

extension AdminCall {
    /// Where something made by a POST to this path is found.
    func address(of id: String) -> String { id.isEmpty ? address : address + "/" + pathSegment(id) }
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

    /// The `access` member of a client.
    var flags: JSONValue {
        ["view": .bool(canView), "configure": .bool(canConfigure), "manage": .bool(canConfigure)]
    }
}
