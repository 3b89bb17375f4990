/// Sets that have a name in Java: predefined classes, POSIX classes, methods of `Character`, Unicode properties.
enum NamedSets {
    static let digits: [ClosedRange<UInt32>] = [0x30...0x39]
    static let letters = Array(0x41...0x5a as ClosedRange<UInt32>) + Array(0x61...0x7a as ClosedRange<UInt32>)
    static let word: [ClosedRange<UInt32>] = [0x30...0x39, 0x41...0x5a, 0x5f...0x5f, 0x61...0x7a]
    static let space: [ClosedRange<UInt32>] = [0x09...0x0d, 0x20...0x20]
    static let horizontal: [ClosedRange<UInt32>] = [
        0x09...0x09, 0x20...0x20, 0xa0...0xa0, 0x1680...0x1680, 0x180e...0x180e, 0x2000...0x200a, 0x202f...0x202f,
        0x205f...0x205f, 0x3000...0x3000,
    ]
    static let vertical: [ClosedRange<UInt32>] = [0x0a...0x0d, 0x85...0x85, 0x2028...0x2029]
    static let lineTerminators: [ClosedRange<UInt32>] = [0x0a...0x0a, 0x0d...0x0d, 0x85...0x85, 0x2028...0x2029]

    /// `\d`, `\w`, `\s`, `\h`, `\v` and their upper-case opposites; nil for other letters.
    static func predefined(_ letter: Unicode.Scalar, isUnicode: Bool) -> CharacterSet? {
        let set: CharacterSet
        switch letter.properties.lowercaseMapping {
        case "d": set = isUnicode ? .property("Nd") : .ranges(digits)
        case "w": set = isUnicode ? unicodeWord : .ranges(word)
        case "s": set = isUnicode ? .property("White_Space") : .ranges(space)
        case "h": set = .ranges(horizontal)
        case "v": set = .ranges(vertical)
        default: return nil
        }
        return letter.properties.isUppercase ? .inverse(set) : set
    }

    static let unicodeWord = CharacterSet.plain("\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\p{Join_Control}")

    private static let posix: [String: [ClosedRange<UInt32>]] = [
        "Lower": [0x61...0x7a], "Upper": [0x41...0x5a], "ASCII": [0...0x7f], "Alpha": [0x41...0x5a, 0x61...0x7a],
        "Digit": digits, "Alnum": [0x30...0x39, 0x41...0x5a, 0x61...0x7a], "Space": space,
        "Punct": [0x21...0x2f, 0x3a...0x40, 0x5b...0x60, 0x7b...0x7e], "Graph": [0x21...0x7e],
        "Print": [0x20...0x7e], "Blank": [0x09...0x09, 0x20...0x20], "Cntrl": [0...0x1f, 0x7f...0x7f],
        "XDigit": [0x30...0x39, 0x41...0x46, 0x61...0x66], "L1": [0...0xff],
    ]

    /// POSIX classes under the flag `U` (Unicode Technical Standard 18, annex C).
    private static let unicodePosix: [String: String] = [
        "Lower": "\\p{Lowercase}", "Upper": "\\p{Uppercase}", "Alpha": "\\p{Alphabetic}", "Digit": "\\p{Nd}",
        "Alnum": "\\p{Alphabetic}\\p{Nd}", "Space": "\\p{White_Space}", "Punct": "\\p{P}",
        "Blank": "\\p{Zs}\\x{9}", "Cntrl": "\\p{Cc}", "XDigit": "\\p{Nd}\\p{Hex_Digit}",
    ]

    /// Methods of `java.lang.Character`.
    private static let java: [String: String] = [
        "javaLowerCase": "\\p{Lowercase}", "javaUpperCase": "\\p{Uppercase}", "javaTitleCase": "\\p{Lt}",
        "javaAlphabetic": "\\p{Alphabetic}", "javaIdeographic": "\\p{Ideographic}", "javaDigit": "\\p{Nd}",
        "javaDefined": "\\P{Cn}", "javaLetter": "\\p{L}", "javaLetterOrDigit": "\\p{L}\\p{Nd}",
        "javaSpaceChar": "\\p{Z}", "javaISOControl": "\\p{Cc}", "javaMirrored": "\\p{Bidi_Mirrored}",
        "javaWhitespace":
            "\\x{9}-\\x{d}\\x{1c}-\\x{20}\\x{1680}\\x{2000}-\\x{2006}\\x{2008}-\\x{200a}\\x{2028}\\x{2029}\\x{205f}\\x{3000}",
        "javaJavaIdentifierStart": "\\p{L}\\p{Nl}\\p{Sc}\\p{Pc}",
        "javaUnicodeIdentifierStart": "\\p{ID_Start}",
    ]

