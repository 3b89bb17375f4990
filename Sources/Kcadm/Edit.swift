import JSON

/// A `-s` or a `-d`.
enum Edit: Sendable {
    case set(AttributePath, JSONValue)
    case remove(AttributePath)

    /// Changes a document.
    func apply(to object: inout JSONObject) throws(Failure) {
        switch self {
        case .set(let path, let value): try path.set(value, in: &object)
        case .remove(let path): try path.remove(from: &object)
        }
    }

    /// The value of a `-s`: JSON, or else a text, whose quotes are taken off.
    static func value(_ text: String) throws(Failure) -> JSONValue {
        if text.isEmpty { return .null }
        if let value = try? JSONReader.read(text) { return value }
        let marks: [Character] = ["'", "\""]
        guard let first = text.first, marks.contains(first) else { return .string(text) }
        guard let last = text.last, marks.contains(last), text.count > 1 else {
            throw .failed("Invalid string value: \(text)")
        }
        return .string(String(text.dropFirst().dropLast()))
    }
}

/// Puts the members of one document over those of another, deep into objects.
func merge(_ source: JSONObject, into target: inout JSONObject) throws(Failure) {
    for (name, value) in source {
        switch (target[name], value) {
        case (.object(var nested)?, .object(let changes)):
            try merge(changes, into: &nested)
            target[name] = .object(nested)
        case (.object?, _), (.array?, .null), (.array?, .bool), (.array?, .number), (.array?, .string),
            (.array?, .object):
            throw .failed("Attribute is of incompatible type - \(name): \(value.text)")
        default:
            target[name] = value
        }
    }
}
