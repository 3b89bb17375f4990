// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// Names and order are those of Keycloak's Java class, whose documentation says what they mean.

/// A configured provider: a key, a registration policy, a user federation.
public final class ComponentFields: FieldSet {
    public static let name = "ComponentRepresentation"
    public static let table = FieldTable(ComponentFields())

    public let id = Field<String>("id", .never)
    public let name = Field<String>("name")
    public let providerId = Field<String>("providerId")
    public let providerType = Field<String>("providerType")
    public let parentId = Field<String>("parentId")
    public let subType = Field<String>("subType")
    public let config = Field<TextMap<[String]>>("config")

    public init() {}
}

/// Keycloak's `ComponentRepresentation`.
public typealias ComponentRepresentation = Representation<ComponentFields>

/// A component as import and export files hold it, under its provider type.
public final class ComponentExportFields: FieldSet {
    public static let name = "ComponentExportRepresentation"
    public static let table = FieldTable(ComponentExportFields())

    public let id = Field<String>("id")
    public let name = Field<String>("name")
    public let providerId = Field<String>("providerId")
    public let subType = Field<String>("subType")
    public let subComponents = Field<TextMap<[ComponentExportRepresentation]>>("subComponents")
    public let config = Field<TextMap<[String]>>("config")

    public init() {}
}

/// Keycloak's `ComponentExportRepresentation`.
public typealias ComponentExportRepresentation = Representation<ComponentExportFields>
