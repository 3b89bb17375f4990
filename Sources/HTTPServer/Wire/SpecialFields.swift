/// The header fields that say where a request ends and what becomes of its connection.
struct SpecialFields {
    private var length: Int?
    private var isChunked = false
    private var hosts = 0
    private var closes = false
    private var keepsAlive = false
    private var expectsContinue = false

    /// Takes note of one field, when it is one of them.
    mutating func note(_ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) throws(Refusal) {
        switch name.count {
        case 4 where equal(name, "host"): try noteHost(value)
        case 6 where equal(name, "expect"): try noteExpectation(value)
        case 10 where equal(name, "connection"): noteConnection(value)
        case 14 where equal(name, "content-length"): try noteLength(value)
        case 17 where equal(name, "transfer-encoding"): try noteEncoding(value)
        default: break
        }
    }

    /// Decides how the body is delimited (RFC 9112 section 6.3) and checks what must be there.
    func settle(_ head: inout RequestHead, needsHost: Bool) throws(Refusal) {
        if hosts == 0, needsHost, !head.isHTTP10 { throw .badRequest("The Host field is missing") }
        if isChunked {
            if length != nil { throw .badRequest("Both Content-Length and Transfer-Encoding") }
            if head.isHTTP10 { throw .badRequest("Transfer-Encoding in HTTP/1.0") }
            head.framing = .chunked
        } else if let length, length > 0 {
            head.framing = .length(length)
        }
        head.closes = closes || head.isHTTP10 && !keepsAlive
        head.expectsContinue = expectsContinue && head.framing != .none && !head.isHTTP10
    }

    private mutating func noteHost(_ value: UnsafeRawBufferPointer) throws(Refusal) {
        hosts += 1
        guard hosts == 1 else { throw .badRequest("Several Host fields") }
        // What scripts that check a server's health are copied with: `Host: http://localhost`. Vert.x takes it too.
        let scheme = "http://".utf8
        let host = value.starts(with: scheme) ? UnsafeRawBufferPointer(rebasing: value.dropFirst(scheme.count)) : value
        // An empty one is for targets without an authority, which `http` does not have (RFC 9110 section 7.2).
        guard !host.isEmpty, host.allSatisfy(isHostByte) else { throw .badRequest("The Host field is malformed") }
    }

    /// Digits and nothing else: no sign, no list, no second field.
    private mutating func noteLength(_ value: UnsafeRawBufferPointer) throws(Refusal) {
        guard length == nil else { throw .badRequest("Several Content-Length fields") }
        guard !value.isEmpty, value.count <= 18, value.allSatisfy(isDigit) else {
            throw .badRequest("The Content-Length field is malformed")
        }
        length = value.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    private mutating func noteEncoding(_ value: UnsafeRawBufferPointer) throws(Refusal) {
        guard !isChunked, equal(value, "chunked") else {
            throw .badRequest("The only Transfer-Encoding is chunked, once")
        }
        isChunked = true
    }

    private mutating func noteExpectation(_ value: UnsafeRawBufferPointer) throws(Refusal) {
        guard equal(value, "100-continue") else { throw .unknownExpectation }
        expectsContinue = true
    }

    private mutating func noteConnection(_ value: UnsafeRawBufferPointer) {
        for part in value.split(separator: UInt8(ascii: ",")) {
            let option = part.drop(while: isBlank).prefix { !isBlank($0) }
            let bytes = UnsafeRawBufferPointer(rebasing: option)
            if equal(bytes, "close") { closes = true }
            if equal(bytes, "keep-alive") { keepsAlive = true }
        }
    }

    /// Whether the bytes are this text, which is in lower case, in any case.
    @inline(__always)
    private func equal(_ bytes: UnsafeRawBufferPointer, _ text: StaticString) -> Bool {
        guard bytes.count == text.utf8CodeUnitCount else { return false }
        for index in 0..<bytes.count where lowercased(bytes[index]) != text.utf8Start[index] { return false }
        return true
    }
}

@inline(__always)
func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

@inline(__always)
func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

/// tchar of RFC 9110 section 5.6.2.
@inline(__always)
func isToken(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x61...0x7A, 0x41...0x5A, 0x30...0x39, 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2E, 0x5E, 0x5F, 0x60, 0x7C, 0x7E:
        true
    default: false
    }
}

/// What may stand in a host and port (RFC 3986 section 3.2.2): nothing that would leave the authority of a URL.
func isHostByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x61...0x7A, 0x41...0x5A, 0x30...0x39, 0x2D, 0x2E, 0x5F, 0x7E, 0x21, 0x24...0x2C, 0x3A, 0x3B, 0x3D, 0x5B, 0x5D:
        true
    default: false
    }
}
