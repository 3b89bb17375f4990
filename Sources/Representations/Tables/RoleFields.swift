// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// Names and order are those of Keycloak's Java class, whose documentation says what they mean.

/// A role of the realm or of a client.
public final class RoleFields: FieldSet {
    public static let name = "RoleRepresentation"
    public static let table = FieldTable(RoleFields())

    public let id = Field<String>("id", .never)
    public let name = Field<String>("name")
    public let description = Field<String>("description")
    public let scopeParamRequired = Field<Bool>("scopeParamRequired")
    public let composite = FieldWithDefault("composite", false, kept: .inRows)
    public let composites = Field<CompositesRepresentation>("composites", kept: .inRows)
    public let clientRole = FieldWithDefault("clientRole", false, kept: .inRows)
    public let containerId = Field<String>("containerId", kept: .inRows)
    public let attributes = Field<TextMap<[String]>>("attributes")

    public init() {}
}

/// Keycloak's `RoleRepresentation`.
public typealias RoleRepresentation = Representation<RoleFields>

/// The roles that a composite role contains, by name.
public final class CompositesFields: FieldSet {
    public static let name = "Composites"
    public static let table = FieldTable(CompositesFields())

    public let realm = Field<[String]>("realm")
    public let client = Field<TextMap<[String]>>("client")
    public let application = Field<TextMap<[String]>>("application")

    public init() {}
}

/// Keycloak's `RoleRepresentation.Composites`.
public typealias CompositesRepresentation = Representation<CompositesFields>

/// All roles of a realm, as import and export files hold them.
public final class RolesFields: FieldSet {
    public static let name = "RolesRepresentation"
    public static let table = FieldTable(RolesFields())

    public let realm = Field<[RoleRepresentation]>("realm")
    public let client = Field<TextMap<[RoleRepresentation]>>("client")
    public let application = Field<TextMap<[RoleRepresentation]>>("application")

    public init() {}
}

/// Keycloak's `RolesRepresentation`.
public typealias RolesRepresentation = Representation<RolesFields>
