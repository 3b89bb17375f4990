/// Something that reads bytes from outside: whatever they are, it answers or refuses, and what it took it can write.
///
/// `FuzzTests` runs each with changed seeds; under libFuzzer (`scripts/fuzz --targets`) the same run for as long as one likes.
struct Target: Sendable {
    let name: String
    /// Inputs that are right: what is changed to make the others.
    let seeds: @Sendable () throws -> [[UInt8]]
    /// Throws `Broken` when something does not hold. Refusals are caught within.
    let run: @Sendable ([UInt8]) async throws -> Void

    static let all = [
        json, form, head, requests, address, jws, jwk, certificate, key, representation, realm, call, pattern,
    ]
}

/// What must hold and does not.
struct Broken: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

/// Throws `Broken` unless it holds.
func expect(_ holds: Bool, _ sentence: String) throws(Broken) {
    guard holds else { throw Broken(sentence) }
}
