import Foundation
import JSON

/// Header and claims of a JWT, unverified.
struct DecodedToken {
    let header: JSONValue
    var claims: JSONObject

    /// nil when the text is no JWT, or one whose parts are no JSON.
    init?(_ token: String) {
        guard token.hasPrefix("ey"), MadeValue.isToken(token) else { return nil }
        let parts = token.split(separator: ".", omittingEmptySubsequences: false).prefix(2).map(Self.document)
        guard parts.count == 2, let header = parts[0], let claims = parts[1]?.object else { return nil }
        self.header = header
        self.claims = claims
    }

    private static func document(_ part: Substring) -> JSONValue? {
        var base64 = part.utf8.map {
            $0 == UInt8(ascii: "-") ? UInt8(ascii: "+") : $0 == UInt8(ascii: "_") ? UInt8(ascii: "/") : $0
        }
        while base64.count % 4 != 0 { base64.append(UInt8(ascii: "=")) }
        return Data(base64Encoded: Data(base64)).flatMap {
            try? JSONReader.read(Array($0), options: .replacesLoneSurrogates)
        }
    }

    /// Seconds between `iat` and that time claim.
    func lifespan(_ claim: String) -> Double? {
        guard let end = claims[claim]?.double, let start = claims["iat"]?.double else { return nil }
        return end - start
    }

    /// An administrator's token names every realm of its server (`NAME-realm`): those not of this recording don't count.
    mutating func forgetRealms(notIn sent: String) {
        guard claims["iss"]?.string?.hasSuffix("/realms/master") == true else { return }
        func isOther(_ name: String) -> Bool {
            name.hasSuffix("-realm") && name != "master-realm" && !sent.contains(name.dropLast(6))
        }
        if let audience = claims["aud"]?.array {
            let kept = audience.filter { !isOther($0.string ?? "") }
            claims["aud"] = kept.count > 1 ? .array(kept) : kept.first ?? .null
        }
        if let access = claims["resource_access"]?.object {
            claims["resource_access"] = .object(
                JSONObject(access.filter { !isOther($0.name) }.map { ($0.name, $0.value) }))
        }
    }
}

extension Comparison {
    /// Two JWTs are equal if headers, claims and lifespans are.
    mutating func compareTokens(
        _ recorded: (text: String, token: DecodedToken), _ live: (text: String, token: DecodedToken), at path: String
    ) {
        let isKnown = binding.isBound(recorded.text)
        binding.bind(recorded.text, to: live.text)
        if isKnown { return }
        var (one, other) = (recorded.token, live.token)
        one.forgetRealms(notIn: sent)
        other.forgetRealms(notIn: sent)
        compare(one.header, other.header, at: path + "<header>")
        compare(.object(one.claims), .object(other.claims), at: path + "<claims>")
        // Keycloak's registration tokens end when a realm setting of another unit says so.
        guard one.claims["typ"]?.string != "RegistrationAccessToken" else { return }
        for claim in ["exp", "nbf"] {
            guard let wanted = one.lifespan(claim), let got = other.lifespan(claim), abs(got - wanted) > 2 else {
                continue
            }
            differences.append("\(path)<claims>.\(claim): \(got - wanted) s off what is recorded")
        }
    }
}
