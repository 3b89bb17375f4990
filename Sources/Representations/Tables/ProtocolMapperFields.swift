// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// Names and order are those of Keycloak's Java class, whose documentation says what they mean.

/// A rule that puts something into tokens.
public final class ProtocolMapperFields: FieldSet {
    public static let name = "ProtocolMapperRepresentation"
    public static let table = FieldTable(ProtocolMapperFields())

    public let id = Field<String>("id", .never)
    public let name = Field<String>("name")
    public let `protocol` = Field<String>("protocol")
    public let protocolMapper = Field<String>("protocolMapper")
    public let consentRequired = FieldWithDefault("consentRequired", false)
    public let consentText = Field<String>("consentText")
    public let config = FieldWithDefault<TextMap<String>>("config", [:])

    public init() {}
}

/// Keycloak's `ProtocolMapperRepresentation`.
public typealias ProtocolMapperRepresentation = Representation<ProtocolMapperFields>
