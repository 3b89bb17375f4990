import JSON

/// Claims in the making: what mappers write into.
package struct Claims: Sendable {
    /// Which document the claims are for: mappers choose by it.
    package enum Target: Sendable { case accessToken, lightweightAccessToken, idToken, userInfo, introspection }

    let target: Target
    package var members: JSONObject
    /// The `aud` claim: one value is written as a string, several as an array.
    private(set) var audience: [String]
    /// The same for finding them, once there are many.
    private var knownAudience: TextSet = []
    /// The roles that role mappers write: other mappers add to them or rename them first.
    private(set) var roles: [TokenRole]
    private var knownRoles: TextSet = []

    package init(for target: Target, members: JSONObject = [:], audience: [String] = [], roles: [TokenRole] = []) {
        self.target = target
        self.members = members
        self.audience = audience
        self.roles = roles
    }

    /// Runs the mappers that are meant for this target.
    package mutating func apply(_ mappers: [ProtocolMapper], of grant: Grant) {
        for mapper in mappers where mapper.applies(to: target) { mapper.rule.apply(to: &self, of: grant) }
    }

    package mutating func addAudience(_ name: String) {
        if audience.count < 16 {
            if !audience.contains(name) { audience.append(name) }
            return
        }
        if knownAudience.isEmpty { knownAudience = TextSet(audience) }
        if knownAudience.insert(name).inserted { audience.append(name) }
    }

    /// Adds a role that is not there yet.
    mutating func addRole(_ role: TokenRole) {
        if roles.count < 16 {
            if !roles.contains(where: { $0.name == role.name && $0.client == role.client }) { roles.append(role) }
            return
        }
        if knownRoles.isEmpty { knownRoles = TextSet(roles.map(\.qualifiedName)) }
        if knownRoles.insert(role.qualifiedName).inserted { roles.append(role) }
    }

    /// Puts a role in another's place.
    mutating func replaceRole(at index: Int, with role: TokenRole) {
        roles[index] = role
        knownRoles = []
    }

    /// Sets a claim at a dotted path: `realm_access.roles` is a member of an object, `\.` a dot in a name.
    mutating func set(_ path: [String], to value: JSONValue) {
        guard path.count < 500 else { return }  // no reader would go deeper
        Self.set(path[...], to: value, in: &members)
    }

    /// In place: a client may have thousands of mappers that write into one object.
    private static func set(_ path: ArraySlice<String>, to value: JSONValue, in object: inout JSONObject) {
        guard let name = path.first else { return }
        if path.count == 1 { return object[name] = value }
        var inner = object[name]?.object ?? [:]
        object[name] = .null  // or the object around would keep a second reference to it, and a change would copy it
        set(path.dropFirst(), to: value, in: &inner)
        object[name] = .object(inner)
    }

    /// The members in the order Keycloak writes them, `aud` among them.
    package var ordered: JSONObject {
        var all = members
        switch audience.count {
        case 0: break
        case 1: all["aud"] = .string(audience[0])
        default: all["aud"] = .array(audience.map { .string($0) })
        }
        return ClaimOrder.sorted(all)
    }
}

extension TokenRole {
    /// What tells it from others.
    fileprivate var qualifiedName: String { client.map { $0 + "\0" + name } ?? name }
}
