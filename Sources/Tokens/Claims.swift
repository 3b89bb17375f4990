import JSON

/// Claims in the making: what mappers write into.
package struct Claims: Sendable {
    /// Which document the claims are for: mappers choose by it.
    package enum Target: Sendable { case accessToken, lightweightAccessToken, idToken, userInfo, introspection }

    let target: Target
    package var members: JSONObject
    /// The `aud` claim: one value is written as a string, several as an array.
    var audience: [String]
    /// The roles that role mappers write: other mappers add to them or rename them first.
    var roles: [TokenRole]

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
        if !audience.contains(name) { audience.append(name) }
    }

    /// Sets a claim at a dotted path: `realm_access.roles` is a member of an object, `\.` a dot in a name.
    mutating func set(_ path: [String], to value: JSONValue) {
        guard path.count < 500 else { return }  // no reader would go deeper
        members = Self.setting(path[...], to: value, in: members)
    }

    private static func setting(_ path: ArraySlice<String>, to value: JSONValue, in object: JSONObject) -> JSONObject {
        guard let name = path.first else { return object }
        var object = object
        object[name] =
            path.count == 1 ? value : .object(setting(path.dropFirst(), to: value, in: object[name]?.object ?? [:]))
        return object
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
