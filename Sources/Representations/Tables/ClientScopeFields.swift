// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// Names and order are those of Keycloak's Java class, whose documentation says what they mean.

/// A set of mappers and role scope mappings that clients share.
public final class ClientScopeFields: FieldSet {
    public static let name = "ClientScopeRepresentation"
    public static let ignoresUnknown = true
    public static let table = FieldTable(ClientScopeFields())

    public let id = Field<String>("id", .never)
    public let name = Field<String>("name")
    public let description = Field<String>("description")
    public let `protocol` = Field<String>("protocol")
    public let attributes = FieldWithDefault<TextMap<String>>("attributes", [:], .mergedByKey)
    public let protocolMappers = Field<[ProtocolMapperRepresentation]>("protocolMappers", .never)

    public init() {}
}

/// Keycloak's `ClientScopeRepresentation`.
public typealias ClientScopeRepresentation = Representation<ClientScopeFields>

/// What client scopes were called in old export files.
public final class ClientTemplateFields: FieldSet {
    public static let name = "ClientTemplateRepresentation"
    public static let table = FieldTable(ClientTemplateFields())

    public let id = Field<String>("id", .never)
    public let name = Field<String>("name")
    public let description = Field<String>("description")
    public let `protocol` = Field<String>("protocol")
    public let fullScopeAllowed = Field<Bool>("fullScopeAllowed")
    public let bearerOnly = Field<Bool>("bearerOnly")
    public let consentRequired = Field<Bool>("consentRequired")
    public let standardFlowEnabled = Field<Bool>("standardFlowEnabled")
    public let implicitFlowEnabled = Field<Bool>("implicitFlowEnabled")
    public let directAccessGrantsEnabled = Field<Bool>("directAccessGrantsEnabled")
    public let serviceAccountsEnabled = Field<Bool>("serviceAccountsEnabled")
    public let publicClient = Field<Bool>("publicClient")
    public let frontchannelLogout = Field<Bool>("frontchannelLogout")
    public let attributes = Field<TextMap<String>>("attributes")
    public let protocolMappers = Field<[ProtocolMapperRepresentation]>("protocolMappers")

    public init() {}
}

/// Keycloak's `ClientTemplateRepresentation`.
public typealias ClientTemplateRepresentation = Representation<ClientTemplateFields>
