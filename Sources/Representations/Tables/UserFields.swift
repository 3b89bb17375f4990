// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// Names and order are those of Keycloak's Java class, whose documentation says what they mean.

import JSON

/// A user of a realm.
public final class UserFields: FieldSet {
    public static let name = "UserRepresentation"
    public static let table = FieldTable(UserFields())

    public let id = Field<String>("id", .never)
    public let username = Field<String>("username")
    public let firstName = Field<String>("firstName")
    public let lastName = Field<String>("lastName")
    public let email = Field<String>("email")
    public let emailVerified = FieldWithDefault("emailVerified", false)
    public let attributes = Field<TextMap<[String]>>("attributes", shape: .mapOfListsOrSingles)
    public let userProfileMetadata = Field<JSONObject>("userProfileMetadata", kept: .inRows)
    public let enabled = FieldWithDefault("enabled", false)
    public let `self` = Field<String>("self", kept: .inRows)
    public let origin = Field<String>("origin", kept: .inRows)
    public let createdTimestamp = Field<Int64>("createdTimestamp")
    public let totp = FieldWithDefault("totp", false, kept: .inRows)
    public let federationLink = Field<String>("federationLink")
    public let serviceAccountClientId = Field<String>("serviceAccountClientId", kept: .inRows)
    public let credentials = Field<[CredentialRepresentation]>("credentials", kept: .inRows)
    public let disableableCredentialTypes = FieldWithDefault<[String]>("disableableCredentialTypes", [], kept: .inRows)
    public let requiredActions = FieldWithDefault<[String]>("requiredActions", [])
    public let federatedIdentities = Field<[FederatedIdentityRepresentation]>("federatedIdentities", .never)
    public let realmRoles = Field<[String]>("realmRoles", kept: .inRows)
    public let clientRoles = Field<TextMap<[String]>>("clientRoles", kept: .inRows)
    public let clientConsents = Field<[UserConsentRepresentation]>("clientConsents", .never)
    public let notBefore = FieldWithDefault("notBefore", 0)
    public let verifiableCredentials = Field<[JSONObject]>("verifiableCredentials", .never)
    public let issuedVerifiableCredentials = Field<[JSONObject]>("issuedVerifiableCredentials", .never)
    public let applicationRoles = Field<TextMap<[String]>>("applicationRoles", kept: .inRows)
    public let socialLinks = Field<[SocialLinkRepresentation]>("socialLinks", .never)
    public let groups = Field<[String]>("groups", kept: .inRows)
    public let access = Field<TextMap<Bool>>("access", kept: .inRows)

    public init() {}
}

/// Keycloak's `UserRepresentation`.
public typealias UserRepresentation = Representation<UserFields>
