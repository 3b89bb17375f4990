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
    await call.idp.keyPool.fill(to: 2)  // its two RSA keys, or the transaction would wait for their generation
    if PasswordPolicy(body.passwordPolicy ?? "").rules.contains(where: { $0.name == "regexPattern" }) {
        // What passwords must match may take longer than a loop may be held up.
        try await Task.detached { try await create(name, from: body, call) }.value
    } else {
        try await create(name, from: body, call)
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

private func create(_ name: String, from body: RealmRepresentation, _ call: AdminCall) async throws {
    try await call.idp.store.read { try require(name, call, $0) }
    let checked = CheckedRealm(body, log: call.idp.log)
    if let problem = checked.problems.first {
        for problem in checked.problems.prefix(20) {
            call.idp.log.error("realm '\(name)': \(problem.sentence) (at \(problem.path.text))")
        }
        throw AdminError(problem)
    }
    for part in checked.droppedParts {
        call.idp.log.warning("realm '\(name)': left out, not implemented: \(part)")
    }
    try await call.idp.store.write { tx in
        try require(name, call, tx)
        do {
            let realm = try createRealm(checked, in: tx, call.idp)
            try giveRoles(over: realm, to: call.caller, tx)
        } catch let error where error.isConflict {
            throw AdminError.realmConflict
        } catch let error as ImportError {
            throw AdminError.message(400, error.sentence)
        }
    }
}

/// Whether the caller may make a realm of this name, and nobody has.
private func require(_ name: String, _ call: AdminCall, _ tx: Transaction) throws {
    try call.requireRealmCreation(tx)
    if try tx.realm(named: name) != nil { throw AdminError.realmExists(name) }
    if name.utf16.count > 255 { throw AdminError.databaseFailed }
}

/// Who makes a realm without being master's `admin` gets every role over it.
private func giveRoles(over realm: RealmRecord, to caller: AdminCaller, _ tx: Transaction) throws {
    if caller.realmRoles.contains("admin") { return }
    guard let client = try tx.client(clientId: realm.name + "-realm", in: caller.realmID) else { return }
    try tx.addRoles(try tx.roles(of: .client(client.id)).map(\.id), to: .user(caller.userID))
}

/// Refuses a name under which no address could reach the realm.
func checkRealmName(_ name: String) throws {
    if let problem = unreachableRealmName(name) { throw AdminError.error(400, problem) }
}

extension AdminError {
    /// What Keycloak makes of a realm document that cannot become a realm. Broken references end in its 500, which
    /// points to the log (modelled; a recording has none).
    fileprivate init(_ problem: RealmProblem) {
        switch problem.answer {
        case .conflict: self = .realmConflict
        case .failed: self = .unknown
        case .sentence(let sentence): self = .message(400, sentence)
        }
    }

    static let realmNotReadable = message(400, "unable to read contents from stream")
    static let realmNameEmpty = message(400, "Realm name cannot be empty")
    static let realmConflict = message(409, "Conflict detected. See logs for details")
    static let databaseFailed = message(400, "Database operation failed")
    static func realmExists(_ name: String) -> AdminError { message(409, "Realm \(name) already exists") }
}
