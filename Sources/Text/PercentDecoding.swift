/// The value of a percent-encoded piece of a path ("%" that starts no escape stays as it is).
package func percentDecoded(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
    let source = Array(text.utf8)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(source.count)
    var at = 0
    while at < source.count {
        if source[at] == UInt8(ascii: "%"), at + 2 < source.count, let high = hexValue(source[at + 1]),
            let low = hexValue(source[at + 2])
        {
            bytes.append(high << 4 | low)
            at += 3
        } else {
            bytes.append(source[at])
            at += 1
        }
    }
    return String(decoding: bytes, as: UTF8.self)
}

private func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
}
