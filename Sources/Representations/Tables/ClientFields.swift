// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// Names and order are those of Keycloak's Java class, whose documentation says what they mean.

import JSON

/// What a client of a realm is made of.
public final class ClientFields: FieldSet {
    public static let name = "ClientRepresentation"
    public static let takesNull = true
    public static let table = FieldTable(ClientFields())

    public let id = Field<String>("id", .never)
    public let clientId = Field<String>("clientId")
    public let name = Field<String>("name")
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
    public let registrationAccessToken = Field<String>("registrationAccessToken", .never)
    public let defaultRoles = Field<[String]>("defaultRoles", kept: .inRows)
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
    public let attributes = FieldWithDefault<TextMap<String>>("attributes", [:], .mergedByKey)
    public let authenticationFlowBindingOverrides = FieldWithDefault<TextMap<String>>(
        "authenticationFlowBindingOverrides", [:], .mergedByKey)
    public let fullScopeAllowed = FieldWithDefault("fullScopeAllowed", true)
    public let nodeReRegistrationTimeout = FieldWithDefault("nodeReRegistrationTimeout", -1)
    public let registeredNodes = Field<TextMap<Int>>("registeredNodes", .never)
    public let protocolMappers = Field<[ProtocolMapperRepresentation]>("protocolMappers", .never)
    public let clientTemplate = Field<String>("clientTemplate", kept: .inRows)
    public let useTemplateConfig = Field<Bool>("useTemplateConfig", kept: .inRows)
    public let useTemplateScope = Field<Bool>("useTemplateScope", kept: .inRows)
    public let useTemplateMappers = Field<Bool>("useTemplateMappers", kept: .inRows)
    public let defaultClientScopes = Field<[String]>("defaultClientScopes", kept: .inRows)
    public let optionalClientScopes = Field<[String]>("optionalClientScopes", kept: .inRows)
    public let authorizationSettings = Field<JSONObject>("authorizationSettings", .never)
    public let access = Field<TextMap<Bool>>("access", kept: .inRows)
    public let origin = Field<String>("origin", .never)

    public init() {}
}

/// Keycloak's `ClientRepresentation`.
public typealias ClientRepresentation = Representation<ClientFields>
