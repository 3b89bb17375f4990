import JSON
import Testing

@testable import MockIDP

/// Keys that look the same, in whatever maps users give, are two keys.
@Suite struct LookAlikeKeyTests {
    private static let pair = LookAlikeTests.pairs[0]

    /// Both keys, each with a value of its own.
    private func both(_ value: (String) -> JSONValue) -> JSONObject {
        JSONObject(Self.pair.enumerated().map { ($1, value("value\($0)")) })
    }

    /// What of an object's member are the two keys.
    private func kept(_ object: JSONValue, _ member: String = "attributes") -> [JSONValue?] {
        Self.pair.map { object[member]?[$0] }
    }

    @Test(arguments: ["users", "groups", "roles"]) func `lists of values stay apart`(kind: String) async throws {
        try await withAdmin { admin in
            try await admin.send("PUT", "/users/profile", ["unmanagedAttributePolicy": "ENABLED"])
            let attributes = JSONValue.object(both { [.string($0)] })
            let body: JSONObject = [kind == "users" ? "username" : "name": "one", "attributes": attributes]
            let made = try await admin.send("POST", "/" + kind, .object(body))
            let path = "/\(kind)/" + made.id
            #expect(kept(try await admin.get(path)) == [["value0"], ["value1"]])
            // A change of the one leaves the other.
            var changed = try await admin.get(path).object ?? [:]
            var values = changed["attributes"]?.object ?? [:]
            values[Self.pair[1]] = ["new"]
            changed["attributes"] = .object(values)
            #expect(try await admin.send("PUT", path, .object(changed)).status == 204)
            #expect(kept(try await admin.get(path)) == [["value0"], ["new"]])
        }
    }

    @Test func `single values stay apart`() async throws {
        try await withAdmin { admin in
            let attributes = JSONValue.object(both { .string($0) })
            let client = try await admin.client(["clientId": "app", "attributes": attributes])
            #expect(kept(client) == ["value0", "value1"])
            let path = "/clients/" + (client["id"]?.string ?? "")
            let change: JSONObject = [Self.pair[0]: ""]
            #expect(
                try await admin.send("PUT", path, ["clientId": "app", "attributes": .object(change)]).status == 204)
            #expect(kept(try await admin.get(path)) == [nil, "value1"])

            let scope: JSONValue = ["name": "cs", "protocol": "openid-connect", "attributes": attributes]
            let made = try await admin.send("POST", "/client-scopes", scope)
            #expect(kept(try await admin.get("/client-scopes/" + made.id)) == ["value0", "value1"])

            #expect(try await admin.send("PUT", "", ["attributes": attributes]).status == 204)
            #expect(kept(try await admin.get("")) == ["value0", "value1"])
        }
    }

    @Test func `expressions stay apart`() async throws {
        try await withAdmin { admin in
            let attributes = Self.pair.enumerated().map { place, expression -> JSONValue in
                [
                    "name": .string("a\(place)"), "permissions": ["view": ["admin"], "edit": ["admin"]],
                    "validations": ["pattern": ["pattern": .string(expression)]],
                ]
            }
            let names: [JSONValue] = [["name": "username"], ["name": "email"]]
            let profile = try await admin.send("PUT", "/users/profile", ["attributes": .array(names + attributes)])
            #expect(profile.status == 200)
            for (given, status) in [(Self.pair, 201), (Self.pair.reversed(), 400)] {
                let values: JSONValue = ["a0": [.string(given[0])], "a1": [.string(given[1])]]
                let made = try await admin.send(
                    "POST", "/users", ["username": .string("u\(status)"), "attributes": values])
                #expect(made.status == status, "\(made.sentence ?? "")")
            }
        }
    }

    @Test func `flows and their steps stay apart`() async throws {
        try await withAdmin { admin in
            for alias in Self.pair {
                let body: JSONValue = ["alias": .string(alias), "providerId": "basic-flow", "topLevel": true]
                #expect(try await admin.send("POST", "/authentication/flows", body).status == 201)
                let executions = "/authentication/flows/\(pathSegment(alias))/executions"
                for step in Self.pair {
                    let body: JSONValue = ["alias": .string("\(alias) \(step)"), "type": "basic-flow"]
                    #expect(try await admin.send("POST", executions + "/flow", body).status == 201)
                }
            }
            for alias in Self.pair {
                let steps = try await admin.get("/authentication/flows/\(pathSegment(alias))/executions").array
                let names = steps?.map { $0["displayName"] ?? nil }
                #expect(names == Self.pair.map { .string("\(alias) \($0)") })
            }
        }
    }

    @Test func `flows and groups of a document stay apart`() async throws {
        let lab = try await ImportLab()
        let flows = Self.pair.enumerated().flatMap { place, alias -> [JSONValue] in
            let step: JSONValue = [
                "flowAlias": .string("in " + alias), "authenticatorFlow": true, "requirement": "REQUIRED",
                "priority": .number(JSONNumber(10 + place)),
            ]
            return [
                ["alias": .string(alias), "topLevel": true, "authenticationExecutions": [step]],
                ["alias": .string("in " + alias), "topLevel": false, "authenticationExecutions": []],
            ]
        }
        let realm = try await lab.create(["realm": "two", "authenticationFlows": .array(flows)])
        try await lab.read { (tx) throws in
            for alias in Self.pair {
                let flow = try #require(try tx.flow(alias: alias, in: realm.id))
                let inner = try #require(try tx.flow(alias: "in " + alias, in: realm.id))
                #expect(try tx.executions(ofFlow: flow.id).map(\.subflowID) == [inner.id])
            }
        }
        let group: JSONValue = ["name": .string(Self.pair[0])]
        let user: JSONValue = ["username": "one", "groups": [.string("/" + Self.pair[1])]]
        let error = await #expect(throws: RealmProblem.self) {
            try await lab.create(["realm": "other", "groups": [group], "users": [user]])
        }
        #expect(error?.path.text == "$.users[0].groups[0]")
    }
}
