/// A recursive-descent reader over bytes that stay where they are while it works.
struct Parser {
    let bytes: UnsafeBufferPointer<UInt8>
    let options: JSONReadOptions
    var offset = 0
    /// Unescaped text of the string being read; kept for its capacity.
    var unescaped: [UInt8] = []
    private var depth = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>, _ options: JSONReadOptions) {
        self.bytes = bytes
        self.options = options
    }

    /// The next byte; 0, which no rule of the grammar accepts, at the end.
    var next: UInt8 {
        @inline(__always) get { offset < bytes.count ? bytes[offset] : 0 }
    }

    /// The whole text: one value, and nothing else unless the options allow it.
    mutating func document() throws(JSONError) -> JSONValue {
        skipByteOrderMark()
        skipWhiteSpace()
        guard offset < bytes.count else { throw failure(.noContent, "There is no content") }
        let value = try value()
        if options.contains(.ignoresTrailingText) {
            try checkEndOfWord()
        } else {
            skipWhiteSpace()
            guard offset == bytes.count else { throw unexpected("nothing after the value") }
        }
        return value
    }

    mutating func value() throws(JSONError) -> JSONValue {
        switch next {
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "{"): return .object(try object())
        case UInt8(ascii: "["): return .array(try array())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
        default: throw unexpected("a value")
        }
    }

    private mutating func object() throws(JSONError) -> JSONObject {
        try enter()
        var object = JSONObject()
        if next == UInt8(ascii: "}") {
            leave()
            return object
        }
        object.reserveCapacity(4)
        while true {
            let start = offset
            let name = try memberName()
            let value = try value()
            if !object.insert(name, value) {
                guard !options.contains(.refusesDuplicateNames) else {
                    offset = start
                    throw failure(.duplicateName, "A name occurs twice")
                }
                object[name] = value
            }
            guard try another(before: UInt8(ascii: "}")) else { return object }
        }
    }

    private mutating func array() throws(JSONError) -> [JSONValue] {
        try enter()
        if next == UInt8(ascii: "]") {
            leave()
            return []
        }
        var elements: [JSONValue] = []
        repeat { elements.append(try value()) } while try another(before: UInt8(ascii: "]"))
        return elements
    }

    /// A name, its colon, and the white space around that; ends at the value.
    mutating func memberName() throws(JSONError) -> String {
        guard next == UInt8(ascii: "\"") else { throw unexpected("a member name in double quotes") }
        let name = try string()
        skipWhiteSpace()
        guard next == UInt8(ascii: ":") else { throw unexpected("a colon") }
        offset += 1
        skipWhiteSpace()
        return name
    }

    /// Past a comma (true) or the closing bracket (false).
    mutating func another(before closing: UInt8) throws(JSONError) -> Bool {
        skipWhiteSpace()
        if next == UInt8(ascii: ",") {
            offset += 1
            skipWhiteSpace()
            return true
        }
        guard next == closing else {
            throw unexpected(closing == UInt8(ascii: "}") ? "a comma or }" : "a comma or ]")
        }
        leave()
        return false
    }

    mutating func enter() throws(JSONError) {
        depth += 1
        guard depth <= JSONReader.maximumDepth else {
            throw failure(.tooDeep, "Nested deeper than \(JSONReader.maximumDepth) levels")
        }
        offset += 1
        skipWhiteSpace()
    }

    mutating func leave() {
        depth -= 1
        offset += 1
    }
}

extension Parser {
    mutating func skipByteOrderMark() {
        guard options.contains(.skipsByteOrderMark), bytes.starts(with: [0xEF, 0xBB, 0xBF]) else { return }
        offset = 3
    }

    @inline(__always)
    mutating func skipWhiteSpace() {
        while offset < bytes.count {
            switch bytes[offset] {
            case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\t"), UInt8(ascii: "\r"): offset += 1
            default: return
            }
        }
    }

    func failure(_ reason: JSONError.Reason, _ message: String) -> JSONError {
        JSONError(reason: reason, message: message, position: JSONPosition(offset: offset, in: bytes))
    }

    /// The failure for a byte that does not fit.
    func unexpected(_ wanted: String) -> JSONError {
        guard offset < bytes.count else { return failure(.end, "The text ends where \(wanted) was expected") }
        let isPlain = (0x21...0x7E).contains(bytes[offset])
        let found = isPlain ? "'\(Unicode.Scalar(bytes[offset]))'" : "byte \(bytes[offset])"
        return failure(.syntax, "Expected \(wanted) but found \(found)")
    }
}
