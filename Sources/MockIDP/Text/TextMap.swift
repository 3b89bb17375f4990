import JSON

/// A text as a key that only the same bytes are equal to.
struct TextKey: Hashable, Sendable {
    let text: String

    init(_ text: String) { self.text = text }

    static func == (one: TextKey, other: TextKey) -> Bool { sameBytes(one.text, other.text) }

    func hash(into hasher: inout Hasher) {
        let done: Void? = text.utf8.withContiguousStorageIfAvailable {
            hasher.combine(bytes: UnsafeRawBufferPointer($0))
        }
        if done == nil { for byte in text.utf8 { hasher.combine(byte) } }
    }
}

/// A dictionary by names that users give: it tells them apart by their bytes (see `TextComparison.swift`).
struct TextMap<Value>: ExpressibleByDictionaryLiteral, Sequence {
    private var values: [TextKey: Value]

    init(dictionaryLiteral elements: (String, Value)...) {
        values = Dictionary(elements.map { (TextKey($0), $1) }) { $1 }
    }

    subscript(_ name: String) -> Value? {
        get { values[TextKey(name)] }
        set { values[TextKey(name)] = newValue }
    }

    subscript(_ name: String, default absent: @autoclosure () -> Value) -> Value {
        get { values[TextKey(name), default: absent()] }
        _modify { yield &values[TextKey(name), default: absent()] }
    }

    var count: Int { values.count }
    mutating func removeAll() { values.removeAll() }
    mutating func removeValue(forKey name: String) { values.removeValue(forKey: TextKey(name)) }

    func makeIterator() -> AnyIterator<(key: String, value: Value)> {
        var entries = values.makeIterator()
        return AnyIterator { entries.next().map { ($0.key.text, $0.value) } }
    }
}

extension TextMap: Sendable where Value: Sendable {}

/// A set of names that users give, told apart by their bytes.
struct TextSet: ExpressibleByArrayLiteral, Sendable {
    private var keys: Set<TextKey>

    init(_ names: some Sequence<String>) { keys = Set(names.lazy.map { TextKey($0) }) }
    init(arrayLiteral names: String...) { self.init(names) }

    var isEmpty: Bool { keys.isEmpty }
    var count: Int { keys.count }
    func contains(_ name: String) -> Bool { keys.contains(TextKey(name)) }

    func isDisjoint(with other: TextSet) -> Bool { keys.isDisjoint(with: other.keys) }

    @discardableResult
    mutating func insert(_ name: String) -> (inserted: Bool, memberAfterInsert: String) {
        let (inserted, key) = keys.insert(TextKey(name))
        return (inserted, key.text)
    }

    mutating func formUnion(_ other: TextSet) { keys.formUnion(other.keys) }
    mutating func formUnion(_ names: some Sequence<String>) { formUnion(TextSet(names)) }
    func union(_ names: some Sequence<String>) -> TextSet {
        var all = self
        all.formUnion(names)
        return all
    }
}
