import Crypto
import JOSE
import JSON

extension Target {
    /// A signed token: read or refused; taken as signed only as it came from its signer.
    static let jws = Target(name: "jws") {
        try Seeds.texts(in: Seeds.document("tokens")).filter { $0.split(separator: ".").count == 3 }.map {
            Array($0.utf8)
        }
    } run: { bytes in
        guard let parsed = try? JWS.parse(bytes) else { return }
        _ = try? parsed.claims()
        let (keys, signed) = try verified.get()
        guard keys.verify(parsed) else { return }
        try expect(signed.contains { Array($0.utf8) == bytes }, "a changed token is taken as signed")
    }

    /// Keys, and the tokens that were signed with them.
    private static let verified = Result {
        let document = try Seeds.document("tokens")
        guard let set = document["jwks"]?.object else { throw Broken("no keys to verify with") }
        return (keys: try JWKSet(from: set), signed: Seeds.texts(in: document))
    }

    /// A JWK: what was taken is written and taken again.
    static let jwk = Target(name: "jwk") {
        try ["tokens", "rfc-vectors"].flatMap { try Seeds.objects(with: "kty", in: Seeds.document($0)) }
            .map { JSONValue.object($0).bytes }
    } run: { bytes in
        guard let object = (try? JSONReader.read(bytes))?.object, let key = try? JWK(from: object) else { return }
        _ = try? JWKSet(from: ["keys": [.object(object)]])
        try expect(key == key, "a key that is not itself")
    }

    /// A certificate: whatever is in it can be asked for.
    static let certificate = Target(name: "certificate") {
        try Seeds.texts(in: Seeds.document("certificate")).compactMap { Base64.decode($0) }
    } run: { bytes in
        guard let certificate = try? Certificate(der: bytes) else { return }
        _ = (
            certificate.subject, certificate.issuer, certificate.notBefore, certificate.notAfter,
            certificate.thumbprint(.sha256)
        )
        if let key = certificate.publicKey { _ = certificate.isSigned(by: key) }
        try expect((try? Certificate(pem: certificate.pem))?.der == bytes, "a certificate that PEM does not bring back")
    }

    /// A key in PEM or DER: what was taken is written and taken again.
    static let key = Target(name: "key") {
        let texts = try ["openssl", "certificate", "key-ids"].flatMap { Seeds.texts(in: try Seeds.document($0)) }
        return texts.map { Array($0.utf8) } + texts.compactMap { Base64.decode($0) }
    } run: { bytes in
        let text = String(decoding: bytes, as: UTF8.self)
        for block in PEM.blocks(in: text) {
            try expect(
                PEM.blocks(in: block.text).first?.bytes == block.bytes, "a PEM block that is not read as it was written"
            )
        }
        for key in [try? PrivateKey(pem: text), try? PrivateKey(der: bytes)] {
            guard let key else { continue }
            try expect((try? PrivateKey(der: key.der)) == key, "a private key that is not read as it was written")
            try expect(
                (try? PrivateKey(der: key.traditionalDER)) != nil || key.kind == .ed25519, "no older form of a key")
        }
        for key in [try? PublicKey(pem: text), try? PublicKey(der: bytes)] {
            guard let key else { continue }
            try expect((try? PublicKey(pem: key.pem)) == key, "a public key that is not read as it was written")
        }
    }
}
