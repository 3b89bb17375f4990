import SQLite

/// How flows hold each other: as steps, each in one place, none in itself.
enum FlowTree {
    /// How deep flows may be nested. Keycloak has no bound and falls over its own recursion somewhere.
    static let maximumDepth = 100
}

/// Why a flow cannot be a step of another.
enum FlowPlaceError: Error {
    case alreadyStep
    case insideItself
    case tooDeep
}

extension Transaction {
    /// Refuses a new flow as a step of this one where that is as deep as flows go.
    func checkRoom(underFlow id: String) throws {
        guard try depth(ofFlow: id) < FlowTree.maximumDepth else { throw FlowPlaceError.tooDeep }
    }

    /// Refuses a flow as a step of another that is a step already, or that has the other one inside.
    func checkPlace(ofFlow id: String, under parentID: String) throws {
        if try execution(ofSubflow: id) != nil { throw FlowPlaceError.alreadyStep }
        if try flowIDs(above: parentID).contains(id) { throw FlowPlaceError.insideItself }
        guard try depth(ofFlow: parentID) + height(ofFlow: id) <= FlowTree.maximumDepth else {
            throw FlowPlaceError.tooDeep
        }
    }

    /// The flow and those that it is inside of.
    private func flowIDs(above id: String) throws -> [String] {
        try rows(
            """
            WITH RECURSIVE above (id) AS (
                SELECT ?1
                UNION SELECT execution.flow_id FROM above JOIN execution ON execution.subflow_id = above.id
            )
            SELECT id FROM above
            """, [id]
        ) { $0.text(0) }
    }

    /// How many levels of flows end with this one; as `height(ofFlow:)`, it counts to one beyond the bound.
    private func depth(ofFlow id: String) throws -> Int {
        try count(
            """
            WITH RECURSIVE above (id, depth) AS (
                SELECT ?1, 1
                UNION SELECT execution.flow_id, depth + 1
                FROM above JOIN execution ON execution.subflow_id = above.id WHERE depth <= ?2
            )
            SELECT max(depth) FROM above
            """, [id, FlowTree.maximumDepth])
    }

    /// How many levels of flows begin with this one.
    private func height(ofFlow id: String) throws -> Int {
        try count(
            """
            WITH RECURSIVE below (id, height) AS (
                SELECT ?1, 1
                UNION SELECT execution.subflow_id, height + 1
                FROM below JOIN execution ON execution.flow_id = below.id
                WHERE execution.subflow_id IS NOT NULL AND height <= ?2
            )
            SELECT max(height) FROM below
            """, [id, FlowTree.maximumDepth])
    }
}
