import Foundation
import JSON
import Testing

@testable import MockIDP

/// A store with the master realm, for imports into it.
struct ImportLab {
    let store: Store
    let idp: Services

    init() async throws {
        store = try Store(.memory)
        idp = Services(
            store: store, time: TimeSource { 1_795_478_441_553 }, ids: Identifiers(),
            keyPool: KeyPool(), settings: Settings())
        _ = try await create(["realm": "master", "enabled": true])
    }

    func create(_ members: JSONObject) async throws -> RealmRecord {
        try #require(await idp.createRealm(from: RealmRepresentation(members)))
    }

    func read<T: Sendable>(_ body: (Transaction) throws -> T) async throws -> T { try await store.read(body) }
}

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
