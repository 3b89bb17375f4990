// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// Names and order are those of Keycloak's Java class, whose documentation says what they mean.

import JSON

// Representations that only old export files hold. Keycloak still reads them.

/// What user federation components were called.
public final class UserFederationProviderFields: FieldSet {
    public static let name = "UserFederationProviderRepresentation"
    public static let table = FieldTable(UserFederationProviderFields())

    public let id = Field<String>("id")
    public let displayName = Field<String>("displayName")
    public let providerName = Field<String>("providerName")
    public let config = Field<TextMap<String>>("config")
    public let priority = Field<Int>("priority")
    public let fullSyncPeriod = Field<Int>("fullSyncPeriod")
    public let changedSyncPeriod = Field<Int>("changedSyncPeriod")
    public let lastSync = Field<Int>("lastSync")

    public init() {}
}

/// Keycloak's `UserFederationProviderRepresentation`.
public typealias UserFederationProviderRepresentation = Representation<UserFederationProviderFields>

/// What the mappers of user federation components were called.
public final class UserFederationMapperFields: FieldSet {
    public static let name = "UserFederationMapperRepresentation"
    public static let table = FieldTable(UserFederationMapperFields())

    public let id = Field<String>("id")
    public let name = Field<String>("name")
    public let federationProviderDisplayName = Field<String>("federationProviderDisplayName")
    public let federationMapperType = Field<String>("federationMapperType")
    public let config = Field<TextMap<String>>("config")

    public init() {}
}

/// Keycloak's `UserFederationMapperRepresentation`.
public typealias UserFederationMapperRepresentation = Representation<UserFederationMapperFields>

/// What clients were called, also those that ask for consent.
public final class ApplicationFields: FieldSet {
    public static let name = "ApplicationRepresentation"
    public static let table = FieldTable(ApplicationFields())

    public let id = Field<String>("id")
    public let clientId = Field<String>("clientId")
    public let description = Field<String>("description")
    public let type = Field<String>("type")
    public let rootUrl = Field<String>("rootUrl")
    public let adminUrl = Field<String>("adminUrl")
    public let baseUrl = Field<String>("baseUrl")
    public let surrogateAuthRequired = FieldWithDefault("surrogateAuthRequired", false)
    public let enabled = FieldWithDefault("enabled", true)
    public let alwaysDisplayInConsole = FieldWithDefault("alwaysDisplayInConsole", false)
    public let clientAuthenticatorType = FieldWithDefault("clientAuthenticatorType", "client-secret")
    public let secret = Field<String>("secret")
    public let registrationAccessToken = Field<String>("registrationAccessToken")
    public let defaultRoles = Field<[String]>("defaultRoles")
    public let redirectUris = FieldWithDefault<[String]>("redirectUris", [])
    public let webOrigins = FieldWithDefault<[String]>("webOrigins", [])
    public let notBefore = FieldWithDefault("notBefore", 0)
    public let bearerOnly = FieldWithDefault("bearerOnly", false)
    public let consentRequired = FieldWithDefault("consentRequired", false)
    public let standardFlowEnabled = FieldWithDefault("standardFlowEnabled", true)
    public let implicitFlowEnabled = FieldWithDefault("implicitFlowEnabled", false)
    public let directAccessGrantsEnabled = FieldWithDefault("directAccessGrantsEnabled", false)
    public let serviceAccountsEnabled = FieldWithDefault("serviceAccountsEnabled", false)
    public let authorizationServicesEnabled = Field<Bool>("authorizationServicesEnabled")
    public let directGrantsOnly = Field<Bool>("directGrantsOnly")
    public let publicClient = FieldWithDefault("publicClient", false)
    public let frontchannelLogout = FieldWithDefault("frontchannelLogout", false)
    public let `protocol` = Field<String>("protocol")
    public let attributes = FieldWithDefault<TextMap<String>>("attributes", [:])
    public let authenticationFlowBindingOverrides = FieldWithDefault<TextMap<String>>(
        "authenticationFlowBindingOverrides", [:])
    public let fullScopeAllowed = FieldWithDefault("fullScopeAllowed", true)
    public let nodeReRegistrationTimeout = FieldWithDefault("nodeReRegistrationTimeout", -1)
    public let registeredNodes = Field<TextMap<Int>>("registeredNodes")
    public let protocolMappers = Field<[ProtocolMapperRepresentation]>("protocolMappers")
    public let clientTemplate = Field<String>("clientTemplate")
    public let useTemplateConfig = Field<Bool>("useTemplateConfig")
    public let useTemplateScope = Field<Bool>("useTemplateScope")
    public let useTemplateMappers = Field<Bool>("useTemplateMappers")
    public let defaultClientScopes = Field<[String]>("defaultClientScopes")
    public let optionalClientScopes = Field<[String]>("optionalClientScopes")
    public let authorizationSettings = Field<JSONObject>("authorizationSettings")
    public let access = Field<TextMap<Bool>>("access")
    public let origin = Field<String>("origin")
    public let name = Field<String>("name")
    public let claims = Field<ClaimRepresentation>("claims")

    public init() {}
}

/// Keycloak's `ApplicationRepresentation`.
public typealias ApplicationRepresentation = Representation<ApplicationFields>

/// Which claims an application wanted.
public final class ClaimFields: FieldSet {
    public static let name = "ClaimRepresentation"
    public static let table = FieldTable(ClaimFields())

    public let name = Field<Bool>("name")
    public let username = Field<Bool>("username")
    public let profile = Field<Bool>("profile")
    public let picture = Field<Bool>("picture")
    public let website = Field<Bool>("website")
    public let email = Field<Bool>("email")
    public let gender = Field<Bool>("gender")
    public let locale = Field<Bool>("locale")
    public let address = Field<Bool>("address")
    public let phone = Field<Bool>("phone")

    public init() {}
}

/// Keycloak's `ClaimRepresentation`.
public typealias ClaimRepresentation = Representation<ClaimFields>
