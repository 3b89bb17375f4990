// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// Names and order are those of Keycloak's Java classes, whose documentation says what they mean.

import JSON

/// The client policies of a realm.
public final class ClientPoliciesFields: FieldSet {
    public static let name = "ClientPoliciesRepresentation"
    public static let table = FieldTable(ClientPoliciesFields())

    public let policies = Field<[JSONValue]>("policies")
    public let globalPolicies = Field<[JSONValue]>("globalPolicies")

    public init() {}
}

/// The client profiles of a realm.
public final class ClientProfilesFields: FieldSet {
    public static let name = "ClientProfilesRepresentation"
    public static let table = FieldTable(ClientProfilesFields())

    public let profiles = Field<[JSONValue]>("profiles")
    public let globalProfiles = Field<[JSONValue]>("globalProfiles")

    public init() {}
}
