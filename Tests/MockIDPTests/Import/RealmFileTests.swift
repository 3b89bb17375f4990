import JSON
import Testing

@testable import MockIDP

/// Realms that bring their own clients, roles, users (recording: import_export).
struct RealmFileTests {
    private static let given: JSONObject = [
        "realm": "p-import", "enabled": true, "id": "p-import", "accessTokenLifespan": 99,
        "roles": [
            "realm": [
                [
                    "name": "reader", "composite": true,
                    "composites": ["realm": ["writer"], "client": ["svc": ["invoke"]]],
                ], ["name": "writer"],
            ], "client": ["svc": [["name": "invoke"]]],
        ],
        "groups": [
            ["name": "eng", "attributes": ["a": ["1"]], "realmRoles": ["reader"], "subGroups": [["name": "web"]]]
        ],
        "clients": [
            [
                "clientId": "svc", "secret": "hush", "serviceAccountsEnabled": true,
                "redirectUris": ["http://127.0.0.1:7777/callback"],
                "protocolMappers": [["name": "aud", "protocolMapper": "oidc-audience-mapper"]],
            ]
        ],
        "users": [
            [
                "username": "imp", "enabled": true, "credentials": [["type": "password", "value": "imp"]],
                "realmRoles": ["reader"], "clientRoles": ["svc": ["invoke"]], "groups": ["/eng/web"],
            ],
            [
                "username": "service-account-svc", "serviceAccountClientId": "svc",
                "clientRoles": ["realm-management": ["view-users"]],
            ],
        ],
        "clientScopes": [["name": "ai", "protocol": "openid-connect"]], "defaultDefaultClientScopes": ["ai"],
    ]

    @Test func `its client scopes replace the built-in ones but for offline_access`() async throws {
        let lab = try await ImportLab()
        let realm = try await lab.create(Self.given)
        #expect(realm.id == "p-import" && realm.document.accessTokenLifespan == 99)
        try await lab.read { (tx) throws in
            #expect(Set(try tx.clientScopes(in: realm.id).map(\.name)) == ["ai", "offline_access"])
            #expect(try tx.defaultClientScopes(ofRealm: realm.id, isDefault: true).map(\.name) == ["ai"])
            #expect(try tx.defaultClientScopes(ofRealm: realm.id, isDefault: false).map(\.name) == ["offline_access"])
            let account = try #require(try tx.client("account", of: realm))
            #expect(try tx.clientScopes(ofClient: account.id, isDefault: true).isEmpty)
            #expect(try tx.clients(in: realm.id).count == 7)
        }
    }

    @Test func `its clients get what Keycloak adds`() async throws {
        let lab = try await ImportLab()
        let realm = try await lab.create(Self.given)
        try await lab.read { (tx) throws in
            let client = try #require(try tx.client("svc", of: realm))
            #expect(client.document.secret == "hush" && client.document.nodeReRegistrationTimeout == -1)
            #expect(client.document.attributes == ["realm_client": "false", "post.logout.redirect.uris": "+"])
            #expect(client.document.webOrigins == ["http://127.0.0.1:7777"])
            #expect(client.document.protocol == "openid-connect" && client.document.fullScopeAllowed)
            #expect(try tx.clientScopeNames(ofClient: client.id, isDefault: true) == ["ai"])
            #expect(try tx.clientScopeNames(ofClient: client.id, isDefault: false) == ["offline_access"])
            let account = try #require(try tx.serviceAccount(ofClient: client.id))
            #expect(account.username == "service-account-svc")
            #expect(try tx.names(tx.roles(heldBy: .user(account.id))) == ["realm-management/view-users"])
        }
    }

