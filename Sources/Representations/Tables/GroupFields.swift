// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// Names and order are those of Keycloak's Java class, whose documentation says what they mean.

/// A group of users.
public final class GroupFields: FieldSet {
    public static let name = "GroupRepresentation"
    public static let table = FieldTable(GroupFields())

    public let id = Field<String>("id", .never)
    public let name = Field<String>("name")
    public let description = Field<String>("description")
    public let path = Field<String>("path", kept: .inRows)
    public let parentId = Field<String>("parentId", kept: .inRows)
    public let subGroupCount = Field<Int64>("subGroupCount", kept: .inRows)
    public let subGroups = Field<[GroupRepresentation]>("subGroups", kept: .inRows)
    public let attributes = Field<TextMap<[String]>>("attributes")
    public let realmRoles = Field<[String]>("realmRoles", kept: .inRows)
    public let clientRoles = Field<TextMap<[String]>>("clientRoles", kept: .inRows)
    public let access = Field<TextMap<Bool>>("access", kept: .inRows)

    public init() {}
}

/// Keycloak's `GroupRepresentation`.
public typealias GroupRepresentation = Representation<GroupFields>
