// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// Names and order are those of Keycloak's Java class, whose documentation says what they mean.

/// Things to be made in a realm that is there; an export of a whole realm is read as one, too.
public final class PartialImportFields: FieldSet {
    public static let name = "PartialImportRepresentation"
    public static let ignoresUnknown = true
    public static let table = FieldTable(PartialImportFields())

    public let policy = Field<String>("policy", shape: .choice(["SKIP", "OVERWRITE", "FAIL"]))
    public let ifResourceExists = Field<String>("ifResourceExists")
    public let users = Field<[UserRepresentation]>("users")
    public let groups = Field<[GroupRepresentation]>("groups")
    public let clients = Field<[ClientRepresentation]>("clients")
    public let identityProviders = Field<[IdentityProviderRepresentation]>("identityProviders")
    public let identityProviderMappers = Field<[IdentityProviderMapperRepresentation]>("identityProviderMappers")
    public let roles = Field<RolesRepresentation>("roles")

    public init() {}
}

/// Keycloak's `PartialImportRepresentation`.
public typealias PartialImportRepresentation = Representation<PartialImportFields>
