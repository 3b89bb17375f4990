extension JavaSyntax {
    /// What an escape stands for.
    enum Escape {
        case character(UInt32)
        case set(CharacterSet)
        /// A place or a reference, which a class cannot hold.
        case expression(String)
    }

    mutating func escapeOutsideClass() throws(PatternError) -> String {
        switch try escape() {
        case .character(let value): literal(value)
        case .set(let set): set.expression
        case .expression(let text): text
        }
    }

    /// Reads what follows a backslash.
    mutating func escape() throws(PatternError) -> Escape {
        guard let letter = current else { throw failure("Unexpected internal error", at: offset) }
        offset += 1
        let isUnicode = flags.contains(.unicodeClasses)
        if let set = NamedSets.predefined(letter, isUnicode: isUnicode) { return .set(set) }
        switch letter {
        case "p", "P": return .set(try property(isInverse: letter == "P"))
        case "0": return .character(try octal())
        case "1"..."9": return .expression(try reference(letter))
        case "k": return .expression(try namedReference())
        case "x": return .character(try hexadecimal())
        case "u": return .character(try utf16())
        case "c": return .character(try control())
        case "a": return .character(0x07)
        case "e": return .character(0x1b)
        case "f": return .character(0x0c)
        case "n": return .character(0x0a)
        case "r": return .character(0x0d)
        case "t": return .character(0x09)
        case "A", "G", "z": return .expression("(?:\\\(letter))")
        case "Z": return .expression(finalLineEnd)
        case "b": return .expression(wordBoundary)
        case "B": return .expression("(?!\(wordBoundary))")
        case "R": return .expression("(?:\\r\\n|\(CharacterSet.ranges(NamedSets.vertical).expression))")
        case "X": return .expression("\\X")
        case "A"..."Z", "a"..."z": throw failure("Illegal/unsupported escape sequence")
        default: return .character(letter.value)
        }
    }

    private mutating func property(isInverse: Bool) throws(PatternError) -> CharacterSet {
        var name = ""
        if current == "{" {
            guard let end = scalars[offset...].firstIndex(of: "}") else {
                throw failure("Unclosed character family", at: scalars.count - 1)
            }
            name.unicodeScalars.append(contentsOf: scalars[(offset + 1)..<end])
            offset = end + 1
            if name.isEmpty { throw failure("Empty character family") }
        } else if let letter = current {
            name.unicodeScalars.append(letter)
            offset += 1
        }
        guard let set = NamedSets.property(name, flags) else {
            throw failure("Unknown character property name {\(name)}")
        }
        return isInverse ? .inverse(set) : set
    }

    // MARK: Characters by number

    /// Up to three digits, and not beyond 0377.
    private mutating func octal() throws(PatternError) -> UInt32 {
        guard let first = current.flatMap({ digitValue($0, radix: 8) }) else {
            throw failure("Illegal octal escape sequence")
        }
        var value = first
        offset += 1
        for _ in 0..<2 {
            guard let digit = current.flatMap({ digitValue($0, radix: 8) }), value * 8 + digit <= 0o377 else { break }
            value = value * 8 + digit
            offset += 1
        }
        return value
    }

    private mutating func digits(_ count: Int) -> UInt32? {
        guard offset + count <= scalars.count else { return nil }
        var value: UInt32 = 0
        for scalar in scalars[offset..<(offset + count)] {
            guard let digit = digitValue(scalar, radix: 16) else { return nil }
            value = value << 4 | digit
        }
        offset += count
        return value
    }

    private mutating func hexadecimal() throws(PatternError) -> UInt32 {
        if let value = digits(2) { return value }
        guard current == "{" else { throw failure("Illegal hexadecimal escape sequence") }
        offset += 1
        var value: UInt32 = 0
        let start = offset
        while let digit = current.flatMap({ digitValue($0, radix: 16) }) {
            value = value << 4 | digit
            if value > 0x10ffff { throw failure("Hexadecimal codepoint is too big") }
            offset += 1
        }
        guard current == "}", offset > start else { throw failure("Unclosed hexadecimal escape sequence") }
        offset += 1
        return value
    }

    /// One unit, or the two of a character outside of the basic plane.
    private mutating func utf16() throws(PatternError) -> UInt32 {
        guard let high = digits(4) else { throw failure("Illegal Unicode escape sequence") }
        let saved = offset
        if (0xd800...0xdbff).contains(high), current == "\\" {
            offset += 1
            if current == "u" {
                offset += 1
                if let low = digits(4), (0xdc00...0xdfff).contains(low) {
                    return 0x10000 + (high - 0xd800) << 10 + (low - 0xdc00)
                }
            }
            offset = saved
        }
        return high
    }

    private mutating func control() throws(PatternError) -> UInt32 {
        guard let scalar = current else { throw failure("Illegal control escape sequence", at: offset) }
        offset += 1
        return scalar.value ^ 64
    }

    // MARK: References

    /// More digits belong to it as long as there are so many groups before it.
    private mutating func reference(_ first: Unicode.Scalar) throws(PatternError) -> String {
        var number = Int(first.value - 0x30)
        while let digit = current.flatMap({ digitValue($0, radix: 10) }), number * 10 + Int(digit) <= groupCount {
            number = number * 10 + Int(digit)
            offset += 1
        }
        return reference(number)
    }

    private mutating func namedReference() throws(PatternError) -> String {
        guard current == "<" else { throw failure("\\k is not followed by '<' for named capturing group") }
        offset += 1
        let name = try groupName()
        guard let number = groups[name] else {
            throw failure("named capturing group <\(name)> does not exist")
        }
        return reference(number)
    }

    private mutating func reference(_ number: Int) -> String {
        highestReference = max(highestReference, number)
        if number > groupTotal { return "(?!)" }
        return flags.contains(.caseless) ? "(?i:\\g{\(number)})" : "(?:\\g{\(number)})"
    }
}
