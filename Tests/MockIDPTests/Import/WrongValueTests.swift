import JSON
import Testing

@testable import MockIDP

/// What is said of a document with values of the wrong form, and with other mistakes.
@Suite struct WrongValueTests {
    private func problems(_ document: JSONObject) -> [String] {
        CheckedRealm(document, log: .silent).problems.map { "\($0.path.text): \($0.sentence)" }
    }

    @Test func `mistakes of every kind are said at once, each at its place`() {
        let found = problems([
            "realm": "r", "bogus": 1, "smtpServer": [1], "browserFlow": "nope",
            "clients": [["clientId": "a", "nope": 2, "redirectUris": "x"], ["clientId": "a"]],
            "users": [["username": "u", "enabled": "maybe", "groups": ["/nowhere"]]],
        ])
        #expect(
            Set(found) == [
                "$.bogus: Unrecognized field \"bogus\" of RealmRepresentation",
                "$.smtpServer: Expected an object, found a list",
                "$.clients[0].nope: Unrecognized field \"nope\" of ClientRepresentation",
                "$.clients[0].redirectUris: Expected a list, found a text",
                "$.users[0].enabled: Expected true or false, found a text",
                "$.browserFlow: The flow 'nope' does not exist",
                "$.clients[1].clientId: There are two clients 'a'",
                "$.users[0].groups[0]: The group '/nowhere' does not exist",
            ])
    }

    @Test func `what refers to a name of the wrong form is not called wrong`() {
        let found = problems([
            "realm": "r", "groups": [["name": ["g"]]], "users": [["username": "u", "groups": ["/g"]]],
        ])
        #expect(found.count == 1 && found.allSatisfy { $0.hasPrefix("$.groups[0].name") })
    }

    @Test func `many wrong values are said in time, and nothing else is looked for`() {
        let users = (0..<20_000).map { JSONValue.object(["username": .string("u\($0)"), "bogus": 1]) }
        #expect(problems(["realm": "r", "browserFlow": "nope", "users": .array(users)]).count == 20_000)
    }
}
