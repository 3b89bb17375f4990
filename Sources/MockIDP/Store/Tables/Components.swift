import SQLite

extension ComponentFields: StoredFields {
    static let documents = DocumentTable("component")

    /// Removes the component with all components under it.
    static func delete(_ component: ComponentRecord, _ tx: Transaction) throws {
        // Parents are read once: they are in the documents, which a query would go through again for each level.
        let places = try tx.rows("SELECT parent_id, id FROM component WHERE realm_id = ?", [component.realmID]) {
            (parent: $0.optionalText(0) ?? "", id: $0.text(1))
        }
        var below: TextMap<[String]> = [:]
        for place in places { below[place.parent, default: []].append(place.id) }
        var ids = [component.id]
        var seen = TextSet(ids)
        var done = 0
        while done < ids.count {
            ids += (below[ids[done]] ?? []).filter { seen.insert($0).inserted }
            done += 1
        }
        try tx.run("DELETE FROM component WHERE id IN (SELECT value FROM json_each(?))", [jsonList(ids)])
        tx.touch(realm: component.realmID)
    }
}

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

    /// The realm's components, in the order they were made; each criterion that is given must be met.
    func components(
        in realmID: String, parent: String? = nil, type: String? = nil, name: String? = nil
    ) throws -> [ComponentRecord] {
        var sql = ComponentRecord.table.select + " WHERE realm_id = ?"
        var values: [(any SQLiteBindable)?] = [realmID]
        for (column, wanted) in [("parent_id", parent), ("provider_type", type), ("name", name)] {
            guard let wanted else { continue }
            sql += " AND \(column) = ?"
            values.append(wanted)
        }
        return try rows(sql + " ORDER BY rowid", values, ComponentRecord.init(row:))
    }

    func component(id: String, in realmID: String) throws -> ComponentRecord? { try find(id, in: realmID) }
}
