import Crypto
import JSON

extension JWK {
    /// A key from its JSON, public or private. Members that are not known are left alone (RFC 7517 section 4).
    public init(from json: JSONObject) throws(JOSEError) {
        let members = JWKMembers(json: json)
        guard let kind = KeyType(rawValue: try members.text("kty")) else { throw .key("kty is not supported") }
        do {
            material =
                switch kind {
                case .rsa: try members.rsaKey()
                case .ec: try members.ecKey()
                case .okp: try members.ed25519Key()
                case .oct: .secret(try members.bytes("k"))
                }
        } catch let error as CryptoError {
            throw .key(error.reason)
        } catch let error as JOSEError {
            throw error
        } catch {
            throw .key("cannot be read")
        }
        keyID = try members.optionalText("kid")
        algorithm = try members.optionalText("alg")
        use = try members.optionalText("use")
        certificates = try members.certificates()
        guard let first = certificates.first else { return }
        // The first certificate has to be this key's (RFC 7517 section 4.7).
        guard let key = publicKey, first.publicKeyDER == key.der else { throw .key("x5c is of another key") }
    }
}

/// The members of a JWK, read one by one.
private struct JWKMembers {
    let json: JSONObject

    func optionalText(_ name: String) throws(JOSEError) -> String? {
        guard let value = json[name], !value.isNull else { return nil }
        guard let text = value.string else { throw .key("\(name) is not a string") }
        return text
    }

    func text(_ name: String) throws(JOSEError) -> String {
        guard let text = try optionalText(name) else { throw .key("\(name) is missing") }
        return text
    }

    func optionalBytes(_ name: String) throws(JOSEError) -> [UInt8]? {
        guard let text = try optionalText(name) else { return nil }
        guard let bytes = Base64.urlDecode(text) else { throw .key("\(name) is not base64url") }
        return bytes
    }

    func bytes(_ name: String) throws(JOSEError) -> [UInt8] {
        guard let bytes = try optionalBytes(name) else { throw .key("\(name) is missing") }
        return bytes
    }

    func rsaKey() throws -> JWK.Material {
        let modulus = try bytes("n")
        let exponent = try bytes("e")
        guard let d = try optionalBytes("d") else {
            return .publicKey(try PublicKey(rsaModulus: modulus, exponent: exponent))
        }
        guard json["oth"] == nil else { throw JOSEError.key("more than two primes") }
        // With one of the primes' members all have to be there (RFC 7518 section 6.3.2).
        let primes =
            json["p"] == nil
            ? nil
            : RSAPrivateNumbers.Primes(
                p: try bytes("p"), q: try bytes("q"), dp: try bytes("dp"), dq: try bytes("dq"),
                qInverse: try bytes("qi"))
        return .privateKey(
            try PrivateKey(
                rsa: RSAPrivateNumbers(modulus: modulus, publicExponent: exponent, privateExponent: d, primes: primes)))
    }

    func ecKey() throws -> JWK.Material {
        guard let curve = Curve(rawValue: try text("crv")) else { throw JOSEError.key("crv is not supported") }
        let publicKey = try PublicKey(curve: curve, x: try bytes("x"), y: try bytes("y"))
        guard let d = try optionalBytes("d") else { return .publicKey(publicKey) }
        let key = try PrivateKey(curve: curve, d: d)
        guard key.publicKey == publicKey else { throw JOSEError.key("d is of another key") }
        return .privateKey(key)
    }

    func ed25519Key() throws -> JWK.Material {
        guard try text("crv") == "Ed25519" else { throw JOSEError.key("crv is not supported") }
        let publicKey = try PublicKey(ed25519: try bytes("x"))
        guard let seed = try optionalBytes("d") else { return .publicKey(publicKey) }
        let key = try PrivateKey(ed25519Seed: seed)
        guard key.publicKey == publicKey else { throw JOSEError.key("d is of another key") }
        return .privateKey(key)
    }

    func certificates() throws(JOSEError) -> [Certificate] {
        guard let value = json["x5c"], !value.isNull else { return [] }
        guard let list = value.array else { throw .key("x5c is not a list") }
        var certificates: [Certificate] = []
        for item in list {
            guard let text = item.string, let der = Base64.decode(text), let certificate = try? Certificate(der: der)
            else { throw .key("x5c holds something else than certificates") }
            certificates.append(certificate)
        }
        return certificates
    }
}
