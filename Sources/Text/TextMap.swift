import JSON

// The compiler makes copies of generic code for the types of another module only where it may look into it: `@inlinable`,
// since realms and clients are found through these maps at each call.

/// A text as a key that only the same bytes are equal to.
@usableFromInline package struct TextKey: Hashable, Sendable {
    @usableFromInline package let text: String

    @inlinable package init(_ text: String) { self.text = text }

    @inlinable package static func == (one: TextKey, other: TextKey) -> Bool { sameBytes(one.text, other.text) }

    @inlinable package func hash(into hasher: inout Hasher) {
        let done: Void? = text.utf8.withContiguousStorageIfAvailable {
            hasher.combine(bytes: UnsafeRawBufferPointer($0))
        }
        if done == nil { for byte in text.utf8 { hasher.combine(byte) } }
    }
}

/// A dictionary by names that users give: it tells them apart by their bytes (see `TextComparison.swift`).
@usableFromInline package struct TextMap<Value>: ExpressibleByDictionaryLiteral, Sequence {
    @usableFromInline var values: [TextKey: Value]

    @inlinable package init(dictionaryLiteral elements: (String, Value)...) {
        values = Dictionary(elements.map { (TextKey($0), $1) }) { $1 }
    }

    @inlinable package subscript(_ name: String) -> Value? {
        get { values[TextKey(name)] }
        set { values[TextKey(name)] = newValue }
    }

    @inlinable package subscript(_ name: String, default absent: @autoclosure () -> Value) -> Value {
        get { values[TextKey(name), default: absent()] }
        _modify { yield &values[TextKey(name), default: absent()] }
    }

    @inlinable package var count: Int { values.count }
    @inlinable package mutating func removeAll() { values.removeAll() }
    @inlinable package mutating func removeValue(forKey name: String) { values.removeValue(forKey: TextKey(name)) }

    @inlinable package func makeIterator() -> AnyIterator<(key: String, value: Value)> {
        var entries = values.makeIterator()
        return AnyIterator { entries.next().map { ($0.key.text, $0.value) } }
    }
}

extension TextMap: Sendable where Value: Sendable {}

/// A set of names that users give, told apart by their bytes.
package struct TextSet: ExpressibleByArrayLiteral, Sendable {
    private var keys: Set<TextKey>

    package init(_ names: some Sequence<String>) { keys = Set(names.lazy.map { TextKey($0) }) }
    package init(arrayLiteral names: String...) { self.init(names) }

    package var isEmpty: Bool { keys.isEmpty }
    package var count: Int { keys.count }
    package func contains(_ name: String) -> Bool { keys.contains(TextKey(name)) }

    package func isDisjoint(with other: TextSet) -> Bool { keys.isDisjoint(with: other.keys) }

    @discardableResult
    package mutating func insert(_ name: String) -> (inserted: Bool, memberAfterInsert: String) {
        let (inserted, key) = keys.insert(TextKey(name))
        return (inserted, key.text)
    }

    package mutating func formUnion(_ other: TextSet) { keys.formUnion(other.keys) }
    package mutating func formUnion(_ names: some Sequence<String>) { formUnion(TextSet(names)) }
    package func union(_ names: some Sequence<String>) -> TextSet {
        var all = self
        all.formUnion(names)
        return all
    }
}
