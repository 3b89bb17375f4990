/// A name among others of its kind, told apart byte by byte, as the database tells them: two texts that Unicode takes for
/// equal are two names.
struct NameOfKind: Hashable {
    let kind: String
    let scope: String
    let name: String

    static func == (one: NameOfKind, other: NameOfKind) -> Bool {
        one.kind == other.kind && one.scope.utf8.elementsEqual(other.scope.utf8)
            && one.name.utf8.elementsEqual(other.name.utf8)
    }

    func hash(into hasher: inout Hasher) {
        for byte in name.utf8 { hasher.combine(byte) }
        hasher.combine(kind)
    }
}
