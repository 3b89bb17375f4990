import JSON

/// What a realm holds when it has just been made, as an import file would hold it: without ids, keys and secrets.
///
/// Roles, composites, scope mappings and flows refer to each other by name, as in Keycloak's export files.
func freshRealmDocument(named name: String, isMaster: Bool) throws -> RealmRepresentation {
    var realm = try (isMaster ? FreshRealm.master : FreshRealm.other).get()
    for member in FreshRealm.membersThatNameTheRealm {
        realm.document[member] = realm.document[member].map { Placeholder.filled($0, with: name) }
    }
    return realm
}

/// Reads what the first realm to be made would wait for.
func prepareFreshRealms() {
    _ = FreshRealm.management
    _ = ProviderCatalogue.provider("rsa-generated", type: RealmKeys.providerType)
}

/// The client `NAME-realm` that the master realm gets for a realm, itself included, with its roles: those of
/// `realm-management` but for `realm-admin`. Master's role `admin` is composed of all of them.
func managementClient(ofRealm name: String, isMaster: Bool) throws -> ManagementClient {
    let prototype = try FreshRealm.management.get()
    var client = ClientRepresentation(Placeholder.filled(prototype.client.document, with: name))
    if isMaster {
        // Master's own was there before the client scopes and got them with all the others (recording: kcreg 21).
        let other = try FreshRealm.other.get().clients?.first
        client.defaultClientScopes = other?.defaultClientScopes
        client.optionalClientScopes = other?.optionalClientScopes
    }
    let roles = prototype.roles.map { RoleRepresentation(Placeholder.filled($0.document, with: name)) }
    return ManagementClient(client: client, roles: roles)
}

/// A client through which a realm is administered, with its roles.
struct ManagementClient: Sendable {
    /// The client.
    let client: ClientRepresentation
    /// Its roles; their composites name the client.
    let roles: [RoleRepresentation]
}

/// The documents before names are filled in. Each is read when it is first asked for, and kept.
private enum FreshRealm {
    /// The other members have no place for the name; looking for one in all of them would take longer than the rest.
    static let membersThatNameTheRealm = ["realm", "roles", "defaultRole", "clients"]

    static let other = Result { try read(BuiltIn.freshRealm) }

    static let master = Result {
        var realm = try other.get()
        let own = try overlay.get()
        let management = try managementClient(ofRealm: "master", isMaster: true)
        realm.document["attributes"] = nil
        realm.merge(own)
        realm.clients = realm.clients.map { $0.filter { $0.clientId != managementClientId } + [management.client] }
        var roles = realm.roles ?? RolesRepresentation()
        roles[\.client, managementClientId] = nil
        roles[\.client, "master-realm"] = management.roles
        roles.realm? += (own.roles?.realm ?? []).map { composed($0, of: management) }
        realm.roles = roles
        return realm
    }

    static let management = Result {
        guard let client = try overlay.get().clients?.first,
            let roles = try other.get().roles?.client?[managementClientId]
        else { throw RepresentationError.mismatch }
        return ManagementClient(client: client, roles: roles.filter { $0.name != "realm-admin" }.map(renamed))
    }

    private static let overlay = Result { try read(BuiltIn.masterRealm) }
    private static let managementClientId = "realm-management"

    private static func read(_ bytes: UnsafeBufferPointer<UInt8>) throws -> RealmRepresentation {
        guard case .object(let members) = try JSONReader.read(bytes) else { throw RepresentationError.mismatch }
        return RealmRepresentation(members)
    }

    /// The role with its composites as roles of `NAME-realm`.
    private static func renamed(_ role: RoleRepresentation) -> RoleRepresentation {
        var role = role
        guard let names = role.composites?.client?[managementClientId] else { return role }
        role.composites?.client = [Placeholder.text + "-realm": names]
        return role
    }

    /// The composite role `admin` with every role of the client; other roles as they are.
    private static func composed(_ role: RoleRepresentation, of management: ManagementClient) -> RoleRepresentation {
        guard role.composite, let clientId = management.client.clientId else { return role }
        var role = role
        role.composites?.client = [clientId: management.roles.compactMap(\.name)]
        return role
    }
}
