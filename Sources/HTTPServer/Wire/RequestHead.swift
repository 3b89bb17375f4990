/// The request line and header section of one request, checked.
struct RequestHead: Sendable {
    enum Framing: Sendable, Equatable {
        case none
        case length(Int)
        case chunked
    }

    var method: HTTPMethod = .get
    var target = ""
    var headers = Headers()
    var isHTTP10 = false
    /// Whether the connection is closed after the answer.
    var closes = false
    var expectsContinue = false
    var framing = Framing.none
}

/// Reads a request line and header section as RFC 9112 has them, without its leniencies: wherever two readers could
/// understand a request differently, it is refused.
struct HeadParser {
    private let bytes: UnsafeRawBufferPointer
    private var index = 0
    private var fields: [Headers.Field] = []
    private var special = SpecialFields()
    private var head = RequestHead()

    /// `bytes` ends with the empty line that ends the section; every line ends with CR LF.
    static func parse(_ bytes: UnsafeRawBufferPointer, needsHost: Bool = true) throws(Refusal) -> RequestHead {
        var parser = HeadParser(bytes: bytes)
        try parser.readRequestLine()
        parser.fields.reserveCapacity(12)
        while try parser.readField() {}
        try parser.special.settle(&parser.head, needsHost: needsHost)
        parser.head.headers = Headers(bytes: Array(bytes), fields: parser.fields)
        return parser.head
    }

    /// Refuses a request line, whole at the beginning of these bytes, that is none.
    static func checkRequestLine(_ bytes: UnsafeRawBufferPointer) throws(Refusal) {
        var parser = HeadParser(bytes: bytes)
        try parser.readRequestLine()
    }

    private init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// method SP request-target SP HTTP-version CRLF (RFC 9112 section 3)
    private mutating func readRequestLine() throws(Refusal) {
        let methodEnd = end { isToken($0) }
        guard methodEnd > index, methodEnd - index <= 64, byte(methodEnd) == 0x20 else { throw .badRequestLine }
        head.method = HTTPMethod(text(index, methodEnd))
        index = methodEnd + 1
        let targetEnd = end { $0 > 0x20 && $0 != 0x7F }
        guard targetEnd > index, byte(targetEnd) == 0x20 else { throw .badRequestLine }
        head.target = text(index, targetEnd)
        index = targetEnd + 1
        try readVersion()
        try checkTarget()
    }

    private mutating func readVersion() throws(Refusal) {
        guard bytes.count - index >= 10, bytes[index..<index + 5].elementsEqual("HTTP/".utf8),
            isDigit(bytes[index + 5]), bytes[index + 6] == 0x2E, isDigit(bytes[index + 7]),
            bytes[index + 8] == 0x0D, bytes[index + 9] == 0x0A
        else { throw .badRequestLine }
        guard bytes[index + 5] == 0x31, bytes[index + 7] <= 0x31 else { throw .unknownVersion }
        head.isHTTP10 = bytes[index + 7] == 0x30
        index += 10
    }

    private func checkTarget() throws(Refusal) {
        if head.method.rawValue == "CONNECT" { throw .noTunnel }
        if head.target.utf8.first == 0x2F { return }
        if head.target == "*", head.method == .options { return }
        guard let authority = TargetParts(head.target).authority, !authority.isEmpty,
            authority.utf8.allSatisfy(isHostByte)
        else { throw .badRequest("The request target is malformed") }
    }

    /// One field line, or false at the empty line. A line that begins with a blank would continue the one before it
    /// (obs-fold, RFC 9112 section 5.2): a blank is no token, so it is refused here.
    private mutating func readField() throws(Refusal) -> Bool {
        if byte(index) == 0x0D, byte(index + 1) == 0x0A { return false }
        let nameStart = index
        let nameEnd = end { isToken($0) }
        guard nameEnd > nameStart, byte(nameEnd) == 0x3A else { throw .badHeaderLine }
        index = nameEnd + 1
        var valueEnd = end { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }
        guard byte(valueEnd) == 0x0D, byte(valueEnd + 1) == 0x0A else { throw .badHeaderLine }
        let next = valueEnd + 2
        while index < valueEnd, isBlank(bytes[index]) { index += 1 }
        while valueEnd > index, isBlank(bytes[valueEnd - 1]) { valueEnd -= 1 }
        try special.note(
            UnsafeRawBufferPointer(rebasing: bytes[nameStart..<nameEnd]),
            UnsafeRawBufferPointer(rebasing: bytes[index..<valueEnd]))
        fields.append(
            Headers.Field(
                nameStart: UInt32(clamping: nameStart), nameEnd: UInt32(clamping: nameEnd),
                valueStart: UInt32(clamping: index), valueEnd: UInt32(clamping: valueEnd)))
        index = next
        return true
    }

    /// The first place from `index` on whose byte does not satisfy `condition`.
    @inline(__always)
    private func end(_ condition: (UInt8) -> Bool) -> Int {
        var end = index
        while end < bytes.count, condition(bytes[end]) { end += 1 }
        return end
    }

    @inline(__always)
    private func byte(_ index: Int) -> UInt8? { index < bytes.count ? bytes[index] : nil }

    private func text(_ start: Int, _ end: Int) -> String {
        String(decoding: UnsafeRawBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
    }
}
