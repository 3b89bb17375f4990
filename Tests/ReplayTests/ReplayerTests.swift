import Foundation
import HTTPServer
import JSON
import Testing

/// The replayer itself, on small made-up exchanges.
@Suite struct ReplayerTests {
    private let replay = Rehearsal()
    private let recordedID = "11111111-2222-4333-8444-555555555555"
    private let liveID = "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee"

    @Test func `an equal answer is exact`() {
        #expect(judge(["json": ["name": "web", "enabled": true]], ["name": "web", "enabled": true]) == [])
    }

    @Test func `made-up ids may differ, and later requests name the live one`() throws {
        let first = exchange(["json": ["id": .string(recordedID), "name": "web"]])
        #expect(replay.differences(first, ["id": .string(liveID), "name": "web"]) == [])
        let second = request(target: "/clients/\(recordedID)?q=%20\(recordedID)")
        #expect(try replay.call(for: second)?.target == "/clients/\(liveID)?q=%20\(liveID)")
    }

    @Test func `another status is found`() {
        let found = replay.differences(exchange(["json": [:]]), Reply(status: 404))
        #expect(found.first?.hasPrefix("404 where 200 is recorded") == true)
    }

    @Test func `a missing header and a changed one are found`() {
        let recorded = exchange(["json": [:]], headers: ["Cache-Control": "no-store, no-cache", "Pragma": "no-cache"])
        var answer = Reply.json(Array("{}".utf8))
        answer.headers.append(("pragma", "cache"))
        #expect(
            replay.differences(recorded, answer) == [
                "header Cache-Control: missing, recorded no-store, no-cache",
                "header Pragma: cache where no-cache is recorded",
            ])
        answer.headers = [
            ("Content-Type", "application/json"), ("cache-control", "no-cache,no-store"), ("Pragma", "no-cache"),
        ]
        #expect(replay.differences(recorded, answer) == [])
    }

    @Test func `an extra, a missing and a changed member are found`() {
        #expect(judge(["json": ["a": 1]], ["a": 1, "b": 2]) == ["$.b: not recorded, here 2"])
        #expect(judge(["json": ["a": 1, "b": 2]], ["a": 1]) == ["$.b: missing, recorded 2"])
        #expect(judge(["json": ["a": "x"]], ["a": "y"]) == [#"$.a: "y" where "x" is recorded"#])
        #expect(judge(["json": ["a": true]], ["a": "true"]) == [#"$.a: "true" where true is recorded"#])
        #expect(judge(["json": ["a": .null]], ["a": false]) == ["$.a: false where null is recorded"])
    }

    @Test func `of a partial answer only the recorded members count`() {
        #expect(judge(["json": ["a": ["b": 1]]], ["a": ["b": 1, "c": 2], "d": 3], isPartial: true) == [])
        #expect(judge(["json": ["a": ["b": 1]]], ["a": ["b": 2], "d": 3], isPartial: true).count == 1)
    }

    @Test func `times may differ, but not by being absent`() {
        #expect(judge(["json": ["createdTimestamp": 1]], ["createdTimestamp": 2]) == [])
        #expect(judge(["json": ["createdTimestamp": 0]], ["createdTimestamp": 2]).count == 1)
        #expect(judge(["json": ["expires_in": 300]], ["expires_in": 298]) == [])
        #expect(judge(["json": ["expires_in": 300]], ["expires_in": 290]).count == 1)
    }

    @Test func `lists of objects are compared by name, in any order`() {
        let recorded: JSONValue = ["json": [["name": "a", "n": 1], ["name": "b", "x": true]]]
        #expect(judge(recorded, [["name": "b", "x": true], ["name": "a", "n": 1]]) == [])
        #expect(judge(recorded, [["name": "b", "x": false], ["name": "a", "n": 1]]).count == 1)
        #expect(
            judge(recorded, [["name": "b", "x": true], ["name": "c"]]) == [
                #"$: element missing: {"name":"a","n":1}"#, #"$: element not recorded: {"name":"c"}"#,
            ])
    }

    @Test func `lists of texts are compared as sets`() {
        #expect(judge(["json": ["a", "b"]], ["b", "a"]) == [])
        #expect(judge(["json": ["a", "b"]], ["b", "c"]) == ["$: a missing", "$: c not recorded"])
        #expect(judge(["json": [.string(recordedID), "b"]], ["b", .string(liveID)]) == [])
    }

    @Test func `JSON inside of a text is compared as JSON`() {
        #expect(judge(["json": ["config": #"{"a":1,"b":2}"#]], ["config": #"{"b":2,"a":1}"#]) == [])
        #expect(
            judge(["json": ["config": #"{"a":1}"#]], ["config": #"{"a":2}"#]) == [
                "$.config<json>.a: 2.0 where 1.0 is recorded"
            ])
    }

    @Test func `an address is compared part by part`() throws {
        let recorded = exchange(
            .null, headers: ["Location": .string("http://127.0.0.1:18100/clients/\(recordedID)?state=s&code=abc")])
        _ = try replay.call(for: recorded)
        func answer(_ location: String) -> Reply { Reply(status: 200, headers: [("location", location)]) }
        #expect(replay.differences(recorded, answer("http://127.0.0.1:9/clients/\(liveID)?code=xyz&state=s")) == [])
        #expect(
            replay.differences(recorded, answer("http://127.0.0.1:9/clients/\(liveID)?code=xyz&state=t")) == [
                "Location: state=t where s is recorded"
            ])
        #expect(
            replay.differences(recorded, answer("http://127.0.0.1:8/clients/\(liveID)?code=xyz&state=s")).count == 1)
        #expect(replay.differences(recorded, answer("http://127.0.0.1:9/clients/\(liveID)?code=xyz")).count == 1)
    }

    @Test func `a page is compared by its title and forms`() {
        let page = """
            <html><title> Sign in </title><form id="login" method="post" action="/go?tab_id=b&amp;x=1">
            <input name="username" id="u" type="text"><input type="hidden" name="key" value="livelive"></form></html>
            """
        let form: JSONObject = [
            "id": "login", "method": "post", "action": "/go?tab_id=a&x=1",
            "fields": [["name": "username", "id": "u", "type": "text"]], "hidden": ["key": "recorded"],
        ]
        func judge(_ form: JSONObject, title: JSONValue = "Sign in") -> [String] {
            return Rehearsal().differences(
                exchange(["html": ["title": title, "forms": [.object(form)]]]), Reply.html(page))
        }
        #expect(judge(form) == [])
        #expect(judge(form, title: "Log in").count == 1)
        var changed = form
        changed["fields"] = [["name": "password", "type": "password"]]
        #expect(judge(changed).count == 1)
        changed = form
        changed["action"] = "/go?tab_id=a&x=2"
        #expect(judge(changed).count == 1)
    }

    private func judge(_ response: JSONValue, _ live: JSONValue, isPartial: Bool = false) -> [String] {
        Rehearsal().differences(exchange(response, isPartial: isPartial), live)
    }
}
