import HTTPServer
import JSON

/// `POST /admin/realms`: makes a realm from as much of a document as there is. Unlike elsewhere a body that cannot be
/// read gets the same sentence whatever is wrong with it (recording: realms 8 to 12).
func postRealm(_ call: AdminCall) async throws -> Reply {
    try await call.requireRealmCreation()
    let body: RealmRepresentation
    do {
        body = try AdminBody(call.call).as(RealmRepresentation.self)
    } catch let error as AdminError where error.status == 400 {
        throw AdminError.realmNotReadable
    }
    guard let name = body.realm, !name.isEmpty else { throw AdminError.realmNameEmpty }
    try checkRealmName(name)
    do {
        try await call.idp.createRealm(from: body) { tx in
            try call.requireRealmCreation(tx)
            if try tx.isRealmNameTaken(name) { throw AdminError.realmExists(name) }
            if name.utf16.count > 255 { throw AdminError.databaseFailed }
            return true
        } finish: { tx, realm in
            try giveRoles(over: realm, to: call.caller, tx)
        }
    } catch let error where error.isConflict {
        throw AdminError.realmConflict
    } catch let problem as RealmProblem {
        throw AdminError(problem)
    } catch let error as ImportError {
        throw AdminError.realmRefused(error)
    }
    return .created(location: call.base + "/admin/realms/" + PercentEncoding.encode(name, in: .pathSegment))
}

extension AdminCall {
    /// Refuses who may not make realms.
    func requireRealmCreation() async throws {
        try await idp.store.read { tx in try self.requireRealmCreation(tx) }
    }

    fileprivate func requireRealmCreation(_ tx: Transaction) throws {
        guard try callerIsFromMaster(tx), try caller.holds(realmRole: "create-realm", tx) else {
            throw AdminError.forbidden
        }
    }
}

/// Who makes a realm without being master's `admin` gets every role over it.
private func giveRoles(over realm: RealmRecord, to caller: AdminCaller, _ tx: Transaction) throws {
    if try caller.holds(realmRole: "admin", tx) { return }
    guard let client = try tx.client(clientId: realm.name + "-realm", in: caller.realmID) else { return }
    try tx.addRoles(try tx.roles(of: .client(client.id)).map(\.id), to: .user(caller.userID))
}

/// Refuses a name under which no address could reach the realm.
func checkRealmName(_ name: String) throws {
    if let problem = unreachableRealmName(name) { throw AdminError.realmNameRefused(problem) }
}
