import JSON
import Testing

@testable import MockIDP

struct StoredGroupTests {
    @Test func `a group is found by its path, also when a name has a slash`() async throws {
        let realm = try await TestRealm()
        let top = realm.group("staff")
        let (sub, slashed) = (realm.group("web", under: top), realm.group("a/b", under: top))
        let below = realm.group("c", under: slashed)
        try await realm.store.write { (tx) throws in for group in [top, sub, slashed, below] { try tx.insert(group) } }
        try await realm.store.read { (tx) throws in
            #expect(try tx.group(path: "/staff/web", in: realm.id)?.id == sub.id)
            #expect(try tx.group(path: "staff", in: realm.id)?.id == top.id)
            #expect(try tx.group(path: "/staff/a/b/c", in: realm.id)?.id == below.id)
            #expect(try tx.group(path: "/staff/nope", in: realm.id) == nil)
            #expect(try tx.group(path: "/", in: realm.id) == nil)
            #expect(try tx.path(of: below) == "/staff/a/b/c")
            #expect(try tx.groups(in: realm.id).map(\.name) == ["staff"])
            #expect(try tx.children(of: top).map(\.name) == ["a/b", "web"])
            #expect(try tx.groups(in: realm.id, anywhereNamed: "we").map(\.id) == [sub.id])
            #expect(try tx.countGroups(in: realm.id) == 4)
            #expect(try tx.countGroups(in: realm.id, onlyTop: true) == 1)
        }
    }

    @Test func `names are unique among the groups under one parent`() async throws {
        let realm = try await TestRealm()
        let top = realm.group("staff")
        try await realm.store.write { (tx) throws in
            try tx.insert(top)
            try tx.insert(realm.group("staff", under: top))
        }
        let twin = GroupRecord(id: "twin", realmID: realm.id, parentID: nil, document: top.document)
        let error = await #expect(throws: (any Error).self) { try await realm.store.write { try $0.insert(twin) } }
        #expect(error?.isConflict == true)
    }

    @Test func `members leave with the group`() async throws {
        let realm = try await TestRealm()
        let (group, user) = (realm.group("staff"), realm.user("alice"))
        try await realm.store.write { (tx) throws in
            try tx.insert(group)
            try tx.insert(user)
            try tx.join(user: user.id, group: group.id)
            try tx.join(user: user.id, group: group.id)
            try tx.addDefaultGroup(group.id, inRealm: realm.id)
            #expect(try tx.users(in: realm.id, UserQuery(tie: .group(group.id))).map(\.username) == ["alice"])
            #expect(try tx.groups(ofUser: user.id).map(\.name) == ["staff"])
            #expect(try tx.defaultGroups(ofRealm: realm.id).map(\.name) == ["staff"])
            try tx.delete(group)
            #expect(try tx.groups(ofUser: user.id).isEmpty)
        }
    }
}
