import Crypto
import Foundation
import Testing

@Suite struct PasswordHashTests {
    private struct Recorded: Decodable {
        let password, value, salt, algorithm: String
        let hashIterations: Int
        let additionalParameters: [String: [String]]

        /// The function that the recorded parameters describe.
        var function: PasswordHash.Function? {
            PasswordHash.function(
                named: algorithm, iterations: hashIterations, parameters: additionalParameters.compactMapValues(\.first)
            )
        }
    }

    @Test func `the passwords of exported users are known again`() throws {
        let recorded: [Recorded] = try fixture("password-hashes")
        #expect(Set(recorded.map(\.algorithm)) == ["argon2", "pbkdf2", "pbkdf2-sha256", "pbkdf2-sha512"])
        for entry in recorded {
            let salt = try #require(Base64.decode(entry.salt))
            let hash = try #require(Base64.decode(entry.value))
            let function = try #require(entry.function)
            #expect(PasswordHash.verify(entry.password, salt: salt, hash: hash, function))
            #expect(!PasswordHash.verify(entry.password + "x", salt: salt, hash: hash, function))
            #expect(!PasswordHash.verify("", salt: salt, hash: hash, function))
            #expect(!PasswordHash.verify(entry.password, salt: salt + [0], hash: hash, function))
            #expect(!PasswordHash.verify(entry.password, salt: salt, hash: [], function))
        }
    }

    @Test func `the cheap hash is a hash, and costs next to nothing`() throws {
        let salt = Random.bytes(16)
        let hash = try PasswordHash.hash("pässword", salt: salt, size: 32, PasswordHash.cheap)
        #expect(PasswordHash.verify("pässword", salt: salt, hash: hash, PasswordHash.cheap))
        #expect(!PasswordHash.verify("passwort", salt: salt, hash: hash, PasswordHash.cheap))
        let time = ContinuousClock().measure {
            for _ in 0..<100 { _ = PasswordHash.verify("x", salt: salt, hash: hash, PasswordHash.cheap) }
        }
        #expect(time < .milliseconds(200), "a hundred took \(time)")
    }

    @Test func `functions that are not known have no name`() {
        let argon2 = ["type": "id", "version": "1.3", "memory": "8", "parallelism": "1"]
        #expect(PasswordHash.function(named: "argon2", iterations: 1, parameters: argon2) != nil)
        for (name, value) in [("type", "x"), ("version", "2"), ("memory", "-1"), ("parallelism", "many")] {
            let changed = argon2.merging([name: value]) { $1 }
            #expect(PasswordHash.function(named: "argon2", iterations: 1, parameters: changed) == nil)
        }
        #expect(PasswordHash.function(named: "argon2", iterations: -1, parameters: argon2) == nil)
        #expect(PasswordHash.function(named: "md5", iterations: 1) == nil)
    }

    @Test func `functions that cannot be computed verify nothing`() {
        let salt = Random.bytes(16)
        let hash = Random.bytes(32)
        let functions: [PasswordHash.Function] = [
            .pbkdf2(.sha256, iterations: 0), .pbkdf2(.sha256, iterations: -1), .pbkdf2(.sha256, iterations: Int.max),
            .argon2(.init(iterations: 0, memory: 8, parallelism: 1)),
            .argon2(.init(iterations: 1, memory: 0, parallelism: 1)),
            .argon2(.init(iterations: 1, memory: 8, parallelism: 0)),
            .argon2(.init(version: 1, iterations: 1, memory: 8, parallelism: 1)),
        ]
        for function in functions { #expect(!PasswordHash.verify("x", salt: salt, hash: hash, function)) }
        #expect(
            !PasswordHash.verify("x", salt: [], hash: hash, .argon2(.init(iterations: 1, memory: 8, parallelism: 1))))
    }

    @Test func `a hash that would take minutes or gigabytes is not computed`() {
        let salt = [UInt8](repeating: 1, count: 16)
        func argon2(_ iterations: UInt32, _ memory: UInt32, _ lanes: UInt32) -> PasswordHash.Function {
            .argon2(PasswordHash.Argon2(iterations: iterations, memory: memory, parallelism: lanes))
        }
        let costly: [PasswordHash.Function] = [
            .pbkdf2(.sha256, iterations: 2_147_483_647), .pbkdf2(.sha512, iterations: .max), argon2(.max, 8, 1),
            argon2(1, .max, 1), argon2(1, 4096, .max), argon2(.max, .max, .max), argon2(17, 256 << 10, 1),
        ]
        let begin = ContinuousClock.now
        for function in costly {
            #expect(!function.isAffordable(size: 32))
            #expect(!PasswordHash.verify("x", salt: salt, hash: [UInt8](repeating: 0, count: 32), function))
        }
        #expect(!PasswordHash.Function.pbkdf2(.sha1, iterations: 5_000_000).isAffordable(size: 1024))
        #expect(ContinuousClock.now - begin < .seconds(60))
        // Keycloak's defaults, the present ones and those of version 24.
        let usual: [PasswordHash.Function] = [
            argon2(5, 7168, 1), .pbkdf2(.sha512, iterations: 210_000), .pbkdf2(.sha256, iterations: 600_000),
            .pbkdf2(.sha1, iterations: 1_300_000),
        ]
        for function in usual { #expect(function.isAffordable(size: 64)) }
    }
}
