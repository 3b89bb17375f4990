import Foundation
import JSON

@testable import MockIDP

/// A store with the master realm, for imports into it.
struct ImportLab {
    let store: Store
    let idp: Services

    init() async throws {
        store = try Store(.memory)
        idp = Services(
            store: store, time: TimeSource { 1_795_478_441_553 }, ids: Identifiers(),
            keyPool: KeyPool(shipped: BuiltIn.rsaKeys), settings: Settings())
        let idp = idp
        _ = try await store.write { try createRealm(from: realm(["realm": "master", "enabled": true]), in: $0, idp) }
    }

    func create(_ members: JSONObject) async throws -> RealmRecord {
        try await store.write { try createRealm(from: realm(members), in: $0, idp) }
    }

    func read<T: Sendable>(_ body: (Transaction) throws -> T) async throws -> T { try await store.read(body) }
}

private func realm(_ members: JSONObject) -> RealmRepresentation { RealmRepresentation(members) }

/// A realm file of `fixtures/realms`.
func realmFile(_ name: String) throws -> JSONObject {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    let bytes = [UInt8](try Data(contentsOf: root.appending(path: "fixtures/realms/\(name).json")))
    return try RealmRepresentation(body: bytes).document
}

extension Transaction {
    /// `name` of a realm role, `client/name` of a client's.
    func names(_ roles: [RoleRecord]) throws -> [String] {
        try roles.map { role in
            guard let id = role.clientID, let client = try client(id: id, in: role.realmID) else { return role.name }
            return client.clientId + "/" + role.name
        }
    }

    func client(_ clientId: String, of realm: RealmRecord) throws -> ClientRecord? {
        try client(clientId: clientId, in: realm.id)
    }
}
