import JSON
import Testing

@testable import MockIDP

/// Groups that no request could make any more, as a database of an earlier version may have them.
struct GroupTreeTests {
    /// Two groups, each below the other, a third one below them, and a user in that one.
    private func realmWithCircle() async throws -> TestRealm {
        let realm = try await TestRealm()
        let one = realm.group("one")
        let (two, role, user) = (realm.group("two", under: one), realm.role("r"), realm.user("alice"))
        let three = realm.group("three", under: two)
        try await realm.store.write { (tx) throws in
            for group in [one, two, three] { try tx.insert(group) }
            try tx.run("UPDATE user_group SET parent_id = ? WHERE id = ?", [two.id, one.id])
            try tx.insert(role)
            try tx.insert(user)
            try tx.addRoles([role.id], to: .group(one.id))
            try tx.join(user: user.id, group: three.id)
        }
        return realm
    }

    @Test func `a circle of groups keeps nobody waiting`() async throws {
        let realm = try await realmWithCircle()
        try await realm.store.write { (tx) throws in
            let three = try #require(try tx.group(named: "three", under: "group-one-two", in: realm.id))
            #expect(try tx.path(of: three) == "/one/two/three")
            #expect(try tx.effectiveRoles(ofUser: "user-alice").map(\.name) == ["r"])
            #expect(try tx.effectiveRoles(ofGroup: three.id).map(\.name) == ["r"])
            let memberships = try TokenGroups(ofUser: "user-alice", tx)
            #expect(memberships.roleIDs == ["role-r"])
            #expect(memberships.groups.map(\.name) == ["three"])
            try tx.move(three, under: nil)
            #expect(try tx.path(of: try #require(try tx.group(id: three.id, in: realm.id))) == "/three")
            #expect(throws: GroupPlaceError.belowItself) { try tx.move(three, under: three.id) }
        }
    }

    @Test func `a circle of groups can be deleted`() async throws {
        let realm = try await realmWithCircle()
        try await realm.store.write { (tx) throws in
            try tx.delete(try #require(try tx.group(id: "group-one", in: realm.id)))
            #expect(try tx.countGroups(in: realm.id) == 0)
        }
    }

    @Test func `groups three thousand deep can be deleted`() async throws {
        let realm = try await TestRealm()
        try await realm.store.write { (tx) throws in
            var parent: String?
            for level in 0..<3000 {
                let group = GroupRecord(
                    id: "g\(level)", realmID: realm.id, parentID: parent, document: .init(["name": "g"]))
                try tx.insert(group)
                parent = group.id
            }
            try tx.delete(try #require(try tx.group(id: "g0", in: realm.id)))
            #expect(try tx.countGroups(in: realm.id) == 0)
        }
    }

    @Test func `a path is looked for once, not in all ways in which its slashes could be meant`() async throws {
        let realm = try await TestRealm()
        try await realm.store.write { (tx) throws in
            var parent: GroupRecord?
            for _ in 0..<200 {
                let group = realm.group("a", under: parent)
                try tx.insert(group)
                parent = group
            }
            let path = String(repeating: "/a", count: 200)
            #expect(try tx.group(path: path, in: realm.id)?.id == parent?.id)
            #expect(try tx.group(path: path + "/b", in: realm.id) == nil)
            let begin = ContinuousClock.now
            let none = try ["a/", "b/"].map { try tx.group(path: String(repeating: $0, count: 500_000), in: realm.id) }
            let few = try tx.group(path: String(repeating: "b/", count: 999), in: realm.id)
            #expect(none == [nil, nil] && few == nil)
            #expect(ContinuousClock.now - begin < .seconds(60))
        }
    }

    @Test func `the shortest name that a group has is taken, as Keycloak does`() async throws {
        let realm = try await TestRealm()
        let (short, long) = (realm.group("a"), realm.group("a/b"))
        try await realm.store.write { (tx) throws in
            try tx.insert(long)
            #expect(try tx.group(path: "a/b", in: realm.id)?.id == long.id)
            try tx.insert(short)
            #expect(try tx.group(path: "a/b", in: realm.id) == nil)
        }
    }

    @Test func `a user of ten thousand groups gets a token's worth of them at once`() async throws {
        let realm = try await TestRealm()
        let (top, user, role) = (realm.group("top"), realm.user("alice"), realm.role("r"))
        try await realm.store.write { (tx) throws in
            try tx.insert(top)
            try tx.insert(user)
            try tx.insert(role)
            try tx.addRoles([role.id], to: .group(top.id))
            for number in 0..<10_000 {
                let group = realm.group("g\(number)", under: top)
                try tx.insert(group)
                try tx.join(user: user.id, group: group.id)
            }
            let memberships = try TokenGroups(ofUser: user.id, tx)
            #expect(memberships.groups.count == 10_000)
            #expect(Set(memberships.groups.map(\.path)) == Set((0..<10_000).map { "/top/g\($0)" }))
            #expect(memberships.roleIDs == [role.id])
        }
    }
}
