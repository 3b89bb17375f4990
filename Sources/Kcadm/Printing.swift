import HTTPServer
import JSON

/// How a response is printed.
struct Printing: Sendable {
    private enum Format: String { case json, csv }

    private let format: Format
    private let fields: String?
    private let isCompressed: Bool
    private let isUnquoted: Bool

    init(_ words: Words) throws(Failure) {
        let name = words["--format"] ?? "json"
        guard let format = Format(rawValue: name.lowercased()) else {
            throw .misuse("Unsupported output format: \(name)")
        }
        self.format = format
        fields = words["--fields"]
        isCompressed = words.has("--compressed")
        isUnquoted = words.has("--noquotes")
    }

    /// Prints a body. A document's last line ends on standard error, so that a variable gets the document alone.
    func print(_ response: HTTPResponse, _ surroundings: Surroundings) throws(Failure) {
        let type = (response.headers["Content-Type"] ?? "").prefix { $0 != ";" }
        guard type.lowercased() == "application/json", !isCompressed else {
            if format != .json || fields != nil {
                let reason = isCompressed ? "compressed" : "not json"
                surroundings.complain(
                    "Cannot create CSV nor filter returned fields because the response is \(reason)")
                return
            }
            return put(response.body, surroundings)
        }
        let filter: FieldFilter? = if let fields { try FieldFilter(fields) } else { nil }
        let document: JSONValue
        do throws(JSONError) { document = try JSONReader.read(response.body) } catch {
            throw .failed("Error processing results: \(error)")
        }
        let shown = filter?.applied(to: document) ?? document
        switch format {
        case .json: put(Array(shown.write(pretty: true).utf8), surroundings)
        case .csv: for line in lines(shown, filter) { surroundings.print(line) }
        }
    }

    private func put(_ bytes: [UInt8], _ surroundings: Surroundings) {
        surroundings.write(bytes)
        if let last = bytes.last, last != UInt8(ascii: "\n"), last != UInt8(ascii: "\r") { surroundings.complain("") }
    }

    /// A line for each element; nested values stand in the same line.
    private func lines(_ document: JSONValue, _ filter: FieldFilter?) -> [String] {
        (document.array ?? [document]).map { values($0, filter).joined(separator: ",") }
    }

    private func values(_ value: JSONValue, _ filter: FieldFilter?) -> [String] {
        switch value {
        case .object(let members):
            guard let filter else { return members.flatMap { values($0.value, nil) } }
            return filter.fields.flatMap { field in
                members[field.name].map { values($0, filter.filter(of: field.name)) } ?? [""]
            }
        case .array(let elements): return elements.flatMap { values($0, filter) }
        case .string(let text) where isUnquoted: return [text]
        default: return [value.text]
        }
    }
}
