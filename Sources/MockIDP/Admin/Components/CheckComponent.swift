import JSON

/// What Keycloak refuses in a component (recording: idp_flows_components 63, 64).
func checkComponent(_ component: ComponentRepresentation) throws {
    guard let provider = ProviderCatalogue.provider(component.providerId, type: component.providerType) else {
        throw AdminError.error(400, "Invalid provider type or no such provider")
    }
    guard component.providerType == RealmKeys.providerType else { return }
    let config = component.config ?? [:]
    for (name, label) in labels {
        guard let property = provider.properties?[name], let value = config[name]?.first, !value.isEmpty else {
            continue
        }
        if name == "priority" {
            if Int(value) == nil { throw AdminError.message(400, "'\(label)' should be a number") }
        } else if property.type == "boolean" {
            guard ["true", "false"].contains(value.lowercased()) else {
                throw AdminError.message(400, "'\(label)' should be 'true' or 'false'")
            }
        } else if !property.options.contains(value) {
            throw AdminError.message(400, "'\(label)' should be \(alternatives(property.options))")
        }
    }
}

/// What key providers check, with the names their sentences use.
private let labels = [
    ("priority", "Priority"), ("enabled", "Enabled"), ("active", "Active"), ("keySize", "Key size"),
    ("secretSize", "Secret size"), ("ecdsaEllipticCurveKey", "Elliptic Curve"),
    ("ecdhEllipticCurveKey", "Elliptic Curve"), ("eddsaEllipticCurveKey", "Elliptic Curve"),
]

/// `1024, 2048, 3072 or 4096`.
private func alternatives(_ options: [String]) -> String {
    guard let last = options.last, options.count > 1 else { return options.first ?? "" }
    return options.dropLast().joined(separator: ", ") + " or " + last
}
