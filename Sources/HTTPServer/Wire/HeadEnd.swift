#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

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

    /// The same where a line may end with LF alone.
    static func findAfterLines(in bytes: UnsafeRawBufferPointer, from start: Int) -> HeadEnd {
        for index in start..<max(start, bytes.count) where bytes[index] == 0x0A {
            let before = index > 0 && bytes[index - 1] == 0x0D ? index - 1 : index
            if before == 0 || bytes[before - 1] == 0x0A { return .at(index + 1) }
        }
        return .notYet
    }
}

/// The lines with CR LF at the end of each.
func withLineEnds(_ lines: UnsafeRawBufferPointer) -> [UInt8] {
    var bytes: [UInt8] = []
    for byte in lines {
        if byte == 0x0A, bytes.last != 0x0D { bytes.append(0x0D) }
        bytes.append(byte)
    }
    return bytes
}
