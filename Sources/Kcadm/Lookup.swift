import JSON

/// Something that a command names and the admin API knows by its id.
struct Lookup: Sendable {
    private let kind: String
    private let member: String
    private let name: String
    private let query: [(name: String, value: String)]

    static func user(_ name: String) -> Lookup {
        Lookup(kind: "users", member: "username", name: name, query: [("username", name), ("exact", "true")])
    }

    static func client(_ clientID: String) -> Lookup {
        Lookup(
            kind: "clients", member: "clientId", name: clientID,
            query: [("clientId", clientID), ("first", "0"), ("max", "2")])
    }

    static func group(_ name: String) -> Lookup {
        Lookup(kind: "groups", member: "name", name: name, query: [("search", name), ("exact", "true")])
    }

    static func role(_ name: String) -> Lookup {
        Lookup(kind: "roles", member: "name", name: name, query: [("search", name), ("first", "0"), ("max", "2")])
    }

    fileprivate func id(in session: AdminSession) async throws(Failure) -> String {
        let found = try await session.read(adding(query, to: session.url(kind))).array ?? []
        let matches = found.filter { $0[member]?.string == name }
        if matches.count > 1 { throw .failed("Multiple \(kind) found for \(member): \(name)") }
        let type = kind.prefix(1).uppercased() + kind.dropFirst().dropLast()
        if let id = matches.first?["id"]?.string { return id }
        guard found.count > 1 else { throw .failed("\(type) not found for \(member): \(name)") }
        throw .failed(
            "Some matches, but not an exact match, found for \(type) with \(member): \(name). "
                + "Try using a more unique search, such as an id.")
    }
}

extension AdminSession {
    /// The id of what is looked for.
    func id(of lookup: Lookup) async throws(Failure) -> String { try await lookup.id(in: self) }
}
