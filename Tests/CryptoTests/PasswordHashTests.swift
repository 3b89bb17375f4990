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
}
