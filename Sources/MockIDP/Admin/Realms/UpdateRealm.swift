import HTTPServer
import JSON

/// `PUT /admin/realms/{realm}`: settings only; what has rows of its own (users, roles, clients …) is passed by.
func putRealm(_ call: AdminCall) async throws -> Reply {
    let body = try await call.body(for: .manageRealm).as(RealmRepresentation.self)
    if let name = body.realm { try checkSegment(name) }
    try await call.write(.manageRealm) { tx, realm in
        try checkChange(body, of: realm, tx)
        var changed = realm
        changed.document.merge(body.asChange(of: realm))
        changed.document.document["realm"] = .string(realm.name)
        changed.document.alignTwins(with: body)
        try checkTimeouts(changed.document)
        try tx.update(changed)
        if let groups = body.defaultGroups { try setDefaultGroups(groups, of: realm, tx) }
        guard let name = body.realm, name != realm.name else { return }
        do {
            _ = try renameRealm(changed, to: name, in: tx)
        } catch let error where error.isConflict {
            throw AdminError.realmNameTaken
        }
    }
    return .noContent
}

/// The groups that new users join, by path with or without the first slash. Keycloak falls over one that is not there.
private func setDefaultGroups(_ paths: [String], of realm: RealmRecord, _ tx: Transaction) throws {
    for group in try tx.defaultGroups(ofRealm: realm.id) { try tx.removeDefaultGroup(group.id, inRealm: realm.id) }
    for path in paths {
        let path = path.hasPrefix("/") ? path : "/" + path
        let group = try tx.group(path: path, in: realm.id).found(or: .realmNotUpdated)
        try tx.addDefaultGroup(group.id, inRealm: realm.id)
    }
}

/// `DELETE /admin/realms/{realm}`, with the client that stands for it in master.
func deleteRealm(_ call: AdminCall) async throws -> Reply {
    try await call.idp.removeRealm { tx in
        let realm = try call.realm(tx, .manageRealm)
        if realm.name == "master" { throw AdminError.masterNotDeleted }
        return realm
    }
    return .noContent
}

extension RealmRepresentation {
    /// The change that a body means: a policy for one-time passwords counts only with its type, and then as a whole
    /// (recording: bad_input 105, 106, 112); a masked mail password stays as it is stored.
    fileprivate func asChange(of realm: RealmRecord) -> RealmRepresentation {
        var change = self
        let type = otpPolicyFields.first.flatMap { document[$0] }
        for name in otpPolicyFields where type == nil { change.document[name] = nil }
        if type != nil {
            for name in otpPolicyFields.dropFirst() where document[name] == nil {
                change.document[name] = name == "otpPolicyAlgorithm" ? .null : name.hasSuffix("Reusable") ? false : 0
            }
            change.document["otpSupportedApplications"] = JSONValue(change.supportedApplications)
        }
        if var server = document["smtpServer"]?.object {
            let old = realm.document.document["smtpServer"]?.object
            for (name, value) in server where value == .string(maskedSecret) { server[name] = old?[name] }
            change.document["smtpServer"] = .object(server)
        }
        if let locales = self.supportedLocales { change.supportedLocales = TextSet(locales).sorted() }
        return change
    }

    /// What works with the realm's one-time passwords; one application knows only the common kind.
    private var supportedApplications: [String] {
        let isCommon =
            document["otpPolicyType"] == "totp" && document["otpPolicyAlgorithm"] == "HmacSHA1"
            && document["otpPolicyDigits"] == 6 && document["otpPolicyPeriod"] == 30
        let all = ["totpAppFreeOTPName", "totpAppGoogleName"]
        return isCommon ? all + ["totpAppMicrosoftAuthenticatorName"] : all
    }

    /// Two settings are attributes as well; whichever a body has wins, the member over the attribute.
    fileprivate mutating func alignTwins(with body: RealmRepresentation) {
        for name in ["oauth2DeviceCodeLifespan", "oauth2DevicePollingInterval"] {
            if let value = body.document[name]?.int {
                self[\.attributes, name] = String(value)
            } else if let value = body.document["attributes"]?[name]?.string.flatMap({ Int32($0) }) {
                document[name] = JSONValue(Int(value))
            }
        }
    }
}

private let otpPolicyFields = [
    "otpPolicyType", "otpPolicyAlgorithm", "otpPolicyInitialCounter", "otpPolicyDigits", "otpPolicyLookAheadWindow",
    "otpPolicyPeriod", "otpPolicyCodeReusable",
]
