import Crypto
import JSON

extension JWS {
    /// Takes a compact JWS apart, strictly: three parts, canonical base64url, a header with unique names and an `alg`,
    /// no extension that we would have to understand (RFC 7515 section 5.2, RFC 8725 section 3).
    public static func parse(_ text: String) throws(JOSEError) -> Parsed { try parse(Array(text.utf8)) }

    /// Takes a compact JWS apart, strictly.
    public static func parse(_ text: [UInt8]) throws(JOSEError) -> Parsed {
        let parts = text.split(separator: UInt8(ascii: "."), maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 3 else { throw .notThreeParts }
        let header = try readHeader(try decode(parts[0], "header"))
        return Parsed(
            header: header, algorithmText: try algorithm(in: header), keyID: try string("kid", in: header),
            type: try string("typ", in: header), payload: try decode(parts[1], "payload"),
            signature: try decode(parts[2], "signature"), signingInput: Array(text[..<parts[1].endIndex]))
    }

    private static func decode(_ part: ArraySlice<UInt8>, _ name: String) throws(JOSEError) -> [UInt8] {
        guard let bytes = Base64.urlDecode(part) else { throw .notBase64URL(part: name) }
        return bytes
    }

    private static func readHeader(_ bytes: [UInt8]) throws(JOSEError) -> JSONObject {
        guard let header = (try? JSONReader.read(bytes, options: .refusesDuplicateNames))?.object else {
            throw .headerNotAnObject
        }
        // No extension is understood here, so any that is critical refuses the whole; an empty list is not allowed
        // either (RFC 7515 section 4.1.11). An unencoded payload has to be critical (RFC 7797 section 6).
        guard header["crit"] == nil else { throw .header("crit lists what is not understood") }
        guard header["b64"] == nil || header["b64"] == .bool(true) else { throw .header("b64 without crit") }
        return header
    }

    private static func algorithm(in header: JSONObject) throws(JOSEError) -> String {
        guard let algorithm = header["alg"]?.string else { throw .header("alg is not a string") }
        return algorithm
    }

    private static func string(_ name: String, in header: JSONObject) throws(JOSEError) -> String? {
        guard let value = header[name] else { return nil }
        guard let text = value.string else { throw .header("\(name) is not a string") }
        return text
    }
}

extension JWS.Parsed {
    /// The payload as the claims of a JWT: a JSON object with unique names (RFC 7519 section 7.2).
    public func claims() throws(JOSEError) -> JSONObject {
        guard let claims = (try? JSONReader.read(payload, options: .refusesDuplicateNames))?.object else {
            throw .claimsNotAnObject
        }
        return claims
    }
}
