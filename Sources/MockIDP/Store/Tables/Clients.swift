import JSON
import SQLite

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
    private static let columns = "id, realm_id, document"

    func client(id: String, in realmID: String) throws -> ClientRecord? {
        try row(
            "SELECT \(Self.columns) FROM client WHERE id = ? AND realm_id = ?", [id, realmID], ClientRecord.init(row:))
    }

    /// In the column a `clientId` ends before U+0000, where SQLite ends texts of a document; what is meant is the whole.
    func client(clientId: String, in realmID: String) throws -> ClientRecord? {
        let client = try row(
            "SELECT \(Self.columns) FROM client WHERE realm_id = ? AND client_id = ?",
            [realmID, String(clientId.prefix { $0 != "\0" })], ClientRecord.init(row:))
        return client.flatMap { $0.clientId.utf8.elementsEqual(clientId.utf8) ? $0 : nil }
    }

    /// The id of the client of that `clientId`.
    func clientID(of clientId: String, in realmID: String) throws -> String? {
        try row("SELECT id FROM client WHERE realm_id = ? AND client_id = ?", [realmID, clientId]) { $0.text(0) }
    }

    /// Clients by `clientId`.
    func clients(in realmID: String, _ query: ClientQuery = ClientQuery()) throws -> [ClientRecord] {
        var sql = "SELECT \(Self.columns) FROM client WHERE realm_id = ?"
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

    func insert(_ client: ClientRecord) throws {
        try run(
            "INSERT INTO client (id, realm_id, document) VALUES (?, ?, ?)", [client.id, client.realmID, client.stored])
        touch(realm: client.realmID)
    }

    func update(_ client: ClientRecord) throws {
        let old = try self.client(id: client.id, in: client.realmID)
        if old?.document.attributes != client.document.attributes, let realm = try realm(id: client.realmID) {
            try recountParts(of: client, Lifespans(realm.document))
        }
        try run("UPDATE client SET document = ?2 WHERE id = ?1", [client.id, client.stored])
        touch(realm: client.realmID)
    }

    /// Removes the client with its roles, its service account and its sessions.
    func delete(_ client: ClientRecord) throws {
        try run("DELETE FROM client WHERE id = ?", [client.id])
        touch(realm: client.realmID)
    }
}

extension ClientRecord {
    fileprivate var stored: SQLiteValue { storedText(document, id: id) }

    fileprivate init(row: Row) throws {
        id = row.text(0)
        realmID = row.text(1)
        document = ClientRepresentation(try row.document(2))
    }
}
