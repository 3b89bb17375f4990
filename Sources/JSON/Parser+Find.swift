extension Parser {
    /// Goes to the value at the end of `path`, looked for in the value that begins here; false if there is none.
    ///
    /// Only containers on the path are open at any time, so the path itself tells what closes them.
    mutating func find(_ path: [JSONPathElement]) throws(JSONError) -> Bool {
        var open = 0
        /// The place of the next element of the innermost open container, when that is an array.
        var place = 0
        var isOnPath = true
        while true {
            if isOnPath {
                guard open < path.count else { return true }
                guard next == path[open].opening else {
                    _ = try value()
                    isOnPath = false
                    continue
                }
                isOnPath = false
                guard try !enter(before: path[open].closing) else { continue }
                open += 1
                place = 0
            } else {
                guard open > 0 else { return false }
                guard try another(before: path[open - 1].closing) else {
                    open -= 1
                    if open > 0, case .index(let index) = path[open - 1] { place = index + 1 }
                    continue
                }
            }
            isOnPath = try isNext(path[open - 1], &place)
        }
    }

    /// Whether the member or element that begins here is the one meant; goes to its value if so, past it if not.
    private mutating func isNext(_ step: JSONPathElement, _ place: inout Int) throws(JSONError) -> Bool {
        let isMeant =
            switch step {
            case .member(let name): sameBytes(try memberName(), name)
            case .index(let index): place == index
            }
        place += 1
        if !isMeant { _ = try value() }
        return isMeant
    }

    /// Past the first byte of a text or a container, past the whole of another value.
    mutating func endOfToken() throws(JSONError) -> Int {
        switch next {
        case UInt8(ascii: "\""), UInt8(ascii: "["), UInt8(ascii: "{"): return offset + 1
        default:
            _ = try value()
            return offset
        }
    }
}

extension JSONPathElement {
    fileprivate var opening: UInt8 {
        if case .member = self { UInt8(ascii: "{") } else { UInt8(ascii: "[") }
    }

    fileprivate var closing: UInt8 {
        if case .member = self { UInt8(ascii: "}") } else { UInt8(ascii: "]") }
    }
}
