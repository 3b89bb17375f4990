import JSON
import Testing

@testable import MockIDP

struct StoredRoleTests {
    @Test func `a role says what it belongs to and whether it has parts`() async throws {
        let realm = try await TestRealm()
        try await realm.store.write { (tx) throws in
            try tx.insert(realm.client("web"))
            try tx.insert(realm.role("boss"))
            try tx.insert(realm.role("reader", ofClient: "client-web"))
            try tx.addComposites(["role-reader"], to: "role-boss")
        }
        try await realm.store.read { (tx) throws in
            let boss = try #require(try tx.role(named: "boss", of: .realm(realm.id)))
            #expect(boss.isComposite && boss.document.containerId == realm.id && !boss.document.clientRole)
            let reader = try #require(try tx.role(named: "reader", of: .client("client-web")))
            #expect(!reader.isComposite && reader.document.containerId == "client-web" && reader.document.clientRole)
            #expect(try tx.composites(of: boss.id) == [reader])
            #expect(try tx.role(named: "reader", of: .realm(realm.id)) == nil)
        }
    }

    @Test func `names are unique in their container, not beyond it`() async throws {
        let realm = try await TestRealm()
        try await realm.store.write { (tx) throws in
            try tx.insert(realm.client("web"))
            try tx.insert(realm.role("reader"))
            let other = RoleRecord(
                id: "r2", realmID: realm.id, clientID: "client-web", document: realm.role("reader").document)
            try tx.insert(other)
        }
        let twin = RoleRecord(id: "r3", realmID: realm.id, clientID: nil, document: realm.role("reader").document)
        let error = await #expect(throws: (any Error).self) { try await realm.store.write { try $0.insert(twin) } }
        #expect(error?.isConflict == true)
    }

    @Test func `a user has the roles of its groups, of the groups around them, and all their parts`() async throws {
        let realm = try await TestRealm()
        let (top, user) = (realm.group("staff"), realm.user("alice"))
        let sub = realm.group("web", under: top)
        try await realm.store.write { (tx) throws in
            for name in ["a", "b", "c", "d", "e"] { try tx.insert(realm.role(name)) }
            try tx.insert(top)
            try tx.insert(sub)
            try tx.insert(user)
            try tx.join(user: user.id, group: sub.id)
            try tx.addRoles(["role-a"], to: .user(user.id))
            try tx.addRoles(["role-b"], to: .group(top.id))
            try tx.addComposites(["role-c"], to: "role-b")
            try tx.addComposites(["role-d", "role-b"], to: "role-c")  // a circle does not matter
        }
        try await realm.store.read { (tx) throws in
            #expect(try tx.effectiveRoles(ofUser: user.id).map(\.name) == ["a", "b", "c", "d"])
            #expect(try tx.effectiveRoleNames(ofRoles: ["role-b"]).map(\.name) == ["b", "c", "d"])
            #expect(try tx.effectiveRoles(ofGroup: sub.id).map(\.name) == ["b", "c", "d"])
            #expect(try tx.effectiveRoles(["role-c"]).map(\.name) == ["b", "c", "d"])
            #expect(try tx.roles(heldBy: .user(user.id)).map(\.name) == ["a"])
            #expect(try tx.users(in: realm.id, UserQuery(tie: .role("role-a"))).map(\.username) == ["alice"])
            #expect(try tx.groups(withRole: "role-b").map(\.name) == ["staff"])
        }
    }

    @Test func `searches look into names and descriptions`() async throws {
        let realm = try await TestRealm()
        try await realm.store.write { (tx) throws in
            try tx.insert(realm.role("writer"))
            try tx.insert(realm.role("reader"))
            let described = RoleRepresentation(["name": "zed", "description": "May Read"])
            try tx.insert(RoleRecord(id: "z", realmID: realm.id, clientID: nil, document: described))
        }
        try await realm.store.read { (tx) throws in
            #expect(try tx.roles(of: .realm(realm.id)).map(\.name) == ["writer", "reader", "zed"])
            #expect(try tx.roles(of: .realm(realm.id), search: "read").map(\.name) == ["reader", "zed"])
            #expect(try tx.roles(of: .realm(realm.id), first: 1, max: 1).map(\.name) == ["writer"])
        }
    }
}
