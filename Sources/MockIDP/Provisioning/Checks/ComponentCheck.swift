import JSON

/// Why a component cannot be made, in Keycloak's words.
struct ComponentRefusal: Error, Equatable {
    let sentence: String

    static let unknownProvider = Self(sentence: "Invalid provider type or no such provider")
    static let tooManyKeys = Self(sentence: "A realm cannot have more than \(KeyComponent.limit) keys")
}

extension ComponentRefusal {
    fileprivate init(_ problem: KeyProblem) {
        sentence =
            switch problem {
            case .privateKeyMissing: "'Private RSA Key' is required"
            case .privateKeyNotDecoded: "Failed to decode private key"
            case .certificateNotDecoded: "Failed to decode certificate"
            case .certificateOfAnotherKey: "Certificate does not match private key"
            case .certificateNotValid: "Certificate is not valid"
            case .curveUnknown: "Failed to get EC from its public key"
            case .secretNotDecoded: "Failed to decode secret"
            }
    }
}

extension KeyComponent {
    /// The same of a component that is checked first.
    init(checking component: ComponentRepresentation, realmName: String, _ idp: Services) async throws {
        try checkComponent(component)
        do {
            try await self.init(completing: component, realmName: realmName, idp)
        } catch let problem as KeyProblem {
            throw ComponentRefusal(problem)
        }
    }
}

/// Checks a component as Keycloak does, whether it comes by `POST` and `PUT components` or in a realm's document
/// (recording: idp_flows_components 63, 64; else modelled on its ConfigurationValidationHelper).
///
/// The `algorithm` of a key is not among what it checks: a key with another algorithm than its kind can have signs nothing.
func checkComponent(_ component: ComponentRepresentation) throws(ComponentRefusal) {
    guard let provider = ProviderCatalogue.provider(component.providerId, type: component.providerType) else {
        throw .unknownProvider
    }
    guard component.providerType == RealmKeys.providerType else { return }
    let config = component.config ?? [:]
    for rule in rules where provider.properties?[rule.name] != nil {
        guard let values = config[rule.name], let value = values.first else { continue }
        if values.count > 1 { throw rule.refusal("a single entry") }
        switch rule.kind {
        case .number: if Int(value) == nil { throw rule.refusal("a number") }
        case .flag: if value != "true", value != "false" { throw rule.refusal("'true' or 'false'") }
        case .choice(let options): if !options.contains(value) { throw rule.refusal(alternatives(options)) }
        case .text: break
        }
    }
}

/// What key providers check, with the names their sentences use, in Keycloak's order.
private struct Rule: Sendable {
    enum Kind: Sendable { case number, flag, text, choice([String]) }

    let name: String
    let label: String
    let kind: Kind

    func refusal(_ wanted: String) -> ComponentRefusal { ComponentRefusal(sentence: "'\(label)' should be \(wanted)") }
}

private let curves = ["P-256", "P-384", "P-521"]

private let rules = [
    Rule(name: "priority", label: "Priority", kind: .number),
    Rule(name: "enabled", label: "Enabled", kind: .flag),
    Rule(name: "active", label: "Active", kind: .flag),
    Rule(name: "ecGenerateCertificate", label: "Generate Certificate", kind: .flag),
    Rule(name: "keySize", label: "Key size", kind: .choice(["1024", "2048", "3072", "4096"])),
    // Keycloak checks AES keys by the sizes of HMAC keys.
    Rule(name: "secretSize", label: "Secret size", kind: .choice(["16", "24", "32", "64", "128", "256", "512"])),
    Rule(name: "ecdsaEllipticCurveKey", label: "Elliptic Curve", kind: .choice(curves)),
    Rule(name: "ecdhEllipticCurveKey", label: "Elliptic Curve", kind: .choice(curves)),
    Rule(name: "eddsaEllipticCurveKey", label: "Elliptic Curve", kind: .choice(["Ed25519", "Ed448"])),
    Rule(name: "privateKey", label: "Private RSA Key", kind: .text),
    Rule(name: "certificate", label: "X509 Certificate", kind: .text),
]

/// `1024, 2048, 3072 or 4096`.
private func alternatives(_ options: [String]) -> String {
    guard let last = options.last, options.count > 1 else { return options.first ?? "" }
    return options.dropLast().joined(separator: ", ") + " or " + last
}
