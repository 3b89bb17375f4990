import JSON

/// A realm's password policy: `length(8) and digits(1) and notUsername(undefined)`.
struct PasswordPolicy: Sendable {
    struct Rule: Sendable {
        let name: String
        /// What stands in its parentheses; nil where it has none.
        let argument: String?
        /// The argument of a policy that takes a number.
        var number: Int { argument.map { Int(Int32($0) ?? 0) } ?? PasswordPolicy.numbers[name] ?? 0 }
    }

    let rules: [Rule]

    init(_ text: String) {
        if trimmed(text).isEmpty {
            rules = []
            return
        }
        rules = Self.parts(of: text).map { part in
            let rule = trimmed(part)
            guard let open = rule.firstIndex(of: "(") else { return Rule(name: rule, argument: nil) }
            // Keycloak takes the last character for the parenthesis, whatever it is.
            let argument = rule[rule.utf8.index(after: open)...].unicodeScalars.dropLast()
            return Rule(name: trimmed(rule[..<open]), argument: String(argument))
        }
    }

    /// What stands between the words ` and `.
    private static func parts(of text: String) -> [String] {
        let separator = Array(" and ".utf8)
        var (parts, part): ([String], [UInt8]) = ([], [])
        for byte in text.utf8 {
            part.append(byte)
            guard byte == separator.last, part.suffix(separator.count).elementsEqual(separator) else { continue }
            parts.append(String(decoding: part.dropLast(separator.count), as: UTF8.self))
            part = []
        }
        parts.append(String(decoding: part, as: UTF8.self))
        while parts.last == "" { parts.removeLast() }
        return parts
    }

    /// Policies that take a number, with the one they have where none is given (keycloak: serverinfo.json).
    fileprivate static let numbers = [
        "forceExpiredPasswordChange": 365, "hashIterations": -1, "passwordHistory": 3, "length": 8, "maxLength": 64,
        "lowerCase": 1, "upperCase": 1, "digits": 1, "specialChars": 1, "maxAuthAge": 300, "passwordAge": 30,
        "recoveryCodesWarningThreshold": 4,
    ]
    private static let others: Set<String> = [
        "regexPattern", "notUsername", "notContainsUsername", "notEmail", "passwordBlacklist", "hashAlgorithm",
    ]
    private static let hashAlgorithms: Set<String> = ["argon2", "pbkdf2", "pbkdf2-sha256", "pbkdf2-sha512"]

    /// Refuses a policy that cannot be (recording: bad_input 99, 100; the other sentences are modelled on Keycloak's).
    func checkSyntax() throws {
        for rule in rules {
            if let problem = problem(of: rule) { throw PasswordRefusal(key: rule.name, sentence: problem) }
        }
    }

    private func problem(of rule: Rule) -> String? {
        let reason: String?
        if Self.numbers[rule.name] != nil {
            reason = rule.argument.map { Int32($0) == nil } == true ? "Not a valid number" : nil
        } else if rule.name == "regexPattern" {
            reason = problem(ofExpression: rule.argument)
        } else if rule.name == "hashAlgorithm" {
            let name = rule.argument ?? ""
            reason = name.isEmpty || Self.hashAlgorithms.contains(name) ? nil : "Password hashing provider not found"
        } else {
            return Self.others.contains(rule.name) ? nil : "Password policy not found"
        }
        return reason.map { "Invalid config for \(rule.name): \($0)" }
    }

    private func problem(ofExpression text: String?) -> String? {
        guard let text else { return "Config required" }
        if trimmed(text).isEmpty { return "White space not acepted" }
        return Expressions.problem(of: text) == nil ? nil : "Not a valid regular expression"
    }

    /// Refuses a password that breaks a rule.
    func check(_ password: String, username: String, email: String?, _ expressions: Expressions) throws {
        for rule in rules {
            guard let (key, sentence) = try rule.refusal(of: password, username, email, expressions) else { continue }
            throw PasswordRefusal(key: "invalidPassword\(key)Message", sentence: "Invalid password: \(sentence)")
        }
    }
}

/// Why a password, or a policy itself, is refused: the key of Keycloak's message and its sentence.
struct PasswordRefusal: Error, Hashable {
    let key: String
    let sentence: String
}

extension PasswordPolicy.Rule {
    /// What Keycloak says about a password that breaks the rule: the middle of the message's key, and the sentence.
    fileprivate func refusal(
        of password: String, _ username: String, _ email: String?, _ expressions: Expressions
    ) throws -> (key: String, sentence: String)? {
        func atLeast(_ count: Int, _ key: String, _ kind: String) -> (String, String)? {
            count < number ? ("Min\(key)", "must contain at least \(number) \(kind).") : nil
        }
        switch name {
        case "length": return password.utf16.count < number ? ("MinLength", "minimum length \(number).") : nil
        case "maxLength": return password.utf16.count > number ? ("MaxLength", "maximum length \(number).") : nil
        case "digits": return atLeast(password.count { $0.isNumber }, "Digits", "numerical digits")
        case "lowerCase":
            return atLeast(password.count { $0.isLowercase }, "LowerCaseChars", "lower case characters")
        case "upperCase":
            return atLeast(password.count { $0.isUppercase }, "UpperCaseChars", "upper case characters")
        case "specialChars":
            return atLeast(
                password.count { !$0.isLetter && !$0.isNumber }, "SpecialChars", "special characters")
        case "notUsername":
            return password.lowercased() == username ? ("NotUsername", "must not be equal to the username.") : nil
        case "notContainsUsername":
            return password.lowercased().includes(username)
                ? ("NotContainsUsername", "Can not contain the username.") : nil
        case "notEmail":
            return password.lowercased() == email ? ("NotEmail", "must not be equal to the email.") : nil
        case "regexPattern":
            return try expressions.match(password, argument ?? "")
                ? nil : ("RegexPattern", "fails to match regex pattern(s).")
        default: return nil
        }
    }
}
