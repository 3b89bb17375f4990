import JSON

/// Makes a realm as `POST /admin/realms` and a realm file do, of a document that has passed the check.
///
/// Realms other than master also get the client in master through which master's administrators reach them.
func createRealm(_ checked: CheckedRealm, in tx: Transaction, _ idp: Services) throws -> RealmRecord {
    let realm = try importRealm(checked.document, in: tx, idp)
    if realm.name != masterRealmName { try addManagementClient(of: realm, tx, idp) }
    return realm
}

/// Checks a document and makes a realm of it.
func createRealm(from body: RealmRepresentation, in tx: Transaction, _ idp: Services) throws -> RealmRecord {
    let checked = CheckedRealm(body, log: idp.log)
    if let problem = checked.problems.first { throw problem }
    return try createRealm(checked, in: tx, idp)
}

/// Writes the rows of a complete realm document: ids, secrets and keys are made where it has none.
func importRealm(_ document: RealmRepresentation, in tx: Transaction, _ idp: Services) throws -> RealmRecord {
    try RealmImport(document, tx, idp).run()
}

/// Removes a realm, and the client that stands for it in master.
func removeRealm(_ realm: RealmRecord, in tx: Transaction) throws {
    if let client = try managementClient(of: realm, tx) { try tx.delete(client) }
    try tx.delete(realm)
}

/// Gives a realm another name, also where its built-in clients and master's client for it have it (recording: realms 64).
func renameRealm(_ realm: RealmRecord, to name: String, in tx: Transaction) throws -> RealmRecord {
    if name == realm.name { return realm }
    if var client = try managementClient(of: realm, tx) {
        client.document.document["clientId"] = .string(name + "-realm")
        try tx.update(client)
    }
    for (clientId, path) in [
        ("account", "/realms/"), ("account-console", "/realms/"), ("security-admin-console", "/admin/"),
    ] {
        guard var client = try tx.client(clientId: clientId, in: realm.id) else { continue }
        client.document = client.document.replacing(path + realm.name + "/", with: path + name + "/")
        try tx.update(client)
    }
    var realm = realm
    realm.name = name
    try tx.update(realm)
    return realm
}

let masterRealmName = "master"

private func managementClient(of realm: RealmRecord, _ tx: Transaction) throws -> ClientRecord? {
    guard let master = try tx.realm(named: masterRealmName) else { return nil }
    return try tx.client(clientId: realm.name + "-realm", in: master.id)
}

/// The client `NAME-realm` of master, whose roles master's role `admin` is made of.
///
/// - Returns: whether it was not there.
@discardableResult
func addManagementClient(of realm: RealmRecord, _ tx: Transaction, _ idp: Services) throws -> Bool {
    guard let master = try tx.realm(named: masterRealmName) else { return false }
    if try managementClient(of: realm, tx) != nil { return false }
    let prototype = try managementClient(ofRealm: realm.name, isMaster: false)
    let work = RealmImport(into: master, tx, idp)
    let client = try work.addClient(prototype.client.document)
    let roles = prototype.roles.map(\.document)
    let ids = try roles.map { try work.addRole($0, of: .client(client.id)) }
    for role in roles { try work.addComposites(of: role, in: .client(client.id)) }
    if let admin = try tx.role(named: "admin", of: .realm(master.id)) { try tx.addComposites(ids, to: admin.id) }
    return true
}

extension ClientRepresentation {
    /// The client with another path in its base URL and redirect URIs.
    fileprivate func replacing(_ old: String, with new: String) -> ClientRepresentation {
        func replaced(_ text: String) -> String { text.hasPrefix(old) ? new + text.dropFirst(old.count) : text }
        var client = self
        client.baseUrl = self.baseUrl.map(replaced)
        client.redirectUris = self.redirectUris.map(replaced)
        return client
    }
}
