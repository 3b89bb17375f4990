import CEvent

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Where requests end. `input` holds only bytes as the client sent them, `output` what `evhttp` will read.
extension Connection {
    /// Takes at least one byte off `input`.
    func step(_ input: OpaquePointer, _ output: OpaquePointer) {
        switch expecting {
        case .head:
            readHead(input, output)
        case .body(let rest):
            let taken = Int(evbuffer_remove_buffer(input, output, rest))
            expecting = .body(rest - taken)
            if rest == taken { finishRequest() }
        case .chunkSize:
            guard let line = readLine(input, output, limit: 1_024) else { return }
            readChunkSize(line, output)
        case .chunkData(let rest):
            readChunkData(input, output, rest)
        case .chunkEnd:
            guard let line = readLine(input, output, limit: 0) else { return }
            if line.isEmpty { expecting = .chunkSize } else { refuse(.badChunk, output) }
        case .trailers:
            guard let line = readLine(input, output, limit: listener.maxHeaderBytes) else { return }
            readTrailer(line, output)
        case .excess(let rest):
            let taken = min(rest, evbuffer_get_length(input))
            evbuffer_drain(input, taken)
            expecting = .excess(rest - taken)
            if rest == taken { refuse(.bodyTooLong, output) }
        case .nothing:
            evbuffer_drain(input, evbuffer_get_length(input))
        }
    }

    private func finishRequest() { expecting = isLast ? .nothing : .head }

    /// Has this request answered with a refusal, once `evhttp` believes it complete, and nothing read after it.
    func refuse(_ refusal: Refusal, _ output: OpaquePointer) {
        switch expecting {
        case .head, .excess:
            pass(.refused(refusal), to: output)
        case .chunkSize, .chunkEnd, .trailers:
            if let current = heads.indices.last { heads[current].refusal = refusal }
            add("0\r\n\r\n", to: output)
        case .body, .chunkData, .nothing:
            abort()
        }
        held = []
        expecting = .nothing
    }

    // MARK: Head

    private func readHead(_ input: OpaquePointer, _ output: OpaquePointer) {
        let length = evbuffer_get_length(input)
        guard let start = evbuffer_pullup(input, length) else { return abort() }
        let fresh = UnsafeRawBufferPointer(start: start, count: length)
        guard held.isEmpty else { return readHeldHead(fresh, input, output) }
        switch HeadEnd.find(in: fresh, from: 0) {
        case .at(2):  // an empty line before the request line is skipped (RFC 9112 section 2.2)
            evbuffer_drain(input, 2)
        case .at(let end):
            take(UnsafeRawBufferPointer(rebasing: fresh[..<end]), output)
            evbuffer_drain(input, end)
        case .notYet:
            held = Array(fresh)
            evbuffer_drain(input, length)
            checkHeldHead(output)
        case .refused(let refusal):
            refuse(refusal, output)
        }
    }

    private func readHeldHead(_ fresh: UnsafeRawBufferPointer, _ input: OpaquePointer, _ output: OpaquePointer) {
        let before = held.count
        held += fresh
        switch held.withUnsafeBytes({ HeadEnd.find(in: $0, from: before) }) {
        case .at(let end):
            let head = Array(held[..<end])
            held = []
            if end > 2 { head.withUnsafeBytes { take($0, output) } }
            evbuffer_drain(input, end - before)
        case .notYet:
            evbuffer_drain(input, fresh.count)
            checkHeldHead(output)
        case .refused(let refusal):
            refuse(refusal, output)
        }
    }

    private func checkHeldHead(_ output: OpaquePointer) {
        if held.count > listener.maxHeaderBytes {
            refuse(.headTooLong, output)
        } else if let first = held.first, !isToken(first), first != 0x0D {
            refuse(.badRequestLine, output)  // such as a TLS handshake, which would wait for an answer
        }
    }

    private func take(_ bytes: UnsafeRawBufferPointer, _ output: OpaquePointer) {
        guard bytes.count <= listener.maxHeaderBytes else { return refuse(.headTooLong, output) }
        let head: RequestHead
        do throws(Refusal) { head = try HeadParser.parse(bytes) } catch { return refuse(error, output) }
        isLast = head.closes
        switch head.framing {
        case .none:
            finishRequest()
        case .length(let length) where length > listener.maxBodyBytes:
            expecting = .excess(length)
            if head.expectsContinue || length / 4 > listener.maxBodyBytes { refuse(.bodyTooLong, output) }
            return
        case .length(let length):
            expecting = .body(length)
        case .chunked:
            expecting = .chunkSize
            bodyBytes = 0
            trailerBytes = 0
            discardsChunks = false
        }
        pass(head, to: output)
    }

