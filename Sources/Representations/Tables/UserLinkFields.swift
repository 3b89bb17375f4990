// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// Names and order are those of Keycloak's Java class, whose documentation says what they mean.

/// A user's account at an identity provider.
public final class FederatedIdentityFields: FieldSet {
    public static let name = "FederatedIdentityRepresentation"
    public static let table = FieldTable(FederatedIdentityFields())

    public let identityProvider = Field<String>("identityProvider")
    public let userId = Field<String>("userId")
    public let userName = Field<String>("userName")

    public init() {}
}

/// Keycloak's `FederatedIdentityRepresentation`.
public typealias FederatedIdentityRepresentation = Representation<FederatedIdentityFields>

/// What federated identities were called in old export files.
public final class SocialLinkFields: FieldSet {
    public static let name = "SocialLinkRepresentation"
    public static let table = FieldTable(SocialLinkFields())

    public let socialProvider = Field<String>("socialProvider")
    public let socialUserId = Field<String>("socialUserId")
    public let socialUsername = Field<String>("socialUsername")

    public init() {}
}

/// Keycloak's `SocialLinkRepresentation`.
public typealias SocialLinkRepresentation = Representation<SocialLinkFields>

/// What a user allowed a client.
public final class UserConsentFields: FieldSet {
    public static let name = "UserConsentRepresentation"
    public static let ignoresUnknown = true
    public static let table = FieldTable(UserConsentFields())

    public let clientId = Field<String>("clientId")
    public let grantedClientScopes = Field<[String]>("grantedClientScopes")
    public let createdDate = Field<Int64>("createdDate")
    public let lastUpdatedDate = Field<Int64>("lastUpdatedDate")
    public let grantedRealmRoles = Field<[String]>("grantedRealmRoles")

    public init() {}
}

/// Keycloak's `UserConsentRepresentation`.
public typealias UserConsentRepresentation = Representation<UserConsentFields>
