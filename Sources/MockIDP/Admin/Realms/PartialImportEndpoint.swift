import HTTPServer
import JSON

/// `POST partialImport` (recordings: import_export 15 to 19, kcadm 112, java-admin-client 243).
func importPart(_ call: AdminCall) async throws -> Reply {
    let body = try await call.body(for: .manageRealm).as(PartialImportRepresentation.self)
    guard let policy = PartialImport.Policy(rawValue: body.ifResourceExists ?? body.policy ?? "FAIL") else {
        throw AdminError.importPolicyUnknown
    }
    do {
        try await call.checkPasswords(in: body)
        let report = try await call.importPart(body, policy)
        for part in RealmRepresentation(body.document).droppedParts {
            call.idp.log.warning("realm '\(call.parameter("realm"))': left out, not implemented: \(part)")
        }
        return await Task.detached { .adminJSONCached(report) }.value
    } catch let error as ImportError {
        call.idp.log.error("realm '\(call.parameter("realm"))': \(error.sentence)")
        throw AdminError.unknown
    } catch let error where error.isConflict {
        throw AdminError.duplicateResource
    }
}

extension AdminCall {
    /// Up to this size an import is made as a whole, or not at all. Others have their turns between the parts of a larger
    /// one: of that, what comes before a thing that fails stays. (Modelled; Keycloak holds a transaction for as long.)
    private static let longestWhole = 256 << 10

    nonisolated(nonsending) fileprivate func importPart(
        _ body: PartialImportRepresentation, _ policy: PartialImport.Policy
    ) async throws -> JSONValue {
        let isWhole = call.body.count <= Self.longestWhole
        var begun: PartialImport?
        var steps: Steps?
        var isChecked = false
        while true {
            let slice = TimeSlice()
            let report = try await idp.store.write(as: isWhole ? .usual : .slice) { tx -> JSONValue? in
                let realm = try self.realm(tx, .manageRealm)
                let part = begun ?? PartialImport(body, policy: policy, into: realm, tx, idp)
                begun = part
                part.work.tx = tx
                while true {
                    let current = steps ?? part.checks()
                    while let step = current.next() {
                        try step(part.work)
                        guard !isWhole, slice.isOver else { continue }
                        steps = current
                        return nil
                    }
                    if isChecked { return part.report }
                    isChecked = true
                    steps = try part.changes()
                }
            }
            if let report { return report }
            await Task.yield()
        }
    }

    /// Refuses passwords that break a rule of the realm, some users at a time.
    nonisolated(nonsending) fileprivate func checkPasswords(in body: PartialImportRepresentation) async throws {
        for users in (body.document["users"]?.array ?? []).compactMap(\.object).pieces() {
            try await matching { expressions in
                try await read(.manageRealm) { _, realm in
                    let policy = PasswordPolicy(realm.document.passwordPolicy ?? "")
                    if policy.rules.isEmpty { return }
                    for user in users { try policy.check(importedUser: user, expressions) }
                }
            }
        }
    }
}

extension PasswordPolicy {
    fileprivate func check(importedUser user: JSONObject, _ expressions: Expressions) throws {
        for credential in user["credentials"]?.array ?? [] {
            guard credential["type"]?.string ?? "password" == "password", let password = credential["value"]?.string
            else { continue }
            do {
                try check(
                    password, username: (user.text("username") ?? "").lowercased(), email: user.text("email"),
                    expressions)
            } catch is PasswordRefusal {
                throw AdminError.importedPasswordRefused
            }
        }
    }
}
