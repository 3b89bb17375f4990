import JSON
import SQLite

extension Transaction {
    /// The private keys in the settings of all realms' key providers.
    func privateKeysOfComponents() throws -> Set<String> {
        let keys = try rows(
            """
            SELECT document ->> '$.config.privateKey[0]' FROM component
            WHERE provider_type = 'org.keycloak.keys.KeyProvider' AND json_valid(document)
            """, []
        ) { $0.optionalText(0) }
        return Set(keys.compactMap { $0 })
    }

    private static let columns = "id, realm_id, document"

    /// The realm's components, in the order they were made; each criterion that is given must be met.
    func components(
        in realmID: String, parent: String? = nil, type: String? = nil, name: String? = nil
    ) throws -> [ComponentRecord] {
        var sql = "SELECT \(Self.columns) FROM component WHERE realm_id = ?"
        var values: [(any SQLiteBindable)?] = [realmID]
        for (column, wanted) in [("parent_id", parent), ("provider_type", type), ("name", name)] {
            guard let wanted else { continue }
            sql += " AND \(column) = ?"
            values.append(wanted)
        }
        return try rows(sql + " ORDER BY rowid", values, ComponentRecord.init(row:))
    }

    func component(id: String, in realmID: String) throws -> ComponentRecord? {
        try row(
            "SELECT \(Self.columns) FROM component WHERE id = ? AND realm_id = ?", [id, realmID],
            ComponentRecord.init(row:))
    }

    func insert(_ component: ComponentRecord) throws {
        try run(
            "INSERT INTO component (id, realm_id, document) VALUES (?, ?, ?)",
            [component.id, component.realmID, component.stored])
        touch(realm: component.realmID)
    }

    func update(_ component: ComponentRecord) throws {
        try run("UPDATE component SET document = ?2 WHERE id = ?1", [component.id, component.stored])
        touch(realm: component.realmID)
    }

    /// Removes the component with all components under it.
    func delete(_ component: ComponentRecord) throws {
        // Parents are read once: they are in the documents, which a query would go through again for each level.
        let places = try rows("SELECT parent_id, id FROM component WHERE realm_id = ?", [component.realmID]) {
            (parent: $0.optionalText(0) ?? "", id: $0.text(1))
        }
        let below = Dictionary(grouping: places, by: \.parent)
        var ids = [component.id]
        var seen = Set(ids)
        var done = 0
        while done < ids.count {
            ids += (below[ids[done]] ?? []).map(\.id).filter { seen.insert($0).inserted }
            done += 1
        }
        try run("DELETE FROM component WHERE id IN (SELECT value FROM json_each(?))", [jsonList(ids)])
        touch(realm: component.realmID)
    }
}

extension ComponentRecord {
    fileprivate var stored: SQLiteValue { storedText(document, id: id) }

    fileprivate init(row: Row) throws {
        id = row.text(0)
        realmID = row.text(1)
        document = ComponentRepresentation(try row.document(2))
    }
}
