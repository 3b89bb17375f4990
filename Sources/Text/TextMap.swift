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
public struct TextMap<Value>: ExpressibleByDictionaryLiteral, Sequence {
    @usableFromInline var values: [TextKey: Value]

    /// Of two with one name the later one.
    @inlinable public init(dictionaryLiteral elements: (String, Value)...) { self.init(elements) }

    /// Of two with one name the later one.
    @inlinable public init(_ pairs: some Sequence<(String, Value)>) {
        values = Dictionary(pairs.lazy.map { (TextKey($0), $1) }) { $1 }
    }

    /// An empty map with room for so many.
    @inlinable public init(minimumCapacity: Int) { values = Dictionary(minimumCapacity: minimumCapacity) }

    @inlinable init(_ values: [TextKey: Value]) { self.values = values }

    /// The value by that name; setting nil removes it.
    @inlinable public subscript(_ name: String) -> Value? {
        get { values[TextKey(name)] }
        set { values[TextKey(name)] = newValue }
    }

    /// The value by that name, or this one where there is none.
    @inlinable public subscript(_ name: String, default absent: @autoclosure () -> Value) -> Value {
        get { values[TextKey(name), default: absent()] }
        _modify { yield &values[TextKey(name), default: absent()] }
    }

    /// How many there are.
    @inlinable public var count: Int { values.count }
    /// Whether there is none.
    @inlinable public var isEmpty: Bool { values.isEmpty }
    /// How many there are, for `Sequence`.
    @inlinable public var underestimatedCount: Int { values.count }
    /// The names in the order of their bytes.
    @inlinable public var names: [String] {
        values.keys.map(\.text).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
    /// Empties it.
    @inlinable public mutating func removeAll() { values.removeAll() }
    /// Removes what has that name.
    @inlinable public mutating func removeValue(forKey name: String) { values.removeValue(forKey: TextKey(name)) }

    /// Those that pass.
    @inlinable public func filter(_ passes: ((key: String, value: Value)) throws -> Bool) rethrows -> TextMap {
        try TextMap(values.filter { try passes(($0.key.text, $0.value)) })
    }

    /// The same names with other values.
    @inlinable public func mapValues<T>(_ change: (Value) throws -> T) rethrows -> TextMap<T> {
        try TextMap<T>(values.mapValues(change))
    }

    /// Takes over what another has; `choose` settles names that both have.
    @inlinable public mutating func merge(_ other: TextMap, uniquingKeysWith choose: (Value, Value) throws -> Value)
        rethrows
    {
        try values.merge(other.values, uniquingKeysWith: choose)
    }

    /// All of them, in no order.
    @inlinable public func makeIterator() -> Iterator { Iterator(entries: values.makeIterator()) }

    /// Goes through a map.
    public struct Iterator: IteratorProtocol {
        @usableFromInline var entries: [TextKey: Value].Iterator

        @inlinable init(entries: [TextKey: Value].Iterator) { self.entries = entries }

        /// The next one.
        @inlinable public mutating func next() -> (key: String, value: Value)? {
            entries.next().map { ($0.key.text, $0.value) }
        }
    }
}

extension TextMap: Sendable where Value: Sendable {}
extension TextMap: Equatable where Value: Equatable {}

/// A set of names that users give, told apart by their bytes.
package struct TextSet: ExpressibleByArrayLiteral, Sequence, Sendable {
    private var keys: Set<TextKey>

    package init(_ names: some Sequence<String>) { keys = Set(names.lazy.map { TextKey($0) }) }
    package init(arrayLiteral names: String...) { self.init(names) }

    package var isEmpty: Bool { keys.isEmpty }
    package var count: Int { keys.count }
    package var underestimatedCount: Int { keys.count }
    package func makeIterator() -> some IteratorProtocol<String> { keys.lazy.map(\.text).makeIterator() }
    package func contains(_ name: String) -> Bool { keys.contains(TextKey(name)) }

    package func isDisjoint(with other: TextSet) -> Bool { keys.isDisjoint(with: other.keys) }

    @discardableResult
    package mutating func insert(_ name: String) -> (inserted: Bool, memberAfterInsert: String) {
        let (inserted, key) = keys.insert(TextKey(name))
        return (inserted, key.text)
    }

    package mutating func remove(_ name: String) { keys.remove(TextKey(name)) }

    package mutating func formUnion(_ other: TextSet) { keys.formUnion(other.keys) }
    package mutating func formUnion(_ names: some Sequence<String>) { formUnion(TextSet(names)) }
    package func union(_ names: some Sequence<String>) -> TextSet {
        var all = self
        all.formUnion(names)
        return all
    }
}
