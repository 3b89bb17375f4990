// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// Names and order are those of Keycloak's Java class, whose documentation says what they mean.

/// A group of users.
public final class GroupFields: FieldSet {
    public static let name = "GroupRepresentation"
    public static let table = FieldTable(GroupFields())

    public let id = Field<String>("id", .owned)
    public let name = Field<String>("name")
    public let description = Field<String>("description")
    public let path = Field<String>("path", .owned)
    public let parentId = Field<String>("parentId", .owned)
    public let subGroupCount = Field<Int64>("subGroupCount", .owned)
    public let subGroups = Field<[GroupRepresentation]>("subGroups", .owned)
    public let attributes = Field<[String: [String]]>("attributes")
    public let realmRoles = Field<[String]>("realmRoles", .owned)
    public let clientRoles = Field<[String: [String]]>("clientRoles", .owned)
    public let access = Field<[String: Bool]>("access", .owned)

    public init() {}
}

/// Keycloak's `GroupRepresentation`.
public typealias GroupRepresentation = Representation<GroupFields>
