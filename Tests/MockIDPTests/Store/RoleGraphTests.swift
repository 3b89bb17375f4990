import JSON
import Testing

@testable import MockIDP

/// Roles are made of roles in whatever shape: Keycloak refuses no circle.
struct RoleGraphTests {
    private func insertRoles(_ count: Int, in realm: TestRealm, _ tx: Transaction) throws {
        for number in 0..<count { try tx.insert(realm.role("\(number)")) }
    }

    @Test func `a circle of roles is gone through once`() async throws {
        let realm = try await TestRealm()
        try await realm.store.write { (tx) throws in
            try insertRoles(3, in: realm, tx)
            for number in 0..<3 { try tx.addComposites(["role-\((number + 1) % 3)"], to: "role-\(number)") }
            try tx.addComposites(["role-0"], to: "role-0")
            #expect(try tx.effectiveRoles(["role-1"]).count == 3)
            #expect(try tx.effectiveRoleNames(ofRoles: ["role-1", "role-2"]).count == 3)
        }
    }

    @Test func `who holds all roles of a long chain has each once, whatever their order`() async throws {
        let realm = try await TestRealm()
        let (user, count) = (realm.user("alice"), 5000)
        try await realm.store.write { (tx) throws in
            try insertRoles(count, in: realm, tx)
            for number in 1..<count { try tx.addComposites(["role-\(number - 1)"], to: "role-\(number)") }
            try tx.insert(user)
            try tx.addRoles((0..<count).map { "role-\($0)" }, to: .user(user.id))
        }
        try await realm.store.read { (tx) throws in
            let record = try #require(try tx.realm(id: realm.id))
            let compiled = try RunningRealm(record, version: 1, keysOf: nil, tx)
            for order in [Array(0..<count), (0..<count).reversed()] {
                let begin = ContinuousClock.now
                let roles = try compiled.roles(in: order.map { "role-\($0)" }, tx)
                #expect(roles.count == count && Set(roles).count == count)
                #expect(ContinuousClock.now - begin < .seconds(60))
            }
            #expect(try compiled.roles(in: ["role-9", "role-3"], tx).count == 10)
        }
    }

    @Test func `a component is deleted with a long chain of others under it`() async throws {
        let realm = try await TestRealm()
        try await realm.store.write { (tx) throws in
            for number in 0..<3000 {
                let parent = number == 0 ? "c2999" : "c\(number - 1)"
                let document = ComponentRepresentation(["name": "c", "parentId": .string(parent)])
                try tx.insert(ComponentRecord(id: "c\(number)", realmID: realm.id, document: document))
            }
            let begin = ContinuousClock.now
            try tx.delete(try #require(try tx.component(id: "c7", in: realm.id)))
            #expect(try tx.components(in: realm.id).isEmpty)
            #expect(ContinuousClock.now - begin < .seconds(60))
        }
    }
}
