import JSON
import Testing

@testable import MockIDP

@Suite struct RealmAdminTests {
    @Test func `a realm's name is checked and unique`() async throws {
        try await withAdmin { admin in
            let everywhere = admin.at("")
            func make(_ body: JSONValue) async throws -> String? {
                try await everywhere.send("POST", "", body).sentence
            }
            let taken = try await make(["realm": "house"])
            #expect(taken == "Realm house already exists")
            #expect(try await make(["realm": "a/b"]) == "Character '/' not allowed.")
            #expect(try await make([:]) == "Realm name cannot be empty")
            #expect(try await make(["realm": "x", "nope": 1]) == "unable to read contents from stream")
            #expect(
                try await everywhere.send("POST", "", ["realm": "p%x"]).header("Location")?.hasSuffix("/p%25x") == true)
        }
    }

    @Test func `attributes are replaced but for those that hold settings`() async throws {
        try await withAdmin { admin in
            try await admin.send("PUT", "", ["attributes": ["a": 1]])
            let attributes = try await admin.get("")["attributes"]
            #expect(attributes?["a"] == "1")
            #expect(attributes?["cibaExpiresIn"] == "120")
            #expect(attributes?["realmReusableOtpCode"] == nil)
        }
    }

    @Test func `a mail password is not shown, and stays when its asterisks come back`() async throws {
        try await withAdmin { admin in
            try await admin.send("PUT", "", ["smtpServer": ["host": "h", "auth": "true", "password": "hush"]])
            var server = try await admin.get("")["smtpServer"]?.object ?? [:]
            #expect(server["password"] == "**********")
            server["host"] = "other"
            try await admin.send("PUT", "", ["smtpServer": .object(server)])
            let stored = try await admin.idp.services.store.read { try $0.realm(named: "house") }
            #expect(stored?.document.smtpServer == ["host": "other", "auth": "true", "password": "hush"])
        }
    }

    @Test func `a policy for one-time passwords counts only with its type`() async throws {
        try await withAdmin { admin in
            try await admin.send("PUT", "", ["otpPolicyDigits": 8])
            #expect(try await admin.get("")["otpPolicyDigits"] == 6)
            try await admin.send("PUT", "", ["otpPolicyType": "hotp", "otpPolicyDigits": 8])
            let realm = try await admin.get("")
            #expect(realm["otpPolicyDigits"] == 8)
            #expect(realm["otpPolicyPeriod"] == 0)
            #expect(realm["otpSupportedApplications"]?.array?.count == 2)
        }
    }

    private static let refusedSettings: [(JSONValue, Int, String)] = [
        (["passwordPolicy": "nope(3)"], 400, "Password policy not found"),
        (["passwordPolicy": "length(x)"], 400, "Invalid config for length: Not a valid number"),
        (["sslRequired": "nope"], 500, "Failed to update realm"),
        (["browserFlow": "nope"], 500, "Failed to update realm"),
        (["realm": ""], 400, "Realm name cannot be empty"),
        (
            ["ssoSessionIdleTimeout": -5], 400,
            "Client Session Idle Timeout cannot be greater than Realm SSO Idle Timeout."
        ),
    ]

    @Test(arguments: refusedSettings)
    func `settings that cannot be are refused`(_ body: JSONValue, _ status: Int, _ sentence: String) async throws {
        try await withAdmin { admin in
            let refused = try await admin.send("PUT", "", body)
            #expect((refused.status, refused.sentence) == (status, sentence))
        }
    }

    @Test func `a renamed realm is administered as before`() async throws {
        try await withAdmin { admin in
            let renamed = try await admin.send("PUT", "", ["realm": "home"])
            #expect(renamed.status == 204)
            #expect(try await admin.send("GET", "").sentence == "Realm not found.")
            let home = admin.at("home")
            #expect(try await home.send("POST", "/users", ["username": "bob"]).status == 201)
            #expect(try await home.send("DELETE", "").status == 204)
            let master = admin.at("master")
            #expect(try await master.get("/clients?clientId=home-realm") == [])
        }
    }

    @Test func `no choice of event types means all that are kept by default`() async throws {
        try await withAdmin { admin in
            let types = try await admin.get("/events/config")["enabledEventTypes"]?.array
            #expect(types?.contains("LOGIN_ERROR") == true)
            try await admin.send("PUT", "/events/config", ["eventsEnabled": true, "enabledEventTypes": ["LOGIN"]])
            let config = try await admin.get("/events/config")
            #expect(config["enabledEventTypes"] == ["LOGIN"])
            #expect(config["eventsListeners"] == ["jboss-logging"])
        }
    }
}
