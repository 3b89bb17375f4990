import CPCRE2

/// A regular expression as `java.util.regex` reads it.
///
/// It comes from users, so nothing about it may be trusted: PCRE2 compiles it within bounds, and matches it within a
/// budget of steps and of memory, where a backtracking matcher without either would run for ever on `(a+)+$`.
public final class Pattern: Sendable {
    /// Whether a value matches, or that finding out took too long.
    public enum Verdict: Sendable {
        case matches, differs, tooCostly
    }

    // PCRE2 promises that compiled code is never changed by matching, and may be shared by threads.
    nonisolated(unsafe) private let code: OpaquePointer

    /// Compiles an expression.
    ///
    /// - Throws: why Java refuses it, or that it is beyond what PCRE2 can do (a look-behind of many lengths, a block of
    ///   characters, an expression that is too large).
    public init(_ pattern: String) throws(PatternError) {
        let translated = try JavaSyntax.translated(pattern)
        var (number, offset) = (Int32(0), 0)
        let options = PCRE2_UTF | PCRE2_NO_UTF_CHECK | PCRE2_NEVER_BACKSLASH_C
        let code = Array(translated.utf8).withUnsafeBufferPointer { buffer in
            pcre2_compile_8(buffer.baseAddress, buffer.count, options, &number, &offset, nil)
        }
        guard let code else {
            throw PatternError(reason: Self.sentence(number), index: nil, pattern: pattern)
        }
        self.code = code
    }

    deinit { pcre2_code_free_8(code) }

    /// Whether the whole of `value` matches. `budget` is what it may cost, in steps times what one of them may cost, and
    /// is reduced by what it did cost at the most.
    public func matches(_ value: String, budget: inout Int) -> Verdict {
        var value = value
        return value.withUTF8 { bytes in
            // A step may run over the whole value once, so that long values get fewer steps.
            let weight = bytes.count + Self.stepCost
            // PCRE2 doesn't tell how many steps it took. So few are tried first: what comes to its end is charged these.
            var steps = Self.fewSteps
            while budget > 0 {
                steps = min(steps, max(budget / weight, 1))
                budget -= min(steps * weight, budget)
                let verdict = withoutNull(bytes) { matches($0, bytes.count, steps: UInt32(clamping: steps)) }
                if verdict != .tooCostly { return verdict }
                steps *= 8
            }
            return .tooCostly
        }
    }

    private func matches(_ value: UnsafePointer<UInt8>, _ count: Int, steps: UInt32) -> Verdict {
        guard let data = pcre2_match_data_create_8(1, nil), let context = pcre2_match_context_create_8(nil) else {
            return .tooCostly
        }
        defer {
            pcre2_match_data_free_8(data)
            pcre2_match_context_free_8(context)
        }
        pcre2_set_match_limit_8(context, steps)
        pcre2_set_depth_limit_8(context, steps)
        pcre2_set_heap_limit_8(context, Self.heapKilobytes)
        let options = PCRE2_ANCHORED | PCRE2_ENDANCHORED | PCRE2_NO_UTF_CHECK
        let result = pcre2_match_8(code, value, count, 0, options, data, context)
        if result >= 0 { return .matches }
        return result == PCRE2_ERROR_NOMATCH ? .differs : .tooCostly
    }

    /// What a step costs beside the characters it looks at.
    private static let stepCost = 32
    // Enough for most values, so that a user may have some ten thousands of them.
    private static let fewSteps = 100
    private static let heapKilobytes: UInt32 = 16_000

    private static func sentence(_ number: Int32) -> String {
        var buffer = [UInt8](repeating: 0, count: 200)
        let count = pcre2_get_error_message_8(number, &buffer, buffer.count)
        return String(decoding: buffer.prefix(Int(max(count, 0))), as: UTF8.self)
    }
}

/// An empty value may have no address, and PCRE2 takes none only since 10.43.
private func withoutNull<Result>(
    _ bytes: UnsafeBufferPointer<UInt8>, _ body: (UnsafePointer<UInt8>) -> Result
) -> Result {
    if let address = bytes.baseAddress { return body(address) }
    var nothing: UInt8 = 0
    return body(&nothing)
}
