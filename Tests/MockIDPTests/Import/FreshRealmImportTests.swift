import Crypto
import JSON
import Testing

@testable import MockIDP

/// What a realm made with `{"realm":"fresh","enabled":true}` holds (recordings: realms, seed_client, permissions).
struct FreshRealmImportTests {
    @Test func `it has six clients, and the client scopes of each`() async throws {
        let lab = try await ImportLab()
        let realm = try await lab.create(["realm": "fresh", "enabled": true])
        try await lab.read { (tx) throws in
            let clients = try tx.clients(in: realm.id)
            #expect(
                clients.map(\.clientId) == [
                    "account", "account-console", "admin-cli", "broker", "realm-management", "security-admin-console",
                ])
            for client in clients {
                #expect(
                    Set(try tx.clientScopeNames(ofClient: client.id, isDefault: true))
                        == ["web-origins", "acr", "profile", "roles", "basic", "email"])
                #expect(
                    Set(try tx.clientScopeNames(ofClient: client.id, isDefault: false))
                        == ["address", "phone", "offline_access", "organization", "microprofile-jwt"])
                #expect(client.document.secret == nil)
            }
            #expect(try tx.clientScopes(in: realm.id).count == 15)
            #expect(
                try tx.defaultClientScopes(ofRealm: realm.id, isDefault: true).map(\.name) == [
                    "role_list", "saml_organization", "AuthnContextClassRef", "profile", "email", "roles",
                    "web-origins", "acr", "basic",
                ])
            #expect(
                try tx.defaultClientScopes(ofRealm: realm.id, isDefault: false).map(\.name)
                    == ["offline_access", "address", "phone", "microprofile-jwt", "organization"])
        }
    }

    @Test func `its roles are made of what Keycloak's are`() async throws {
        let lab = try await ImportLab()
        let realm = try await lab.create(["realm": "Fresh", "enabled": true])
        try await lab.read { (tx) throws in
            let standard = try #require(try tx.defaultRole(ofRealm: realm.id))
            #expect(standard.name == "default-roles-fresh" && standard.isComposite)
            #expect(
                Set(try tx.names(tx.composites(of: standard.id)))
                    == ["offline_access", "uma_authorization", "account/view-profile", "account/manage-account"])
            #expect(
                Set(try tx.roles(of: .realm(realm.id)).map(\.name))
                    == ["offline_access", "uma_authorization", "default-roles-fresh"])
            let management = try #require(try tx.client("realm-management", of: realm))
            let admin = try #require(try tx.role(named: "realm-admin", of: .client(management.id)))
            #expect(try tx.roles(of: .client(management.id)).count == 22)
            #expect(try tx.composites(of: admin.id).count == 21)
            let viewUsers = try #require(try tx.role(named: "view-users", of: .client(management.id)))
            #expect(try tx.composites(of: viewUsers.id).map(\.name) == ["query-groups", "query-users"])
        }
    }

    @Test func `its scope mappings let account-console and offline_access work`() async throws {
        let lab = try await ImportLab()
        let realm = try await lab.create(["realm": "fresh", "enabled": true])
        try await lab.read { (tx) throws in
            let console = try #require(try tx.client("account-console", of: realm))
            let held = try tx.names(tx.roles(heldBy: .client(console.id)))
            #expect(held == ["account/manage-account", "account/view-groups"])
            let offline = try #require(try tx.clientScope(named: "offline_access", in: realm.id))
            #expect(try tx.names(tx.roles(heldBy: .clientScope(offline.id))) == ["offline_access"])
            let mapper = try #require(console.document.protocolMappers?.first)
            #expect(mapper.id?.count == 36 && mapper.document["consentRequired"] == false)
        }
    }

    @Test func `its keys are there, with certificates in the realm's name`() async throws {
        let lab = try await ImportLab()
        let realm = try await lab.create(["realm": "fresh", "enabled": true])
        try await lab.read { (tx) throws in
            #expect(try tx.components(in: realm.id, parent: realm.id).count == 14)
            let keys = try tx.components(in: realm.id, type: RealmKeys.providerType)
            func config(_ name: String) throws -> TextMap<[String]> {
                try #require(try keys.first { $0.name == name }?.document.certified().config)
            }
            for (name, use) in [("rsa-generated", "SIG"), ("rsa-enc-generated", "ENC")] {
                let config = try config(name)
                #expect(config["keyUse"] == [use] && config["priority"] == ["100"])
                let der = try #require(config["privateKey"]?.first.flatMap { Base64.decode($0) })
                let certificate = try #require(config["certificate"]?.first.flatMap { Base64.decode($0) })
                #expect(try PrivateKey(der: der).traditionalDER == der)
                #expect(try Certificate(der: certificate).publicKeyDER == PrivateKey(der: der).publicKey.der)
            }
            #expect(try config("rsa-generated")["privateKey"] != config("rsa-enc-generated")["privateKey"])
            for (name, size) in [("hmac-generated-hs512", 128), ("aes-generated", 32)] {
                #expect(try config(name)["kid"]?.first?.count == 36)
                #expect(try config(name)["secret"]?.first.flatMap { Base64.urlDecode($0) }?.count == size)
            }
        }
    }

    @Test func `its flows hang together`() async throws {
        let lab = try await ImportLab()
        let realm = try await lab.create(["realm": "fresh", "enabled": true])
        try await lab.read { (tx) throws in
            #expect(try tx.flows(in: realm.id).count == 21)
            #expect(try tx.requiredActions(in: realm.id).count == 14)
            let browser = try #require(try tx.flow(alias: "browser", in: realm.id))
            let steps = try tx.executions(ofFlow: browser.id)
            #expect(steps.map(\.priority) == [10, 20, 25, 26, 30])
            let forms = try #require(steps.last?.subflowID)
            #expect(try tx.flow(id: forms, in: realm.id)?.alias == "forms")
            let conditional = try #require(try tx.flow(alias: "Browser - Conditional 2FA", in: realm.id))
            let config = try #require(try tx.executions(ofFlow: conditional.id)[1].configID)
            let settings = try tx.authenticatorConfig(id: config, in: realm.id)
            #expect(settings?.document.alias == "browser-conditional-credential")
        }
    }

    @Test func `master gets the client through which its administrators reach it`() async throws {
        let lab = try await ImportLab()
        let realm = try await lab.create(["realm": "fresh", "enabled": true])
        try await lab.read { (tx) throws in
            let master = try #require(try tx.realm(named: "master"))
            let client = try #require(try tx.client("fresh-realm", of: master))
            #expect(client.document.document["name"] == "fresh Realm" && client.document.bearerOnly)
            #expect(try tx.clientScopeNames(ofClient: client.id, isDefault: true).isEmpty)
            #expect(try tx.roles(of: .client(client.id)).count == 21)
            let admin = try #require(try tx.role(named: "admin", of: .realm(master.id)))
            let parts = try tx.names(tx.composites(of: admin.id))
            #expect(parts.contains("create-realm") && parts.contains("master-realm/manage-users"))
            #expect(parts.count { $0.hasPrefix("fresh-realm/") } == 21)
            #expect(try tx.clients(in: master.id).contains { $0.clientId == "master-realm" })
            #expect(try tx.client("realm-management", of: master) == nil)
        }
        try await lab.idp.removeRealm { _ in realm }
        try await lab.read { (tx) throws in
            let master = try #require(try tx.realm(named: "master"))
            #expect(try tx.client("fresh-realm", of: master) == nil)
            #expect(try tx.realm(named: "fresh") == nil)
        }
    }

    @Test func `a new name shows in its built-in clients`() async throws {
        let lab = try await ImportLab()
        let realm = try await lab.create(["realm": "fresh", "enabled": true])
        try await lab.store.write { _ = try renameRealm(realm, to: "other", in: $0) }
        try await lab.read { (tx) throws in
            #expect(try tx.realm(named: "other")?.id == realm.id)
            let account = try #require(try tx.client("account", of: realm))
            #expect(account.document.baseUrl == "/realms/other/account/")
            #expect(account.document.redirectUris == ["/realms/other/account/*"])
            let master = try #require(try tx.realm(named: "master"))
            #expect(try tx.client("other-realm", of: master) != nil)
        }
    }
}
