import Crypto
import JSON

/// A password credential as it can be checked: our own cheap hashes, and those that imported users bring.
struct StoredPassword: Sendable {
    private let salt: [UInt8]
    private let hash: [UInt8]
    private let function: PasswordHash.Function

    /// Reads a credential's secret and credential data; nil for another type, or a hash that cannot be computed here.
    init?(_ credential: CredentialRecord) {
        let document = credential.document
        guard document.type == "password", let secret = Self.object(document.secretData),
            let data = Self.object(document.credentialData),
            let hash = secret["value"]?.string.flatMap({ Base64.decode($0) }), let function = Self.function(data)
        else { return nil }
        self.hash = hash
        self.function = function
        salt = secret["salt"]?.string.flatMap { Base64.decode($0) } ?? []
    }

    /// Whether it can be checked within some seconds.
    var isAffordable: Bool { function.isAffordable(size: hash.count) }

    /// Whether it is this password. Costly hashes are computed off the loop, which meanwhile serves others.
    func matches(_ password: String) async -> Bool {
        if function == PasswordHash.cheap { return PasswordHash.verify(password, salt: salt, hash: hash, function) }
        return await Task.detached { PasswordHash.verify(password, salt: salt, hash: hash, function) }.value
    }

    private static func object(_ text: String?) -> JSONObject? {
        text.flatMap { try? JSONReader.read(Array($0.utf8), options: .lenient).object }
    }

    private static func function(_ data: JSONObject) -> PasswordHash.Function? {
        var parameters: [String: String] = [:]
        for (name, values) in data["additionalParameters"]?.object ?? [:] { parameters[name] = values[0]?.string }
        return data["algorithm"]?.string.flatMap {
            PasswordHash.function(named: $0, iterations: data["hashIterations"]?.int ?? 1, parameters: parameters)
        }
    }
}
