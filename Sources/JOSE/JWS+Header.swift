import Crypto
import JSON

extension JWS {
    /// A header as Keycloak writes it, with its two spaces: `{"alg":"RS256","typ" : "JWT","kid" : "…"}`
    /// (recording: admin_token).
    public static func header(
        algorithm: String, type: String? = "JWT", keyID: String? = nil, contentType: String? = nil
    ) -> [UInt8] {
        var bytes = Array("{\"alg\":".utf8)
        JSONValue.string(algorithm).write(into: &bytes)
        for (name, value) in [("typ", type), ("kid", keyID), ("cty", contentType)] {
            guard let value else { continue }
            bytes += Array(",\"\(name)\" : ".utf8)
            JSONValue.string(value).write(into: &bytes)
        }
        bytes.append(UInt8(ascii: "}"))
        return bytes
    }

    /// The first part of a compact JWS with its dot: a header that many signatures share is encoded once.
    public static func headerPart(_ header: [UInt8]) -> [UInt8] {
        Array(Base64.urlEncode(header).utf8) + [UInt8(ascii: ".")]
    }
}
