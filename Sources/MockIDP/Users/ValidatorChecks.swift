import JSON

extension Validator {
    /// The validators that a profile may name (keycloak: serverinfo.json).
    static let known: Set<String> = [
        "double", "email", "integer", "iso-date", "length", "local-date", "multivalued", "not-blank", "not-empty",
        "options", "organization-member-validator", "pattern", "person-name-prohibited-characters",
        "up-attribute-required-by-metadata-value", "up-blank-attribute-value",
        "up-brokering-federated-username-has-value", "up-duplicate-did", "up-duplicate-email", "up-duplicate-username",
        "up-email-exists-as-username", "up-immutable-attribute", "up-readonly-attribute-unchanged",
        "up-registration-email-as-username-email-value", "up-registration-email-as-username-username-value",
        "up-registration-username-exists", "up-username-has-value", "up-username-mutation",
        "up-username-not-idn-homograph", "uri", "username-prohibited-characters",
    ]

    /// A mistake in a validator's configuration, written as Keycloak's `ValidationError.toString` writes it.
    struct Problem: CustomStringConvertible {
        let validator: String
        let member: String
        let message: String
        let parameters: [String]

        var description: String {
            "ValidationError{validatorId='\(validator)', inputHint='\(member)', message='error-validator-config-"
                + "\(message)', messageParameters=[\(parameters.joined(separator: ", "))]}"
        }
    }

    /// What is wrong with the configuration.
    var problems: [Problem] {
        switch name {
        case "pattern": problemsOfPattern
        case "length": problemsOfBounds({ $0.flatMap { Int32($0) }.map(Double.init) }, isOneNeeded: true)
        case "multivalued": problemsOfBounds({ $0.flatMap { Int64($0) }.map(Double.init) }, isOneNeeded: true)
        case "integer": problemsOfBounds { $0.flatMap { Int64($0) }.map(Double.init) }
        case "double": problemsOfBounds { $0.flatMap { Double($0) } }
        case "options": problemsOfOptions
        default: []
        }
    }

    private var problemsOfPattern: [Problem] {
        guard let value = config["pattern"], !value.isNull else { return [problem("pattern", "missing-value")] }
        guard let text = value.string else {
            return [problem("pattern", "invalid-value", Self.text(value) ?? "null")]
        }
        return Expressions.problem(of: text).map { [problem("pattern", "invalid-value", text, $0)] } ?? []
    }

    private var problemsOfOptions: [Problem] {
        guard let value = config["options"] else { return [problem("options", "missing-value")] }
        return value.array == nil ? [problem("options", "invalid-value", "must be list of values")] : []
    }

    /// `min` and `max`, which may be numbers or texts.
    private func problemsOfBounds(_ number: (String?) -> Double?, isOneNeeded: Bool = false) -> [Problem] {
        let given = ["min", "max"].filter { config[$0] != nil }
        if given.isEmpty, isOneNeeded { return [problem("min", "missing-value"), problem("max", "missing-value")] }
        let wrong = given.filter { number(config[$0].flatMap(Self.text)) == nil }.map {
            problem($0, "invalid-number-value", config[$0].flatMap(Self.text) ?? "null")
        }
        if wrong.isEmpty, given.count == 2, let min = number(config["min"].flatMap(Self.text)),
            let max = number(config["max"].flatMap(Self.text)), min > max
        {
            return [problem("max", "invalid-value")]
        }
        return wrong
    }

    private func problem(_ member: String, _ message: String, _ parameters: String...) -> Problem {
        Problem(validator: name, member: member, message: message, parameters: parameters)
    }

    /// As Java writes a value.
    private static func text(_ value: JSONValue) -> String? {
        switch value {
        case .string(let text): text
        case .null: nil
        default: value.text
        }
    }
}
