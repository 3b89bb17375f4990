import JSON

/// What a realm says about its users' attributes: which there are, who may see and edit them, what they must hold.
struct UserProfile: Sendable {
    static let providerType = "org.keycloak.userprofile.UserProfileProvider"
    static let configName = "kc.user.profile.config"
    /// Attributes that are members of a user themselves.
    static let rootAttributes = ["username", "email", "firstName", "lastName"]

    let attributes: [ProfileAttribute]
    /// Where the attribute of each name is: a profile and a user may have thousands.
    private let places: TextMap<Int>
    let groups: [JSONValue]
    let unmanaged: Unmanaged
    /// The configuration as the admin API shows it.
    let document: JSONObject

    /// What happens to attributes that the profile does not name (`unmanagedAttributePolicy`); the default drops them.
    enum Unmanaged: String, Sendable {
        case dropped = "DISABLED"
        case enabled = "ENABLED"
        case adminEdit = "ADMIN_EDIT"
        case adminView = "ADMIN_VIEW"

        var isVisibleToAdmins: Bool { self != .dropped }
        var isEditableByAdmins: Bool { self == .enabled || self == .adminEdit }
    }

    init(_ document: JSONObject) {
        self.document = document
        // A configuration that leaves the attributes out has those of every realm.
        let list = document["attributes"] ?? Self.standardDocument["attributes"]
        attributes = (list?.array ?? []).compactMap { ProfileAttribute($0) }
        // Of two with one name, which only a file may have, the first counts.
        places = TextMap(attributes.enumerated().reversed().map { ($1.name, $0) })
        groups = document["groups"]?.array ?? []
        unmanaged = document["unmanagedAttributePolicy"]?.string.flatMap { Unmanaged(rawValue: $0) } ?? .dropped
    }

    /// The profile of a realm: what its provider component says, or the profile of a fresh realm.
    init(of realm: RealmRecord, _ tx: Transaction) throws {
        let component = try tx.components(in: realm.id, parent: nil, type: Self.providerType, name: nil).first
        let text = component?.document[\.config, Self.configName]?.first
        if let text, let stored = try? JSONReader.read(Array(text.utf8), options: .lenient).object {
            self.init(stored)
        } else if realm.name == "master" {
            self = .ofMaster
        } else if let told = tx.realmDocuments.standardProfile {
            self.init(told)
        } else {
            self = .standard
        }
    }

    func attribute(_ name: String) -> ProfileAttribute? { places[name].map { attributes[$0] } }

    /// The values of attributes that a new user has without giving them.
    var defaults: ProfileValues {
        var defaults: ProfileValues = [:]
        for attribute in attributes {
            if let value = attribute.document["defaultValue"]?.string { defaults[attribute.name] = [value] }
        }
        return defaults
    }

    /// Whether what an admin writes into this attribute stays.
    func keeps(_ name: String) -> Bool {
        name == "username" || attribute(name) != nil || unmanaged.isEditableByAdmins
    }

    /// Whether an admin sees this attribute in a user's `attributes`.
    func shows(_ name: String) -> Bool {
        if let attribute = attribute(name) { return attribute.isVisibleToAdmins }
        return unmanaged.isVisibleToAdmins
    }
}

/// One attribute of a profile.
struct ProfileAttribute: Sendable {
    let name: String
    let document: JSONObject
    var displayName: String? { document["displayName"]?.string }
    var isMultivalued: Bool { document["multivalued"]?.bool ?? false }
    var validations: JSONObject { document["validations"]?.object ?? JSONObject() }

    init?(_ value: JSONValue) {
        guard let document = value.object, let name = document["name"]?.string else { return nil }
        self.document = document
        self.name = name
    }

    private func grants(_ permission: String) -> Bool {
        guard let permissions = document["permissions"]?.object else {
            return UserProfile.rootAttributes.contains(name)
        }
        return permissions[permission]?.array?.contains(.string("admin")) ?? false
    }

    var isEditableByAdmins: Bool { grants("edit") }
    var isVisibleToAdmins: Bool { grants("view") || grants("edit") }

    /// Whether an admin who writes a user must give a value: `required` for everybody, or for admins.
    var isRequiredOfAdmins: Bool {
        guard let required = document["required"]?.object else { return false }
        let roles = required["roles"]?.array ?? []
        let scopes = required["scopes"]?.array ?? []
        return roles.isEmpty ? scopes.isEmpty : roles.contains(.string("admin"))
    }
}

extension UserProfile {
    /// The profile of a realm that nobody configured.
    static let standard = UserProfile(standardDocument)

    private static let standardDocument =
        (try? JSONReader.read(Array(BuiltIn.userProfile), options: .strict).object) ?? JSONObject()

    /// Master's: its first administrator has neither email nor names, and can log in (recording: admin_token 1).
    static let ofMaster: UserProfile = {
        var document = standard.document
        document["attributes"] = .array(
            standard.attributes.map { attribute in
                var attribute = attribute.document
                attribute["required"] = nil
                return .object(attribute)
            })
        return UserProfile(document)
    }()
}
