import CArgon2
import COpenSSL

/// Password hashes: those that imported users bring, and cheap ones of our own.
public enum PasswordHash {
    /// A function from password and salt to a hash.
    public enum Function: Sendable, Hashable {
        case pbkdf2(Digest, iterations: Int)
        case argon2(Argon2)
    }

    /// A function by the name and the parameters that exported users carry: "pbkdf2", "pbkdf2-sha256", "pbkdf2-sha512",
    /// or "argon2" with `type`, `version`, `memory` and `parallelism` (fixtures/crypto/password-hashes.json).
    public static func function(
        named name: String, iterations: Int, parameters: [String: String] = [:]
    ) -> Function? {
        switch name {
        case "pbkdf2": return .pbkdf2(.sha1, iterations: iterations)
        case "pbkdf2-sha256": return .pbkdf2(.sha256, iterations: iterations)
        case "pbkdf2-sha512": return .pbkdf2(.sha512, iterations: iterations)
        case "argon2":
            let versions: [String: UInt32] = ["1.3": 0x13, "1.0": 0x10]
            guard let variant = Argon2.Variant(rawValue: parameters["type"] ?? "id"),
                let version = versions[parameters["version"] ?? "1.3"], let passes = UInt32(exactly: iterations),
                let memory = UInt32(parameters["memory"] ?? ""), let lanes = UInt32(parameters["parallelism"] ?? "")
            else { return nil }
            return .argon2(
                Argon2(variant: variant, version: version, iterations: passes, memory: memory, parallelism: lanes))
        default: return nil
        }
    }

    /// The parameters of argon2 (RFC 9106 section 3.1); memory in KiB.
    public struct Argon2: Sendable, Hashable {
        /// The three variants.
        public enum Variant: String, Sendable { case d, i, id }

        /// Which of the three it is.
        public var variant: Variant
        /// 0x13 or the older 0x10.
        public var version: UInt32
        /// Passes over the memory, KiB of memory, and lanes.
        public var iterations, memory, parallelism: UInt32

        /// Parameters; version 0x13 is the one in use since 2016.
        public init(
            variant: Variant = .id, version: UInt32 = 0x13, iterations: UInt32, memory: UInt32, parallelism: UInt32
        ) {
            self.variant = variant
            self.version = version
            self.iterations = iterations
            self.memory = memory
            self.parallelism = parallelism
        }
    }

    /// A function that takes a few microseconds: for passwords in tests, where guessing is not the danger.
    public static let cheap = Function.pbkdf2(.sha256, iterations: 1)

    /// The hash of a password.
    public static func hash(
        _ password: String, salt: [UInt8], size: Int, _ function: Function
    ) throws(CryptoError) -> [UInt8] {
        guard (4...1024).contains(size) else { throw CryptoError("hash a password", "not a size for a hash") }
        guard function.isAffordable(size: size) else {
            throw CryptoError("hash a password", "that takes too much work")
        }
        switch function {
        case .pbkdf2(let digest, let iterations):
            return try pbkdf2(Array(password.utf8), salt, size, digest, iterations)
        case .argon2(let parameters):
            return try argon2(Array(password.utf8), salt, size, parameters)
        }
    }

    /// Whether a password has this hash. A function that cannot be computed is false.
    public static func verify(_ password: String, salt: [UInt8], hash: [UInt8], _ function: Function) -> Bool {
        guard let computed = try? self.hash(password, salt: salt, size: hash.count, function) else { return false }
        return constantTimeEqual(computed, hash)
    }

    private static func pbkdf2(
        _ password: [UInt8], _ salt: [UInt8], _ size: Int, _ digest: Digest, _ iterations: Int
    ) throws(CryptoError) -> [UInt8] {
        guard let count = Int32(exactly: iterations), count > 0 else {
            throw CryptoError("hash a password", "not a number of iterations")
        }
        var hash = [UInt8](repeating: 0, count: size)
        let code = password.withUnsafeBytes { password in
            PKCS5_PBKDF2_HMAC(
                password.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: password.count), salt,
                Int32(clamping: salt.count), count, digest.method, Int32(size), &hash)
        }
        try check(code, "hash a password")
        return hash
    }

    private static func argon2(
        _ password: [UInt8], _ salt: [UInt8], _ size: Int, _ parameters: Argon2
    ) throws(CryptoError) -> [UInt8] {
        let type =
            switch parameters.variant {
            case .d: Argon2_d
            case .i: Argon2_i
            case .id: Argon2_id
            }
        var hash = [UInt8](repeating: 0, count: size)
        let code = argon2_hash(
            parameters.iterations, parameters.memory, parameters.parallelism, password, password.count, salt,
            salt.count, &hash, size, nil, 0, type, parameters.version)
        guard code == ARGON2_OK.rawValue else {
            throw CryptoError("hash a password", String(cString: argon2_error_message(code)))
        }
        return hash
    }
}

extension PasswordHash.Function {
    /// Whether a hash of that size takes no more than some seconds and 256 MiB: whoever brings a hash along names its
    /// parameters. Keycloak's own are at most 1,300,000 iterations, and 7 MiB in 5 passes.
    public func isAffordable(size: Int) -> Bool {
        switch self {
        case .pbkdf2(let digest, let iterations):
            // One after the other for each piece of the hash (RFC 8018 section 5.2).
            let pieces = (min(max(size, 1), 1024) + digest.size - 1) / digest.size
            return iterations <= 10_000_000 / pieces
        case .argon2(let parameters):
            return parameters.memory <= 256 << 10 && parameters.parallelism <= 16
                && UInt64(parameters.memory) * UInt64(parameters.iterations) <= 4 << 20
                && parameters.iterations <= 1 << 16
        }
    }
}
