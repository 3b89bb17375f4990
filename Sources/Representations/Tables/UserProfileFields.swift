// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// Names and order are those of Keycloak's Java classes, whose documentation says what they mean.

import JSON

/// What a realm says about its users' attributes.
public final class UserProfileFields: FieldSet {
    public static let name = "UPConfig"
    public static let table = FieldTable(UserProfileFields())

    public let attributes = Field<[ProfileAttributeRepresentation]>("attributes")
    public let groups = Field<[ProfileGroupRepresentation]>("groups")
    public let unmanagedAttributePolicy = Field<String>(
        "unmanagedAttributePolicy", shape: .choice(["ENABLED", "ADMIN_VIEW", "ADMIN_EDIT"]))

    public init() {}
}

/// Keycloak's `UPConfig`.
public typealias UserProfileRepresentation = Representation<UserProfileFields>

/// An attribute of a profile.
public final class ProfileAttributeFields: FieldSet {
    public static let name = "UPAttribute"
    public static let table = FieldTable(ProfileAttributeFields())

    public let name = Field<String>("name")
    public let displayName = Field<String>("displayName")
    public let validations = Field<TextMap<JSONObject>>("validations")
    public let annotations = Field<JSONObject>("annotations")
    public let required = Field<ProfileRequirementRepresentation>("required")
    public let permissions = Field<ProfilePermissionsRepresentation>("permissions")
    public let selector = Field<ProfileSelectorRepresentation>("selector")
    public let group = Field<String>("group")
    public let multivalued = FieldWithDefault("multivalued", false)
    public let defaultValue = Field<String>("defaultValue")

    public init() {}
}

/// Keycloak's `UPAttribute`.
public typealias ProfileAttributeRepresentation = Representation<ProfileAttributeFields>

/// For whom, or for which scopes, an attribute is required.
public final class ProfileRequirementFields: FieldSet {
    public static let name = "UPAttributeRequired"
    public static let table = FieldTable(ProfileRequirementFields())

    public let roles = Field<[String]>("roles")
    public let scopes = Field<[String]>("scopes")

    public init() {}
}

/// Keycloak's `UPAttributeRequired`.
public typealias ProfileRequirementRepresentation = Representation<ProfileRequirementFields>

/// For which scopes an attribute is asked for.
public final class ProfileSelectorFields: FieldSet {
    public static let name = "UPAttributeSelector"
    public static let table = FieldTable(ProfileSelectorFields())

    public let scopes = Field<[String]>("scopes")

    public init() {}
}

/// Keycloak's `UPAttributeSelector`.
public typealias ProfileSelectorRepresentation = Representation<ProfileSelectorFields>

/// Who may see and who may change an attribute.
public final class ProfilePermissionFields: FieldSet {
    public static let name = "UPAttributePermissions"
    public static let table = FieldTable(ProfilePermissionFields())

    public let view = Field<[String]>("view")
    public let edit = Field<[String]>("edit")

    public init() {}
}

/// Keycloak's `UPAttributePermissions`.
public typealias ProfilePermissionsRepresentation = Representation<ProfilePermissionFields>

/// Attributes that a form shows together.
public final class ProfileGroupFields: FieldSet {
    public static let name = "UPGroup"
    public static let table = FieldTable(ProfileGroupFields())

    public let name = Field<String>("name")
    public let displayHeader = Field<String>("displayHeader")
    public let displayDescription = Field<String>("displayDescription")
    public let annotations = Field<JSONObject>("annotations")

    public init() {}
}

/// Keycloak's `UPGroup`.
public typealias ProfileGroupRepresentation = Representation<ProfileGroupFields>
