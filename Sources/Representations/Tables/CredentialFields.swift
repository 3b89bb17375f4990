// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// Names and order are those of Keycloak's Java class, whose documentation says what they mean.

/// A password, an OTP device or another thing that a user proves to be himself with.
public final class CredentialFields: FieldSet {
    public static let name = "CredentialRepresentation"
    public static let table = FieldTable(CredentialFields())

    public let id = Field<String>("id", .never)
    public let type = Field<String>("type")
    public let userLabel = Field<String>("userLabel")
    public let createdDate = Field<Int64>("createdDate")
    public let secretData = Field<String>("secretData")
    public let credentialData = Field<String>("credentialData")
    public let priority = Field<Int>("priority", kept: .inRows)
    public let value = Field<String>("value", kept: .inRows)
    public let temporary = Field<Bool>("temporary", kept: .inRows)
    public let device = Field<String>("device")
    public let hashedSaltedValue = Field<String>("hashedSaltedValue")
    public let salt = Field<String>("salt")
    public let hashIterations = Field<Int>("hashIterations")
    public let counter = Field<Int>("counter")
    public let algorithm = Field<String>("algorithm")
    public let digits = Field<Int>("digits")
    public let period = Field<Int>("period")
    public let config = Field<TextMap<[String]>>("config")
    public let federationLink = Field<String>("federationLink")

    public init() {}
}

/// Keycloak's `CredentialRepresentation`.
public typealias CredentialRepresentation = Representation<CredentialFields>
