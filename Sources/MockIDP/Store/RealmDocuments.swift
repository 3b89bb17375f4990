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

    private let entries = Mutex<TextMap<Entry>>([:])

    /// The document in a column of the realm's row.
    func document(ofRealm id: String, _ row: Row, _ column: Int) throws -> JSONObject {
        let known = entries.withLock { $0[id] }
        if let known, row.withBytes(column, { known.text.elementsEqual($0) }) { return known.document }
        let document = try row.document(column)
        let text = row.blob(column)
        entries.withLock { entries in
            if entries.count >= 256 { entries.removeAll() }
            entries[id] = Entry(text: text, document: document)
        }
        return document
    }
}
