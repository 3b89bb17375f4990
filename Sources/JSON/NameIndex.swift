/// Where each name of a large object is: an open-addressing table of places, keyed by the bytes of the names.
///
/// The hash is Swift's randomly seeded one, so that a crafted body cannot make look-ups slow.
struct NameIndex: Sendable {
    private var slots: [UInt32] = []

    private static let free = UInt32.max

    init(_ members: [JSONObject.Member]) {
        rebuild(members)
    }

    /// Takes up the last of these members, whose name must not be in the table yet.
    mutating func insertLast(of members: [JSONObject.Member]) {
        if members.count * 2 > slots.count { return rebuild(members) }
        let place = members.count - 1
        store(place, hash: Self.hash(members[place].name))
    }

    func place(of name: String, in members: [JSONObject.Member]) -> Int? {
        let mask = slots.count - 1
        var slot = Self.hash(name) & mask
        while slots[slot] != Self.free {
            let place = Int(slots[slot])
            if sameBytes(members[place].name, name) { return place }
            slot = (slot + 1) & mask
        }
        return nil
    }

    private mutating func rebuild(_ members: [JSONObject.Member]) {
        var size = 32
        while size < members.count * 4 { size *= 2 }
        slots = [UInt32](repeating: Self.free, count: size)
        for place in members.indices { store(place, hash: Self.hash(members[place].name)) }
    }

    private mutating func store(_ place: Int, hash: Int) {
        let mask = slots.count - 1
        var slot = hash & mask
        while slots[slot] != Self.free { slot = (slot + 1) & mask }
        slots[slot] = UInt32(truncatingIfNeeded: place)
    }

    private static func hash(_ name: String) -> Int {
        var hasher = Hasher()
        let done: Void? = name.utf8.withContiguousStorageIfAvailable {
            hasher.combine(bytes: UnsafeRawBufferPointer($0))
        }
        if done == nil { for byte in name.utf8 { hasher.combine(byte) } }
        return hasher.finalize()
    }
}
