import JSON

extension JSONReader {
    /// How deep what a client sends may be nested. Jackson reads a thousand levels, and so does SQLite in a document that
    /// is stored; the difference is room for what is put around a part of a body before it is stored.
    static let requestDepth = 900

    /// Reads what a client, or a realm file, brings.
    ///
    /// U+0000 in a name would end it where SQLite takes the name out of a document, so it is refused in all texts; other
    /// databases than Keycloak's own refuse it too. Only clients had to have it (recording: bad_input 124).
    package static func readRequest(_ bytes: [UInt8], takingNull: Bool = false) throws(JSONError) -> JSONValue {
        try read(
            bytes, options: takingNull ? .lenient : [.lenient, .refusesNull], depth: requestDepth)
    }
}
