/// The members of a JSON object in their order, each name once.
public struct JSONObject: Sendable, Sequence {
    /// A member as stored; an array of structs is released faster than one of tuples.
    struct Member {
        let name: String
        var value: JSONValue
    }

    private(set) var members: [Member]
    private var index: NameIndex?

    /// Below this many members comparing names one by one is faster than a table.
    private static let largestWithoutIndex = 8

    /// An object without members.
    public init() { members = [] }

    /// An object of these members; of two with one name the last value wins, at the place of the first.
    public init(_ pairs: [(String, JSONValue)]) {
        self.init()
        reserveCapacity(pairs.count)
        for (name, value) in pairs { self[name] = value }
    }

    /// The value of a member. Setting nil removes it, a new name goes to the end, a known one keeps its place.
    public subscript(_ name: String) -> JSONValue? {
        get { place(of: name).map { members[$0].value } }
        set {
            guard let newValue else { return remove(name) }
            if let place = place(of: name) {
                members[place].value = newValue
            } else {
                append(name, newValue)
            }
        }
    }

    /// The value of a member, or this one where it is absent; for changing a nested value in place.
    public subscript(_ name: String, default absent: @autoclosure () -> JSONValue) -> JSONValue {
        get { self[name] ?? absent() }
        set { self[name] = newValue }
    }

    /// The names in member order.
    public var names: [String] { members.map(\.name) }
    /// How many members there are.
    public var count: Int { members.count }
    /// Whether there is no member.
    public var isEmpty: Bool { members.isEmpty }
    /// How many members there are, for `Sequence`.
    public var underestimatedCount: Int { members.count }
    /// Whether a member of that name is there, `null` or not.
    public func contains(_ name: String) -> Bool { place(of: name) != nil }

    /// The members in order.
    public func makeIterator() -> Iterator { Iterator(members: members.makeIterator()) }

    /// Goes through the members in order.
    public struct Iterator: IteratorProtocol {
        fileprivate var members: IndexingIterator<[Member]>

        /// The next member.
        public mutating func next() -> (name: String, value: JSONValue)? {
            members.next().map { ($0.name, $0.value) }
        }
    }

    /// Makes room for this many members.
    public mutating func reserveCapacity(_ count: Int) { members.reserveCapacity(count) }

    /// Adds a member unless one of that name is there; says whether it did.
    mutating func insert(_ name: String, _ value: JSONValue) -> Bool {
        guard place(of: name) == nil else { return false }
        append(name, value)
        return true
    }

    private mutating func append(_ name: String, _ value: JSONValue) {
        members.append(Member(name: name, value: value))
        if index != nil {
            index?.insertLast(of: members)
        } else if members.count > Self.largestWithoutIndex {
            index = NameIndex(members)
        }
    }

    private mutating func remove(_ name: String) {
        guard let place = place(of: name) else { return }
        members.remove(at: place)
        if index != nil { index = members.count > Self.largestWithoutIndex ? NameIndex(members) : nil }
    }

    private func place(of name: String) -> Int? {
        if let index { return index.place(of: name, in: members) }
        for place in members.indices where sameBytes(members[place].name, name) { return place }
        return nil
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// An object, members in the order written.
    public init(dictionaryLiteral elements: (String, JSONValue)...) { self.init(elements) }
}
