// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// Names and order are those of Keycloak's Java class, whose documentation says what they mean.

import JSON

/// A user of a realm.
public final class UserFields: FieldSet {
    public static let name = "UserRepresentation"
    public static let table = FieldTable(UserFields())

    public let id = Field<String>("id", .owned)
    public let username = Field<String>("username")
    public let firstName = Field<String>("firstName")
    public let lastName = Field<String>("lastName")
    public let email = Field<String>("email")
    public let emailVerified = FieldWithDefault("emailVerified", false)
    public let attributes = Field<[String: [String]]>("attributes", shape: .mapOfListsOrSingles)
    public let userProfileMetadata = Field<JSONObject>("userProfileMetadata", .owned)
    public let enabled = FieldWithDefault("enabled", false)
    public let `self` = Field<String>("self", .owned)
    public let origin = Field<String>("origin", .owned)
    public let createdTimestamp = Field<Int64>("createdTimestamp")
    public let totp = FieldWithDefault("totp", false, .owned)
    public let federationLink = Field<String>("federationLink")
    public let serviceAccountClientId = Field<String>("serviceAccountClientId", .owned)
    public let credentials = Field<[CredentialRepresentation]>("credentials", .owned)
    public let disableableCredentialTypes = FieldWithDefault<[String]>("disableableCredentialTypes", [], .owned)
    public let requiredActions = FieldWithDefault<[String]>("requiredActions", [])
    public let federatedIdentities = Field<[FederatedIdentityRepresentation]>("federatedIdentities", .owned)
    public let realmRoles = Field<[String]>("realmRoles", .owned)
    public let clientRoles = Field<[String: [String]]>("clientRoles", .owned)
    public let clientConsents = Field<[UserConsentRepresentation]>("clientConsents", .owned)
    public let notBefore = FieldWithDefault("notBefore", 0)
    public let verifiableCredentials = Field<[JSONObject]>("verifiableCredentials", .owned)
    public let issuedVerifiableCredentials = Field<[JSONObject]>("issuedVerifiableCredentials", .owned)
    public let applicationRoles = Field<[String: [String]]>("applicationRoles", .owned)
    public let socialLinks = Field<[SocialLinkRepresentation]>("socialLinks", .owned)
    public let groups = Field<[String]>("groups", .owned)
    public let access = Field<[String: Bool]>("access", .owned)

    public init() {}
}

/// Keycloak's `UserRepresentation`.
public typealias UserRepresentation = Representation<UserFields>
