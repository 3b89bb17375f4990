/// How strictly a text is read.
public struct JSONReadOptions: OptionSet, Hashable, Sendable {
    /// The set as bits.
    public let rawValue: UInt8
    /// A set of these bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// What follows the first value is not looked at.
    public static let ignoresTrailingText = JSONReadOptions(rawValue: 1)
    /// A UTF-8 byte order mark at the beginning is skipped.
    public static let skipsByteOrderMark = JSONReadOptions(rawValue: 2)
    /// An escape for half a surrogate pair is read as U+FFFD instead of refused.
    public static let replacesLoneSurrogates = JSONReadOptions(rawValue: 4)
    /// A name that occurs twice in one object is refused; otherwise its last value wins.
    public static let refusesDuplicateNames = JSONReadOptions(rawValue: 8)
    /// The character U+0000, which a text can only have by its escape, is refused.
    public static let refusesNull = JSONReadOptions(rawValue: 16)

    /// RFC 8259, the whole input.
    public static let strict: JSONReadOptions = []
    /// As Keycloak reads a body with Jackson (recordings: bad_input 113 to 129).
    public static let lenient: JSONReadOptions = [.ignoresTrailingText, .skipsByteOrderMark, .replacesLoneSurrogates]
}

/// Reads JSON texts.
public enum JSONReader {
    /// Arrays and objects may be nested this deep, as in Jackson.
    public static let maximumDepth = 1000
    /// How many bytes a member's name may have, Jackson's bound (`StreamReadConstraints`).
    public static let longestName = 50_000

    /// Reads one value, nested at most that deep.
    public static func read(
        _ bytes: some Collection<UInt8>, options: JSONReadOptions = .strict, depth: Int = maximumDepth
    ) throws(JSONError) -> JSONValue {
        let result = withParser(of: bytes, options: options) { (parser) throws(JSONError) in
            parser.maximumDepth = depth
            return try parser.document()
        }
        return try result.get()
    }

    /// Reads one value of a text.
    public static func read(_ text: String, options: JSONReadOptions = .strict) throws(JSONError) -> JSONValue {
        try read(text.utf8, options: options)
    }

    /// Where Jackson says it is when it refuses the member at the end of `path` as unknown; nil when it isn't there.
    ///
    /// Jackson has then moved on to the member's value: past the first byte of a string, an array or an object, past
    /// the whole of a number, `true`, `false` or `null`
    /// (recordings: bad_input 126, clients 34, realms 15, users 17; python-keycloak's `{"wrong": "payload"}`, column 12).
    public static func position(ofMember path: [JSONPathElement], in bytes: [UInt8]) -> JSONPosition? {
        let result = withParser(of: bytes, options: .lenient) { (parser) throws(JSONError) -> JSONPosition? in
            parser.skipByteOrderMark()
            parser.skipWhiteSpace()
            guard try parser.find(path) else { return nil }
            return JSONPosition(offset: try parser.endOfToken(), in: parser.bytes)
        }
        return try? result.get()
    }

    /// Where the value at the end of `path` begins; nil when it isn't there.
    public static func position(ofValue path: [JSONPathElement], in bytes: [UInt8]) -> JSONPosition? {
        let result = withParser(of: bytes, options: .lenient) { (parser) throws(JSONError) -> JSONPosition? in
            parser.skipByteOrderMark()
            parser.skipWhiteSpace()
            return try parser.find(path) ? JSONPosition(offset: parser.offset, in: parser.bytes) : nil
        }
        return try? result.get()
    }

    private static func withParser<Result>(
        of bytes: some Collection<UInt8>, options: JSONReadOptions,
        _ body: (inout Parser) throws(JSONError) -> Result
    ) -> Swift.Result<Result, JSONError> {
        func parse(_ buffer: UnsafeBufferPointer<UInt8>) -> Swift.Result<Result, JSONError> {
            var parser = Parser(buffer, options)
            do throws(JSONError) { return .success(try body(&parser)) } catch { return .failure(error) }
        }
        return bytes.withContiguousStorageIfAvailable(parse) ?? Array(bytes).withUnsafeBufferPointer(parse)
    }
}
