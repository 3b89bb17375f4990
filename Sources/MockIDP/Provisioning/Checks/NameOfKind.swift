/// A name among others of its kind, told apart byte by byte, as the database tells them: two texts that Unicode takes for
/// equal are two names.
struct NameOfKind: Hashable {
    let kind: String
    let scope: String
    let name: String

    static func == (one: NameOfKind, other: NameOfKind) -> Bool {
        one.name == other.name && one.scope == other.scope && one.kind == other.kind
    }

    /// All of it counts: thousands of clients may each have a role of one name.
    func hash(into hasher: inout Hasher) {
        hasher.combine(TextKey(name))
        hasher.combine(TextKey(scope))
        hasher.combine(kind)
    }
}
