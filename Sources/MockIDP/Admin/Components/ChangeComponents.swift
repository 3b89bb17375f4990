import HTTPServer
import JSON

/// `POST components`. A key provider gets its keys at once, made while no transaction waits for them.
func createComponent(_ call: AdminCall) async throws -> Reply {
    let body = try await call.body(for: .manageRealm).as(ComponentRepresentation.self)
    let realm = try await call.read(.manageRealm) { _, realm in realm }
    var document = ComponentRepresentation()
    document.merge(body)
    if document.parentId == nil { document.parentId = realm.id }
    document.config = changed(body.config ?? [:], from: ComponentRepresentation())
    let complete = try await completed(document, in: realm, call)
    let id = body.id ?? componentID(for: document, call.idp)
    try checkSegment(id)
    try await call.write(.manageRealm) { tx, realm in
        try checkProfile(of: complete, in: realm, tx)
        try tx.insert(completed: ComponentRecord(id: id, realmID: realm.id, document: complete), call.idp)
    }
    return .created(location: call.address + "/" + pathSegment(id))
}

/// The component with its keys, checked.
private func completed(
    _ document: ComponentRepresentation, in realm: RealmRecord, _ call: AdminCall
) async throws -> ComponentRepresentation {
    do {
        return try await KeyComponent(checking: document, realmName: realm.name, call.idp).component
    } catch let refusal as ComponentRefusal {
        throw AdminError(refusal)
    }
}

/// User federations have short ids (client-requirements: 22 characters of base64url), other components UUIDs.
private func componentID(for component: ComponentRepresentation, _ idp: Services) -> String {
    component.providerType == "org.keycloak.storage.UserStorageProvider"
        ? idp.ids.word(16) : idp.ids.uuid()
}

/// `PUT components/{id}`: what the provider generated stays unless what it is generated from changes. Keys are made before
/// the transaction; when the component changed meanwhile, they are made for what it has become.
func updateComponent(_ call: AdminCall) async throws -> Reply {
    let body = try await call.body(changing: .component).as(ComponentRepresentation.self)
    var (realm, old) = try await call.read(.component) { _, realm, component in (realm, component) }
    while true {
        var document = old.document
        document.merge(body)
        document.config = changed(body.config ?? [:], from: old.document)
        let complete = try await completed(document, in: realm, call)
        let current = try await call.write(.component) { tx, realm, current in
            if current == old {
                try checkProfile(of: complete, in: realm, tx)
                try tx.update(ComponentRecord(id: old.id, realmID: realm.id, document: complete))
                try tx.useShippedKeys(call.idp.keyPool.shippedKeysTaken)
            }
            return current
        }
        if current == old { return .noContent }
        (realm, old) = (try await call.read(.manageRealm) { _, realm in realm }, current)
    }
}

/// The configuration after a change: key by key, where an empty value removes one and a masked secret stays. What a key
/// was generated from, when it changes, takes the key with it (recording: terraform-example-apply 188, 195).
private func changed(_ change: TextMap<[String]>, from old: ComponentRepresentation) -> TextMap<[String]> {
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
