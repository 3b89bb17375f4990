// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// Names and order are those of Keycloak's Java class, whose documentation says what they mean.

import JSON

/// An organization whose members are users of the realm.
public final class OrganizationFields: FieldSet {
    public static let name = "OrganizationRepresentation"
    public static let table = FieldTable(OrganizationFields())

    public let id = Field<String>("id", .never)
    public let name = Field<String>("name")
    public let alias = Field<String>("alias")
    public let enabled = FieldWithDefault("enabled", true)
    public let description = Field<String>("description")
    public let redirectUrl = Field<String>("redirectUrl")
    public let attributes = Field<TextMap<[String]>>("attributes")
    public let domains = Field<[OrganizationDomainRepresentation]>("domains")
    public let members = Field<[MemberRepresentation]>("members", .never)
    public let identityProviders = Field<[IdentityProviderRepresentation]>("identityProviders", .never)
    public let groups = Field<[GroupRepresentation]>("groups", .never)

    public init() {}
}

/// Keycloak's `OrganizationRepresentation`.
public typealias OrganizationRepresentation = Representation<OrganizationFields>

/// A domain of an organization's mail addresses.
public final class OrganizationDomainFields: FieldSet {
    public static let name = "OrganizationDomainRepresentation"
    public static let table = FieldTable(OrganizationDomainFields())

    public let name = Field<String>("name")
    public let verified = FieldWithDefault("verified", false)

    public init() {}
}

/// Keycloak's `OrganizationDomainRepresentation`.
public typealias OrganizationDomainRepresentation = Representation<OrganizationDomainFields>

/// A user as a member of an organization.
public final class MemberFields: FieldSet {
    public static let name = "MemberRepresentation"
    public static let table = FieldTable(MemberFields())

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
    public let membershipType = Field<String>("membershipType", shape: .choice(["UNMANAGED", "MANAGED"]))

    public init() {}
}

/// Keycloak's `MemberRepresentation`.
public typealias MemberRepresentation = Representation<MemberFields>
