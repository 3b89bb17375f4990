/// The roles of a token in the making, each found in a time that does not grow with their number: a client may have
/// thousands of mappers that look for one.
package struct RoleList: Sendable, Sequence {
    private var roles: [TokenRole]
    /// Where the roles of each name are; made when one is looked for, which few tokens need.
    private var places: TextMap<[Int]>?

    init(_ roles: [TokenRole]) { self.roles = roles }

    package func makeIterator() -> IndexingIterator<[TokenRole]> { roles.makeIterator() }

    /// Where the first role with that name and client is.
    mutating func place(of role: TokenRole) -> Int? {
        if places == nil {
            var made = TextMap<[Int]>(minimumCapacity: roles.count)
            for (place, role) in roles.enumerated() { made[Self.key(role), default: []].append(place) }
            places = made
        }
        return places?[Self.key(role)]?.min()
    }

    mutating func append(_ role: TokenRole) {
        places?[Self.key(role), default: []].append(roles.count)
        roles.append(role)
    }

    /// Gives the role at a place another name, and another client.
    mutating func rename(at place: Int, to name: String, ofClient client: String?) {
        let role = TokenRole(id: roles[place].id, name: name, client: client)
        places?[Self.key(roles[place]), default: []].removeAll { $0 == place }
        places?[Self.key(role), default: []].append(place)
        roles[place] = role
    }

    private static func key(_ role: TokenRole) -> String {
        role.client.map { "\($0.utf8.count):\($0)\(role.name)" } ?? ":" + role.name
    }
}
