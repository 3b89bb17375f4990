import HTTPServer
import JSON

/// `POST /admin/realms`: makes a realm from as much of a document as there is. Unlike elsewhere a body that cannot be
/// read gets the same sentence whatever is wrong with it (recording: realms 8 to 12).
func postRealm(_ call: AdminCall) async throws -> Reply {
    try await call.requireRealmCreation()
    let body: RealmRepresentation
    do {
        body = try call.body(RealmRepresentation.self)
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
    } catch let error as ImportError {
        throw AdminError.message(400, error.sentence)
    }
    return .created(location: call.base + "/admin/realms/" + encodedSegment(name))
}

extension AdminCall {
    /// Refuses who may not make realms.
    func requireRealmCreation() async throws {
        try await idp.store.read { tx in try self.requireRealmCreation(tx) }
    }

    fileprivate func requireRealmCreation(_ tx: Transaction) throws {
        guard try callerIsFromMaster(tx), callerHolds(realmRole: "create-realm") else { throw AdminError.forbidden }
    }
}

/// Who makes a realm without being master's `admin` gets every role over it.
private func giveRoles(over realm: RealmRecord, to caller: AdminCaller, _ tx: Transaction) throws {
    if caller.roles.contains("/admin") { return }
    guard let client = try tx.client(clientId: realm.name + "-realm", in: caller.realmID) else { return }
    try tx.addRoles(try tx.roles(of: .client(client.id)).map(\.id), to: .user(caller.userID))
}

/// Characters that mean something in a URL cannot be in a realm's name (recording: names 224 to 248).
func checkRealmName(_ name: String) throws {
    if let reserved = name.utf8.first(where: ":/?#@!$&()*+,;=[]\\".utf8.contains) {
        throw AdminError.error(400, "Character '\(Character(Unicode.Scalar(reserved)))' not allowed.")
    }
}

extension AdminError {
    static let realmNotReadable = message(400, "unable to read contents from stream")
    static let realmNameEmpty = message(400, "Realm name cannot be empty")
    static let realmConflict = message(409, "Conflict detected. See logs for details")
    static let databaseFailed = message(400, "Database operation failed")
    static func realmExists(_ name: String) -> AdminError { message(409, "Realm \(name) already exists") }
}