    private static let categories: Set<String> = [
        "C", "Cc", "Cf", "Cn", "Co", "Cs", "L", "Ll", "Lm", "Lo", "Lt", "Lu", "M", "Mc", "Me", "Mn", "N", "Nd", "Nl",
        "No", "P", "Pc", "Pd", "Pe", "Pf", "Pi", "Po", "Ps", "S", "Sc", "Sk", "Sm", "So", "Z", "Zl", "Zp", "Zs",
    ]

    /// Binary properties by Java's names, which are those of Unicode in any case.
    private static let binary: [String: String] = [
        "alphabetic": "\\p{Alphabetic}", "ideographic": "\\p{Ideographic}", "letter": "\\p{L}",
        "lowercase": "\\p{Lowercase}", "uppercase": "\\p{Uppercase}", "titlecase": "\\p{Lt}",
        "white_space": "\\p{White_Space}", "control": "\\p{Cc}", "punctuation": "\\p{P}",
        "hex_digit": "\\p{Nd}\\p{Hex_Digit}", "assigned": "\\P{Cn}", "digit": "\\p{Nd}",
        "noncharacter_code_point": "\\p{Noncharacter_Code_Point}", "join_control": "\\p{Join_Control}",
        "alnum": "\\p{Alphabetic}\\p{Nd}", "emoji": "\\p{Emoji}", "emoji_presentation": "\\p{Emoji_Presentation}",
        "emoji_modifier": "\\p{Emoji_Modifier}", "emoji_modifier_base": "\\p{Emoji_Modifier_Base}",
        "emoji_component": "\\p{Emoji_Component}", "extended_pictographic": "\\p{Extended_Pictographic}",
    ]

    /// What stands between the braces of `\p{…}`; nil where Java or PCRE2 has no such name.
    static func property(_ name: String, _ flags: JavaSyntax.Flags) -> CharacterSet? {
        let parts = name.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        if parts.count == 2 {
            switch parts[0].lowercased() {
            case "sc", "script": return script(parts[1])
            case "gc", "general_category": return category(parts[1], flags)
            default: return nil
            }
        }
        if name.hasPrefix("Is") {
            let rest = String(name.dropFirst(2))
            let known = binary[rest.lowercased()].map { cased($0, flags) }
            return known ?? category(rest, flags) ?? script(rest)
        }
        if name.hasPrefix("In") { return nil }  // blocks: PCRE2 has no table of them
        if flags.contains(.unicodeClasses), let body = unicodePosix[name] { return cased(body, flags) }
        return category(name, flags)
    }

    private static func category(_ name: String, _ flags: JavaSyntax.Flags) -> CharacterSet? {
        if categories.contains(name) { return cased("\\p{\(name)}", flags) }
        if let ranges = posix[name] {
            let isCased = flags.contains(.caseless) && (name == "Lower" || name == "Upper")
            return .ranges(isCased ? posix["Alpha"] ?? ranges : ranges)
        }
        switch name {
        case "LC": return .plain("\\p{Lu}\\p{Ll}\\p{Lt}")
        case "LD": return .plain("\\p{L}\\p{Nd}")
        case "all": return .all
        default: return java[name].map { cased($0, flags) }
        }
    }

    /// Scripts by name, in any case.
    private static func script(_ name: String) -> CharacterSet? {
        let isName =
            !name.isEmpty
            && name.utf8.allSatisfy { byte in
                byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
            }
        return isName ? .property("sc:\(name)") : nil
    }

    /// Without regard to case, a property of one case has letters of all three.
    private static func cased(_ body: String, _ flags: JavaSyntax.Flags) -> CharacterSet {
        let ofOneCase: Set<String> = ["\\p{Lu}", "\\p{Ll}", "\\p{Lt}", "\\p{Lowercase}", "\\p{Uppercase}"]
        guard flags.contains(.caseless), ofOneCase.contains(body) else { return .plain(body) }
        return .plain("\\p{Lu}\\p{Ll}\\p{Lt}\\p{Lowercase}\\p{Uppercase}")
    }
}
