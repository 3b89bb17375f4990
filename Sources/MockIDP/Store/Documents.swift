import JSON
import SQLite

/// Writes a document as it is stored: compact, `id` first, without nulls and without what is kept in rows.
func storedText<F: FieldSet>(_ representation: Representation<F>, id: String? = nil) -> SQLiteValue {
    let rows = F.table.rows
    var bytes: [UInt8] = []
    bytes.reserveCapacity(1024)
    func add(_ name: String, _ value: JSONValue) {
        bytes.append(bytes.isEmpty ? UInt8(ascii: "{") : UInt8(ascii: ","))
        JSONValue.string(name).write(into: &bytes)
        bytes.append(UInt8(ascii: ":"))
        value.write(into: &bytes)
    }
    if let id { add("id", .string(id)) }
    for (name, value) in representation.document where !value.isNull && !rows.isKeptInRows(name) {
        if name == "id", id != nil { continue }
        add(name, value)
    }
    if bytes.isEmpty { bytes.append(UInt8(ascii: "{")) }
    bytes.append(UInt8(ascii: "}"))
    return .textBytes(bytes)
}

extension Row {
    /// The document in a column, however deep: SQLite, which takes columns out of it, refused more than a thousand levels
    /// or so when it was written.
    func document(_ column: Int) throws -> JSONObject {
        let value = withBytes(column) {
            try? JSONReader.read($0.bindMemory(to: UInt8.self), options: .strict, depth: 2 * JSONReader.maximumDepth)
        }
        guard case .object(let object)? = value else { throw StoreError.brokenDocument(sql: sql) }
        return object
    }
}

extension JSONObject {
    func text(_ name: String) -> String? { self[name]?.string }

    /// The same members after an `id` in front.
    func identified(by id: String) -> JSONObject {
        if let first = first(where: { _ in true }), first.name == "id", first.value == .string(id) { return self }
        var object: JSONObject = ["id": .string(id)]
        for (name, value) in self where name != "id" { object[name] = value }
        return object
    }
}

/// A list of texts as one value, for `json_each(?)`.
func jsonList(_ texts: [String]) -> SQLiteValue {
    var writer = JSONWriter(capacity: texts.count * 40 + 2)
    writer.beginArray()
    for text in texts { writer.string(text) }
    writer.endArray()
    return .textBytes(writer.bytes)
}

/// A text that a LIKE pattern (`ESCAPE '\'`) finds anywhere, its own wildcards escaped.
func containing(_ text: String) -> String { "%" + escapedForLike(text) + "%" }

/// The text as a part of a LIKE pattern. SQLite refuses patterns of more than 50,000 bytes, so of a longer text only the
/// beginning counts.
func escapedForLike(_ text: String) -> String {
    var escaped = ""
    for character in text.unicodeScalars.prefix(text.utf8.count > 20_000 ? 5000 : .max) {
        if character == "\\" || character == "%" || character == "_" { escaped.append("\\") }
        escaped.unicodeScalars.append(character)
    }
    return escaped
}
