// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// Names and order are those of Keycloak's Java class, whose documentation says what they mean.

/// The roles that a client or a client scope may put into tokens, by name.
public final class ScopeMappingFields: FieldSet {
    public static let name = "ScopeMappingRepresentation"
    public static let table = FieldTable(ScopeMappingFields())

    public let `self` = Field<String>("self")
    public let client = Field<String>("client")
    public let clientTemplate = Field<String>("clientTemplate")
    public let clientScope = Field<String>("clientScope")
    public let roles = Field<[String]>("roles")

    public init() {}
}

/// Keycloak's `ScopeMappingRepresentation`.
public typealias ScopeMappingRepresentation = Representation<ScopeMappingFields>
