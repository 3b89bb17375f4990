import Patterns

extension Target {
    /// A user's regular expression and, after a NUL, a value: matched or not or too costly, and that within its budget.
    static let pattern = Target(name: "pattern") {
        [
            #"(a+)+$"#, #"(a){0}\1"#, #"((a{1,1000}){1,1000}){1,1000}b"#, #"(?<=x)y|\p{IsAlphabetic}+|\Qab\E"#,
            #"[a-z&&[^b]]{2,5}?"#,
            #"(?i:a|b)(?=c)(?<n>d)\k<n>\x41\u0041\cA\R\h"#, #"^(?:(?:a*)*)*\z"#, #"(?R)[[:alpha:]]\G\1"#,
        ].map { Array(($0 + "\0aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!").utf8) }
    } run: { bytes in
        let parts = String(decoding: bytes, as: UTF8.self).split(
            separator: "\0", maxSplits: 1, omittingEmptySubsequences: false)
        guard let pattern = try? Pattern(String(parts[0])) else { return }
        var budget = 1_000_000
        let value = parts.count == 2 ? String(parts[1]) : ""
        let elapsed = ContinuousClock().measure { _ = pattern.matches(value, budget: &budget) }
        try expect(elapsed < .seconds(5), "a match takes \(elapsed)")
        try expect(budget >= 0, "a match costs more than its budget")
    }
}
