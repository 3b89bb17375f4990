// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// Names and order are those of Keycloak's Java class, whose documentation says what they mean.

/// Another server that users may log in at.
public final class IdentityProviderFields: FieldSet {
    public static let name = "IdentityProviderRepresentation"
    public static let table = FieldTable(IdentityProviderFields())

    public let alias = Field<String>("alias")
    public let displayName = Field<String>("displayName")
    public let internalId = Field<String>("internalId", .never)
    public let providerId = Field<String>("providerId")
    public let enabled = FieldWithDefault("enabled", true)
    public let updateProfileFirstLoginMode = Field<String>("updateProfileFirstLoginMode")
    public let trustEmail = FieldWithDefault("trustEmail", false)
    public let storeToken = FieldWithDefault("storeToken", false)
    public let addReadTokenRoleOnCreate = FieldWithDefault("addReadTokenRoleOnCreate", false)
    public let authenticateByDefault = FieldWithDefault("authenticateByDefault", false)
    public let linkOnly = FieldWithDefault("linkOnly", false)
    public let hideOnLogin = Field<Bool>("hideOnLogin")
    public let firstBrokerLoginFlowAlias = Field<String>("firstBrokerLoginFlowAlias")
    public let postBrokerLoginFlowAlias = Field<String>("postBrokerLoginFlowAlias")
    public let organizationId = Field<String>("organizationId")
    public let config = FieldWithDefault<TextMap<String>>("config", [:])
    public let types = Field<[String]>("types", .never)
    public let updateProfileFirstLogin = Field<Bool>("updateProfileFirstLogin")

    public init() {}
}

/// Keycloak's `IdentityProviderRepresentation`.
public typealias IdentityProviderRepresentation = Representation<IdentityProviderFields>

/// A rule that carries something over from an identity provider.
public final class IdentityProviderMapperFields: FieldSet {
    public static let name = "IdentityProviderMapperRepresentation"
    public static let table = FieldTable(IdentityProviderMapperFields())

    public let id = Field<String>("id", .never)
    public let name = Field<String>("name")
    public let identityProviderAlias = Field<String>("identityProviderAlias")
    public let identityProviderMapper = Field<String>("identityProviderMapper")
    public let config = Field<TextMap<String>>("config")

    public init() {}
}

/// Keycloak's `IdentityProviderMapperRepresentation`.
public typealias IdentityProviderMapperRepresentation = Representation<IdentityProviderMapperFields>
