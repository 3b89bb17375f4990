import JSON
import SQLite

extension Transaction {
    private static let flowColumns = "id, realm_id, document"
    private static let executions = """
        SELECT execution.id, flow.realm_id, flow_id, subflow_id, config_id, priority, execution.document
        FROM execution JOIN flow ON flow.id = flow_id
        """

    /// The realm's flows, in the order they were made; sub-flows among them.
    func flows(in realmID: String) throws -> [FlowRecord] {
        try rows(
            "SELECT \(Self.flowColumns) FROM flow WHERE realm_id = ? ORDER BY rowid", [realmID], FlowRecord.init(row:))
    }

    func flow(id: String, in realmID: String) throws -> FlowRecord? {
        try row(
            "SELECT \(Self.flowColumns) FROM flow WHERE id = ? AND realm_id = ?", [id, realmID], FlowRecord.init(row:))
    }

    func flow(alias: String, in realmID: String) throws -> FlowRecord? {
        try row(
            "SELECT \(Self.flowColumns) FROM flow WHERE realm_id = ? AND alias = ?", [realmID, alias],
            FlowRecord.init(row:))
    }

    func insert(_ flow: FlowRecord) throws {
        try run("INSERT INTO flow (id, realm_id, document) VALUES (?, ?, ?)", [flow.id, flow.realmID, flow.stored])
        touch(realm: flow.realmID)
    }

    func update(_ flow: FlowRecord) throws {
        try run("UPDATE flow SET document = ?2 WHERE id = ?1", [flow.id, flow.stored])
        touch(realm: flow.realmID)
    }

    /// Removes the flow with its steps and the flows that are its steps.
    func delete(_ flow: FlowRecord) throws {
        try run(
            """
            WITH RECURSIVE below (id) AS (
                SELECT ?1 UNION SELECT execution.subflow_id FROM below JOIN execution ON execution.flow_id = below.id
                WHERE execution.subflow_id IS NOT NULL
            )
            DELETE FROM flow WHERE id IN (SELECT id FROM below)
            """, [flow.id])
        touch(realm: flow.realmID)
    }

    /// The steps of a flow, in their order.
    func executions(ofFlow id: String) throws -> [ExecutionRecord] {
        try rows(
            "\(Self.executions) WHERE flow_id = ? ORDER BY priority, execution.rowid", [id],
            ExecutionRecord.init(row:))
    }

    func execution(id: String, in realmID: String) throws -> ExecutionRecord? {
        try row(
            "\(Self.executions) WHERE execution.id = ? AND flow.realm_id = ?", [id, realmID],
            ExecutionRecord.init(row:))
    }

    /// The step that a sub-flow is.
    func execution(ofSubflow id: String) throws -> ExecutionRecord? {
        try row(
            "\(Self.executions) WHERE subflow_id = ?", [id], ExecutionRecord.init(row:))
    }

    func insert(_ execution: ExecutionRecord) throws {
        try run(
            """
            INSERT INTO execution (id, flow_id, subflow_id, config_id, priority, document)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [
                execution.id, execution.flowID, execution.subflowID, execution.configID,
                execution.priority, execution.stored,
            ])
        touch(realm: execution.realmID)
    }

    func update(_ execution: ExecutionRecord) throws {
        try run(
            "UPDATE execution SET subflow_id = ?2, config_id = ?3, priority = ?4, document = ?5 WHERE id = ?1",
            [execution.id, execution.subflowID, execution.configID, execution.priority, execution.stored])
        touch(realm: execution.realmID)
    }

    /// Removes the step, with the flow that it is.
    func delete(_ execution: ExecutionRecord) throws {
        if let id = execution.subflowID, let flow = try flow(id: id, in: execution.realmID) { try delete(flow) }
        try run("DELETE FROM execution WHERE id = ?", [execution.id])
        touch(realm: execution.realmID)
    }
}

extension FlowRecord {
    fileprivate var stored: SQLiteValue { storedText(document, id: id) }

    fileprivate init(row: Row) throws {
        id = row.text(0)
        realmID = row.text(1)
        document = AuthenticationFlowRepresentation(try row.document(2))
    }
}

extension ExecutionRecord {
    fileprivate var stored: SQLiteValue { storedText(document) }

    fileprivate init(row: Row) throws {
        id = row.text(0)
        realmID = row.text(1)
        flowID = row.text(2)
        subflowID = row.optionalText(3)
        configID = row.optionalText(4)
        priority = row.int(5)
        var members = try row.document(6)
        members["id"] = .string(id)
        members["parentFlow"] = .string(flowID)
        members["flowId"] = subflowID.map { .string($0) }
        members["authenticatorConfig"] = configID.map { .string($0) }
        members["priority"] = JSONValue(priority)
        document = AuthenticationExecutionRepresentation(members)
    }
}
