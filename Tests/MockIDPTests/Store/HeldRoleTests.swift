import HTTPServer
import JSON
import MockIDPTestKit
import Synchronization
import Testing

@testable import MockIDP

/// Which roles a user holds, asked from the role's side.
@Suite struct HeldRoleTests {
    @Test func `a role is held directly, through the groups around, and as a part of others, also in a circle`()
        async throws
    {
        let realm = try await TestRealm()
        let (user, other) = (realm.user("alice"), realm.user("bob"))
        let outer = realm.group("outer")
        let inner = realm.group("inner", under: outer)
        let client = realm.client("web")
        let roles = ["own", "ofGroup", "whole", "part", "none"].map { realm.role($0, ofClient: client.id) }
        try await realm.store.write { (tx) throws in
            for user in [user, other] { try tx.insert(user) }
            try tx.insert(client)
            for role in roles + [realm.role("house")] { try tx.insert(role) }
            for group in [outer, inner] { try tx.insert(group) }
            try tx.addRoles(["role-own", "role-whole"], to: .user(user.id))
            try tx.addRoles(["role-ofGroup"], to: .group(outer.id))
            try tx.addComposites(["role-part", "role-house"], to: "role-whole")
            try tx.addComposites(["role-whole"], to: "role-part")
            try tx.join(user: user.id, group: inner.id)
        }
        try await realm.store.read { (tx) throws in
            let names = try tx.roleNames(ofClient: client.id, heldBy: user.id).map(\.name)
            #expect(Set(names) == ["own", "ofGroup", "whole", "part"])
            #expect(names.count == 4)
            #expect(try tx.roleNames(ofClient: client.id, heldBy: other.id).isEmpty)
            #expect(try tx.holds(role: "role-house", user: user.id))
            #expect(try !tx.holds(role: "role-none", user: user.id))
            #expect(try !tx.holds(role: "role-house", user: other.id))
            #expect(try tx.roleID(named: "house", ofRealm: realm.id) == "role-house")
            #expect(try tx.roleID(named: "own", ofRealm: realm.id) == nil)
        }
    }

    @Test func `an administrator learns of a realm's roles when the realm is asked for, not of those of all`()
        async throws
    {
        try await withAdmin { (admin) async throws in
            for name in ["one", "two"] {
                try await admin.idp.realm(name) {}
            }
            let call = Call(
                method: .get, target: "/admin/realms/one",
                headers: Headers([("Host", admin.host), ("Authorization", "Bearer " + admin.token)]), body: [])
            let idp = admin.idp.services
            let caller = try await authenticateAdmin(call, realmName: "one", idp)
            let ids = try await idp.store.read { tx in try ["one", "two"].map { try tx.realmID(named: $0) ?? "" } }
            func known() -> [Bool] {
                ids.map { caller.known.held(overRealm: $0, idp.store.alterationCount) != nil }
            }
            #expect(known() == [false, false])
            let request = Request(call: call, idp: idp, parameters: [("realm", "one")])
            let held = try await AdminCall(request).readWithAccess { _, _, access in access.held }
            #expect(held.contains("manage-realm"))
            #expect(known() == [true, false], "kept until something changes")
            // What a transaction sees that comes to nothing is not kept.
            struct Undone: Error {}
            let second = try await AdminCall(Request(call: call, idp: idp, parameters: [("realm", "two")]))
            _ = try? await second.writeWithAccess { _, _, _ in throw Undone() }
            #expect(known() == [true, false])
            // A user more, or a session, changes nobody else's roles; a user who is no longer the same might.
            let id = try await admin.user("bob", password: "pw")
            _ = try await admin.loggedIn(as: "bob", password: "pw")
            #expect(known() == [true, false])
            #expect(try await admin.send("PUT", "/users/\(id)", ["enabled": false]).status == 204)
            #expect(known() == [false, false])
        }
    }

    @Test func `a role taken away is gone at the next call, and one given there`() async throws {
        try await withAdmin { (admin) async throws in
            let id = try await admin.user("bob", password: "pw")
            try await admin.grant("view-users", to: id)
            let bob = try await admin.loggedIn(as: "bob", password: "pw")
            #expect(try await bob.send("GET", "/users").status == 200)
            let client = try await admin.get("/clients?clientId=realm-management")[0]?["id"]?.string ?? ""
            let role = try await admin.get("/clients/\(client)/roles/view-users")
            let path = "/users/\(id)/role-mappings/clients/\(client)"
            #expect(try await admin.send("DELETE", path, [role]).status == 204)
            #expect(try await bob.send("GET", "/users").status == 403)
            #expect(try await admin.send("POST", path, [role]).status == 204)
            #expect(try await bob.send("GET", "/users").status == 200)
        }
    }
}
