import JSON
import Testing

@testable import MockIDP

/// Documents with a lot of one thing: looking through them takes a time, and a memory, that grow with their length.
@Suite struct WideImportTests {
    private func problems(of members: JSONObject) -> [RealmProblem] {
        var members = members
        members["realm"] = "wide"
        return CheckedRealm(RealmRepresentation(members), log: .silent).problems
    }

    /// As many groups as `names` in one that is as deep as groups may be.
    private func groups(_ names: [String]) -> JSONValue {
        var group: JSONValue = ["name": "last", "subGroups": .array(names.map { ["name": .string($0)] })]
        for depth in 2..<GroupPaths.maximumDepth {
            group = ["name": .string("\(depth) " + String(repeating: "x", count: 240)), "subGroups": [group]]
        }
        return [group]
    }

    @Test func `ten thousand groups in a deep one are looked through in time`() {
        let begin = ContinuousClock.now
        #expect(problems(of: ["groups": groups((0..<10_000).map { "g\($0)" })]) == [])
        #expect(ContinuousClock.now - begin < .seconds(30))
        let twice = problems(of: ["groups": groups(["a", "b", "a"])])
        #expect(twice.count == 1 && twice[0].sentence == "There are two groups 'a'", "\(twice)")
    }

    @Test func `a role of one name in each of many clients is looked through in time`() {
        let names = (0..<10_000).map { "client\($0)" }
        let roles = JSONObject(names.map { ($0, [["name": "admin"]]) })
        let begin = ContinuousClock.now
        let clients = JSONValue.array(names.map { ["clientId": .string($0)] })
        #expect(problems(of: ["clients": clients, "roles": ["client": .object(roles)]]) == [])
        #expect(ContinuousClock.now - begin < .seconds(30))
    }

    @Test func `groups of a document are found by their paths as those of the database are`() {
        let names = GroupNames(of: [
            ["name": "a", "subGroups": [["name": "b/c", "subGroups": [["name": "\u{301}d"]]]]], ["name": "x"],
        ])
        for path in ["/a", "a", "a/", "/a/b/c", "/a/b/c/\u{301}d", "/x"] { #expect(names.contains(path), "\(path)") }
        for path in ["", "/", "/b", "/a/b", "/a/x", "//a", "/a/b/c/d"] { #expect(!names.contains(path), "\(path)") }
    }
}
