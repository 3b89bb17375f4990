import JSON

// Texts are compared byte by byte, as Java, SQLite and JSON compare them: what follows takes the place of the standard
// library's operators, for which two texts are equal when they look the same. With those, a name with the one `é` would be
// taken for the name with the other, and someone else's realm, client or redirect URI for one's own. It holds in each file
// of a module of which one file says `@_exported import Text`; a plain import would change that file alone.
// Dictionaries and sets hash as the standard library compares: use `TextMap` and `TextSet` for names that users give.

extension String {
    package static func == (one: String, other: String) -> Bool { sameBytes(one, other) }
    package static func != (one: String, other: String) -> Bool { !sameBytes(one, other) }
    package static func ~= (pattern: String, value: String) -> Bool { sameBytes(pattern, value) }
    package static func == (one: String, other: Substring) -> Bool { one.utf8.elementsEqual(other.utf8) }
    package static func != (one: String, other: Substring) -> Bool { !(one == other) }
    package func hasPrefix(_ prefix: String) -> Bool { utf8.starts(with: prefix.utf8) }
    package func hasSuffix(_ suffix: String) -> Bool { utf8.reversed().starts(with: suffix.utf8.reversed()) }
}

extension Substring {
    package static func == (one: Substring, other: Substring) -> Bool { one.utf8.elementsEqual(other.utf8) }
    package static func != (one: Substring, other: Substring) -> Bool { !(one == other) }
    package static func == (one: Substring, other: String) -> Bool { one.utf8.elementsEqual(other.utf8) }
    package static func != (one: Substring, other: String) -> Bool { !(one == other) }
    package func hasPrefix(_ prefix: String) -> Bool { utf8.starts(with: prefix.utf8) }
    package func hasSuffix(_ suffix: String) -> Bool { utf8.reversed().starts(with: suffix.utf8.reversed()) }
}

extension Optional where Wrapped == String {
    package static func == (one: String?, other: String?) -> Bool {
        switch (one, other) {
        case (nil, nil): true
        case (let one?, let other?): sameBytes(one, other)
        default: false
        }
    }
    package static func != (one: String?, other: String?) -> Bool { !(one == other) }
}

extension Sequence where Element == String {
    @inlinable package func contains(_ text: String) -> Bool { contains { sameBytes($0, text) } }
}

extension Collection where Element == String {
    @inlinable package func firstIndex(of text: String) -> Index? { firstIndex { sameBytes($0, text) } }
}
