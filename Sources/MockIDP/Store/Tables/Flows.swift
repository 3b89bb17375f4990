import JSON
import SQLite

extension AuthenticationFlowFields: StoredFields {
    /// A flow goes with its steps and the flows that are its steps.
    static let documents = DocumentTable(
        "flow", name: "alias",
        delete: """
            WITH RECURSIVE below (id) AS (
                SELECT ?1 UNION SELECT execution.subflow_id FROM below JOIN execution ON execution.flow_id = below.id
                WHERE execution.subflow_id IS NOT NULL
            )
            DELETE FROM flow WHERE id IN (SELECT id FROM below)
            """)
}

extension ExecutionRecord: StoredRecord {
    static let table = DocumentTable(
        "execution", owner: "flow_id", scope: "flow.realm_id", changing: ["subflow_id", "config_id", "priority"],
        computed: ["flow.realm_id"], from: "execution JOIN flow ON flow.id = flow_id",
        order: "priority, execution.rowid")
    var touchedRealm: String? { realmID }
    var values: [(any SQLiteBindable)?] { [id, flowID, subflowID, configID, priority, storedText(document)] }

    init(row: Row) throws {
        id = row.text(0)
        flowID = row.text(1)
        subflowID = row.optionalText(2)
        configID = row.optionalText(3)
        priority = row.int(4)
        var members = try row.document(5)
        realmID = row.text(6)
        members["id"] = .string(id)
        members["parentFlow"] = .string(flowID)
        members["flowId"] = subflowID.map { .string($0) }
        members["authenticatorConfig"] = configID.map { .string($0) }
        members["priority"] = JSONValue(priority)
        document = AuthenticationExecutionRepresentation(members)
    }

    /// Removes the step, with the flow that it is.
    func delete(_ tx: Transaction) throws {
        if let id = subflowID, let flow = try tx.flow(id: id, in: realmID) { try tx.delete(flow) }
        try deleteRow(tx)
    }
}

extension Transaction {
    /// The realm's flows, in the order they were made; sub-flows among them.
    func flows(in realmID: String) throws -> [FlowRecord] { try all(in: realmID) }

    func flow(id: String, in realmID: String) throws -> FlowRecord? { try find(id, in: realmID) }

    func flow(alias: String, in realmID: String) throws -> FlowRecord? { try find(named: alias, in: realmID) }

    /// The steps of a flow, in their order.
    func executions(ofFlow id: String) throws -> [ExecutionRecord] { try all(in: id) }

    func execution(id: String, in realmID: String) throws -> ExecutionRecord? { try find(id, in: realmID) }

    /// The step that a sub-flow is.
    func execution(ofSubflow id: String) throws -> ExecutionRecord? {
        try row(ExecutionRecord.table.select + " WHERE subflow_id = ?", [id], ExecutionRecord.init(row:))
    }
}
