import Patterns
import Testing

struct CostTests {
    @Test(arguments: [
        "(a+)+$", "(a|aa)+", "(a*)*b", "^(([a-z])+.)+[A-Z]([a-z])+$", "(.*a){20}", "((a+)+)+\\d", "(a?){40}a{40}b",
    ])
    func `an expression that would run for ever is given up`(_ text: String) throws {
        let pattern = try Pattern(text)
        var budget = 10_000_000
        let value = String(repeating: "a", count: 40) + "!"
        #expect(pattern.matches(value, budget: &budget) != .matches)
        #expect(budget >= 0)
        #expect(pattern.matches(String(repeating: "a", count: 100_000) + "!", budget: &budget) != .matches)
    }

    @Test func `what is spent is gone, and nothing runs without a budget`() throws {
        let pattern = try Pattern("(a+)+$")
        var budget = 2_000_000
        #expect(pattern.matches(String(repeating: "a", count: 40) + "!", budget: &budget) == .tooCostly)
        #expect(budget == 0)
        #expect(try Pattern("a").matches("a", budget: &budget) == .tooCostly)
    }

    @Test func `a long value is matched by an expression that is not wild`() throws {
        var budget = 1_000_000_000
        let value = String(repeating: "a", count: 100_000)
        #expect(try Pattern("[a-z]+").matches(value, budget: &budget) == .matches)
        let shorter = String(repeating: "a", count: 10_000)
        #expect(try Pattern("(?=.*[bc]).*").matches(shorter, budget: &budget) == .differs)
    }

    @Test func `random expressions neither trap nor run away`() {
        var random = Sequence(state: 7)
        let parts = [
            "a", "b", "!", ".", "\\d", "\\w", "[a-c]", "[^b]", "[a-z&&[^b]]", "(", "(?:", "(?=", "(?<!", "(?<n>", "(?>",
            ")",
            ")", ")", "*", "+", "?", "{0}", "{2,}", "{1,3}", "|", "\\1", "\\2", "\\k<n>", "^", "$", "\\b", "\\Q", "\\E",
            "(?i)", "(?x)", "[", "]", "&&", "-", "\\p{L}", "\\p{Is", "}", "{", "\\", "\\u00e4", "é", "\u{1F600}", "#",
            " ",
        ]
        var counts = (read: 0, refused: 0)
        for _ in 0..<1000 {
            let text = (0..<(1 + random.next(20))).map { _ in parts[random.next(parts.count)] }.joined()
            guard let pattern = try? Pattern(text) else {
                counts.refused += 1
                continue
            }
            counts.read += 1
            for value in ["", String(repeating: "ab", count: 20) + "!", "\u{1F600}é"] {
                var budget = 1_000_000
                _ = pattern.matches(value, budget: &budget)
                #expect(budget >= 0, "\(text)")
            }
        }
        #expect(counts.read > 100 && counts.refused > 100)
    }

    /// Numbers that look random and are the same in every run.
    private struct Sequence {
        var state: UInt64
        mutating func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
    }
}
