import JSON
import Testing

@testable import MockIDP

/// What files of older Keycloaks have, and hand-written ones still.
struct OldRealmFileTests {
    @Test func `default roles by name are parts of the default role, made where they are not there`() async throws {
        let lab = try await ImportLab()
        let realm = try await lab.create([
            "realm": "r", "defaultRoles": ["customer", "reader", "customer"],
            "roles": ["realm": [["name": "reader"]]],
            "clients": [["clientId": "shop", "defaultRoles": ["buyer"]]],
        ])
        try await lab.read { (tx) throws in
            let standard = try #require(try tx.defaultRole(ofRealm: realm.id))
            let parts = Set(try tx.names(tx.composites(of: standard.id)))
            #expect(parts.isSuperset(of: ["customer", "reader", "shop/buyer", "offline_access"]))
        }
    }

    @Test func `a default role of the document's own outranks the lists`() async throws {
        let lab = try await ImportLab()
        let realm = try await lab.create([
            "realm": "r", "defaultRoles": ["customer"], "defaultRole": ["name": "default-roles-r"],
        ])
        try await lab.read { (tx) throws in #expect(try tx.role(named: "customer", of: .realm(realm.id)) == nil) }
    }

    @Test(arguments: ["staff", "/staff"])
    func `default groups are found with and without the first slash`(_ path: String) async throws {
        let lab = try await ImportLab()
        let realm = try await lab.create([
            "realm": "r", "groups": [["name": "staff"]], "defaultGroups": [.string(path)],
        ])
        try await lab.read { (tx) throws in #expect(try tx.defaultGroups(ofRealm: realm.id).map(\.name) == ["staff"]) }
        await #expect(throws: RealmProblem.self) { try await lab.create(["realm": "s", "defaultGroups": ["none"]]) }
    }

    @Test func `a change of the realm replaces its default groups`() async throws {
        try await withAdmin { admin in
            for name in ["one", "two"] { try await admin.send("POST", "/groups", ["name": .string(name)]) }
            #expect(try await admin.send("PUT", "", ["defaultGroups": ["/one"]]).status == 204)
            #expect(try await admin.send("PUT", "", ["defaultGroups": ["two"]]).status == 204)
            #expect(try await admin.get("")["defaultGroups"] == ["/two"])
            #expect(try await admin.send("PUT", "", ["defaultGroups": ["none"]]).status == 500)
            #expect(try await admin.get("")["defaultGroups"] == ["/two"])
        }
    }

    @Test func `parts that are left out are told`() {
        let realm = RealmRepresentation([
            "identityProviders": [["alias": "x"]], "organizations": [],
            "clients": [["authorizationSettings": ["a": 1]]],
        ])
        #expect(realm.droppedParts == ["identityProviders", "authorizationSettings of clients"])
    }

    @Test func `unknown members of a client scope are passed by`() async throws {
        try await withAdmin { admin in
            let scope: JSONValue = ["name": "s", "protocol": "openid-connect", "fullScopeAllowed": true]
            let made = try await admin.send("POST", "/client-scopes", scope)
            #expect(made.status == 201)
            #expect(try await admin.get("/client-scopes/" + made.id)["fullScopeAllowed"] == nil)
        }
    }
}
