import Foundation
import JSON

@testable import MockIDP

/// A realm in memory with nothing in it, and what tests put there.
struct TestRealm {
    let store: Store
    let id = "realm-1"

    init(_ location: Store.Location = .memory, name: String = "demo", settings: JSONObject = [:]) async throws {
        store = try Store(location)
        var document = settings
        document["realm"] = .string(name)
        let realm = RealmRecord(id: id, name: name, document: RealmRepresentation(document))
        try await store.write { try $0.insert(realm) }
    }

    func client(_ clientId: String, _ members: JSONObject = [:]) -> ClientRecord {
        var document = members
        document["clientId"] = .string(clientId)
        return ClientRecord(id: "client-" + clientId, realmID: id, document: ClientRepresentation(document))
    }

    func role(_ name: String, ofClient clientID: String? = nil) -> RoleRecord {
        let document = RoleRepresentation(["name": .string(name)])
        return RoleRecord(id: "role-" + name, realmID: id, clientID: clientID, document: document)
    }

    func user(_ username: String, _ members: JSONObject = [:], serviceAccountOf clientID: String? = nil) -> UserRecord {
        var document = members
        document["username"] = .string(username)
        return UserRecord(
            id: "user-" + username, realmID: id, document: UserRepresentation(document),
            serviceAccountClientID: clientID)
    }

    func group(_ name: String, under parent: GroupRecord? = nil) -> GroupRecord {
        let document = GroupRepresentation(["name": .string(name)])
        return GroupRecord(
            id: (parent?.id ?? "group") + "-" + name, realmID: id, parentID: parent?.id, document: document)
    }

    func scope(_ name: String) -> ClientScopeRecord {
        let document = ClientScopeRepresentation(["name": .string(name), "protocol": "openid-connect"])
        return ClientScopeRecord(id: "scope-" + name, realmID: id, document: document)
    }

    func session(_ id: String, of user: UserRecord, started: Int = 100, offline: Bool = false) -> UserSessionRecord {
        UserSessionRecord(
            id: id, realmID: self.id, userID: user.id, username: user.username, ipAddress: "127.0.0.1",
            started: started, lastAccess: started, offline: offline, notes: ["a": "1"])
    }
}

/// A folder that is gone at the end of the test.
final class TemporaryFolder {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("mockidp-" + UUID().uuidString)

    init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.appendingPathComponent(name).path }
}
