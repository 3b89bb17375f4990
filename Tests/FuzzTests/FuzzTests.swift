import Testing

/// A few hundred changed inputs for each reader; `scripts/fuzz --targets` goes on from here.
struct FuzzTests {
    @Test(arguments: Target.all)
    func `whatever comes from outside is read or refused`(_ target: Target) async throws {
        let seeds = try target.seeds()
        try #require(!seeds.isEmpty)
        for seed in seeds { try await target.run(seed) }
        var mutator = Mutator(seed: 1)
        for number in 0..<300 {
            let input = mutator.change(oneOf: seeds)
            do { try await target.run(input) } catch {
                Issue.record(
                    "\(target.name), input \(number): \(error) \(String(decoding: input.prefix(300), as: UTF8.self))")
            }
        }
    }
}

extension Target: CustomTestStringConvertible {
    var testDescription: String { name }
}
