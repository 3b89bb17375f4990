import JSON
import MockIDPTestKit

/// The realm that tests of the protocol endpoints are made in.
func demoRealm(_ settings: [String: JSONDocument] = [:]) -> Realm {
    Realm("demo", fields: settings) {
        role("reader")
        group("staff", attributes: ["floor": ["3"]]) { group("night") }
        client(
            "web", secret: "web-secret", redirectURIs: ["https://app.example/*"],
            webOrigins: ["https://app.example"], serviceAccount: true, roles: ["invoke"])
        client("other", secret: "other-secret", roles: ["edit"])
        client("plain", secret: "plain-secret", directAccessGrants: false)
        client("spa")
        client("bearer", secret: "bearer-secret", fields: ["bearerOnly": true])
        client("consent", secret: "consent-secret", fields: ["consentRequired": true])
        client("off", secret: "off-secret", fields: ["enabled": false])
        client("signer", secret: "signer-secret", fields: ["clientAuthenticatorType": "client-jwt"])
        user(
            "alice", password: "alice", firstName: "Alice", lastName: "Liddell", roles: ["reader"],
            clientRoles: ["web": ["invoke"], "other": ["edit"]], groups: ["staff/night"],
            attributes: ["tags": ["a", "b"], "level": ["7"]])
        user("bob", password: "bob", fields: ["enabled": false])
        user("carol", password: "carol", fields: ["requiredActions": ["UPDATE_PASSWORD"]])
        user("dora", password: "dora", lastName: "Spenlow", roles: ["offline_access"])
    }
}

/// Its document.
let demoDocument: JSONObject = ((try? demoRealm().documents())?.first?.object) ?? [:]
