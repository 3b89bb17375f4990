import HTTPServer
import JSON

/// `GET /admin/realms`: those the caller has a role for, some of them by name only (recording: permissions 50, 74).
func listRealms(_ call: AdminCall) async throws -> Reply {
    let isBrief = call.flag("briefRepresentation") ?? false
    let realms = try await call.idp.store.read { try $0.realmNames().map(\.id) }
    var shown: [UInt8] = []
    // A few realms a transaction: there may be thousands, and others want the loop and the store meanwhile.
    for start in stride(from: 0, to: realms.count, by: realmsATurn) {
        if start > 0 { await Task.yield() }
        shown += try await call.idp.store.read { tx in
            try realms[start..<min(start + realmsATurn, realms.count)].flatMap { id -> [UInt8] in
                guard let realm = try call.shown(id, isBrief: isBrief, tx) else { return [] }
                return [UInt8(ascii: ",")] + JSONValue.object(realm).bytes
            }
        }
    }
    if shown.isEmpty { throw AdminError.forbidden }
    return .adminJSON(bytes: [UInt8(ascii: "[")] + shown.dropFirst() + [UInt8(ascii: "]")])
}

private let realmsATurn = 20

extension AdminCall {
    /// A realm in the list, as far as the caller may see it; nil when not at all, or when it is gone or cannot be read.
    fileprivate func shown(_ id: String, isBrief: Bool, _ tx: Transaction) throws -> JSONObject? {
        guard let realm = try? tx.realm(id: id), let access = try access(to: realm, tx) else { return nil }
        if access.allows(.viewRealm) { return isBrief ? realm.shownInBrief : try realm.shownInFull(tx) }
        return access.allows(.anyAdminRole) ? ["realm": .string(realm.name)] : nil
    }
}

/// `GET /admin/realms/{realm}`.
func getRealm(_ call: AdminCall) async throws -> Reply {
    let shown = try await call.readWithAccess { tx, realm, access -> JSONObject in
        if access.allows(.viewRealm) { return try realm.shownInFull(tx) }
        // Whoever administers any realm from master may see the names of all.
        guard try access.allows(.anyAdminRole) || call.administersAnyRealm(tx) else { throw AdminError.forbidden }
        return realm.shownToOthers(seesUsers: access.allows(.viewUsers))
    }
    return .adminJSON(shown)
}

extension AdminCall {
    /// Whether the caller is from master and has a role for the administration of any realm (recording: permissions 175).
    fileprivate func administersAnyRealm(_ tx: Transaction) throws -> Bool {
        guard try callerIsFromMaster(tx) else { return false }
        return try tx.realmNames().contains { id, name in
            try access(toRealm: id, named: name, tx)?.allows(.anyAdminRole) ?? false
        }
    }
}
