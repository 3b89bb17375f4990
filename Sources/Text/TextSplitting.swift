// An ASCII character is found wherever its byte is, as Java finds it. To the standard library it is another character once a
// combining one follows: `/a` + U+0301 + … would be no path of two names, and a rule no rule with an argument. Other
// characters are found as the standard library finds them.

extension Substring {
    package func split(
        separator: Character, maxSplits: Int = .max, omittingEmptySubsequences: Bool = true
    ) -> [Substring] {
        guard let byte = separator.asciiValue else {
            return split(
                maxSplits: maxSplits, omittingEmptySubsequences: omittingEmptySubsequences,
                whereSeparator: { $0 == separator })
        }
        return utf8.split(
            separator: byte, maxSplits: maxSplits, omittingEmptySubsequences: omittingEmptySubsequences
        ).map(Substring.init)
    }
    package func firstIndex(of character: Character) -> Index? {
        guard let byte = character.asciiValue else { return firstIndex { $0 == character } }
        return utf8.firstIndex(of: byte)
    }
    package func lastIndex(of character: Character) -> Index? {
        guard let byte = character.asciiValue else { return lastIndex { $0 == character } }
        return utf8.lastIndex(of: byte)
    }
    package func contains(_ character: Character) -> Bool { firstIndex(of: character) != nil }
}

extension String {
    package func split(
        separator: Character, maxSplits: Int = .max, omittingEmptySubsequences: Bool = true
    ) -> [Substring] {
        self[...].split(
            separator: separator, maxSplits: maxSplits, omittingEmptySubsequences: omittingEmptySubsequences)
    }
    package func firstIndex(of character: Character) -> Index? { self[...].firstIndex(of: character) }
    package func lastIndex(of character: Character) -> Index? { self[...].lastIndex(of: character) }
    package func contains(_ character: Character) -> Bool { self[...].contains(character) }
}
