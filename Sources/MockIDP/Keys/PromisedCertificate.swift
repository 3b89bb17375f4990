import Crypto

/// The certificate of a generated key, which is signed when it is first asked for: signing two takes as long as all else of
/// a new realm, and most realms of tests go before anyone looks at them. It follows from the key, the name and the time, so
/// it is the same each time.
struct PromisedCertificate: Sendable, Hashable {
    /// The name that it had of the realm, whatever the realm is called later.
    let commonName: String
    /// When the key was made, in milliseconds since 1970.
    let milliseconds: Int

    private static let mark = "self-signed"

    init(commonName: String, milliseconds: Int) {
        self.commonName = commonName
        self.milliseconds = milliseconds
    }

    /// Reads what stands in a key's config in its certificate's place; nil for a certificate.
    init?(_ text: String) {
        let parts = text.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == Self.mark, let milliseconds = Int(parts[1]) else { return nil }
        self.init(commonName: String(parts[2]), milliseconds: milliseconds)
    }

    /// What stands in the key's config in its place.
    var text: String { "\(Self.mark) \(milliseconds) \(commonName)" }

    /// The certificate, X.509 DER. Takes a millisecond: not inside a transaction where others wait.
    func signed(by key: PrivateKey) throws -> [UInt8] {
        try Certificate.selfSigned(commonName: commonName, key: key, atMilliseconds: milliseconds).der
    }
}

extension ComponentRepresentation {
    /// The component with the certificate that it promises, for those who take it elsewhere.
    func certified() throws -> Self {
        guard let promise = self[\.config, "certificate"]?.first.flatMap({ PromisedCertificate($0) }),
            let der = self[\.config, "privateKey"]?.first.flatMap({ Base64.decodeLeniently($0) })
        else { return self }
        var component = self
        component[\.config, "certificate"] = [Base64.encode(try promise.signed(by: PrivateKey(der: der)))]
        return component
    }
}

extension RealmKeys {
    /// Signs what the keys only promise yet: the two of a new realm at once, which takes three milliseconds; more, and a realm
    /// may have a hundred, elsewhere than on the caller's thread.
    func signCertificates() async {
        let waiting = all.filter { !$0.isCertified }
        guard waiting.count > 2 else { return waiting.forEach { _ = $0.certificate } }
        await Task.detached {
            await withTaskGroup(of: Void.self) { group in
                for key in waiting { group.addTask { _ = key.certificate } }
            }
        }.value
    }
}
