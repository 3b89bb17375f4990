// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// Names and order are those of Keycloak's Java class, whose documentation says what they mean.

import JSON

/// Everything a realm is made of: its settings, and, in import and export files, all it holds. Defaults are those of a
/// fresh realm.
public final class RealmFields: FieldSet {
    public static let name = "RealmRepresentation"
    /// Attributes that hold settings of their own: replacing all attributes doesn't remove them.
    static let alwaysThere = [
        "cibaBackchannelTokenDeliveryMode", "cibaExpiresIn", "cibaInterval", "cibaAuthRequestedUserHint",
        "oauth2DeviceCodeLifespan", "oauth2DevicePollingInterval", "parRequestUriLifespan",
    ]
    public static let table = FieldTable(RealmFields())

    public let id = Field<String>("id", .never)
    public let realm = Field<String>("realm")
    public let displayName = Field<String>("displayName")
    public let displayNameHtml = Field<String>("displayNameHtml")
    public let notBefore = FieldWithDefault("notBefore", 0)
    public let defaultSignatureAlgorithm = FieldWithDefault("defaultSignatureAlgorithm", "RS256")
    public let revokeRefreshToken = FieldWithDefault("revokeRefreshToken", false)
    public let refreshTokenMaxReuse = FieldWithDefault("refreshTokenMaxReuse", 0)
    public let accessTokenLifespan = FieldWithDefault("accessTokenLifespan", 300)
    public let accessTokenLifespanForImplicitFlow = FieldWithDefault("accessTokenLifespanForImplicitFlow", 900)
    public let ssoSessionIdleTimeout = FieldWithDefault("ssoSessionIdleTimeout", 1800)
    public let ssoSessionMaxLifespan = FieldWithDefault("ssoSessionMaxLifespan", 36000)
    public let ssoSessionIdleTimeoutRememberMe = FieldWithDefault("ssoSessionIdleTimeoutRememberMe", 0)
    public let ssoSessionMaxLifespanRememberMe = FieldWithDefault("ssoSessionMaxLifespanRememberMe", 0)
    public let offlineSessionIdleTimeout = FieldWithDefault("offlineSessionIdleTimeout", 2592000)
    public let offlineSessionMaxLifespanEnabled = FieldWithDefault("offlineSessionMaxLifespanEnabled", false)
    public let offlineSessionMaxLifespan = FieldWithDefault("offlineSessionMaxLifespan", 5184000)
    public let clientSessionIdleTimeout = FieldWithDefault("clientSessionIdleTimeout", 0)
    public let clientSessionMaxLifespan = FieldWithDefault("clientSessionMaxLifespan", 0)
    public let clientOfflineSessionIdleTimeout = FieldWithDefault("clientOfflineSessionIdleTimeout", 0)
    public let clientOfflineSessionMaxLifespan = FieldWithDefault("clientOfflineSessionMaxLifespan", 0)
    public let accessCodeLifespan = FieldWithDefault("accessCodeLifespan", 60)
    public let accessCodeLifespanUserAction = FieldWithDefault("accessCodeLifespanUserAction", 300)
    public let accessCodeLifespanLogin = FieldWithDefault("accessCodeLifespanLogin", 1800)
    public let actionTokenGeneratedByAdminLifespan = FieldWithDefault("actionTokenGeneratedByAdminLifespan", 43200)
    public let actionTokenGeneratedByUserLifespan = FieldWithDefault("actionTokenGeneratedByUserLifespan", 300)
    public let oauth2DeviceCodeLifespan = FieldWithDefault("oauth2DeviceCodeLifespan", 600)
    public let oauth2DevicePollingInterval = FieldWithDefault("oauth2DevicePollingInterval", 5)
    public let enabled = FieldWithDefault("enabled", false)
    public let sslRequired = FieldWithDefault("sslRequired", "external")
    public let passwordCredentialGrantAllowed = Field<Bool>("passwordCredentialGrantAllowed")
    public let registrationAllowed = FieldWithDefault("registrationAllowed", false)
    public let registrationEmailAsUsername = FieldWithDefault("registrationEmailAsUsername", false)
    public let rememberMe = FieldWithDefault("rememberMe", false)
    public let verifyEmail = FieldWithDefault("verifyEmail", false)
    public let loginWithEmailAllowed = FieldWithDefault("loginWithEmailAllowed", true)
    public let duplicateEmailsAllowed = FieldWithDefault("duplicateEmailsAllowed", false)
    public let resetPasswordAllowed = FieldWithDefault("resetPasswordAllowed", false)
    public let editUsernameAllowed = FieldWithDefault("editUsernameAllowed", false)
    public let userCacheEnabled = Field<Bool>("userCacheEnabled")
    public let realmCacheEnabled = Field<Bool>("realmCacheEnabled")
    public let bruteForceProtected = FieldWithDefault("bruteForceProtected", false)
    public let permanentLockout = FieldWithDefault("permanentLockout", false)
    public let maxTemporaryLockouts = FieldWithDefault("maxTemporaryLockouts", 0)
    public let bruteForceStrategy = FieldWithDefault(
        "bruteForceStrategy", "MULTIPLE", shape: .choice(["LINEAR", "MULTIPLE"]))
    public let maxFailureWaitSeconds = FieldWithDefault("maxFailureWaitSeconds", 900)
    public let minimumQuickLoginWaitSeconds = FieldWithDefault("minimumQuickLoginWaitSeconds", 60)
    public let waitIncrementSeconds = FieldWithDefault("waitIncrementSeconds", 60)
    public let quickLoginCheckMilliSeconds = FieldWithDefault<Int64>("quickLoginCheckMilliSeconds", 1000)
    public let maxDeltaTimeSeconds = FieldWithDefault("maxDeltaTimeSeconds", 43200)
    public let failureFactor = FieldWithDefault("failureFactor", 30)
    public let maxSecondaryAuthFailures = FieldWithDefault("maxSecondaryAuthFailures", 0)
    public let privateKey = Field<String>("privateKey", kept: .inRows)
    public let publicKey = Field<String>("publicKey", kept: .inRows)
    public let certificate = Field<String>("certificate", kept: .inRows)
    public let codeSecret = Field<String>("codeSecret", kept: .inRows)
    public let roles = Field<RolesRepresentation>("roles", kept: .inRows)
    public let groups = Field<[GroupRepresentation]>("groups", kept: .inRows)
    public let defaultRoles = Field<[String]>("defaultRoles", kept: .inRows)
    public let defaultRole = Field<RoleRepresentation>("defaultRole", kept: .inRows)
    public let adminPermissionsClient = Field<ClientRepresentation>("adminPermissionsClient", kept: .inRows)
    public let defaultGroups = Field<[String]>("defaultGroups", kept: .inRows)
    public let requiredCredentials = FieldWithDefault("requiredCredentials", ["password"])
    public let passwordPolicy = Field<String>("passwordPolicy")
    public let otpPolicyType = FieldWithDefault("otpPolicyType", "totp")
    public let otpPolicyAlgorithm = FieldWithDefault("otpPolicyAlgorithm", "HmacSHA1")
    public let otpPolicyInitialCounter = FieldWithDefault("otpPolicyInitialCounter", 0)
    public let otpPolicyDigits = FieldWithDefault("otpPolicyDigits", 6)
    public let otpPolicyLookAheadWindow = FieldWithDefault("otpPolicyLookAheadWindow", 1)
    public let otpPolicyPeriod = FieldWithDefault("otpPolicyPeriod", 30)
    public let otpPolicyCodeReusable = FieldWithDefault("otpPolicyCodeReusable", false)
    public let otpSupportedApplications = FieldWithDefault(
        "otpSupportedApplications", ["totpAppFreeOTPName", "totpAppGoogleName", "totpAppMicrosoftAuthenticatorName"])
    public let localizationTexts = Field<TextMap<TextMap<String>>>("localizationTexts", kept: .inRows)
    public let webAuthnPolicyRpEntityName = FieldWithDefault("webAuthnPolicyRpEntityName", "keycloak")
    public let webAuthnPolicySignatureAlgorithms = FieldWithDefault(
        "webAuthnPolicySignatureAlgorithms", ["ES256", "RS256"])
    public let webAuthnPolicyRpId = FieldWithDefault("webAuthnPolicyRpId", "")
    public let webAuthnPolicyAttestationConveyancePreference = FieldWithDefault(
        "webAuthnPolicyAttestationConveyancePreference", "not specified")
    public let webAuthnPolicyAuthenticatorAttachment = FieldWithDefault(
        "webAuthnPolicyAuthenticatorAttachment", "not specified")
    public let webAuthnPolicyRequireResidentKey = FieldWithDefault("webAuthnPolicyRequireResidentKey", "not specified")
    public let webAuthnPolicyResidentKey = FieldWithDefault("webAuthnPolicyResidentKey", "not specified")
    public let webAuthnPolicyUserVerificationRequirement = FieldWithDefault(
        "webAuthnPolicyUserVerificationRequirement", "not specified")
    public let webAuthnPolicyCreateTimeout = FieldWithDefault("webAuthnPolicyCreateTimeout", 0)
    public let webAuthnPolicyAvoidSameAuthenticatorRegister = FieldWithDefault(
        "webAuthnPolicyAvoidSameAuthenticatorRegister", false)
    public let webAuthnPolicyAcceptableAaguids = FieldWithDefault<[String]>("webAuthnPolicyAcceptableAaguids", [])
    public let webAuthnPolicyExtraOrigins = FieldWithDefault<[String]>("webAuthnPolicyExtraOrigins", [])
    public let webAuthnPolicyPasswordlessRpEntityName = FieldWithDefault(
        "webAuthnPolicyPasswordlessRpEntityName", "keycloak")
    public let webAuthnPolicyPasswordlessSignatureAlgorithms = FieldWithDefault(
        "webAuthnPolicyPasswordlessSignatureAlgorithms", ["ES256", "RS256"])
    public let webAuthnPolicyPasswordlessRpId = FieldWithDefault("webAuthnPolicyPasswordlessRpId", "")
    public let webAuthnPolicyPasswordlessAttestationConveyancePreference = FieldWithDefault(
        "webAuthnPolicyPasswordlessAttestationConveyancePreference", "not specified")
    public let webAuthnPolicyPasswordlessAuthenticatorAttachment = FieldWithDefault(
        "webAuthnPolicyPasswordlessAuthenticatorAttachment", "not specified")
    public let webAuthnPolicyPasswordlessRequireResidentKey = FieldWithDefault(
        "webAuthnPolicyPasswordlessRequireResidentKey", "not specified")
    public let webAuthnPolicyPasswordlessResidentKey = FieldWithDefault(
        "webAuthnPolicyPasswordlessResidentKey", "required")
    public let webAuthnPolicyPasswordlessUserVerificationRequirement = FieldWithDefault(
        "webAuthnPolicyPasswordlessUserVerificationRequirement", "required")
    public let webAuthnPolicyPasswordlessCreateTimeout = FieldWithDefault("webAuthnPolicyPasswordlessCreateTimeout", 0)
    public let webAuthnPolicyPasswordlessAvoidSameAuthenticatorRegister = FieldWithDefault(
        "webAuthnPolicyPasswordlessAvoidSameAuthenticatorRegister", false)
    public let webAuthnPolicyPasswordlessAcceptableAaguids = FieldWithDefault<[String]>(
        "webAuthnPolicyPasswordlessAcceptableAaguids", [])
    public let webAuthnPolicyPasswordlessExtraOrigins = FieldWithDefault<[String]>(
        "webAuthnPolicyPasswordlessExtraOrigins", [])
    public let webAuthnPolicyPasswordlessPasskeysEnabled = Field<Bool>("webAuthnPolicyPasswordlessPasskeysEnabled")
    public let webAuthnPolicyPasswordlessMediation = Field<String>("webAuthnPolicyPasswordlessMediation")
    public let users = Field<[UserRepresentation]>("users", kept: .inRows)
    public let federatedUsers = Field<[UserRepresentation]>("federatedUsers", kept: .inRows)
    public let scopeMappings = Field<[ScopeMappingRepresentation]>("scopeMappings", kept: .inRows)
    public let clientScopeMappings = Field<TextMap<[ScopeMappingRepresentation]>>("clientScopeMappings", kept: .inRows)
    public let clients = Field<[ClientRepresentation]>("clients", kept: .inRows)
    public let clientScopes = Field<[ClientScopeRepresentation]>("clientScopes", kept: .inRows)
    public let defaultDefaultClientScopes = Field<[String]>("defaultDefaultClientScopes", kept: .inRows)
    public let defaultOptionalClientScopes = Field<[String]>("defaultOptionalClientScopes", kept: .inRows)
    public let browserSecurityHeaders = Field<TextMap<String>>("browserSecurityHeaders", .mergedByKeyKeepingEmpty)
    public let smtpServer = Field<TextMap<String>>("smtpServer")
    public let userFederationProviders = Field<[UserFederationProviderRepresentation]>(
        "userFederationProviders", kept: .inRows)
    public let userFederationMappers = Field<[UserFederationMapperRepresentation]>(
        "userFederationMappers", kept: .inRows)
    public let loginTheme = Field<String>("loginTheme")
    public let accountTheme = Field<String>("accountTheme")
    public let adminTheme = Field<String>("adminTheme")
    public let emailTheme = Field<String>("emailTheme")
    public let eventsEnabled = FieldWithDefault("eventsEnabled", false)
    public let eventsExpiration = Field<Int64>("eventsExpiration")
    public let eventsListeners = FieldWithDefault("eventsListeners", ["jboss-logging"])
    public let enabledEventTypes = FieldWithDefault<[String]>("enabledEventTypes", [])
    public let adminEventsEnabled = FieldWithDefault("adminEventsEnabled", false)
    public let adminEventsDetailsEnabled = FieldWithDefault("adminEventsDetailsEnabled", false)
    public let identityProviders = Field<[IdentityProviderRepresentation]>("identityProviders", kept: .inRows)
    public let identityProviderMappers = Field<[IdentityProviderMapperRepresentation]>(
        "identityProviderMappers", kept: .inRows)
    public let protocolMappers = Field<[ProtocolMapperRepresentation]>("protocolMappers", kept: .inRows)
    public let components = Field<TextMap<[ComponentExportRepresentation]>>("components", kept: .inRows)
    public let internationalizationEnabled = FieldWithDefault("internationalizationEnabled", false)
    public let supportedLocales = Field<[String]>("supportedLocales")
    public let defaultLocale = Field<String>("defaultLocale")
    public let authenticationFlows = Field<[AuthenticationFlowRepresentation]>("authenticationFlows", kept: .inRows)
    public let authenticatorConfig = Field<[AuthenticatorConfigRepresentation]>("authenticatorConfig", kept: .inRows)
    public let requiredActions = Field<[RequiredActionProviderRepresentation]>("requiredActions", kept: .inRows)
    public let browserFlow = FieldWithDefault("browserFlow", "browser")
    public let registrationFlow = FieldWithDefault("registrationFlow", "registration")
    public let directGrantFlow = FieldWithDefault("directGrantFlow", "direct grant")
    public let resetCredentialsFlow = FieldWithDefault("resetCredentialsFlow", "reset credentials")
    public let clientAuthenticationFlow = FieldWithDefault("clientAuthenticationFlow", "clients")
    public let dockerAuthenticationFlow = FieldWithDefault("dockerAuthenticationFlow", "docker auth")
    public let firstBrokerLoginFlow = FieldWithDefault("firstBrokerLoginFlow", "first broker login")
    public let attributes = FieldWithDefault<TextMap<String>>("attributes", [:], .replacedExcept(alwaysThere))
    public let keycloakVersion = Field<String>("keycloakVersion", kept: .inRows)
    public let userManagedAccessAllowed = FieldWithDefault("userManagedAccessAllowed", false)
    public let organizationsEnabled = FieldWithDefault("organizationsEnabled", false)
    public let organizations = Field<[OrganizationRepresentation]>("organizations", kept: .inRows)
    public let verifiableCredentialsEnabled = FieldWithDefault("verifiableCredentialsEnabled", false)
    public let adminPermissionsEnabled = FieldWithDefault("adminPermissionsEnabled", false)
    public let social = Field<Bool>("social")
    public let updateProfileOnInitialSocialLogin = Field<Bool>("updateProfileOnInitialSocialLogin")
    public let socialProviders = Field<TextMap<String>>("socialProviders")
    public let applicationScopeMappings = Field<TextMap<[ScopeMappingRepresentation]>>(
        "applicationScopeMappings", kept: .inRows)
    public let applications = Field<[ApplicationRepresentation]>("applications", kept: .inRows)
    public let oauthClients = Field<[ApplicationRepresentation]>("oauthClients", kept: .inRows)
    public let clientTemplates = Field<[ClientTemplateRepresentation]>("clientTemplates", kept: .inRows)
    public let scimApiEnabled = FieldWithDefault("scimApiEnabled", false)
    public let clientProfiles = Field<JSONValue>("clientProfiles")
    public let clientPolicies = Field<JSONValue>("clientPolicies")

    public init() {}
}

/// Keycloak's `RealmRepresentation`.
public typealias RealmRepresentation = Representation<RealmFields>
