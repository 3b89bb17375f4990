import JOSE

/// A key that tokens are signed with.
package struct TokenKey: Sendable {
    let algorithm: String
    let kid: String
    let signer: SigningKey
    /// The encoded JOSE header of tokens signed with it, and a dot.
    let headerPart: [UInt8]

    package init(algorithm: String, kid: String, signer: SigningKey, headerPart: [UInt8]) {
        self.algorithm = algorithm
        self.kid = kid
        self.signer = signer
        self.headerPart = headerPart
    }
}
