// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// Names and order are those of Keycloak's Java class, whose documentation says what they mean.

/// Which events a realm keeps.
public final class RealmEventsConfigFields: FieldSet {
    public static let name = "RealmEventsConfigRepresentation"
    public static let table = FieldTable(RealmEventsConfigFields())

    public let eventsEnabled = FieldWithDefault("eventsEnabled", false)
    public let eventsExpiration = Field<Int64>("eventsExpiration")
    public let eventsListeners = FieldWithDefault<[String]>("eventsListeners", [])
    public let enabledEventTypes = FieldWithDefault<[String]>("enabledEventTypes", [])
    public let adminEventsEnabled = FieldWithDefault("adminEventsEnabled", false)
    public let adminEventsDetailsEnabled = FieldWithDefault("adminEventsDetailsEnabled", false)

    public init() {}
}

/// Keycloak's `RealmEventsConfigRepresentation`.
public typealias RealmEventsConfigRepresentation = Representation<RealmEventsConfigFields>
