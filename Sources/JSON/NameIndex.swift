/// Where each name of a large object is: an open-addressing table of places, keyed by the bytes of the names.
///
/// The hash is Swift's randomly seeded one, so that a crafted body cannot make look-ups slow.
struct NameIndex: Sendable {
    private var slots: [UInt32]
    private var used: Int

    private static let free = UInt32.max

    init(_ members: [JSONObject.Element]) {
        slots = []
        used = 0
        rebuild(members)
    }

    /// Adds the member at this place, whose name must not be in the table yet.
    mutating func insert(_ place: Int, names members: [JSONObject.Element]) {
        if (used + 1) * 2 > slots.count { return rebuild(members) }
        store(place, hash: Self.hash(members[place].name))
    }

    func place(of name: String, in members: [JSONObject.Element]) -> Int? {
        let mask = slots.count - 1
        var slot = Self.hash(name) & mask
        while slots[slot] != Self.free {
            let place = Int(slots[slot])
            if sameName(members[place].name, name) { return place }
            slot = (slot + 1) & mask
        }
        return nil
    }

    private mutating func rebuild(_ members: [JSONObject.Element]) {
        var size = 32
        while size < members.count * 4 { size *= 2 }
        slots = [UInt32](repeating: Self.free, count: size)
        used = 0
        for place in members.indices { store(place, hash: Self.hash(members[place].name)) }
    }

    private mutating func store(_ place: Int, hash: Int) {
        let mask = slots.count - 1
        var slot = hash & mask
        while slots[slot] != Self.free { slot = (slot + 1) & mask }
        slots[slot] = UInt32(truncatingIfNeeded: place)
        used += 1
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
