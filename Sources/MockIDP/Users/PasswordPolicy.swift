import JSON

/// A realm's password policy: `length(8) and digits(1) and notUsername(undefined)`.
struct PasswordPolicy: Sendable {
    struct Rule: Sendable {
        let name: String
        let argument: String
        var number: Int { Int(argument) ?? 0 }
    }

    let rules: [Rule]

    init(_ text: String) {
        rules = text.replacing(" and ", with: "\n").split(separator: "\n").compactMap { part in
            let rule = trimmed(part)
            guard !rule.isEmpty else { return nil }
            guard let open = rule.firstIndex(of: "(") else { return Rule(name: rule, argument: "") }
            let inside = rule[rule.index(after: open)...]
            let end = inside.lastIndex(of: ")") ?? inside.endIndex
            return Rule(name: trimmed(rule[..<open]), argument: String(inside[..<end]))
        }
    }

    /// Which policies there are, and whether their argument is a number (keycloak: serverinfo.json).
    private static let takesNumber: [String: Bool] = [
        "forceExpiredPasswordChange": true, "hashIterations": true, "passwordHistory": true, "regexPattern": false,
        "length": true, "notUsername": false, "passwordBlacklist": false, "maxLength": true, "lowerCase": true,
        "upperCase": true, "hashAlgorithm": false, "notEmail": false, "notContainsUsername": false, "digits": true,
        "specialChars": true, "maxAuthAge": true, "passwordAge": true,
    ]

    /// Refuses a policy that cannot be (recording: bad_input 99, 100).
    func checkSyntax() throws {
        for rule in rules {
            guard let takesNumber = Self.takesNumber[rule.name] else {
                throw PasswordRefusal(key: rule.name, sentence: "Password policy not found")
            }
            let isMissing = rule.argument.isEmpty || rule.argument == "undefined"
            if takesNumber, !isMissing, Int32(rule.argument) == nil {
                throw PasswordRefusal(
                    key: rule.name, sentence: "Invalid config for \(rule.name): Not a valid number")
            }
        }
    }

    /// Refuses a password that breaks a rule.
    func check(_ password: String, of user: UserRecord) throws {
        for rule in rules {
            guard let (key, sentence) = rule.refusal(of: password, for: user) else { continue }
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
    fileprivate func refusal(of password: String, for user: UserRecord) -> (key: String, sentence: String)? {
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
            return password.lowercased() == user.username ? ("NotUsername", "must not be equal to the username.") : nil
        case "notContainsUsername":
            return password.lowercased().contains(user.username)
                ? ("NotContainsUsername", "Can not contain the username.") : nil
        case "notEmail":
            return password.lowercased() == user.email ? ("NotEmail", "must not be equal to the email.") : nil
        case "regexPattern":
            guard let regex = try? Regex(argument), (try? regex.wholeMatch(in: password)) == nil else { return nil }
            return ("RegexPattern", "fails to match regex pattern(s).")
        default: return nil
        }
    }
}
