import Crypto

/// Why a JOSE object was refused.
public enum JOSEError: Error, Hashable, CustomStringConvertible {
    /// Not three parts with dots between them (RFC 7515 section 7.1).
    case notThreeParts
    /// A part that is not base64url in its one canonical form.
    case notBase64URL(part: String)
    /// The header is not a JSON object with unique names (RFC 7515 section 4).
    case headerNotAnObject
    /// A header member that is missing, of the wrong type, or not understood although critical.
    case header(String)
    /// The payload is not a JSON object with unique names (RFC 7519 section 7.2).
    case claimsNotAnObject
    /// A JWK that cannot be used.
    case key(String)
    /// Signing failed.
    case signing(CryptoError)

    /// A sentence for a log.
    public var description: String {
        switch self {
        case .notThreeParts: "not three parts"
        case .notBase64URL(let part): "the \(part) is not base64url"
        case .headerNotAnObject: "the header is not a JSON object with unique names"
        case .header(let reason): "header: \(reason)"
        case .claimsNotAnObject: "the payload is not a JSON object with unique names"
        case .key(let reason): "key: \(reason)"
        case .signing(let error): error.description
        }
    }
}
