/// Whether two texts are the same bytes.
///
/// Swift's `==` asks whether they look the same: it takes `é` for `e` with an accent, `K` for the Kelvin sign, `;` for the
/// Greek question mark. In JSON, in SQLite and for Keycloak those are different names.
@inlinable
public func sameBytes(_ one: String, _ other: String) -> Bool {
    let count = one.utf8.count
    if count != other.utf8.count { return false }
    if count == 0 { return true }
    let same = one.utf8.withContiguousStorageIfAvailable { one in
        other.utf8.withContiguousStorageIfAvailable { other in
            sameBytes(UnsafeRawBufferPointer(one), UnsafeRawBufferPointer(other))
        } ?? nil
    }
    return (same ?? nil) ?? one.utf8.elementsEqual(other.utf8)
}

/// Compares buffers of the same size, eight bytes at a time.
@inlinable
func sameBytes(_ one: UnsafeRawBufferPointer, _ other: UnsafeRawBufferPointer) -> Bool {
    var at = 0
    while at &+ 8 <= one.count {
        let word = one.loadUnaligned(fromByteOffset: at, as: UInt64.self)
        if word != other.loadUnaligned(fromByteOffset: at, as: UInt64.self) { return false }
        at &+= 8
    }
    while at < one.count {
        if one[at] != other[at] { return false }
        at &+= 1
    }
    return true
}
