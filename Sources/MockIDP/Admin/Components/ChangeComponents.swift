import Crypto
import HTTPServer
import JSON

/// `POST components`. A key provider gets its keys at once, made while no transaction waits for them.
func createComponent(_ call: AdminCall) async throws -> Reply {
    let body = try call.body(ComponentRepresentation.self)
    let realm = try await call.read(.manageRealm) { _, realm in realm }
    var document = ComponentRepresentation()
    document.merge(body)
    if document.parentId == nil { document.parentId = realm.id }
    document.config = changed(body.config ?? [:], from: ComponentRepresentation())
    try checkComponent(document)
    let complete = try await withKeys(document, realmName: realm.name, call.idp)
    let id = body.id ?? componentID(for: document, call.idp)
    try checkSegment(id)
    try await call.write(.manageRealm) { tx, realm in
        try checkProfile(of: document, in: realm, tx)
        try tx.insert(ComponentRecord(id: id, realmID: realm.id, document: complete))
    }
    return .created(location: call.address + "/" + pathSegment(id))
}

/// The component with its keys. A large RSA key takes a second, which no loop should spend.
private func withKeys(
    _ component: ComponentRepresentation, realmName: String, _ idp: Services
) async throws -> ComponentRepresentation {
    guard component.providerType == RealmKeys.providerType else { return component }
    return try await Task.detached {
        var component = component
        try completeKeys(of: &component, realmName: realmName, idp)
        return component
    }.value
}

/// User federations have short ids (client-requirements: 22 characters of base64url), other components UUIDs.
private func componentID(for component: ComponentRepresentation, _ idp: Services) -> String {
    component.providerType == "org.keycloak.storage.UserStorageProvider"
        ? Base64.urlEncode(idp.ids.bytes(16)) : idp.ids.uuid()
}

/// `PUT components/{id}`: what the provider generated stays unless what it is generated from changes.
func updateComponent(_ call: AdminCall) async throws -> Reply {
    let body = try call.body(ComponentRepresentation.self)
    try await call.write(.manageRealm) { tx, realm in
        var record = try component(call, realm, tx)
        let old = record.document
        record.document.merge(body)
        record.document.config = changed(body.config ?? [:], from: old)
        try checkComponent(record.document)
        try checkProfile(of: record.document, in: realm, tx)
        try completeKeys(of: &record.document, realmName: realm.name, call.idp)
        try tx.update(record)
    }
    return .noContent
}

/// `DELETE components/{id}`, with all components under it.
func deleteComponent(_ call: AdminCall) async throws -> Reply {
    try await call.write(.manageRealm) { tx, realm in try tx.delete(component(call, realm, tx)) }
    return .noContent
}

/// The configuration after a change: key by key, where an empty value removes one and a masked secret stays. What a key
/// was generated from, when it changes, takes the key with it (recording: terraform-example-apply 188, 195).
private func changed(_ change: [String: [String]], from old: ComponentRepresentation) -> [String: [String]] {
    var config = old.config ?? [:]
    let provider = ProviderCatalogue.provider(old.providerId, type: old.providerType)
    let isOtherKey = keyDecidingNames.contains { change[$0] != nil && change[$0] != config[$0] }
    if isOtherKey { config = config.filter { !(provider?.keepsToItself($0.key) ?? false) } }
    for (name, values) in change where values != [maskedSecret] {
        config[name] = trimmed(values.first ?? "").isEmpty ? nil : values
    }
    return config
}

private let keyDecidingNames = [
    "keySize", "secretSize", "ecdsaEllipticCurveKey", "ecdhEllipticCurveKey", "eddsaEllipticCurveKey",
]

/// Key material for a key provider: generated, or, for `rsa` and `rsa-enc`, completed from the private key given.
private func completeKeys(of component: inout ComponentRepresentation, realmName: String, _ idp: Services) throws {
    guard component.providerType == RealmKeys.providerType else { return }
    guard component.providerId == "rsa" || component.providerId == "rsa-enc" else {
        return try GeneratedKeys.fill(&component, realmName: realmName, idp)
    }
    guard let text = component[\.config, "privateKey"]?.first else {
        throw AdminError.message(400, "'Private RSA Key' is required")
    }
    guard let key = try? PrivateKey(pem: pem(text, label: "PRIVATE KEY")) else {
        throw AdminError.message(400, "Failed to decode private key")
    }
    if (component[\.config, "certificate"]?.first ?? "").isEmpty {
        let certificate = try Certificate.selfSigned(
            commonName: realmName, key: key, atMilliseconds: idp.nowMilliseconds())
        component[\.config, "certificate"] = [Base64.encode(certificate.der)]
    }
}

/// A key as PEM, also when it came as base64 alone.
private func pem(_ text: String, label: String) -> String {
    text.includes("-----BEGIN") ? text : "-----BEGIN \(label)-----\n\(text)\n-----END \(label)-----\n"
}
