import Patterns
import Synchronization

/// Matches one request's values against expressions that users wrote: password policies, validators of a profile.
///
/// What is cheap is done where it is asked for, within a transaction. What isn't leaves the transaction as an error, is
/// done on another thread, and the transaction is made again, which finds the verdict: neither a loop nor the store waits
/// for an expression. A value for which it takes too long counts as one that does not match.
final class Expressions: Sendable {
    private struct Question: Error, Hashable {
        let expression: String
        let value: String
    }

    private struct State {
        var verdicts: [Question: Bool] = [:]
        /// What may still be done in this transaction, and by this request at all.
        var quickBudget = Expressions.quickBudget
        var budget = Expressions.wholeBudget
    }

    /// Some milliseconds' work, and about a second's.
    private static let quickBudget = 2_000_000
    private static let wholeBudget = 500_000_000

    private let state = Mutex(State())
    private let log: Log
    private let mayWait: Bool

    /// - Parameter mayWait: whether all may be done at once, there being neither a loop nor a transaction that waits.
    init(log: Log, mayWait: Bool = false) {
        self.log = log
        self.mayWait = mayWait
        if mayWait { state.withLock { $0.quickBudget = Self.wholeBudget } }
    }

    /// Whether the whole of `value` matches; an expression that cannot be read matches nothing.
    func match(_ value: String, _ expression: String) throws -> Bool {
        guard let pattern = try? Self.compiled(expression) else { return false }
        let question = Question(expression: expression, value: value)
        return try state.withLock { state in
            if let verdict = state.verdicts[question] { return verdict }
            if state.budget <= 0 { return false }
            let verdict = pattern.matches(value, budget: &state.quickBudget)
            if verdict == .tooCostly {
                if !mayWait { throw question }
                state.budget = state.quickBudget
                note(expression)
            }
            state.verdicts[question] = verdict == .matches
            return verdict == .matches
        }
    }

    /// Runs `body`, again and again with what it lacked, until it has all the verdicts it asks for.
    nonisolated(nonsending) func settled<T: Sendable>(
        _ body: nonisolated(nonsending) (Expressions) async throws -> T
    ) async throws -> T {
        while true {
            do {
                return try await body(self)
            } catch let question as Question {
                await Task.detached { self.settle(question) }.value
            }
        }
    }

    private func settle(_ question: Question) {
        guard let pattern = try? Self.compiled(question.expression) else { return }
        var budget = state.withLock { $0.budget - Self.quickBudget }
        let verdict = pattern.matches(question.value, budget: &budget)
        state.withLock { state in
            (state.budget, state.quickBudget) = (budget, Self.quickBudget)
            state.verdicts[question] = verdict == .matches
        }
        if verdict == .tooCostly { note(question.expression) }
    }

    /// Never with the value, which may be a password.
    private func note(_ expression: String) { log.warning("matching a value took too long: \(expression)") }

    /// Why Java could not read the expression, nil if it can.
    static func problem(of expression: String) -> String? {
        do throws(PatternError) {
            _ = try compiled(expression)
            return nil
        } catch {
            return error.message
        }
    }

    /// Expressions read lately: a realm has few, and each is asked for whenever a user is written.
    private static let recent = Mutex<TextMap<Pattern>>([:])

    private static func compiled(_ expression: String) throws(PatternError) -> Pattern {
        if let known = recent.withLock({ $0[expression] }) { return known }
        let pattern = try Pattern(expression)
        recent.withLock { recent in
            if recent.count >= 100 { recent.removeAll() }
            recent[expression] = pattern
        }
        return pattern
    }
}
