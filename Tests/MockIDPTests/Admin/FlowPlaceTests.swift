import JSON
import Testing

@testable import MockIDP

/// How flows may hold each other. Keycloak checks nothing here and falls over what holds itself: the answers are ours.
@Suite struct FlowPlaceTests {
    private static let flows = "/authentication/flows"

    private func flow(_ alias: String, _ admin: AdminSession) async throws -> String {
        let body: JSONValue = ["alias": .string(alias), "providerId": "basic-flow", "topLevel": true]
        return try await admin.send("POST", Self.flows, body).id
    }

    private func add(_ flow: String, to parent: String, _ admin: AdminSession) async throws -> AdminSession.Answer {
        let body: JSONValue = ["parentFlow": .string(parent), "flowId": .string(flow), "authenticatorFlow": true]
        return try await admin.send("POST", "/authentication/executions", body)
    }

    @Test func `a flow is a step in one place, and not of itself`() async throws {
        try await withAdmin { admin in
            let (a, b, c) = (try await flow("a", admin), try await flow("b", admin), try await flow("c", admin))
            let itself = try await add(a, to: a, admin)
            #expect((itself.status, itself.sentence) == (400, "Flow a cannot be a step of itself"))
            #expect(try await add(b, to: a, admin).status == 201)
            #expect(try await add(c, to: b, admin).status == 201)
            let around = try await add(a, to: c, admin)
            #expect((around.status, around.sentence) == (400, "Flow a cannot be a step of itself"))
            let again = try await add(b, to: a, admin)
            #expect((again.status, again.sentence) == (400, "Flow b is a step of a flow already"))
            let listed = try await admin.get(Self.flows + "/a/executions").array
            #expect(listed?.compactMap { $0["displayName"]?.string } == ["b", "c"])
            #expect(try await admin.send("DELETE", Self.flows + "/" + a).status == 204)
            #expect(try await admin.get(Self.flows + "/c/executions")["error"] != nil)
        }
    }

    @Test func `flows are nested as deep as the bound`() async throws {
        try await withAdmin { admin in
            _ = try await flow("f1", admin)
            var made = 201
            for level in 2...FlowTree.maximumDepth + 1 {
                let body: JSONValue = ["alias": .string("f\(level)"), "type": "basic-flow"]
                made = try await admin.send("POST", Self.flows + "/f\(level - 1)/executions/flow", body).status
                #expect(made == (level > FlowTree.maximumDepth ? 400 : 201))
            }
            #expect(try await admin.get(Self.flows + "/f1/executions").array?.count == FlowTree.maximumDepth - 1)
            let copy = try await admin.send("POST", Self.flows + "/f1/copy", ["newName": "g"])
            #expect(copy.status == 201)
            #expect(try await admin.get(Self.flows + "/g/executions").array?.count == FlowTree.maximumDepth - 1)
        }
    }

    @Test func `flows of an older database that hold themselves keep nobody waiting`() async throws {
        try await withAdmin { admin in
            var ids: [String] = []
            for level in 0..<24 { ids.append(try await flow("f\(level)", admin)) }
            try await admin.idp.services.store.write { [ids] (tx) throws in
                let realm = try #require(try tx.realm(named: "house"))
                for level in 0..<24 {
                    for number in 0..<2 {
                        try tx.insert(
                            ExecutionRecord(
                                id: "\(level)-\(number)", realmID: realm.id, flowID: ids[level],
                                subflowID: ids[(level + 1) % 24], priority: Int.max, document: .init()))
                    }
                }
            }
            #expect(try await admin.get(Self.flows + "/f0/executions").array?.count == 48)
            let step = try await admin.send(
                "POST", Self.flows + "/f0/executions/execution", ["provider": "auth-cookie"])
            #expect(step.status == 201)
            #expect(try await admin.send("POST", Self.flows + "/f0/copy", ["newName": "g"]).status == 409)
            #expect(try await admin.send("DELETE", Self.flows + "/" + ids[0]).status == 204)
            #expect(try await admin.get(Self.flows).array?.contains { $0["alias"] == "f7" } == false)
        }
    }

    @Test func `an import with flows that hold themselves, or one another twice, is refused`() async throws {
        let lab = try await ImportLab()
        func flow(_ alias: String, _ steps: [String], builtIn: Bool = false) -> JSONValue {
            let steps = steps.map { ["flowAlias": .string($0), "autheticatorFlow": true] as JSONValue }
            return [
                "alias": .string(alias), "providerId": "basic-flow", "topLevel": true, "builtIn": .bool(builtIn),
                "authenticationExecutions": .array(steps),
            ]
        }
        func make(_ flows: [JSONValue]) async throws {
            _ = try await lab.create(["realm": "r", "enabled": true, "authenticationFlows": .array(flows)])
        }
        await #expect(throws: ImportError.flowInsideItself("f")) { try await make([flow("f", ["f"])]) }
        await #expect(throws: ImportError.flowInsideItself("browser")) {
            try await make([flow("browser", ["browser", "browser"], builtIn: true)])
        }
        await #expect(throws: ImportError.flowInsideItself("a")) {
            try await make([flow("a", ["b"]), flow("b", ["a"]), flow("top", ["c"]), flow("c", [])])
        }
        await #expect(throws: ImportError.flowInTwoPlaces("b")) {
            try await make([flow("a", ["b", "b"]), flow("b", [])])
        }
        await #expect(throws: ImportError.flowInTwoPlaces("c")) {
            try await make([flow("a", ["c"]), flow("b", ["c"]), flow("c", [])])
        }
        let chain = (0...FlowTree.maximumDepth).map { flow("f\($0)", $0 == 0 ? [] : ["f\($0 - 1)"]) }
        await #expect(throws: ImportError.flowTooDeep("f0")) { try await make(chain) }
        try await make(Array(chain.dropLast()))
    }

    @Test(arguments: ["execution", "flow"])
    func `a priority is a number of 32 bits, and the last one has no next`(kind: String) async throws {
        try await withAdmin { admin in
            _ = try await flow("f", admin)
            let path = Self.flows + "/f/executions/" + kind
            func add(_ alias: String, _ priority: JSONValue?) async throws -> AdminSession.Answer {
                var body: JSONObject = ["provider": "auth-cookie", "alias": .string(alias), "type": "basic-flow"]
                body["priority"] = priority
                return try await admin.send("POST", path, .object(body))
            }
            let large = try await add("a", 9_223_372_036_854_775_807)
            #expect((large.status, large.json["error"]) == (400, "HTTP 400 Bad Request"))
            #expect(try await add("a", ["x"]).status == 400)
            #expect(try await add("a", "7").status == 201)
            #expect(try await add("b", 2_147_483_647).status == 201)
            #expect(try await add("c", nil).status == 201)
            let priorities = try await admin.get(Self.flows + "/f/executions").array?.compactMap { $0["priority"]?.int }
            #expect(priorities == [7, 2_147_483_647, 2_147_483_647])
        }
    }
}
