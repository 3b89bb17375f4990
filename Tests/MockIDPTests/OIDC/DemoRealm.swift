import JSON

/// The realm that tests of the protocol endpoints are made in.
enum DemoRealm {
    static let document: JSONObject = [
        "realm": "demo", "enabled": true,
        "roles": [
            "realm": [["name": "reader"]],
            "client": ["web": [["name": "invoke"]], "other": [["name": "edit"]]],
        ],
        "groups": [["name": "staff", "attributes": ["floor": ["3"]], "subGroups": [["name": "night"]]]],
        "clients": clients, "users": users,
    ]

    private static let clients: JSONValue = [
        [
            "clientId": "web", "secret": "web-secret", "serviceAccountsEnabled": true,
            "directAccessGrantsEnabled": true,
            "redirectUris": ["https://app.example/*"], "webOrigins": ["https://app.example"],
        ],
        ["clientId": "other", "secret": "other-secret", "directAccessGrantsEnabled": true],
        ["clientId": "plain", "secret": "plain-secret", "directAccessGrantsEnabled": false],
        ["clientId": "spa", "publicClient": true, "directAccessGrantsEnabled": true],
        ["clientId": "bearer", "bearerOnly": true, "secret": "bearer-secret"],
        [
            "clientId": "consent", "secret": "consent-secret", "consentRequired": true,
            "directAccessGrantsEnabled": true,
        ],
        ["clientId": "off", "secret": "off-secret", "enabled": false],
        ["clientId": "signer", "secret": "signer-secret", "clientAuthenticatorType": "client-jwt"],
    ]

    private static let users: JSONValue = [
        [
            "username": "alice", "enabled": true, "email": "alice@example.com", "emailVerified": true,
            "firstName": "Alice", "lastName": "Liddell", "attributes": ["tags": ["a", "b"], "level": ["7"]],
            "credentials": [["type": "password", "value": "alice"]], "groups": ["/staff/night"],
            "realmRoles": ["reader"], "clientRoles": ["web": ["invoke"], "other": ["edit"]],
        ],
        ["username": "bob", "enabled": false, "credentials": [["type": "password", "value": "bob"]]],
        [
            "username": "carol", "enabled": true, "requiredActions": ["UPDATE_PASSWORD"],
            "credentials": [["type": "password", "value": "carol"]],
        ],
        [
            "username": "dora", "enabled": true, "email": "dora@example.com", "firstName": "Dora",
            "lastName": "Spenlow",
            "realmRoles": ["offline_access"],
            "credentials": [["type": "password", "value": "dora"]],
        ],
    ]
}
