/// The elliptic curves of JOSE (RFC 7518 section 6.2.1.1).
public enum Curve: String, Sendable, Hashable, CaseIterable {
    case p256 = "P-256"
    case p384 = "P-384"
    case p521 = "P-521"

    /// How many bytes a coordinate takes.
    public var coordinateSize: Int {
        switch self {
        case .p256: 32
        case .p384: 48
        case .p521: 66
        }
    }

    var groupName: String {
        switch self {
        case .p256: "prime256v1"
        case .p384: "secp384r1"
        case .p521: "secp521r1"
        }
    }

    var identifier: [UInt8] {
        switch self {
        case .p256: DER.Identifier.p256
        case .p384: DER.Identifier.p384
        case .p521: DER.Identifier.p521
        }
    }

    init?(identifier: [UInt8]) {
        guard let curve = Self.allCases.first(where: { $0.identifier == identifier }) else { return nil }
        self = curve
    }
}
