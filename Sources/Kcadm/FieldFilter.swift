import JSON

/// Which members of a document are printed: `a,b(c)`, `*` for all, `-a` for all but that one.
struct FieldFilter: Sendable {
    /// The names in their order, each with the filter for what it holds.
    private(set) var fields: [(name: String, filter: FieldFilter?)] = []

    private static let none = FieldFilter()
    private static let deepest = 100

    private init() {}

    init(_ text: String) throws(Failure) {
        guard text.contains(where: { !$0.isWhitespace }) else { throw .misuse("Fields spec is null or empty!") }
        var reader = Reader(text: text, letters: Array(text))
        self = try reader.filter(depth: 0)
    }

    private struct Reader {
        let text: String
        let letters: [Character]
        var place = 0

        mutating func filter(depth: Int) throws(Failure) -> FieldFilter {
            if depth > deepest { throw wrong }
            var filter = FieldFilter()
            while true {
                let start = place
                while place < letters.count, !",()".contains(letters[place]) { place += 1 }
                if place == start { throw wrong }
                let name = String(letters[start..<place])
                var inner: FieldFilter?
                if place < letters.count, letters[place] == "(" {
                    place += 1
                    inner = try self.filter(depth: depth + 1)
                    place += 1
                }
                filter.fields.removeAll { $0.name == name }
                filter.fields.append((name, inner))
                let next = place < letters.count ? letters[place] : nil
                if next == (depth == 0 ? nil : ")") { return filter }
                guard next == "," else { throw wrong }
                place += 1
            }
        }

        private var wrong: Failure { .failed("Invalid fields specification at position \(place): \(text)") }
    }

    /// The filter for what a member holds.
    func filter(of name: String) -> FieldFilter { named(name) ?? named("*") ?? .none }

    private func named(_ name: String) -> FieldFilter? { fields.first { $0.name == name }?.filter }

    private func has(_ name: String) -> Bool { fields.contains { $0.name == name } }

    private func includes(_ name: String) -> Bool { !has("-" + name) && (has("*") || has(name)) }

    /// The document with no other members, in every element of a list.
    func applied(to value: JSONValue) -> JSONValue {
        switch value {
        case .array(let elements): .array(elements.map(applied))
        case .object(let members):
            .object(
                JSONObject(
                    members.filter { includes($0.name) }.map { ($0.name, filter(of: $0.name).applied(to: $0.value)) })
            )
        default: value
        }
    }
}
