import JSON

/// What a kind of protocol mapper does to a set of claims.
protocol MapperRule: Sendable {
    /// Reads the mapper's config.
    init(_ config: MapperConfig)
    /// Writes its claim. Whether it is meant for the target has been checked already.
    func apply(to claims: inout Claims, of grant: Grant)
    /// When it runs: role mappers after those that change roles (Keycloak's `ProtocolMapperUtils`).
    static var priority: Int { get }
    /// Whether it writes into that document.
    static func applies(to target: Claims.Target, _ config: MapperConfig) -> Bool
}

extension MapperRule {
    static var priority: Int { 0 }
    static func applies(to target: Claims.Target, _ config: MapperConfig) -> Bool { config.includes(target) }
}

/// A configured protocol mapper of a client or client scope, ready to run.
package struct ProtocolMapper: Sendable {
    let config: MapperConfig
    let rule: any MapperRule
    package let priority: Int
    /// Whether the catalogue has its kind; others stay in the client and write nothing.
    package let isKnown: Bool

    /// - Parameter name: what kind it is (`protocolMapper`).
    package init(_ name: String, config values: TextMap<String>) {
        config = MapperConfig(values)
        let kind = mapperCatalogue[name]
        rule = (kind ?? NoMapper.self).init(config)
        priority = kind?.priority ?? 0
        isKnown = kind != nil
    }

    func applies(to target: Claims.Target) -> Bool { type(of: rule).applies(to: target, config) }
}

/// A mapper's config as its rule reads it.
struct MapperConfig: Sendable {
    private let values: TextMap<String>

    init(_ values: TextMap<String>) { self.values = values }

    subscript(name: String) -> String? { values[name] }

    func isOn(_ name: String, default absent: Bool = false) -> Bool { values[name].map { $0 == "true" } ?? absent }

    /// Whether the config asks for a claim in that document (Keycloak's `OIDCAttributeMapperHelper.includeIn…`).
    func includes(_ target: Claims.Target) -> Bool {
        switch target {
        case .accessToken: isOn("access.token.claim")
        case .lightweightAccessToken: isOn("lightweight.claim")
        case .idToken: isOn("id.token.claim")
        // An older mapper says nothing of these two: userinfo then follows the ID token, introspection the access token.
        case .userInfo: isOn("userinfo.token.claim", default: isOn("id.token.claim"))
        case .introspection: isOn("introspection.token.claim", default: isOn("access.token.claim"))
        }
    }

    /// The path of the claim it writes: dots separate, `\.` is a dot in a name.
    var claimPath: [String] {
        guard let name = values["claim.name"], !name.isEmpty else { return [] }
        var path = [""]
        var isEscaped = false
        for character in name.unicodeScalars {
            switch (character, isEscaped) {
            case ("\\", false): isEscaped = true
            case (".", false): path.append("")
            default:
                path[path.count - 1].unicodeScalars.append(character)
                isEscaped = false
            }
        }
        return path
    }

    /// The claim value for some texts in the mapper's `jsonType.label`; nil when there is nothing to write.
    func value(of texts: [String], isMultivalued: Bool) -> JSONValue? {
        let values = texts.compactMap { typed($0) }
        if isMultivalued { return texts.isEmpty ? nil : .array(values) }
        return values.first
    }

    private func typed(_ text: String) -> JSONValue? {
        switch values["jsonType.label"] ?? "String" {
        case "boolean": return .bool(text.lowercased() == "true")
        case "long", "int": return Int(text).map { .number(JSONNumber($0)) }
        // With the longest path around it, a claim is no deeper than readers of tokens go.
        case "JSON": return try? JSONReader.read(Array(text.utf8), options: .strict, depth: 499)
        default: return .string(text)
        }
    }
}

/// Stands for a kind of mapper that the catalogue does not have.
private struct NoMapper: MapperRule {
    init(_ config: MapperConfig) {}
    func apply(to claims: inout Claims, of grant: Grant) {}
}
