/// Takes one request after the other off the bytes of a connection. It knows nothing of sockets: it is given what has
/// come and says what that was.
struct RequestReader {
    enum Outcome {
        /// More bytes must come. What was not taken must be given again, with those behind it.
        case incomplete
        /// The client waits to be told to send the body (RFC 9110 section 10.1.1).
        case awaitsContinue
        /// The body of this request is longer than `bodyLimit`; reading goes on where that is raised.
        case exceedsLimit(RequestHead)
        case request(RequestHead, body: [UInt8])
    }

    enum Phase: Equatable {
        case head
        /// The head is read, the body's length is to be looked at.
        case admission
        case body(Int)
        case chunkSize
        case chunkData(Int)
        case chunkEnd
        case trailers
    }

    let maxHeaderBytes: Int
    let readsScripts: Bool
    /// The longest body taken; for the request under way, set again for each.
    var bodyLimit: Int
    var phase = Phase.head
    var head = RequestHead()
    var body: [UInt8] = []
    var trailerBytes = 0
    /// How many of the bytes that were not taken have been searched for the end of a line or head.
    var searched = 0
    private var isLineChecked = false

    init(maxHeaderBytes: Int, bodyLimit: Int, readsScripts: Bool = false) {
        self.maxHeaderBytes = maxHeaderBytes
        self.readsScripts = readsScripts
        self.bodyLimit = bodyLimit
    }

    /// Whether no request has begun.
    var isBetweenRequests: Bool { phase == .head && searched == 0 }

    /// Reads on, in `bytes` from `used` on, which it moves behind what it takes.
    mutating func read(_ bytes: UnsafeRawBufferPointer, _ used: inout Int) throws(Refusal) -> Outcome {
        while true {
            if phase == .head { skipEmptyLines(bytes, &used) }
            let rest = UnsafeRawBufferPointer(rebasing: bytes[used...])
            switch phase {
            case .head:
                guard try readHead(rest, &used) else { return .incomplete }
                if phase == .head, head.framing == .none { return .request(head, body: []) }
            case .admission:
                if case .length(let length) = head.framing, length > bodyLimit { return .exceedsLimit(head) }
                begin()
                if head.expectsContinue { return .awaitsContinue }
            case .body(let missing):
                guard !rest.isEmpty else { return .incomplete }
                let taken = min(missing, rest.count)
                take(UnsafeRawBufferPointer(rebasing: rest[..<taken]), expected: body.count + missing)
                used += taken
                phase = .body(missing - taken)
                if missing == taken { return finish() }
            case .chunkSize, .chunkData, .chunkEnd, .trailers:
                if let outcome = try readChunked(rest, &used) { return outcome }
            }
        }
    }

    private mutating func begin() {
        body = []
        trailerBytes = 0
        if case .length(let length) = head.framing { phase = .body(length) } else { phase = .chunkSize }
    }

    mutating func finish() -> Outcome {
        phase = .head
        searched = 0
        defer { body = [] }
        return .request(head, body: body)
    }

    /// Once a body is known to be large, its whole room is set aside: never copied again, and no memory before it is used.
    mutating func take(_ bytes: UnsafeRawBufferPointer, expected: Int) {
        if body.count + bytes.count > 65_536 { body.reserveCapacity(expected) }
        body.append(contentsOf: bytes)
    }

    // MARK: Head

    /// Empty lines before a request line do not count (RFC 9112 section 2.2).
    private mutating func skipEmptyLines(_ bytes: UnsafeRawBufferPointer, _ used: inout Int) {
        while bytes.count - used >= 2, bytes[used] == 0x0D, bytes[used + 1] == 0x0A {
            used += 2
            searched = 0
        }
    }

    /// Takes a head, and false when its end has not come.
    private mutating func readHead(_ bytes: UnsafeRawBufferPointer, _ used: inout Int) throws(Refusal) -> Bool {
        switch readsScripts
            ? HeadEnd.findAfterLines(in: bytes, from: searched) : HeadEnd.find(in: bytes, from: searched)
        {
        case .at(let end):
            guard end <= maxHeaderBytes else { throw .headTooLong }
            let bytes = UnsafeRawBufferPointer(rebasing: bytes[..<end])
            if readsScripts {
                let lines = withLineEnds(bytes)
                let parsed = lines.withUnsafeBytes { lines in
                    Result { () throws(Refusal) in try HeadParser.parse(lines, needsHost: false) }
                }
                head = try parsed.get()
            } else {
                head = try HeadParser.parse(bytes)
            }
            used += end
            searched = 0
            isLineChecked = false
            phase = head.framing == .none ? .head : .admission
            return true
        case .notYet:
            try checkPart(bytes)
            searched = bytes.count
            return false
        case .refused(let refusal):
            throw refusal
        }
    }

    /// Refuses what can become no head before its client waits for an answer in vain.
    private mutating func checkPart(_ bytes: UnsafeRawBufferPointer) throws(Refusal) {
        guard bytes.count <= maxHeaderBytes else { throw .headTooLong }
        if readsScripts { return }
        guard let first = bytes.first, !isLineChecked else { return }
        // Such as a TLS handshake.
        if !isToken(first), first != 0x0D { throw .badRequestLine }
        if bytes[searched...].contains(0x0A) {
            try HeadParser.checkRequestLine(bytes)  // HTTP/0.9 has no line after this one
            isLineChecked = true
        }
    }
}
