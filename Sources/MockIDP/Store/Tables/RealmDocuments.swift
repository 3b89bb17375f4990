import JSON
import SQLite
import Synchronization

/// The documents of realms as they were last read. Every admin call reads one, and its text is long: comparing it with
/// the text it was read from is quicker than reading it again, and never out of date.
final class RealmDocuments: Sendable {
    private struct Entry {
        let text: [UInt8]
        let document: JSONObject
    }

    /// The user profile of realms that have none of their own, where the server was given another than the built-in one.
    var standardProfile: JSONObject? { told.withLock { $0 } }

    private let told = Mutex<JSONObject?>(nil)
    private let entries = Mutex(RecentlyUsed<Entry>(limit: 1024))

    /// The document in a column of the realm's row.
    func document(ofRealm id: String, _ row: Row, _ column: Int) throws -> JSONObject {
        let known = entries.withLock { $0.value(id) }
        if let known, row.hasBytes(column, known.text) { return known.document }
        let document = try row.document(column)
        let text = row.blob(column)
        entries.withLock { $0.keep(Entry(text: text, document: document), as: id) }
        return document
    }

    func use(standardProfile: JSONObject) { told.withLock { $0 = standardProfile } }

    func forget(_ id: String) { entries.withLock { $0.forget(id) } }
}
