// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// Names and order are those of Keycloak's Java class, whose documentation says what they mean.

/// A flow: the steps by which someone is authenticated.
public final class AuthenticationFlowFields: FieldSet {
    public static let name = "AuthenticationFlowRepresentation"
    public static let table = FieldTable(AuthenticationFlowFields())

    public let id = Field<String>("id", .never)
    public let alias = Field<String>("alias")
    public let description = Field<String>("description")
    public let providerId = Field<String>("providerId")
    public let topLevel = FieldWithDefault("topLevel", false)
    public let builtIn = FieldWithDefault("builtIn", false)
    public let authenticationExecutions = Field<[AuthenticationExecutionExportRepresentation]>(
        "authenticationExecutions", kept: .inRows)

    public init() {}
}

/// Keycloak's `AuthenticationFlowRepresentation`.
public typealias AuthenticationFlowRepresentation = Representation<AuthenticationFlowFields>

/// A step of a flow, as flows hold it; a sub-flow is named by its alias.
public final class AuthenticationExecutionExportFields: FieldSet {
    public static let name = "AuthenticationExecutionExportRepresentation"
    public static let table = FieldTable(AuthenticationExecutionExportFields())

    public let authenticatorConfig = Field<String>("authenticatorConfig")
    public let authenticator = Field<String>("authenticator")
    public let authenticatorFlow = FieldWithDefault("authenticatorFlow", false)
    public let requirement = Field<String>("requirement")
    public let priority = Field<Int>("priority")
    public let autheticatorFlow = Field<Bool>("autheticatorFlow")
    public let flowAlias = Field<String>("flowAlias")
    public let userSetupAllowed = FieldWithDefault("userSetupAllowed", false)

    public init() {}
}

/// Keycloak's `AuthenticationExecutionExportRepresentation`.
public typealias AuthenticationExecutionExportRepresentation = Representation<AuthenticationExecutionExportFields>

/// A step of a flow by itself.
public final class AuthenticationExecutionFields: FieldSet {
    public static let name = "AuthenticationExecutionRepresentation"
    public static let table = FieldTable(AuthenticationExecutionFields())

    public let authenticatorConfig = Field<String>("authenticatorConfig", kept: .inRows)
    public let authenticator = Field<String>("authenticator")
    public let authenticatorFlow = FieldWithDefault("authenticatorFlow", false)
    public let requirement = Field<String>("requirement")
    public let priority = Field<Int>("priority", kept: .inRows)
    public let autheticatorFlow = Field<Bool>("autheticatorFlow", kept: .inRows)
    public let id = Field<String>("id", kept: .inRows)
    public let flowId = Field<String>("flowId", kept: .inRows)
    public let parentFlow = Field<String>("parentFlow", kept: .inRows)

    public init() {}
}

/// Keycloak's `AuthenticationExecutionRepresentation`.
public typealias AuthenticationExecutionRepresentation = Representation<AuthenticationExecutionFields>

/// A step of a flow with its place in the tree of sub-flows.
public final class AuthenticationExecutionInfoFields: FieldSet {
    public static let name = "AuthenticationExecutionInfoRepresentation"
    public static let table = FieldTable(AuthenticationExecutionInfoFields())

    public let id = Field<String>("id")
    public let requirement = Field<String>("requirement")
    public let displayName = Field<String>("displayName")
    public let alias = Field<String>("alias")
    public let description = Field<String>("description")
    public let requirementChoices = Field<[String]>("requirementChoices")
    public let configurable = Field<Bool>("configurable")
    public let authenticationFlow = Field<Bool>("authenticationFlow")
    public let providerId = Field<String>("providerId")
    public let authenticationConfig = Field<String>("authenticationConfig")
    public let flowId = Field<String>("flowId")
    public let level = FieldWithDefault("level", 0)
    public let index = FieldWithDefault("index", 0)
    public let priority = FieldWithDefault("priority", 0)

    public init() {}
}

/// Keycloak's `AuthenticationExecutionInfoRepresentation`.
public typealias AuthenticationExecutionInfoRepresentation = Representation<AuthenticationExecutionInfoFields>

/// The settings of a step.
public final class AuthenticatorConfigFields: FieldSet {
    public static let name = "AuthenticatorConfigRepresentation"
    public static let table = FieldTable(AuthenticatorConfigFields())

    public let id = Field<String>("id", .never)
    public let alias = Field<String>("alias")
    public let config = Field<TextMap<String>>("config")

    public init() {}
}

/// Keycloak's `AuthenticatorConfigRepresentation`.
public typealias AuthenticatorConfigRepresentation = Representation<AuthenticatorConfigFields>

/// Something a user can be made to do at the next login.
public final class RequiredActionProviderFields: FieldSet {
    public static let name = "RequiredActionProviderRepresentation"
    public static let table = FieldTable(RequiredActionProviderFields())

    public let alias = Field<String>("alias")
    public let name = Field<String>("name")
    public let providerId = Field<String>("providerId")
    public let enabled = FieldWithDefault("enabled", false)
    public let defaultAction = FieldWithDefault("defaultAction", false)
    public let priority = FieldWithDefault("priority", 0)
    public let config = FieldWithDefault<TextMap<String>>("config", [:])

    public init() {}
}

/// Keycloak's `RequiredActionProviderRepresentation`.
public typealias RequiredActionProviderRepresentation = Representation<RequiredActionProviderFields>
