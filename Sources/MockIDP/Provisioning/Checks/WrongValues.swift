import JSON

/// The values of a document that do not have the form of their fields. What else is wrong with the document is looked for
/// without them, so that all of it is said at once.
struct WrongValues {
    /// Each as the member that is left out; elements of lists stay where they are, or places would no longer be right.
    private let members: [[JSONPathElement]]

    init(_ paths: [[JSONPathElement]]) {
        members = paths.map { path in
            Array(path[..<((path.lastIndex { if case .member = $0 { true } else { false } } ?? -1) + 1)])
        }
    }

    /// So many are taken out, each in a pass of its own.
    private static let most = 100

    /// The document without them; nil where one of them is a name, or may hold some: whatever refers to it would be called
    /// wrong, too.
    func without(_ document: JSONObject) -> JSONObject? {
        if members.count > Self.most { return nil }
        let hidesNames = members.contains { path in
            guard case .member(let name)? = path.last else { return true }
            return Self.naming.contains(name)
        }
        if hidesNames { return nil }
        return members.reduce(JSONValue.object(document)) { Self.without($1[...], $0) }.object
    }

    /// Whether one of them stands directly in what a path leads to: a client without a name may have a misspelt one.
    func hold(_ path: [JSONPathElement]) -> Bool { members.contains { $0.dropLast().elementsEqual(path) } }

    private static func without(_ path: ArraySlice<JSONPathElement>, _ value: JSONValue) -> JSONValue {
        switch (path.first, value) {
        case (.member(let name)?, .object(var members)):
            members[name] = path.count == 1 ? nil : members[name].map { without(path.dropFirst(), $0) }
            return .object(members)
        case (.index(let index)?, .array(var elements)) where elements.indices.contains(index):
            elements[index] = without(path.dropFirst(), elements[index])
            return .array(elements)
        default: return value
        }
    }

    private static let naming: Set = [
        "alias", "authenticationExecutions", "authenticationFlows", "authenticatorConfig", "client", "clientId",
        "clientScope", "clientScopes", "clients", "components", "composites", "defaultRole", "federatedUsers", "groups",
        "id", "identityProviders", "name", "path", "protocolMappers", "realm", "requiredActions", "roles",
        "subComponents",
        "subGroups", "username", "users",
    ]
}
