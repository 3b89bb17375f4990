import JSON

extension Validator {
    typealias Refusal = (message: String, parameters: [JSONValue])

    /// Keycloak's validators for single values.
    static let checks: [String: @Sendable (Validator, String, Expressions) throws -> Refusal?] = [
        "length": { check, value, _ in check.length(value) },
        "email": { _, value, _ in isEmail(value) ? nil : ("error-invalid-email", [.string(value)]) },
        "username-prohibited-characters": { _, value, _ in
            value.unicodeScalars.contains(where: isProhibitedInUsername) ? usernameCharacter : nil
        },
        "up-username-not-idn-homograph": { _, value, _ in
            value.unicodeScalars.allSatisfy(isLatinOrCommon) ? nil : usernameCharacter
        },
        "person-name-prohibited-characters": { _, value, _ in
            value.unicodeScalars.contains(where: isProhibitedInName) ? ("error-person-name-invalid-character", []) : nil
        },
        "integer": { check, value, _ in
            Int(value) == nil ? ("error-invalid-number", [.string(value)]) : check.range(value)
        },
        "double": { check, value, _ in
            Double(value) == nil ? ("error-invalid-number", [.string(value)]) : check.range(value)
        },
        "options": { check, value, _ in
            check.texts("options").contains(value) ? nil : ("error-invalid-value", [.string(value)])
        },
        "pattern": { try $0.pattern($1, $2) },
        "uri": { _, value, _ in isURI(value) ? nil : ("error-invalid-uri", [.string(value)]) },
        "iso-date": { _, value, _ in isDate(value) ? nil : ("error-invalid-date", [.string(value)]) },
        "local-date": { _, value, _ in isDate(value) ? nil : ("error-invalid-date", [.string(value)]) },
    ]

    private static let usernameCharacter: Refusal = ("error-username-invalid-character", [])

    private func length(_ value: String) -> Refusal? {
        // Java counts UTF-16 units, after trimming unless told not to.
        let count = (config["trim-disabled"]?.bool == true ? value : trimmed(value)).utf16.count
        let isTooShort = number("min").map { Double(count) < $0 } ?? false
        let isTooLong = number("max").map { Double(count) > $0 } ?? false
        guard isTooShort || isTooLong else { return nil }
        let message =
            number("min") == nil
            ? "error-invalid-length-too-long"
            : number("max") == nil ? "error-invalid-length-too-short" : "error-invalid-length"
        return (message, [bound("min"), bound("max")])
    }

    private func range(_ value: String) -> Refusal? {
        guard let parsed = Double(value) else { return nil }
        let isTooSmall = number("min").map { parsed < $0 } ?? false
        let isTooLarge = number("max").map { parsed > $0 } ?? false
        guard isTooSmall || isTooLarge else { return nil }
        let message =
            number("min") == nil
            ? "error-number-out-of-range-too-big"
            : number("max") == nil ? "error-number-out-of-range-too-small" : "error-number-out-of-range"
        return (message, [bound("min"), bound("max")])
    }

    private func pattern(_ value: String, _ expressions: Expressions) throws -> Refusal? {
        guard let pattern = text("pattern") else { return nil }
        return try expressions.match(value, pattern) ? nil : ("error-pattern-no-match", [.string(pattern)])
    }
}

/// Keycloak's set for usernames: blanks, controls, and what means something in HTML, URLs, LDAP or search patterns
/// (recording: names).
private func isProhibitedInUsername(_ scalar: Unicode.Scalar) -> Bool {
    isControl(scalar) || inUsernames.contains(scalar) || scalar == "§"
        || !scalar.isASCII && scalar.properties.isWhitespace
}

private let inUsernames = ASCIISet(" <>&\"'$%!#?,;:*~/\\|^=[]{}()`")

/// The same for names of persons, which may hold blanks, commas, colons and apostrophes.
private func isProhibitedInName(_ scalar: Unicode.Scalar) -> Bool {
    isControl(scalar) || inNames.contains(scalar) || scalar == "§"
}

private let inNames = ASCIISet("<>&\"$%!#?;*~/\\|^=[]{}()")

private func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value)
}

/// Latin letters, and everything that is no letter: what Java calls the scripts Latin and Common.
private func isLatinOrCommon(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x2b8, 0x2e0...0x2e4, 0x1d00...0x1dbf, 0x1e00...0x1eff, 0x2071, 0x207f, 0x2090...0x209c,
        0x212a...0x212b, 0x2c60...0x2c7f, 0xa722...0xa7ff, 0xab30...0xab64, 0xfb00...0xfb06, 0xff21...0xff3a,
        0xff41...0xff5a:
        return true
    default: return !scalar.properties.isAlphabetic
    }
}

/// An address as Keycloak takes it: a local part of at most 64 characters, and a domain, which may be a bare name
/// (recording: bad_input 76).
func isEmail(_ value: String) -> Bool {
    guard let at = value.lastIndex(of: "@") else { return false }
    let (local, domain) = (value[..<at], value[value.utf8.index(after: at)...])
    guard !local.isEmpty, local.utf16.count <= 64, !domain.isEmpty, domain.utf16.count <= 255 else { return false }
    return isLocalPart(local) && isDomain(domain)
}

private func isLocalPart(_ text: Substring) -> Bool {
    if text.count > 2, text.first == "\"", text.last == "\"" { return !text.dropFirst().dropLast().contains("\"") }
    return text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { atom in
        !atom.isEmpty
            && atom.unicodeScalars.allSatisfy { $0.value > 0x7f || inLocalParts.contains($0) }
    }
}

private let lettersAndDigits = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
private let inLocalParts = ASCIISet(lettersAndDigits + "!#$%&'*+-/=?^_`{|}~")
private let inDomains = ASCIISet(lettersAndDigits + "-")

private func isDomain(_ text: Substring) -> Bool {
    if text.first == "[", text.last == "]" {
        return text.dropFirst().dropLast().allSatisfy { $0.isHexDigit || ".:IPv".contains($0) }
    }
    return text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
        !label.isEmpty && label.utf16.count <= 63 && label.first != "-" && label.last != "-"
            && label.unicodeScalars.allSatisfy { $0.value > 0x7f || inDomains.contains($0) }
    }
}

private func isURI(_ value: String) -> Bool {
    guard let colon = value.firstIndex(of: ":"), colon != value.startIndex else { return false }
    return value[..<colon].allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
        && !value.contains(where: \.isWhitespace)
}

private func isDate(_ value: String) -> Bool {
    let parts = value.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
        let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]), (1...12).contains(month)
    else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...days[month - 1]).contains(day)
}
