extension JavaSyntax {
    /// What follows an opening parenthesis; nil where it only changes flags.
    mutating func group() throws(PatternError) -> String? {
        let saved = flags
        var opening = "("
        if current == "?" {
            offset += 1
            guard let kind = current else { throw failure("Unknown inline modifier") }
            switch kind {
            case ":", "=", "!", ">":
                offset += 1
                opening = "(?\(kind)"
            case "<":
                offset += 1
                opening = try lookBehindOrName()
            default:
                guard try inlineFlags() else { return nil }
                opening = "(?:"
            }
        } else {
            groupCount += 1
        }
        let body = try alternatives()
        guard current == ")" else { throw failure("Unclosed group", at: offset) }
        offset += 1
        flags = saved
        return opening + body + ")"
    }

    private mutating func lookBehindOrName() throws(PatternError) -> String {
        if let kind = current, kind == "=" || kind == "!" {
            offset += 1
            return "(?<\(kind)"
        }
        let name = try groupName()
        if groups[name] != nil { throw failure("Named capturing group <\(name)> is already defined") }
        groupCount += 1
        groups[name] = groupCount
        return "("
    }

    /// A group's name and the bracket that ends it.
    mutating func groupName() throws(PatternError) -> String {
        var name = ""
        while let scalar = current, isLetter(scalar) || !name.isEmpty && digitValue(scalar, radix: 10) != nil {
            name.unicodeScalars.append(scalar)
            offset += 1
        }
        if name.isEmpty { throw failure("capturing group name does not start with a Latin letter") }
        guard current == ">" else { throw failure("named capturing group is missing trailing '>'") }
        offset += 1
        return name
    }

    /// `i-s)` or `i-s:`: whether a group follows.
    private mutating func inlineFlags() throws(PatternError) -> Bool {
        var isOff = false
        while let scalar = current {
            offset += 1
            switch scalar {
            case "-" where !isOff: isOff = true
            case ")": return false
            case ":": return true
            default:
                guard let flag = Self.flag(scalar) else { throw failure("Unknown inline modifier") }
                if isOff { flags.subtract(flag) } else { flags.formUnion(flag) }
            }
        }
        throw failure("Unknown inline modifier", at: offset)
    }

    private static func flag(_ letter: Unicode.Scalar) -> Flags? {
        switch letter {
        case "i": .caseless
        case "u": .unicodeCase
        case "m": .multiline
        case "s": .dotAll
        case "x": .comments
        case "d": .unixLines
        case "U": [.unicodeClasses, .unicodeCase]
        default: nil
        }
    }

    private func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII && scalar.properties.isAlphabetic
    }

    /// `\Q…\E` written with a backslash before each character that could mean something.
    static func unquoted(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var result: [Unicode.Scalar] = []
        var (offset, isQuoted) = (0, false)
        while offset < scalars.count {
            let scalar = scalars[offset]
            let next = offset + 1 < scalars.count ? scalars[offset + 1] : nil
            if scalar == "\\", let next, next == (isQuoted ? "E" : "Q") {
                isQuoted.toggle()
                offset += 2
            } else if isQuoted {
                // A digit must not become part of a reference that stands before the quotation.
                if (0x30...0x39).contains(scalar.value) {
                    result += "\\x3".unicodeScalars
                } else if scalar.isASCII, !scalar.properties.isAlphabetic {
                    result.append("\\")
                }
                result.append(scalar)
                offset += 1
            } else {
                // What is escaped is passed over, so that `\\Q` is a backslash and a letter.
                result.append(scalar)
                offset += 1
                if scalar == "\\", let next {
                    result.append(next)
                    offset += 1
                }
            }
        }
        return result
    }
}
