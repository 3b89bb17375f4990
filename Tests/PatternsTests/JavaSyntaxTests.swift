import Patterns
import Testing

/// What `java.util.regex.Pattern` documents and does, on the Java 21 that Keycloak runs on.
struct JavaSyntaxTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let pattern: String
        let matching: [String]
        let others: [String]
        var testDescription: String { pattern }

        init(_ pattern: String, _ matching: [String], not others: [String]) {
            (self.pattern, self.matching, self.others) = (pattern, matching, others)
        }
    }

    @Test(arguments: [
        // The whole value must match.
        Row("abc", ["abc"], not: ["", "ab", "abcd", "xabc", "abc\n"]),
        Row("a|ab", ["a", "ab"], not: ["b", "aab"]),
        Row("", [""], not: ["a"]),
        // Policies as people write them.
        Row(#"^(?=.*[a-z])(?=.*[A-Z])(?=.*\d).{8,}$"#, ["Abcdefg1"], not: ["abcdefg1", "Abcdef1", "ABCDEFG1"]),
        Row(#"[^@\s]+@[^@\s]+\.[a-z]{2,}"#, ["a@b.de"], not: ["a@b", "a b@c.de"]),
        Row(#"^((?!(.)\2\2).)*$"#, ["aabb"], not: ["aaab"]),
        // Quantifiers of all three kinds.
        Row("a{2}{3}", ["aa"], not: ["aaaaaa", "a"]),
        Row("a?+a", ["aa"], not: ["a"]),
        Row("a*+a", [], not: ["a", "aa"]),
        Row("a{1,2}+b", ["ab", "aab"], not: ["aaab"]),
        Row("a+?", ["a", "aaa"], not: [""]),
        Row("(?>a|ab)c", ["ac"], not: ["abc"]),
        Row("}]", ["}]"], not: ["}"]),
        // Quotation.
        Row(#"\Qabc\E+"#, ["abc", "abccc"], not: ["abcabc", "ab"]),
        Row(#"\Qa.[b\E"#, ["a.[b"], not: ["ax[b"]),
        Row(#"\Q^$.*"#, ["^$.*"], not: [""]),
        Row(#"[\Q^]-\E]+"#, ["^]-"], not: ["a"]),
        Row(#"(a)\1\Q1\E"#, ["aa1"], not: ["aa"]),
        // Characters by number.
        Row(#"\x41\u0042\x{1F600}\0101\cA\e\a\t"#, ["AB\u{1F600}A\u{1}\u{1b}\u{7}\t"], not: ["AB"]),
        Row(#"\uD83D\uDE00"#, ["\u{1F600}"], not: ["\u{D7FF}"]),
        Row(#"[^\uD800-\uDFFF]+"#, ["a\u{1F600}"], not: [""]),
        Row(#"\."#, ["."], not: ["a"]),
        Row(#"\é"#, ["é"], not: ["e"]),
        // Predefined classes are ASCII.
        Row(#"\w+"#, ["aZ_9"], not: ["ä", "٣", "-"]),
        Row(#"\d+"#, ["09"], not: ["٣"]),
        Row(#"\s+"#, [" \t\n\u{b}\u{c}\r"], not: ["\u{a0}"]),
        Row(#"\h+"#, ["\t\u{a0}\u{3000}"], not: ["\n"]),
        Row(#"\v+"#, ["\n\u{b}\u{2028}"], not: [" "]),
        Row(#"\D\W\S\H\V"#, ["a-bcd"], not: ["1-bcd"]),
        Row(#"\R"#, ["\r\n", "\n", "\u{85}"], not: ["\n\n", "a"]),
        Row(#"\R\n"#, ["\r\n", "\n\n"], not: ["\n"]),
        Row(#"a\b.\bb"#, ["a b"], not: ["axb"]),
        Row(#"a\Bb"#, ["ab"], not: ["a b"]),
        Row("(?U)\\w+\\d", ["ä٣"], not: ["-3"]),
        Row(#"\X"#, ["e\u{301}"], not: ["ee"]),
        // Properties.
        Row(#"\p{IsAlphabetic}+"#, ["aäж"], not: ["1"]),
        Row(#"\p{L}\pL\p{Lu}\p{IsLu}"#, ["aäBÄ"], not: ["aabb"]),
        Row(#"\p{javaLowerCase}+"#, ["aä"], not: ["A"]),
        Row(#"\p{Lower}\p{Upper}\p{Punct}\p{Alnum}"#, ["aB!7"], not: ["äB!7", "ab!7"]),
        Row(#"\P{L}\P{Upper}"#, ["1a"], not: ["aa", "1A"]),
        Row(#"[\p{L}&&[^\p{Lu}]]+"#, ["aä"], not: ["A"]),
        Row(#"\p{IsLatin}\p{script=Greek}\p{sc=Cyrillic}\p{gc=Nd}"#, ["aλж5"], not: ["λaж5"]),
        Row(#"\p{IsWhite_Space}\p{IsPunctuation}\p{IsDigit}\p{ASCII}"#, [" !٣~"], not: [" !aé"]),
        // Classes in classes.
        Row("[a-z&&[^b]]+", ["acz"], not: ["b", "A"]),
        Row("[a-z&&[def]]+", ["fed"], not: ["a"]),
        Row("[a-z&&[^m-p]&&[^x]]", ["a", "z"], not: ["n", "x"]),
        Row("[a[b]]+", ["ab"], not: ["c", "["]),
        Row("[^a[b]]", ["c"], not: ["a", "b"]),
        Row("[a-d[m-p]]+", ["abmp"], not: ["e"]),
        Row("[a-z&&b-d]+", ["bcd"], not: ["a"]),
        Row("[^a-z&&b-d]", ["a", "1"], not: ["b"]),
        Row("[]a]+", ["]a"], not: ["b"]),
        Row("[^]a]", ["b"], not: ["]"]),
        Row("[a-]+", ["a-"], not: ["b"]),
        Row("[-a&]+", ["-a&"], not: ["b"]),
        Row(#"[\w.-]+"#, ["a.b-c"], not: ["a b"]),
        Row(#"[\[\]\\^]+"#, [#"[]\^"#], not: ["a"]),
        Row("[a-z&&[^bc]&&[^yz]]+", ["ad"], not: ["y", "b"]),
        // Look-around.
        Row("(?<=x)y|z", ["z"], not: ["y", "xy"]),
        Row("x(?<=x)y", ["xy"], not: ["yy"]),
        Row("(?!a).+", ["ba"], not: ["ab"]),
        Row(".+(?<!ab|c)", ["abd"], not: ["xab", "xc"]),
        // Groups.
        Row(#"(?<first>a|b)\k<first>"#, ["aa", "bb"], not: ["ab"]),
        Row(#"(a){0}\1"#, [], not: ["", "a"]),
        Row(#"(a)|\1b"#, ["a"], not: ["b", "ab"]),
        Row(#"\1(a)"#, [], not: ["a", "aa"]),
        Row(#"(a)\2"#, [], not: ["a", "aa"]),
        Row(#"(a)\11"#, ["aa1"], not: ["aa"]),
        Row("(?i:ab)c", ["ABc", "abc"], not: ["abC"]),
        Row("a(?i)b|c", ["aB", "C"], not: ["AB"]),
        // Letters without regard to case are ASCII's, unless Unicode's are asked for.
        Row("(?i)[a-k]+ä", ["AKä"], not: ["aÄ", "\u{212a}ä"]),
        Row("(?iu)ä[k]", ["Äk", "ä\u{212a}"], not: ["ak"]),
        Row(#"(?i)\p{Lu}\p{Lower}"#, ["aB", "Ab"], not: ["1a"]),
        Row(#"(?i)(a)\1"#, ["aA"], not: ["ab"]),
        // Lines.
        Row(".", ["a", "\u{1F600}", "\u{b}"], not: ["\n", "\r", "\u{85}", "\u{2028}", "ab"]),
        Row("(?s).", ["\n", "\u{2028}"], not: [""]),
        Row("(?d).", ["\r", "\u{2028}"], not: ["\n"]),
        Row("a$\\n", ["a\n"], not: ["a"]),
        Row("a$\\r\\n", ["a\r\n"], not: ["a\r"]),
        Row("a\\r$\\n", [], not: ["a\r\n"]),
        Row("(?m)^a$\\n^b$", ["a\nb"], not: ["ab"]),
        Row("(?m)a\\n^", [], not: ["a\n"]),
        Row(#"\Aa\z"#, ["a"], not: ["a\n"]),
        Row("(?x) a b # rest\n c [ d e ]", ["abcd", "abce"], not: ["ab", "abc "]),
        // Text is code points, not what a reader takes for one character.
        Row("caf.", ["caf\u{e9}"], not: ["cafe\u{301}"]),
        Row("é", ["\u{e9}"], not: ["e\u{301}"]),
    ])
    func `an expression means what it means in Java`(_ row: Row) throws {
        let pattern = try Pattern(row.pattern)
        for value in row.matching { #expect(verdict(pattern, value) == .matches, "\(value.debugDescription)") }
        for value in row.others { #expect(verdict(pattern, value) == .differs, "\(value.debugDescription)") }
    }

    @Test(
        arguments: [
            ("(", "Unclosed group near index 1\n("), ("a)", "Unmatched closing ')' near index 0\na)\n^"),
            ("*a", "Dangling meta character '*' near index 0\n*a\n^"),
            ("a**", "Dangling meta character '*' near index 2\na**\n  ^"),
            ("[a", "Unclosed character class near index 1\n[a\n ^"), ("[]", nil),
            ("[b-a]", "Illegal character range near index 3\n[b-a]\n   ^"),
            ("a{x}", nil), ("a{2,1}", nil), ("a{,2}", nil), ("a{99999999999999999999}", nil), ("a{2", nil), ("{x", nil),
            (#"\y"#, nil), (#"\"#, nil),
            (#"\p{Nope}"#, "Unknown character property name {Nope} near index 7\n\\p{Nope}\n       ^"),
            (#"\p{IsNope}"#, nil), (#"\p{L"#, nil), (#"\x4"#, nil), (#"\u00"#, nil), (#"\k<x>"#, nil), (#"\08"#, nil),
            ("(?<a>x)(?<a>y)", nil), ("(?<1>x)", nil), ("(?q)", nil), ("(?", nil), ("(?<", nil), ("[&&]", nil),
            (#"[\1]"#, nil), (#"[\b]"#, nil), (#"[a-\d]"#, nil), (#"\x{110000}"#, nil), ("[a&&", nil),
        ] as [(String, String?)])
    func `what Java cannot read is refused`(_ text: String, _ message: String?) throws {
        let error = try #require(throws: PatternError.self) { try Pattern(text) }
        if let message { #expect(error.message == message) }
    }

    @Test(arguments: [
        "((a{1,1000}){1,1000}){1,1000}b", #"\p{InGreek}"#, "(?<=a+)b", #"\N{WHITE SMILING FACE}"#,
        String(repeating: "(", count: 1000) + String(repeating: ")", count: 1000),
        String(repeating: "[", count: 1000) + "a" + String(repeating: "]", count: 1000),
        String(repeating: "a", count: 5000),
    ])
    func `what goes beyond our means is refused too`(_ text: String) {
        #expect(throws: PatternError.self) { try Pattern(text) }
    }

    private func verdict(_ pattern: Pattern, _ value: String) -> Pattern.Verdict {
        var budget = 10_000_000
        return pattern.matches(value, budget: &budget)
    }
}
