import JSON

/// `oidc-usermodel-attribute-mapper`: a user attribute as a claim.
struct UserAttributeMapper: MapperRule {
    private let config: MapperConfig

    init(_ config: MapperConfig) { self.config = config }

    func apply(to claims: inout Claims, of grant: Grant) {
        let values = grant.user.values(
            ofAttribute: config["user.attribute"] ?? "", isAggregated: config.isOn("aggregate.attrs"))
        guard let value = config.value(of: values, isMultivalued: config.isOn("multivalued")) else { return }
        claims.set(config.claimPath, to: value)
    }
}

/// `oidc-usermodel-property-mapper`: a built-in property of the user (`emailVerified`, `username` …) as a claim.
struct UserPropertyMapper: MapperRule {
    private let config: MapperConfig

    init(_ config: MapperConfig) { self.config = config }

    func apply(to claims: inout Claims, of grant: Grant) {
        guard let text = grant.user.property(config["user.attribute"] ?? ""),
            let value = config.value(of: [text], isMultivalued: false)
        else { return }
        claims.set(config.claimPath, to: value)
    }
}

/// `oidc-full-name-mapper`: first and last name as `name`.
struct FullNameMapper: MapperRule {
    init(_ config: MapperConfig) {}

    func apply(to claims: inout Claims, of grant: Grant) {
        let names = [grant.user.firstName, grant.user.lastName].compactMap { $0 }.filter { !$0.isEmpty }
        if !names.isEmpty { claims.set(["name"], to: .string(names.joined(separator: " "))) }
    }
}

/// `oidc-address-mapper`: the `address` claim of OIDC Core section 5.1.1, from attributes its config names.
struct AddressMapper: MapperRule {
    private let config: MapperConfig

    init(_ config: MapperConfig) { self.config = config }

    func apply(to claims: inout Claims, of grant: Grant) {
        let members = [
            ("street", "street_address"), ("locality", "locality"), ("region", "region"),
            ("postal_code", "postal_code"),
            ("country", "country"), ("formatted", "formatted"),
        ]
        var address: JSONObject = [:]
        for (source, member) in members {
            let attribute = config["user.attribute.\(source)"] ?? source
            if let value = grant.user.values(ofAttribute: attribute).first { address[member] = .string(value) }
        }
        if !address.isEmpty { claims.set(["address"], to: .object(address)) }
    }
}

/// `oidc-group-membership-mapper`: the user's groups, by path or by name.
struct GroupMembershipMapper: MapperRule {
    private let config: MapperConfig

    init(_ config: MapperConfig) { self.config = config }

    func apply(to claims: inout Claims, of grant: Grant) {
        let isPath = config.isOn("full.path")
        let groups = grant.user.groups.map { isPath ? $0.path : $0.name }
        claims.set(config.claimPath, to: .array(groups.map { .string($0) }))
    }
}

/// `oidc-sub-mapper`: the user's id as `sub` (the ID token has it anyway).
struct SubjectMapper: MapperRule {
    init(_ config: MapperConfig) {}

    static func applies(to target: Claims.Target, _ config: MapperConfig) -> Bool {
        target != .idToken && target != .userInfo && config.includes(target)
    }

    func apply(to claims: inout Claims, of grant: Grant) { claims.set(["sub"], to: .string(grant.user.id)) }
}
