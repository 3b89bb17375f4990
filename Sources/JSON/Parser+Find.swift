extension Parser {
    /// The offset past the token that begins the value at the end of `path`, looked for in the value that begins here;
    /// ends past this value when it isn't there.
    mutating func find(_ path: ArraySlice<JSONPathElement>) throws(JSONError) -> Int? {
        guard let step = path.first else { return try endOfToken() }
        switch (step, next) {
        case (.member(let name), UInt8(ascii: "{")): return try find(member: name, path.dropFirst())
        case (.index(let index), UInt8(ascii: "[")): return try find(element: index, path.dropFirst())
        default:
            _ = try value()
            return nil
        }
    }

    private mutating func find(member name: String, _ rest: ArraySlice<JSONPathElement>) throws(JSONError) -> Int? {
        try enter()
        if next == UInt8(ascii: "}") {
            leave()
            return nil
        }
        repeat {
            if sameName(try memberName(), name) {
                if let found = try find(rest) { return found }
            } else {
                _ = try value()
            }
        } while try another(before: UInt8(ascii: "}"))
        return nil
    }

    private mutating func find(element index: Int, _ rest: ArraySlice<JSONPathElement>) throws(JSONError) -> Int? {
        try enter()
        if next == UInt8(ascii: "]") {
            leave()
            return nil
        }
        var place = 0
        repeat {
            if place == index {
                if let found = try find(rest) { return found }
            } else {
                _ = try value()
            }
            place += 1
        } while try another(before: UInt8(ascii: "]"))
        return nil
    }

    private mutating func endOfToken() throws(JSONError) -> Int {
        switch next {
        case UInt8(ascii: "\""), UInt8(ascii: "["), UInt8(ascii: "{"): return offset + 1
        default:
            _ = try value()
            return offset
        }
    }
}
