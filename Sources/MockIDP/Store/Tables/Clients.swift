import SQLite

extension ClientFields: StoredFields {
    static let documents = DocumentTable("client", name: "client_id")

    /// The ends of its sessions are counted anew when its attributes change.
    static func update(_ client: ClientRecord, _ tx: Transaction) throws {
        let old = try tx.client(id: client.id, in: client.realmID)
        if old?.document.attributes != client.document.attributes, let realm = try tx.realm(id: client.realmID) {
            try tx.recountParts(of: client, Lifespans(realm.document))
        }
        try client.updateRow(tx)
    }
}

/// Which clients a listing wants.
struct ClientQuery: Sendable {
    /// The whole `clientId`, or, with `search`, a part of it in any case.
    var clientId: String?
    var search = false
    /// Attributes that must have these values.
    var q: [(String, String)] = []
    var first: Int?
    var max: Int?
}

extension Transaction {
    func client(id: String, in realmID: String) throws -> ClientRecord? { try find(id, in: realmID) }

    /// In the column a `clientId` ends before U+0000, where SQLite ends texts of a document; what is meant is the whole.
    func client(clientId: String, in realmID: String) throws -> ClientRecord? {
        let client: ClientRecord? = try find(named: String(clientId.prefix { $0 != "\0" }), in: realmID)
        return client.flatMap { $0.clientId.utf8.elementsEqual(clientId.utf8) ? $0 : nil }
    }

    /// The id of the client of that `clientId`.
    func clientID(of clientId: String, in realmID: String) throws -> String? {
        try row("SELECT id FROM client WHERE realm_id = ? AND client_id = ?", [realmID, clientId]) { $0.text(0) }
    }

    /// Clients by `clientId`.
    func clients(in realmID: String, _ query: ClientQuery = ClientQuery()) throws -> [ClientRecord] {
        var sql = ClientRecord.table.select + " WHERE realm_id = ?"
        var values: [(any SQLiteBindable)?] = [realmID]
        if let clientId = query.clientId {
            sql += query.search ? " AND client_id LIKE ? ESCAPE '\\'" : " AND client_id = ?"
            values.append(query.search ? containing(clientId) : clientId)
        }
        for (name, value) in query.q.prefix(100) {
            sql += " AND EXISTS (SELECT 1 FROM json_each(document, '$.attributes') WHERE key = ? AND atom = ?)"
            values += [name, value]
        }
        values += Page(first: query.first, max: query.max).values
        return try rows(sql + " ORDER BY client_id LIMIT ? OFFSET ?", values, ClientRecord.init(row:))
    }
}
