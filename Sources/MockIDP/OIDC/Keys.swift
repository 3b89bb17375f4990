import Crypto
import HTTPServer
import JOSE
import JSON

/// `GET /realms/{realm}/protocol/openid-connect/certs`: the realm's public keys (RFC 7517 section 5).
func certs(_ call: RealmCall) async throws -> Reply {
    let keys = call.realm.keys
    await keys.signCertificates()
    let bytes = call.realm.document("certs") {
        JSONValue.object(JWKSet(keys.published.compactMap(\.jwk)).json).bytes
    }
    let reply = Reply(
        status: 200, headers: [("Content-Type", "application/json"), ("Cache-Control", "no-cache")], body: .bytes(bytes)
    )
    return call.origin.map { reply.readable(from: $0, exposing: nil) } ?? reply
}

/// `GET /realms/{realm}`: what adapters of the first generation read.
func realmInfo(_ call: RealmCall) async throws -> Reply {
    let (realm, issuer) = (call.realm, call.issuer)
    let key = realm.keys.active("RS256")?.publicKey.map { Base64.encode($0.der) } ?? ""
    let body: JSONObject = [
        "realm": .string(realm.name), "public_key": .string(key),
        "token-service": .string("\(issuer)/protocol/openid-connect"), "account-service": .string("\(issuer)/account"),
        "tokens-not-before": .number(JSONNumber(realm.notBefore)),
    ]
    let reply = Reply.adminJSON(body)
    return call.origin.map { reply.readable(from: $0, exposing: nil) } ?? reply
}

/// `GET /realms/{realm}/protocol/saml/descriptor`: the realm as a SAML identity provider (SAML Metadata section 2.4.3).
func samlDescriptor(_ call: RealmCall) async throws -> Reply {
    await call.realm.keys.signCertificates()
    let key = call.realm.keys.active("RS256")
    let certificate = key?.certificate.map { Base64.encode($0) } ?? ""
    let endpoint = "\(call.issuer)/protocol/saml"
    func service(_ name: String, _ binding: String) -> String {
        "<md:\(name) Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:\(binding)\" Location=\"\(escaped(endpoint))\"></md:\(name)>"
    }
    func format(_ name: String) -> String {
        "<md:NameIDFormat>urn:oasis:names:tc:SAML:\(name)</md:NameIDFormat>"
    }
    let xml = [
        "<md:EntityDescriptor xmlns=\"urn:oasis:names:tc:SAML:2.0:metadata\" xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\"",
        " xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\" xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"",
        " entityID=\"\(escaped(call.issuer))\"><md:IDPSSODescriptor WantAuthnRequestsSigned=\"true\"",
        " protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\"><md:KeyDescriptor use=\"signing\"><ds:KeyInfo>",
        "<ds:KeyName>\(key?.kid ?? "")</ds:KeyName><ds:X509Data><ds:X509Certificate>\(certificate)</ds:X509Certificate>",
        "</ds:X509Data></ds:KeyInfo></md:KeyDescriptor>",
        "<md:ArtifactResolutionService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:SOAP\"",
        " Location=\"\(escaped(endpoint))/resolve\" index=\"0\"></md:ArtifactResolutionService>",
        ["HTTP-POST", "HTTP-Redirect", "HTTP-Artifact", "SOAP"].map { service("SingleLogoutService", $0) }.joined(),
        [
            "2.0:nameid-format:persistent", "2.0:nameid-format:transient", "1.1:nameid-format:unspecified",
            "1.1:nameid-format:emailAddress",
        ].map(format).joined(),
        ["HTTP-POST", "HTTP-Redirect", "SOAP", "HTTP-Artifact"].map { service("SingleSignOnService", $0) }.joined(),
        "</md:IDPSSODescriptor></md:EntityDescriptor>",
    ].joined()
    return Reply(
        status: 200, headers: [("Content-Type", "application/xml;charset=UTF-8"), ("Cache-Control", "no-cache")],
        body: .bytes(Array(xml.utf8)))
}

extension RealmKey {
    /// The public half as Keycloak publishes it.
    var jwk: JWK? {
        guard let publicKey else { return nil }
        return JWK(
            .publicKey(publicKey), keyID: kid, algorithm: algorithm, use: use == .sig ? "sig" : "enc",
            certificates: certificate.flatMap { try? Certificate(der: $0) }.map { [$0] } ?? [])
    }

    /// What verifies its signatures.
    var verificationKey: VerificationKey? {
        if let secret { return .secret(secret) }
        return publicKey.map { .publicKey($0) }
    }
}
