import JSON
import Testing

@testable import MockIDP

/// What a new realm holds (recordings: seed_client 8, realms 3 and 46 to 57, kcreg 21).
struct FreshRealmTests {
    @Test func `a new realm is a valid import file`() throws {
        let realm = try freshRealmDocument(named: "demo", isMaster: false)
        let body = JSONValue.object(realm.document).bytes
        #expect(try RealmRepresentation(body: body) == realm)
        #expect(realm.ordered == realm.document)
    }

    @Test func `its clients, scopes and roles are Keycloak's`() throws {
        let realm = try freshRealmDocument(named: "demo", isMaster: false)
        let clients = [
            "account", "account-console", "admin-cli", "broker", "realm-management", "security-admin-console",
        ]
        #expect(realm.clients?.compactMap(\.clientId) == clients)
        #expect(realm.clientScopes?.count == 15)
        #expect(
            realm.roles?.realm?.compactMap(\.name) == ["offline_access", "uma_authorization", "default-roles-demo"])
        #expect(realm.roles?.client?["realm-management"]?.count == 22)
        #expect(realm.roles?.client?["account"]?.count == 8)
        #expect(realm.defaultDefaultClientScopes?.count == 9)
        #expect(realm.defaultOptionalClientScopes?.count == 5)
        #expect(realm.authenticationFlows?.count == 21)
        #expect(realm.requiredActions?.count == 14)
        #expect(realm.components?["org.keycloak.keys.KeyProvider"]?.count == 4)
        #expect(realm.enabled == false)
    }

    @Test func `the name stands in its places and Keycloak's own texts stay`() throws {
        let realm = try freshRealmDocument(named: "a b", isMaster: false)
        let account = realm.clients?.first { $0.clientId == "account" }
        #expect(realm.realm == "a b")
        #expect(account?.baseUrl == "/realms/a b/account/")
        #expect(account?.redirectUris == ["/realms/a b/account/*"])
        #expect(account?.rootUrl == "${authBaseUrl}")
        #expect(account?.name == "${client_account}")
        #expect(realm.defaultRole?.name == "default-roles-a b")
        let text = JSONValue.object(realm.document).text
        #expect(!text.contains("${realm}"))
    }

    @Test func `a name that looks like a placeholder does no harm`() throws {
        let realm = try freshRealmDocument(named: "${realm}$", isMaster: false)
        #expect(realm.defaultRole?.name == "default-roles-${realm}$")
    }

    @Test func `its clients are written out in full`() throws {
        let console = try freshRealmDocument(named: "demo", isMaster: false).clients?[1]
        #expect(
            console?.document == [
                "clientId": "account-console", "name": "${client_account-console}", "rootUrl": "${authBaseUrl}",
                "baseUrl": "/realms/demo/account/", "surrogateAuthRequired": false, "enabled": true,
                "alwaysDisplayInConsole": false, "clientAuthenticatorType": "client-secret",
                "redirectUris": ["/realms/demo/account/*"], "webOrigins": [], "notBefore": 0, "bearerOnly": false,
                "consentRequired": false, "standardFlowEnabled": true, "implicitFlowEnabled": false,
                "directAccessGrantsEnabled": false, "serviceAccountsEnabled": false, "publicClient": true,
                "frontchannelLogout": false, "protocol": "openid-connect",
                "attributes": [
                    "realm_client": "false", "post.logout.redirect.uris": "+", "pkce.code.challenge.method": "S256",
                ],
                "authenticationFlowBindingOverrides": [:], "fullScopeAllowed": false, "nodeReRegistrationTimeout": 0,
                "protocolMappers": [
                    [
                        "name": "audience resolve", "protocol": "openid-connect",
                        "protocolMapper": "oidc-audience-resolve-mapper", "consentRequired": false, "config": [:],
                    ]
                ],
                "defaultClientScopes": ["web-origins", "acr", "profile", "roles", "basic", "email"],
                "optionalClientScopes": ["address", "phone", "offline_access", "organization", "microprofile-jwt"],
            ])
    }

    @Test func `the master realm has its own client and roles`() throws {
        let master = try freshRealmDocument(named: "master", isMaster: true)
        let clients = ["account", "account-console", "admin-cli", "broker", "security-admin-console", "master-realm"]
        #expect(master.clients?.compactMap(\.clientId) == clients)
        #expect(master.clients?.last?.defaultClientScopes?.count == 6)
        #expect(master.clients?.last?.protocol == nil)
        #expect(master.enabled)
        #expect(master.accessTokenLifespan == 60)
        #expect(master.displayName == "Keycloak")
        #expect(master.attributes.count == 6)
        #expect(master.roles?.client?["realm-management"] == nil)
        #expect(master.roles?.client?["master-realm"]?.count == 21)
        let admin = master.roles?.realm?.first { $0.name == "admin" }
        #expect(admin?.composites?.realm == ["create-realm"])
        #expect(admin?.composites?.client?["master-realm"]?.count == 21)
        #expect(master.roles?.realm?.count == 5)
    }

    @Test func `master administers a realm through a client of its own`() throws {
        let management = try managementClient(ofRealm: "demo", isMaster: false)
        #expect(management.client.clientId == "demo-realm")
        #expect(management.client.name == "demo Realm")
        #expect(management.client.bearerOnly)
        #expect(management.client.defaultClientScopes == [])
        #expect(management.roles.count == 21)
        #expect(!management.roles.contains { $0.name == "realm-admin" })
        let view = management.roles.first { $0.name == "view-users" }
        #expect(view?.composites?.client == ["demo-realm": ["query-users", "query-groups"]])
    }

    @Test func `the other built-in files are what they should be`() throws {
        #expect(try JSONReader.read(BuiltIn.serverInfo)["systemInfo"]?["version"] == "26.7.3")
        #expect(try JSONReader.read(BuiltIn.userProfile)["attributes"]?.array?.count == 4)
        #expect(try JSONReader.read(BuiltIn.eventTypes).array?.contains("LOGIN") == true)
        #expect(try JSONReader.read(BuiltIn.clientPolicyProfiles)["globalProfiles"]?.array?.isEmpty == false)
        #expect(ShippedKey.count >= 1000, "two for each of 500 realms")
        for page in [BuiltIn.sessionIframe, BuiltIn.thirdPartyCookies1, BuiltIn.thirdPartyCookies2] {
            #expect(page.starts(with: "<!DOCTYPE html>".utf8))
        }
    }
}
