import JSON
import Testing

@testable import MockIDP

@Suite struct FlowAdminTests {
    @Test func `a copied flow has copies of its sub-flows under new names`() async throws {
        try await withAdmin { admin in
            let made = try await admin.send("POST", "/authentication/flows/browser/copy", ["newName": "mine"])
            #expect(made.status == 201)
            let names = try await admin.get("/authentication/flows/mine/executions").array?
                .compactMap { $0["displayName"]?.string }
            #expect(names?.contains("mine forms") == true)
            #expect(names?.contains("Username Password Form") == true)
            #expect(try await admin.send("DELETE", "/authentication/flows/" + made.id).status == 204)
        }
    }

    @Test func `a step is disabled until told otherwise and moves among its neighbours`() async throws {
        try await withAdmin { admin in
            try await admin.send(
                "POST", "/authentication/flows", ["alias": "f", "providerId": "basic-flow", "topLevel": true])
            let steps = "/authentication/flows/f/executions"
            for provider in ["auth-cookie", "auth-otp-form"] {
                try await admin.send("POST", steps + "/execution", ["provider": .string(provider)])
            }
            let listed = try await admin.get(steps)
            #expect(listed[0]?["requirement"] == "DISABLED")
            let second = listed[1]?["id"]?.string ?? ""
            try await admin.send("POST", "/authentication/executions/\(second)/raise-priority")
            #expect(try await admin.get(steps)[0]?["providerId"] == "auth-otp-form")
            let unknown = try await admin.send("POST", steps + "/execution", ["provider": "nope"])
            #expect((unknown.status, unknown.sentence) == (400, "No authentication provider found for id: nope"))
        }
    }

    @Test func `a required action keeps its alias and provider`() async throws {
        try await withAdmin { admin in
            let path = "/authentication/required-actions/UPDATE_PASSWORD"
            let answer = try await admin.send(
                "PUT", path, ["alias": "X", "name": "New", "providerId": "", "enabled": true, "priority": 7])
            #expect(answer.status == 204)
            let action = try await admin.get(path)
            #expect(action["alias"] == "UPDATE_PASSWORD")
            #expect(action["providerId"] == "UPDATE_PASSWORD")
            #expect(action["name"] == "New")
            #expect(action["priority"] == 7)
        }
    }
}
