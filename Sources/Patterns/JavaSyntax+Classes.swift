extension JavaSyntax {
    /// A class with its brackets: unions, intersections and inversions of what stands in it.
    mutating func characterClass() throws(PatternError) -> CharacterSet {
        offset += 1
        var isInverse = false
        if current == "^" {
            isInverse = true
            offset += 1
        }
        let set = try classMembers()
        offset += 1  // the bracket at which they end
        return isInverse ? .inverse(set) : set
    }

    /// Up to the closing bracket, which is a character like others where nothing stands before it.
    private mutating func classMembers() throws(PatternError) -> CharacterSet {
        depth += 1
        defer { depth -= 1 }
        if depth > Self.maximumDepth { throw failure("The expression is nested too deep") }
        var members: CharacterSet?
        while let next = peek() {
            if next == "]", let members { return members }
            if next == "&", offset + 1 < scalars.count, scalars[offset + 1] == "&" {
                offset += 2
                members = try intersection(members)
                continue
            }
            let member = next == "[" ? try characterClass() : try classMember()
            members = members?.joined(with: member) ?? member
        }
        throw failure("Unclosed character class")
    }

    /// What follows `&&`: all up to the closing bracket or the next `&&`.
    private mutating func intersection(_ left: CharacterSet?) throws(PatternError) -> CharacterSet {
        var right: CharacterSet?
        while let next = peek(), next != "]", next != "&" {
            let part = next == "[" ? try characterClass() : try classMembers()
            right = right?.joined(with: part) ?? part
        }
        if peek() == nil { throw failure("Unclosed character class") }
        guard let right else {
            guard let left else { throw failure("Bad class syntax") }
            return left
        }
        return left.map { .intersection($0, right) } ?? right
    }

    /// A character, a range, or an escape that stands for a set.
    private mutating func classMember() throws(PatternError) -> CharacterSet {
        let first: UInt32
        switch try classEscape() {
        case .character(let value): first = value
        case .set(let set): return set
        case .expression: throw failure("Illegal/unsupported escape sequence")
        }
        guard peek() == "-", offset + 1 < scalars.count, scalars[offset + 1] != "]", scalars[offset + 1] != "[" else {
            return characters(first...first)
        }
        offset += 1
        guard peek() != nil else { throw failure("Unclosed character class") }
        guard case .character(let last) = try classEscape(), first <= last else {
            throw failure("Illegal character range")
        }
        return characters(first...last)
    }

    private mutating func classEscape() throws(PatternError) -> Escape {
        guard let scalar = current else { throw failure("Unclosed character class") }
        offset += 1
        return scalar == "\\" ? try escape() : .character(scalar.value)
    }

    /// A range as the flags want it. Halves of surrogate pairs, which no text of ours holds, are left out.
    private func characters(_ range: ClosedRange<UInt32>) -> CharacterSet {
        let isHalf = { (value: UInt32) in (0xd800...0xdfff).contains(value) }
        let first = isHalf(range.lowerBound) ? 0xe000 : range.lowerBound
        let last = isHalf(range.upperBound) ? 0xd7ff : range.upperBound
        if first > last { return .inverse(.all) }
        guard flags.contains(.caseless) else { return .ranges([first...last]) }
        if flags.contains(.unicodeCase) { return .caseless(.ranges([first...last])) }
        // Only ASCII letters have another case.
        let other = NamedSets.letters.filter { (first...last).contains($0) }.map { $0 ^ 0x20 }
        return .ranges([first...last] + other.map { $0...$0 })
    }
}
