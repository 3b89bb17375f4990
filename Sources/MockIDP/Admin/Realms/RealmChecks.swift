import JSON

/// What Keycloak refuses in a realm's settings (recordings: realms 15 to 17, bad_input 94 to 111).
func checkChange(_ body: RealmRepresentation, of realm: RealmRecord, _ tx: Transaction) throws {
    if let name = body.realm {
        if name.isEmpty { throw AdminError.realmNameEmpty }
        if realm.name == "master", name != realm.name { throw AdminError.masterNotRenamed }
        try checkRealmName(name)
    }
    for name in ["realm", "displayName", "loginTheme", "accountTheme", "adminTheme", "emailTheme"] {
        if let text = body.document[name]?.string, text.utf16.count > 255 { throw AdminError.unknown }
    }
    if let policy = body.passwordPolicy {
        do {
            try PasswordPolicy(policy).checkSyntax()
        } catch let refusal as PasswordRefusal {
            throw AdminError.passwordPolicyRefused(refusal)
        }
    }
    if let ssl = body.document["sslRequired"]?.string, !["all", "external", "none"].contains(ssl.lowercased()) {
        throw AdminError.realmNotUpdated
    }
    for field in [
        "browserFlow", "registrationFlow", "directGrantFlow", "resetCredentialsFlow", "clientAuthenticationFlow",
        "dockerAuthenticationFlow", "firstBrokerLoginFlow",
    ] {
        guard let alias = body.document[field]?.string else { continue }
        if try tx.flow(alias: alias, in: realm.id) == nil { throw AdminError.realmNotUpdated }
    }
}

/// A client's session cannot outlive the user's (recording: bad_input 97).
func checkTimeouts(_ realm: RealmRepresentation) throws {
    if realm.clientSessionIdleTimeout > realm.ssoSessionIdleTimeout {
        throw AdminError.clientIdleTooLong
    }
    if realm.clientSessionMaxLifespan > realm.ssoSessionMaxLifespan {
        throw AdminError.clientLifespanTooLong
    }
}
