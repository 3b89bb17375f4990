/// Characters and places, written out so that PCRE2's own ideas of lines, words and cases play no part.
extension JavaSyntax {
    /// A character outside of a class.
    func literal(_ value: UInt32) -> String {
        guard let scalar = Unicode.Scalar(value) else { return "(?!)" }  // half of a surrogate pair
        guard flags.contains(.caseless) else { return value.escaped }
        if flags.contains(.unicodeCase) { return "(?i:\(value.escaped))" }
        guard scalar.isASCII, scalar.properties.isAlphabetic else { return value.escaped }
        return "[\(value.escaped)\((value ^ 0x20).escaped)]"
    }

    private var terminators: String { flags.contains(.unixLines) ? "\\n" : "\\n\\r\\x{85}\\x{2028}\\x{2029}" }

    /// Any character, as a rule but for the ends of lines.
    var anyCharacter: String { flags.contains(.dotAll) ? CharacterSet.all.expression : "[^\(terminators)]" }

    /// `^`: in several lines behind the end of each, but not at the end of all.
    var lineStart: String {
        guard flags.contains(.multiline) else { return "(?:\\A)" }
        let before = flags.contains(.unixLines) ? "\\n" : "[\\n\\x{85}\\x{2028}\\x{2029}]|\\r(?!\\n)"
        return "(?:(?:\\A|(?<=\(before)))(?!\\z))"
    }

    /// `$` in several lines: before the end of each. There is no place between CR and LF.
    var lineEnd: String {
        flags.contains(.unixLines)
            ? "(?=\\n|\\z)" : "(?=(?<!\\r)\\n|[\\r\\x{85}\\x{2028}\\x{2029}]|\\z)"
    }

    /// `$` and `\Z`: the end, or before a line's end that ends all.
    var finalLineEnd: String {
        flags.contains(.unixLines)
            ? "(?=\\n?\\z)" : "(?=(?:\\r\\n|(?<!\\r)\\n|[\\r\\x{85}\\x{2028}\\x{2029}])?\\z)"
    }

    var wordBoundary: String {
        guard flags.contains(.unicodeClasses) else { return "(?:\\b)" }
        let word = NamedSets.unicodeWord.expression
        return "(?:(?<=\(word))(?!\(word))|(?<!\(word))(?=\(word)))"
    }
}
