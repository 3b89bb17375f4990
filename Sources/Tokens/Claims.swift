import JSON

/// Claims in the making: what mappers write into.
package struct Claims: Sendable {
    /// Which document the claims are for: mappers choose by it.
    package enum Target: Sendable { case accessToken, lightweightAccessToken, idToken, userInfo, introspection }

    let target: Target
    package var members: JSONObject
    /// The `aud` claim: one value is written as a string, several as an array.
    private(set) var audience: [String]
    /// The same for looking one up, once there are many.
    private var manyAudiences: TextSet?
    /// The roles that role mappers write: other mappers add to them or rename them first.
    var roles: RoleList

    package init(for target: Target, members: JSONObject = [:], audience: [String] = [], roles: [TokenRole] = []) {
        self.target = target
        self.members = members
        self.audience = audience
        self.roles = RoleList(roles)
    }

    /// Runs the mappers that are meant for this target.
    package mutating func apply(_ mappers: [ProtocolMapper], of grant: Grant) {
        for mapper in mappers where mapper.applies(to: target) { mapper.rule.apply(to: &self, of: grant) }
    }

    package mutating func addAudience(_ name: String) {
        if audience.count == Self.fewAudiences { manyAudiences = TextSet(audience) }
        let isNew = manyAudiences?.insert(name).inserted ?? !audience.contains(name)
        if isNew { audience.append(name) }
    }

    private static let fewAudiences = 8

    /// Sets a claim at a dotted path: `realm_access.roles` is a member of an object, `\.` a dot in a name.
    mutating func set(_ path: [String], to value: JSONValue) {
        guard path.count < 500 else { return }  // no reader would go deeper
        members.set(path[...], to: value)
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

extension JSONObject {
    /// Sets what is at a path. Nothing is copied, since thousands of mappers may write into one object.
    fileprivate mutating func set(_ path: ArraySlice<String>, to value: JSONValue) {
        guard let name = path.first else { return }
        if path.count == 1 { return self[name] = value }
        var inner = self[name]?.object ?? [:]
        self[name] = JSONValue.null  // or it would be shared, and copied when it is changed
        inner.set(path.dropFirst(), to: value)
        self[name] = .object(inner)
    }
}
