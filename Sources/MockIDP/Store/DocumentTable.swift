import SQLite

/// How records of one kind are rows: the SQL that reads and writes one, made once for each table, since statements are
/// kept prepared by their text.
struct DocumentTable: Sendable {
    /// What a SELECT names for `init(row:)`.
    let columns: String
    /// `SELECT … FROM …`, to which a condition can be added.
    let select: String
    fileprivate let find: String
    fileprivate let findNamed: String
    fileprivate let all: String
    fileprivate let insert: String
    fileprivate let update: String
    fileprivate let delete: String

    /// A table of documents.
    ///
    /// - Parameters:
    ///   - owner: the column that says what a record belongs to.
    ///   - scope: the column that a record is found by beside its id or name; without it the owner's.
    ///   - name: the column that has what a record is called.
    ///   - fixed: columns of their own that an UPDATE leaves alone.
    ///   - changing: columns of their own that it does not.
    ///   - computed: what is read besides.
    ///   - source: what is read from, where that is more than the table.
    ///   - order: how an owner's records are listed; without it as they were made.
    ///   - insert: how a record is inserted, where that takes more than its values.
    ///   - delete: how a record is removed by its id, where that takes more than its row.
    init(
        _ table: String, owner: String = "realm_id", scope: String? = nil, name: String = "name", fixed: [String] = [],
        changing: [String] = [], computed: [String] = [], from source: String? = nil, order: String? = nil,
        insert: String? = nil, delete: String? = nil
    ) {
        let own = ["id", owner] + fixed + changing + ["document"]
        let owner = table + "." + owner
        let scope = scope ?? owner
        columns = (own.map { table + "." + $0 } + computed).joined(separator: ", ")
        select = "SELECT \(columns) FROM \(source ?? table)"
        find = select + " WHERE \(table).id = ? AND \(scope) = ?"
        findNamed = select + " WHERE \(scope) = ? AND \(table).\(name) = ?"
        all = select + " WHERE \(owner) = ? ORDER BY \(order ?? table + ".rowid")"
        let places = own.indices.map { "?\($0 + 1)" }
        self.insert =
            insert
            ?? "INSERT INTO \(table) (\(own.joined(separator: ", "))) VALUES (\(places.joined(separator: ", ")))"
        let changes = zip(own, places).dropFirst(2 + fixed.count).map { "\($0) = \($1)" }
        update = "UPDATE \(table) SET \(changes.joined(separator: ", ")) WHERE id = ?1"
        self.delete = delete ?? "DELETE FROM \(table) WHERE id = ?"
    }
}

/// What can be written anew as it is now.
protocol Updatable: Sendable {
    func update(_ tx: Transaction) throws
}

/// What is a row of a `DocumentTable`.
protocol StoredRecord: Updatable {
    static var table: DocumentTable { get }
    var id: String { get }
    /// The realm that is another afterwards when a record of this kind is written; nil where none is.
    var touchedRealm: String? { get }
    /// The values of the table's own columns, in their order: id, owner, what is fixed, what changes, the document.
    var values: [(any SQLiteBindable)?] { get }
    /// Reads the table's columns, in their order.
    init(row: Row) throws
    /// Removes it. What refers to it goes with it, where the schema's foreign keys say so.
    func delete(_ tx: Transaction) throws
}

extension StoredRecord {
    static var columns: String { table.columns }

    func update(_ tx: Transaction) throws { try updateRow(tx) }

    func delete(_ tx: Transaction) throws { try deleteRow(tx) }

    /// What `update` does where it has nothing else to see to.
    func updateRow(_ tx: Transaction) throws {
        try tx.run(Self.table.update, values)
        tx.touch(self)
    }

    /// What `delete` does where it has nothing else to see to.
    func deleteRow(_ tx: Transaction) throws {
        try tx.run(Self.table.delete, [id])
        tx.touch(self)
    }
}

/// What all document tables share.
extension Transaction {
    func find<Record: StoredRecord>(_ id: String, in owner: String) throws -> Record? {
        try row(Record.table.find, [id, owner], Record.init(row:))
    }

    /// The record that the table's name column calls so, where names are unique within a scope.
    func find<Record: StoredRecord>(named name: String, in owner: String) throws -> Record? {
        try row(Record.table.findNamed, [owner, name], Record.init(row:))
    }

    func all<Record: StoredRecord>(in owner: String) throws -> [Record] {
        try rows(Record.table.all, [owner], Record.init(row:))
    }

    func insert<Record: StoredRecord>(_ record: Record) throws {
        try run(Record.table.insert, record.values)
        touch(record)
    }

    func update(_ thing: some Updatable) throws { try thing.update(self) }

    func delete(_ record: some StoredRecord) throws { try record.delete(self) }

    fileprivate func touch(_ record: some StoredRecord) {
        if let realm = record.touchedRealm { touch(realm: realm) }
    }
}