    @Test func `its roles join the built-in ones`() async throws {
        let lab = try await ImportLab()
        let realm = try await lab.create(Self.given)
        try await lab.read { (tx) throws in
            #expect(
                Set(try tx.roles(of: .realm(realm.id)).map(\.name))
                    == ["default-roles-p-import", "offline_access", "uma_authorization", "writer", "reader"])
            let reader = try #require(try tx.role(named: "reader", of: .realm(realm.id)))
            #expect(Set(try tx.names(tx.composites(of: reader.id))) == ["writer", "svc/invoke"])
            let standard = try #require(try tx.defaultRole(ofRealm: realm.id))
            #expect(try tx.composites(of: standard.id).count == 4)
        }
    }

    @Test func `its users have the roles and groups that it says, no others`() async throws {
        let lab = try await ImportLab()
        let realm = try await lab.create(Self.given)
        try await lab.read { (tx) throws in
            let user = try #require(try tx.user(username: "imp", in: realm.id))
            #expect(Set(try tx.names(tx.roles(heldBy: .user(user.id)))) == ["reader", "svc/invoke"])
            let group = try #require(try tx.groups(ofUser: user.id).first)
            #expect(try tx.path(of: group) == "/eng/web")
            #expect(try tx.names(tx.effectiveRoles(ofGroup: group.id)).contains("reader"))
            #expect(try tx.credentials(ofUser: user.id).map { $0.document.type } == ["password"])
            #expect(user.document.createdTimestamp == 1_795_478_441_553)
        }
    }

    @Test func `an export with users comes back whole`() async throws {
        let lab = try await ImportLab()
        let file = try realmFile("hashed-users")
        let realm = try await lab.create(file)
        try await lab.read { (tx) throws in
            #expect(realm.id == "aeb93682-0382-4eb7-bb1e-35dc7ee929aa")
            #expect(try tx.defaultRole(ofRealm: realm.id)?.id == "214924f6-cace-44ed-95e7-a79fc0dcbd2f")
            #expect(try tx.clients(in: realm.id).count == 7)
            #expect(try tx.clientScopes(in: realm.id).count == 15)
            #expect(try tx.flows(in: realm.id).count == 21)
            #expect(try tx.components(in: realm.id).count == 14)
            #expect(try tx.roles(of: .realm(realm.id)).count == 4)
            let users = try tx.users(in: realm.id)
            #expect(
                users.map(\.username) == ["user-argon2", "user-pbkdf2", "user-pbkdf2-sha256", "user-pbkdf2-sha512"])
            let credential = try #require(try tx.credentials(ofUser: users[0].id).first)
            let given = file["users"]?[0]?["credentials"]?[0]
            #expect(credential.document.document == given?.object)
            #expect(try tx.groups(ofUser: users[0].id).map(\.name) == ["staff"])
            #expect(try tx.roles(heldBy: .user(users[0].id)).map(\.name) == ["default-roles-hashed", "reader"])
            let keys = try tx.components(in: realm.id, type: RealmKeys.providerType)
            let kept = keys.first { $0.name == "rsa-generated" }?.document.config?["privateKey"]?.first
            #expect(kept?.hasPrefix("MIIEowIBAAKCAQEAwmJEsgbJzhcuzu7n4jmsdAqcEyOT2ciwHktfQKux") == true)
        }
    }

    @Test func `a service account that the file does not have is made`() async throws {
        let lab = try await ImportLab()
        let realm = try await lab.create([
            "realm": "r", "clients": [["clientId": "Job", "serviceAccountsEnabled": true]],
        ])
        try await lab.read { (tx) throws in
            let client = try #require(try tx.client("Job", of: realm))
            #expect(client.document.secret?.count == 86)
            let user = try #require(try tx.serviceAccount(ofClient: client.id))
            #expect(user.username == "service-account-job" && user.document.enabled)
            #expect(try tx.roles(heldBy: .user(user.id)).map(\.name) == ["default-roles-r"])
            #expect(try tx.clientScopeNames(ofClient: client.id, isDefault: true).contains("service_account"))
        }
    }

    @Test func `what refers to nothing is refused in a sentence`() async throws {
        let lab = try await ImportLab()
        let wrong: [JSONObject] = [
            ["realm": "r", "users": [["username": "u", "groups": ["/none"]]]],
            ["realm": "r", "roles": ["client": ["none": [["name": "x"]]]]],
            ["realm": "r", "roles": ["realm": [["name": "x", "composites": ["realm": ["none"]]]]]],
            ["realm": "r", "clients": [["name": "no clientId"]]],
            ["realm": ""],
        ]
        for document in wrong {
            await #expect(throws: RealmProblem.self) { try await lab.create(document) }
        }
        #expect(try await lab.read { try $0.realms().map(\.name) } == ["master"])
    }
}
