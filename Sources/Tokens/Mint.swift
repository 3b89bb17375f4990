import Crypto
import JOSE
import JSON

/// The tokens made for a grant.
package struct TokenSet: Sendable {
    let accessToken: [UInt8]
    /// Seconds until the access token ends.
    let expiresIn: Int
    let refreshToken: [UInt8]?
    /// The `jti` of the refresh token.
    let refreshTokenID: String?
    /// Seconds until the refresh token ends; 0 without one, or when it never ends.
    let refreshExpiresIn: Int
    let idToken: [UInt8]?
    let tokenType: String
    let notBefore: Int
    let sessionID: String?
    let scope: String
}

/// How a token is minted: a prepared grant in, signed tokens out. Pure but for the identifiers it is given.
///
/// - Parameters:
///   - key: the realm's key of an algorithm, if it has one.
///   - now: seconds since 1970.
///   - newID: makes a `jti`.
/// - Throws: `MintError` when the realm has no key for an algorithm its client asks for.
package func mint(
    _ prepared: PreparedGrant, with key: (String) -> TokenKey?, at now: Int, _ newID: () -> String
) throws -> TokenSet {
    let (grant, claims) = (prepared.grant, prepared.claims)
    let expiry = Expiry(grant, at: now)
    let accessKey = try grant.signingKey("access.token.signed.response.alg", key)
    let jti = claims.idPrefix + newID()
    let access = try accessKey.sign(
        stamped(claims.accessClaims, expires: expiry.accessToken, issued: now, jti: jti),
        headerPart: grant.client.accessTokenHeaderPart(accessKey))
    let idToken = try claims.idClaims.map { members in
        let key = try grant.signingKey("id.token.signed.response.alg", key)
        var members = members
        members["at_hash"] = .string(key.hash(of: access))
        let ordered = Claims(for: .idToken, members: members).ordered
        let payload = Array(JSONValue.object(ordered).bytes.dropFirst())
        return try key.sign(stamped(payload, expires: expiry.accessToken, issued: now, jti: newID()))
    }
    var refresh: [UInt8]?
    var refreshID: String?
    if let members = claims.refreshClaims {
        guard let key = key("HS512") else { throw MintError.noKey("HS512") }
        let id = newID()
        let payload = Array(JSONValue.object(members).bytes.dropFirst())
        refresh = try key.sign(stamped(payload, expires: expiry.refreshToken, issued: now, jti: id))
        refreshID = id
    }
    return TokenSet(
        accessToken: access, expiresIn: expiry.accessToken - now, refreshToken: refresh, refreshTokenID: refreshID,
        refreshExpiresIn: refresh == nil ? 0 : expiry.refreshToken.map { $0 - now } ?? 0, idToken: idToken,
        tokenType: grant.client.tokenType,
        notBefore: max(grant.realm.notBefore, grant.user.notBefore, grant.client.notBefore),
        sessionID: grant.session?.id, scope: claims.scope)
}

/// A token that cannot be made.
package enum MintError: Error {
    /// The realm has no active key for this algorithm.
    case noKey(String)
    /// The client attribute of that name asks for an algorithm that there is not.
    case unknownAlgorithm(attribute: String)
}

/// The claims with their times and identifier put in front.
private func stamped(_ claims: [UInt8], expires: Int?, issued: Int, jti: String) -> [UInt8] {
    var payload: [UInt8] = []
    payload.reserveCapacity(claims.count + 112)
    payload.append(UInt8(ascii: "{"))
    if let expires { payload.append(contentsOf: "\"exp\":\(expires),".utf8) }
    payload.append(contentsOf: "\"iat\":\(issued),\"jti\":\"".utf8)
    payload.append(contentsOf: jti.utf8)
    payload.append(contentsOf: "\",".utf8)
    payload.append(contentsOf: claims)
    return payload
}

extension TokenKey {
    /// A compact JWS of the payload (RFC 7515 section 7.1).
    package func sign(_ payload: [UInt8], headerPart: [UInt8]? = nil) throws -> [UInt8] {
        guard let algorithm = Algorithm(rawValue: algorithm) else { throw MintError.noKey(algorithm) }
        return try JWS.sign(headerPart: headerPart ?? self.headerPart, payload: payload, algorithm, key: signer)
    }
}

extension TokenClient {
    /// The encoded header of access tokens where the client wants one of its own (`at+jwt`, RFC 9068 section 2.1).
    fileprivate func accessTokenHeaderPart(_ key: TokenKey) -> [UInt8]? {
        guard attributes["access.token.header.type.rfc9068"] == "true" else { return nil }
        return JWS.headerPart(JWS.header(algorithm: key.algorithm, type: "at+jwt", keyID: key.kid))
    }
}

extension Grant {
    /// The key of the algorithm that a client attribute names; the realm's default algorithm without one.
    package func signingKey(_ attribute: String, _ keys: (String) -> TokenKey?) throws -> TokenKey {
        let own = client.attributes[attribute].flatMap { $0.isEmpty ? nil : $0 }
        let algorithm = own ?? realm.signatureAlgorithm
        guard Algorithm(rawValue: algorithm) != nil else { throw MintError.unknownAlgorithm(attribute: attribute) }
        guard let key = keys(algorithm) else { throw MintError.noKey(algorithm) }
        return key
    }
}

extension TokenKey {
    /// `at_hash`: the left half of the digest that goes with the algorithm (OIDC Core section 3.1.3.6).
    func hash(of token: [UInt8]) -> String {
        let digest: Digest =
            algorithm.hasSuffix("384")
            ? .sha384 : algorithm.hasSuffix("512") || algorithm == "EdDSA" ? .sha512 : .sha256
        let hash = digest.hash(token)
        return Base64.urlEncode(Array(hash.prefix(hash.count / 2)))
    }
}

extension TokenSet {
    /// The token endpoint's answer (RFC 6749 section 5.1), in Keycloak's order.
    package var response: [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.name("access_token")
        writer.token(accessToken)
        writer.name("expires_in")
        writer.int(expiresIn)
        writer.name("refresh_expires_in")
        writer.int(refreshExpiresIn)
        if let refreshToken {
            writer.name("refresh_token")
            writer.token(refreshToken)
        }
        writer.name("token_type")
        writer.string(tokenType)
        if let idToken {
            writer.name("id_token")
            writer.token(idToken)
        }
        writer.name("not-before-policy")
        writer.int(notBefore)
        if let sessionID {
            writer.name("session_state")
            writer.string(sessionID)
        }
        writer.name("scope")
        writer.string(scope)
        writer.endObject()
        return writer.bytes
    }
}

extension JSONWriter {
    /// A JWT as a JSON string: nothing in it needs an escape.
    fileprivate mutating func token(_ token: [UInt8]) {
        var quoted: [UInt8] = []
        quoted.reserveCapacity(token.count + 2)
        quoted.append(UInt8(ascii: "\""))
        quoted.append(contentsOf: token)
        quoted.append(UInt8(ascii: "\""))
        raw(quoted)
    }
}
