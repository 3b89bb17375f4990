import JSON
import Testing

@testable import MockIDP

/// What names one client thousands of times.
@Suite struct ManyOfOneClientTests {
    @Test func `a group with twenty thousand roles of a client is shown in time`() async throws {
        try await withAdmin { house in
            let names = (0..<20_000).map { JSONValue.string("role\(10_000 + $0)") }
            let document: JSONValue = [
                "realm": "wide", "enabled": true, "clients": [["clientId": "app"]],
                "roles": ["client": ["app": .array(names.map { ["name": $0] })]],
                "groups": [["id": "all", "name": "all", "clientRoles": ["app": .array(names)]]],
            ]
            #expect(try await house.at("").send("POST", "", document).status == 201)
            let begin = ContinuousClock.now
            let group = try await house.at("wide").get("/groups/all")
            #expect(group["clientRoles"]?["app"]?.array?.count == names.count)
            #expect(ContinuousClock.now - begin < .seconds(10))
        }
    }

    @Test func `lists keep the order in which their names came`() {
        var lists = NamedLists()
        for (name, value) in [("b", 1), ("a", 2), ("b", 3)] { lists.append(JSONValue(value), to: name) }
        #expect(JSONValue.object(lists.object).text == #"{"b":[1,3],"a":[2]}"#)
    }
}
