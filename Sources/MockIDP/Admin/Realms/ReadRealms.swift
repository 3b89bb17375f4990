import HTTPServer
import JSON

/// `GET /admin/realms`: those the caller has a role for, some of them by name only (recording: permissions 50, 74).
func listRealms(_ call: AdminCall) async throws -> Reply {
    let isBrief = call.flag("briefRepresentation") ?? false
    let realms = try await call.idp.store.read { tx in
        try tx.realms().compactMap { realm -> JSONObject? in
            guard let access = try call.access(to: realm, tx) else { return nil }
            if access.allows(.viewRealm) { return isBrief ? realm.shownInBrief : try realm.shownInFull(tx) }
            return access.allows(.anyAdminRole) ? ["realm": .string(realm.name)] : nil
        }
    }
    if realms.isEmpty { throw AdminError.forbidden }
    return .adminJSON(realms)
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
        return try tx.realms().contains { try access(to: $0, tx)?.allows(.anyAdminRole) ?? false }
    }
}
