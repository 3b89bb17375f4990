import JSON

/// `oidc-usersessionmodel-note-mapper`: a note of the session (`AUTH_TIME`, `clientAddress` …) as a claim.
struct SessionNoteMapper: MapperRule {
    private let config: MapperConfig

    init(_ config: MapperConfig) { self.config = config }

    func apply(to claims: inout Claims, of grant: Grant) {
        guard let note = grant.notes[config["user.session.note"] ?? ""],
            let value = config.value(of: [note], isMultivalued: false)
        else { return }
        claims.set(config.claimPath, to: value)
    }
}

/// `oidc-session-state-mapper`: the session's id as `session_state`.
struct SessionStateMapper: MapperRule {
    init(_ config: MapperConfig) {}

    func apply(to claims: inout Claims, of grant: Grant) {
        if let session = grant.session { claims.set(["session_state"], to: .string(session.id)) }
    }
}

/// `oidc-acr-mapper`: the authentication context class reference.
struct AcrMapper: MapperRule {
    init(_ config: MapperConfig) {}

    static func applies(to target: Claims.Target, _ config: MapperConfig) -> Bool {
        target != .userInfo && config.includes(target)
    }

    func apply(to claims: inout Claims, of grant: Grant) { claims.set(["acr"], to: .string(grant.acr)) }
}

/// `oidc-amr-mapper`: the methods that the user proved the identity with (RFC 8176); a password grant names none.
struct AmrMapper: MapperRule {
    init(_ config: MapperConfig) {}

    static func applies(to target: Claims.Target, _ config: MapperConfig) -> Bool {
        target != .userInfo && config.includes(target)
    }

    func apply(to claims: inout Claims, of grant: Grant) { claims.set(["amr"], to: .array([])) }
}

/// `oidc-allowed-origins-mapper`: the client's web origins, for resource servers that answer browsers.
struct AllowedOriginsMapper: MapperRule {
    init(_ config: MapperConfig) {}

    static func applies(to target: Claims.Target, _ config: MapperConfig) -> Bool {
        target != .idToken && target != .userInfo && config.includes(target)
    }

    func apply(to claims: inout Claims, of grant: Grant) {
        let all = grant.client.allowedOrigins.filter { !$0.isEmpty }
        if !all.isEmpty { claims.set(["allowed-origins"], to: .array(all.map { .string($0) })) }
    }
}

/// `oidc-hardcoded-claim-mapper`: a claim that is the same for everyone.
struct HardcodedClaimMapper: MapperRule {
    private let config: MapperConfig

    init(_ config: MapperConfig) { self.config = config }

    func apply(to claims: inout Claims, of grant: Grant) {
        guard let text = config["claim.value"], let value = config.value(of: [text], isMultivalued: false) else {
            return
        }
        claims.set(config.claimPath, to: value)
    }
}
