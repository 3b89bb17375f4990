extension JSONValue {
    /// Equal when kinds and contents are; objects when the same names have equal values in the same order.
    public static func == (one: JSONValue, other: JSONValue) -> Bool {
        var pending: [(JSONValue, JSONValue)] = []
        guard isEqual(one, other, inside: &pending) else { return false }
        while let (one, other) = pending.popLast() {
            guard isEqual(one, other, inside: &pending) else { return false }
        }
        return true
    }

    /// Compares all but what is inside containers, which it adds to `pending`: a deep value needs no deep stack.
    private static func isEqual(
        _ one: JSONValue, _ other: JSONValue, inside pending: inout [(JSONValue, JSONValue)]
    ) -> Bool {
        switch (one, other) {
        case (.null, .null): return true
        case (.bool(let one), .bool(let other)): return one == other
        case (.number(let one), .number(let other)): return one == other
        case (.string(let one), .string(let other)): return sameBytes(one, other)
        case (.array(let one), .array(let other)):
            guard one.count == other.count else { return false }
            pending.append(contentsOf: zip(one, other).lazy.map { ($0, $1) })
            return true
        case (.object(let one), .object(let other)):
            guard one.count == other.count else { return false }
            for (one, other) in zip(one.members, other.members) {
                guard sameBytes(one.name, other.name) else { return false }
                pending.append((one.value, other.value))
            }
            return true
        default: return false
        }
    }
}

extension JSONObject: Hashable {
    /// Equal when the same names have equal values in the same order.
    public static func == (one: JSONObject, other: JSONObject) -> Bool {
        JSONValue.object(one) == .object(other)
    }

    /// Feeds the members in order.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(members.count)
        for member in members {
            hasher.combine(member.name)
            hasher.combine(member.value)
        }
    }
}
