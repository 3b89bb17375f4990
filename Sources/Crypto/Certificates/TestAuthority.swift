import COpenSSL

/// An authority that is made for one server, and the certificates that it signs: what a client is told to trust in a test.
public struct TestAuthority: Sendable {
    /// The authority's own certificate.
    public let certificate: Certificate
    private let key: PrivateKey
    private let seconds: Int
    private let random: @Sendable (Int) -> [UInt8]

    /// A new authority, valid from a day before that second (since 1970) for a year.
    ///
    /// - Parameter random: where the random bytes of keys and serial numbers come from.
    public init(
        at seconds: Int, random: @escaping @Sendable (Int) -> [UInt8] = { Random.bytes($0) }
    ) throws(CryptoError) {
        self.seconds = seconds
        self.random = random
        key = try PrivateKey.generate(.ec(.p256), random: random)
        let content = Self.content(
            for: key, subject: Self.name, at: seconds, random,
            [
                (NID_basic_constraints, "critical,CA:TRUE"), (NID_key_usage, "critical,keyCertSign,cRLSign"),
            ])
        certificate = try Certificate(content, signedBy: key)
    }

    /// A certificate for a server with these names and addresses, or for a client, and its key.
    public func issue(for names: [String]) throws(CryptoError) -> (certificate: Certificate, key: PrivateKey) {
        let own = try PrivateKey.generate(.ec(.p256), random: random)
        let content = Self.content(
            for: own, subject: names.first ?? "localhost", at: seconds, random,
            [
                (NID_ext_key_usage, "serverAuth,clientAuth"), try Certificate.alternativeNames(names),
            ])
        return (try Certificate(content, signedBy: key), own)
    }

    private static let name = "mockidp test CA"

    /// The serial number is a positive one that no other certificate has.
    private static func content(
        for key: PrivateKey, subject: String, at seconds: Int, _ random: (Int) -> [UInt8],
        _ extensions: [(number: Int32, value: String)]
    ) -> Certificate.Content {
        Certificate.Content(
            subject: subject, issuer: name, key: key.publicKey,
            serial: random(7).reduce(1) { $0 << 8 | Int($1) }, notBefore: max(seconds - 86_400, 0),
            notAfter: seconds + 365 * 86_400, extensions: extensions)
    }
}
