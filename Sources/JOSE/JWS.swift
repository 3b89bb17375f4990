import JSON

/// JSON Web Signature in its compact form (RFC 7515 section 7.1).
public enum JWS {
    /// A compact JWS taken apart. Nothing of it is to be believed before `verify` has said so.
    public struct Parsed: Sendable, Hashable {
        /// The header, with all of its members.
        public let header: JSONObject
        /// The `alg` member as it stands there.
        public let algorithmText: String
        /// The `kid` member.
        public let keyID: String?
        /// The `typ` member.
        public let type: String?
        /// The bytes that are signed, or not.
        public let payload: [UInt8]
        /// The third part; empty in an unsecured JWS.
        public let signature: [UInt8]
        /// The first two parts with the dot between them.
        public let signingInput: [UInt8]

        /// The algorithm, when it is one of ours, letter for letter.
        public var algorithm: Algorithm? { Algorithm(rawValue: algorithmText) }
    }
}
