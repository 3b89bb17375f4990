extension [UInt8] {
    /// ASCII text.
    @inline(__always)
    mutating func append(_ text: StaticString) {
        append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// The text of a string's inside, escaped as Jackson does: only what must be, non-ASCII and `/` as they are.
    mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>) {
        let raw = UnsafeRawBufferPointer(text)
        var written = 0
        var place = 0
        while place < text.count {
            if place + 8 <= text.count {
                let stops = Escapes.stops(in: raw.loadUnaligned(fromByteOffset: place, as: UInt64.self))
                guard stops != 0 else {
                    place += 8
                    continue
                }
                place += stops.trailingZeroBitCount / 8
            } else if !Escapes.isStop(text[place]) {
                place += 1
                continue
            }
            append(contentsOf: UnsafeBufferPointer(rebasing: text[written..<place]))
            appendEscape(text[place])
            place += 1
            written = place
        }
        append(contentsOf: UnsafeBufferPointer(rebasing: text[written...]))
    }

    private mutating func appendEscape(_ byte: UInt8) {
        append(UInt8(ascii: "\\"))
        let short = Escapes.short(byte)
        guard short == 0 else { return append(short) }
        append("u00")
        append(Escapes.hexDigit(byte >> 4))
        append(Escapes.hexDigit(byte & 15))
    }

    mutating func appendDecimal(_ value: Int) {
        if value < 0 { append(UInt8(ascii: "-")) }
        var rest = value.magnitude
        let start = count
        repeat {
            append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        self[start...].reverse()
    }
}
