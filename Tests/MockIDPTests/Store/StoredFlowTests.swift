import JSON
import Testing

@testable import MockIDP

struct StoredFlowTests {
    private func flow(_ alias: String, in realm: TestRealm) -> FlowRecord {
        FlowRecord(id: "flow-" + alias, realmID: realm.id, document: .init(["alias": .string(alias)]))
    }

    @Test func `steps come by priority, and a flow goes with the flows that are its steps`() async throws {
        let realm = try await TestRealm()
        let (top, sub) = (flow("browser", in: realm), flow("forms", in: realm))
        try await realm.store.write { (tx) throws in
            try tx.insert(top)
            try tx.insert(sub)
            let config = AuthenticatorConfigRecord(id: "c", realmID: realm.id, document: .init(["alias": "x"]))
            try tx.insert(config)
            try tx.insert(
                ExecutionRecord(
                    id: "2", realmID: realm.id, flowID: top.id, subflowID: sub.id, priority: 20,
                    document: .init(["requirement": "REQUIRED", "flowAlias": "forms"])))
            try tx.insert(
                ExecutionRecord(
                    id: "1", realmID: realm.id, flowID: top.id, configID: "c", priority: 10,
                    document: .init(["authenticator": "auth-cookie"])))
            try tx.delete(config)
        }
        try await realm.store.write { (tx) throws in
            let steps = try tx.executions(ofFlow: top.id)
            #expect(steps.map(\.id) == ["1", "2"])
            #expect(steps[0].configID == nil)
            #expect(steps[1].document.flowId == sub.id && steps[1].document.priority == 20)
            #expect(try tx.execution(ofSubflow: sub.id)?.id == "2")
            try tx.delete(top)
            #expect(try tx.flows(in: realm.id).isEmpty)
            #expect(try tx.execution(id: "1", in: realm.id) == nil)
        }
    }

    @Test func `components are found by parent, type and name, and go with their parent`() async throws {
        let realm = try await TestRealm()
        func component(_ id: String, under parent: String) -> ComponentRecord {
            ComponentRecord(
                id: id, realmID: realm.id,
                document: .init(["name": .string(id), "providerType": "t", "parentId": .string(parent)]))
        }
        try await realm.store.write { (tx) throws in
            try tx.insert(component("a", under: realm.id))
            try tx.insert(component("b", under: "a"))
            #expect(try tx.components(in: realm.id, parent: "a").map(\.name) == ["b"])
            #expect(try tx.components(in: realm.id, type: "t", name: "a").map(\.id) == ["a"])
            try tx.delete(component("a", under: realm.id))
            #expect(try tx.components(in: realm.id).isEmpty)
        }
    }
}
