import Crypto

/// `keytool -genkeypair`: a key store with a key and a certificate that it signed for itself, as Dockerfiles after
/// Keycloak's guide to containers make `conf/server.keystore`. The image has the program under the name `keytool`.
public struct KeyPairMaking: Sendable {
    private var options: [String: String] = [:]
    private(set) var hostNames: [String] = []

    /// Takes the words of a command line.
    public init(_ words: [String]) throws(OptionError) {
        var words = words[...]
        var makesPair = false
        while let word = words.popFirst() {
            switch word {
            case "-genkeypair", "-genkey": makesPair = true
            case "-noprompt", "-v": break
            default:
                guard word.hasPrefix("-"), let value = words.popFirst() else {
                    throw OptionError(description: "keytool has no option '\(word)', or it wants a value")
                }
                if word == "-ext" { takeExtension(value) } else { options[String(word.dropFirst())] = value }
            }
        }
        guard makesPair else {
            throw OptionError(description: "keytool makes key pairs here, -genkeypair, and nothing else")
        }
        guard password.utf8.count >= 6 else {
            throw OptionError(description: "keytool wants -storepass with six characters at least")
        }
    }

    private var password: String { options["storepass"] ?? "" }

    /// The names of `SAN:c=DNS:localhost,IP:127.0.0.1`.
    private mutating func takeExtension(_ text: String) {
        let parts = text.split(separator: "=", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased().hasPrefix("san") else { return }
        hostNames += parts[1].split(separator: ",").compactMap { name in
            name.firstIndex(of: ":").map { String(name[name.index(after: $0)...]) }
        }
    }

    /// The `CN` of `-dname`.
    var commonName: String {
        let parts = (options["dname"] ?? "").split(separator: ",").map { trimmed($0) }
        return parts.first { $0.lowercased().hasPrefix("cn=") }.map { String($0.dropFirst(3)) } ?? "Unknown"
    }

    /// Writes the store.
    public func run() throws {
        let (file, name) = (options["keystore"] ?? ".keystore", options["alias"] ?? "mykey")
        if (try? Files.isFolder(file)) != nil {
            throw OptionError(description: "Key pair not generated, \(file) already exists")
        }
        let bits = options["keysize"].flatMap { Int($0) } ?? 2048
        let isRSA = (options["keyalg"] ?? "RSA").uppercased() == "RSA"
        let key = try PrivateKey.generate(isRSA ? .rsa(bits: bits) : .ec(.p256))
        let now = TimeSource.system.milliseconds()
        let days = options["validity"].flatMap { Int($0) } ?? 90
        let certificate = try Certificate.selfSigned(
            commonName: commonName, key: key, notBefore: now / 1000, notAfter: now / 1000 + days * 86_400, serial: now,
            hostNames: hostNames)
        try Files.write(KeyStore.pkcs12(key, certificate, name: name, password: password), to: file)
    }
}
