#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Chunked bodies (RFC 9112 section 7.1).
extension RequestReader {
    /// One step; an outcome when it cannot go on or the request is complete.
    mutating func readChunked(_ bytes: UnsafeRawBufferPointer, _ used: inout Int) throws(Refusal) -> Outcome? {
        switch phase {
        case .chunkSize:
            guard let line = try line(bytes, limit: 1_024) else { return .incomplete }
            let size = try Self.size(line)
            if size > bodyLimit - body.count { return .exceedsLimit(head) }
            used += line.count + 2
            phase = size == 0 ? .trailers : .chunkData(size)
        case .chunkData(let missing):
            guard !bytes.isEmpty else { return .incomplete }
            let taken = min(missing, bytes.count)
            take(UnsafeRawBufferPointer(rebasing: bytes[..<taken]), expected: bodyLimit)
            used += taken
            phase = missing == taken ? .chunkEnd : .chunkData(missing - taken)
        case .chunkEnd:
            guard let line = try line(bytes, limit: 0) else { return .incomplete }
            guard line.isEmpty else { throw .badChunk }
            used += 2
            phase = .chunkSize
        default:
            guard let line = try line(bytes, limit: maxHeaderBytes) else { return .incomplete }
            used += line.count + 2
            trailerBytes += line.count + 2  // trailer fields are read and forgotten
            if trailerBytes > maxHeaderBytes { throw .headTooLong }
            if line.isEmpty { return finish() }
        }
        return nil
    }

    /// chunk-size [ chunk-ext ]
    private static func size(_ line: UnsafeRawBufferPointer) throws(Refusal) -> Int {
        var size = 0
        var digits = 0
        for byte in line {
            guard let digit = hexValue(byte) else { break }
            size = size << 4 | Int(digit)
            digits += 1
            guard digits <= 15 else { throw .badChunk }
        }
        let rest = line.dropFirst(digits).drop(while: isBlank)
        guard digits > 0, rest.isEmpty || rest.first == 0x3B, !rest.contains(where: { $0 < 0x20 && $0 != 0x09 }) else {
            throw .badChunk
        }
        return size
    }

    /// The first line without its CR LF, nil when its end has not come.
    private mutating func line(_ bytes: UnsafeRawBufferPointer, limit: Int) throws(Refusal) -> UnsafeRawBufferPointer? {
        guard searched < bytes.count, let base = bytes.baseAddress,
            let found = memchr(base + searched, 0x0A, bytes.count - searched)
        else {
            guard bytes.count <= limit + 1 else { throw .badChunk }
            searched = bytes.count
            return nil
        }
        searched = 0
        let end = UnsafeRawPointer(found) - base - 1
        guard end >= 0, end <= limit, bytes[end] == 0x0D else { throw .badChunk }
        return UnsafeRawBufferPointer(rebasing: bytes[..<end])
    }
}
