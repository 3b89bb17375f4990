/// A reader over bytes that stay where they are while it works.
struct Parser {
    let bytes: UnsafeBufferPointer<UInt8>
    let options: JSONReadOptions
    var offset = 0
    /// Unescaped text of the string being read; kept for its capacity.
    var unescaped: [UInt8] = []
    var maximumDepth = JSONReader.maximumDepth
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

    /// One value, however deep; containers wait on a stack of their own, so that the thread's may be small.
    mutating func value() throws(JSONError) -> JSONValue {
        guard next == UInt8(ascii: "{") || next == UInt8(ascii: "[") else { return try scalar() }
        var open: [Container] = []
        var current = Container()
        var done = try begin(&current)
        while true {
            if done {
                let value = current.value
                if open.isEmpty { return value }
                // In place: were there another reference to what is around, each value of a list would copy those before.
                swap(&current, &open[open.count - 1])
                open.removeLast()
                try add(value, to: &current)
                done = try !another(before: current.closing)
            } else {
                if current.isObject { try nameMember(of: &current) }
                if next == UInt8(ascii: "{") || next == UInt8(ascii: "[") {
                    open.append(current)
                    current = Container()
                    done = try begin(&current)
                } else {
                    try add(try scalar(), to: &current)
                    done = try !another(before: current.closing)
                }
            }
        }
    }

    private mutating func scalar() throws(JSONError) -> JSONValue {
        switch next {
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
        default: throw unexpected("a value")
        }
    }

    /// Past the opening bracket; true when the container is empty and closed again.
    private mutating func begin(_ container: inout Container) throws(JSONError) -> Bool {
        container.isObject = next == UInt8(ascii: "{")
        return try enter(before: container.closing)
    }

    private mutating func nameMember(of container: inout Container) throws(JSONError) {
        container.nameOffset = offset
        container.name = try memberName()
    }

    private mutating func add(_ value: JSONValue, to container: inout Container) throws(JSONError) {
        guard container.isObject else { return container.elements.append(value) }
        guard !container.members.insert(container.name, value) else { return }
        guard !options.contains(.refusesDuplicateNames) else {
            offset = container.nameOffset
            throw failure(.duplicateName, "A name occurs twice")
        }
        container.members[container.name] = value
    }

    /// A name, its colon, and the white space around that; ends at the value.
    mutating func memberName() throws(JSONError) -> String {
        guard next == UInt8(ascii: "\"") else { throw unexpected("a member name in double quotes") }
        let start = offset
        let name = try string()
        guard offset - start <= JSONReader.longestName else {
            throw failure(.longName, "A name is longer than \(JSONReader.longestName) bytes")
        }
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

    /// Past an opening bracket; when the container is empty past the closing one too (true).
    mutating func enter(before closing: UInt8) throws(JSONError) -> Bool {
        depth += 1
        guard depth <= maximumDepth else {
            throw failure(.tooDeep, "Nested deeper than \(maximumDepth) levels")
        }
        offset += 1
        skipWhiteSpace()
        guard next == closing else { return false }
        leave()
        return true
    }

    private mutating func leave() {
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

/// An array or an object while it is being read.
private struct Container {
    var isObject = false
    var elements: [JSONValue] = []
    var members = JSONObject()
    /// The member whose value comes next, and where its name is.
    var name = ""
    var nameOffset = 0

    var closing: UInt8 { isObject ? UInt8(ascii: "}") : UInt8(ascii: "]") }
    var value: JSONValue { isObject ? .object(members) : .array(elements) }
}