    // MARK: Chunks (RFC 9112 section 7.1)

    /// chunk-size [ chunk-ext ]
    private func readChunkSize(_ line: [UInt8], _ output: OpaquePointer) {
        var size = 0
        var digits = 0
        for byte in line {
            guard let digit = hexValue(byte) else { break }
            size = size << 4 | Int(digit)
            digits += 1
            guard digits <= 15 else { return refuse(.badChunk, output) }
        }
        let rest = line.dropFirst(digits).drop(while: isBlank)
        guard digits > 0, rest.isEmpty || rest.first == 0x3B, !rest.contains(where: { $0 < 0x20 && $0 != 0x09 }) else {
            return refuse(.badChunk, output)
        }
        if size == 0 { return expecting = .trailers }
        bodyBytes += min(size, Int.max / 2)
        if bodyBytes > listener.maxBodyBytes { discardsChunks = true }
        if bodyBytes / 4 > listener.maxBodyBytes { return refuse(.bodyTooLong, output) }
        if !discardsChunks { add(String(size, radix: 16) + "\r\n", to: output) }
        expecting = .chunkData(size)
    }

    private func readChunkData(_ input: OpaquePointer, _ output: OpaquePointer, _ rest: Int) {
        let taken = min(rest, evbuffer_get_length(input))
        if discardsChunks {
            evbuffer_drain(input, taken)
        } else {
            evbuffer_remove_buffer(input, output, taken)
            if rest == taken { add("\r\n", to: output) }
        }
        expecting = rest == taken ? .chunkEnd : .chunkData(rest - taken)
    }

    /// Trailer fields are read and forgotten.
    private func readTrailer(_ line: [UInt8], _ output: OpaquePointer) {
        trailerBytes += line.count + 2
        if trailerBytes > listener.maxHeaderBytes { return refuse(.headTooLong, output) }
        guard line.isEmpty else { return }
        if discardsChunks { return refuse(.bodyTooLong, output) }
        add("0\r\n\r\n", to: output)
        finishRequest()
    }

    /// A line without its CR LF, or nil when its end has not come or it was refused.
    private func readLine(_ input: OpaquePointer, _ output: OpaquePointer, limit: Int) -> [UInt8]? {
        let length = max(evbuffer_get_contiguous_space(input), 1)
        guard let start = evbuffer_pullup(input, length) else {
            abort()
            return nil
        }
        let fresh = UnsafeRawBufferPointer(start: start, count: length)
        let lineFeed = fresh.firstIndex(of: 0x0A)
        held += fresh[..<(lineFeed ?? length)]
        guard held.count <= limit + 1, lineFeed == nil || held.last == 0x0D else {
            refuse(.badChunk, output)
            return nil
        }
        evbuffer_drain(input, lineFeed.map { $0 + 1 } ?? length)
        guard lineFeed != nil else { return nil }
        var line = held
        held = []
        line.removeLast()
        return line
    }
}

/// Where a request's head ends.
enum HeadEnd: Equatable {
    case at(Int)
    case notYet
    case refused(Refusal)

    /// Looks for the empty line, in bytes of which those before `start` were searched before. Every line must end with
    /// CR LF: a bare LF that one reader takes for an end and another does not is how requests are smuggled.
    static func find(in bytes: UnsafeRawBufferPointer, from start: Int) -> HeadEnd {
        guard let base = bytes.baseAddress else { return .notYet }
        var index = start
        while index < bytes.count, let found = memchr(base + index, 0x0A, bytes.count - index) {
            let lineFeed = UnsafeRawPointer(found) - base
            guard lineFeed > 0, bytes[lineFeed - 1] == 0x0D else { return .refused(.bareLineFeed) }
            if lineFeed == 1 || bytes[lineFeed - 2] == 0x0A { return .at(lineFeed + 1) }
            index = lineFeed + 1
        }
        return .notYet
    }
}
