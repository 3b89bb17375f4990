import JSON

/// A check of an attribute's values, as a profile configures it by the names of Keycloak's validators.
struct Validator: Sendable {
    let name: String
    let config: JSONObject

    /// Keycloak runs them in the order of a hash table; this is the order in which its answers list them
    /// (recordings: bad_input 77, users 62).
    private static let order = [
        "username-prohibited-characters", "person-name-prohibited-characters", "multivalued", "length", "email",
        "up-username-not-idn-homograph",
    ]

    static func all(for attribute: ProfileAttribute) -> [Validator] {
        var validators = attribute.validations.map { Validator(name: $0.name, config: $0.value.object ?? JSONObject()) }
        if !attribute.isMultivalued, !validators.contains(where: { $0.name == "multivalued" }) {
            validators.append(Validator(name: "multivalued", config: ["max": "1"]))
        }
        return validators.enumerated().sorted { one, other in
            let places = (order.firstIndex(of: one.element.name), order.firstIndex(of: other.element.name))
            return (places.0 ?? order.count, one.offset) < (places.1 ?? order.count, other.offset)
        }.map(\.element)
    }

    /// What is wrong with these values, none of which is empty.
    func errors(_ values: [String], _ attribute: String, _ expressions: Expressions) throws -> [ProfileError] {
        if name == "multivalued" { return checkSize(values, attribute) }
        guard let check = Self.checks[name] else { return [] }
        return try values.compactMap { value in
            try check(self, value, expressions).map {
                ProfileError(attribute, text("error-message") ?? $0.message, $0.parameters)
            }
        }
    }

    private func checkSize(_ values: [String], _ attribute: String) -> [ProfileError] {
        let (min, max) = (number("min"), number("max"))
        if values.count < Int(min ?? 0) || values.count > max.map({ Int($0) }) ?? .max {
            return [ProfileError(attribute, "error-invalid-multivalued-size", [bound("min"), bound("max")])]
        }
        return []
    }

    // Configuration values come as numbers or as texts.

    func number(_ name: String) -> Double? {
        guard let value = config[name] else { return nil }
        let number = value.double ?? value.string.flatMap { Double($0) }
        return number.flatMap { $0.isFinite && abs($0) < 9e15 ? $0 : nil }
    }

    /// A bound as a parameter of a message: a number where it can be one.
    func bound(_ name: String) -> JSONValue {
        guard let value = config[name] else { return .null }
        if let number = value.string.flatMap({ Int($0) }) { return JSONValue(number) }
        return value
    }

    func text(_ name: String) -> String? { config[name]?.string }
    func texts(_ name: String) -> [String] { config[name]?.array?.compactMap(\.string) ?? [] }
}
