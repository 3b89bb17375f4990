import JSON

/// One import: what has been made so far by the names under which the rest of the document refers to it.
///
/// The order of the steps matters: a name must have its id before a row refers to it.
final class RealmImport {
    let tx: Transaction
    let idp: Services
    let document: JSONObject
    private(set) var realm: RealmRecord
    /// Ids of flows and of the settings of steps, by alias.
    var flows: TextMap<String> = [:]
    var configs: TextMap<String> = [:]
    /// Client scopes by name.
    var scopes: TextMap<ClientScopeRecord> = [:]
    /// Ids of clients by `clientId`.
    var clients: TextMap<String> = [:]
    /// Ids of roles by name, for each container.
    var roles: [RoleContainer: TextMap<String>] = [:]
    /// Ids of groups by path, of those that something named by it.
    var groups: TextMap<String> = [:]

    init(_ representation: RealmRepresentation, _ tx: Transaction, _ idp: Services) throws {
        document = representation.document
        guard let name = document.text("realm"), !name.isEmpty else { throw ImportError.noName("realm") }
        guard isPathSegment(name) else { throw ImportError.noSegment(name, "realm") }
        self.tx = tx
        self.idp = idp
        let id = document.text("id").flatMap { $0.isEmpty ? nil : $0 } ?? idp.ids.uuid()
        guard isPathSegment(id) else { throw ImportError.noSegment(id, "id") }
        realm = RealmRecord(id: id, name: name, document: representation)
    }

    /// An import of single things into a realm that is there.
    init(into realm: RealmRecord, _ tx: Transaction, _ idp: Services) {
        document = JSONObject()
        self.realm = realm
        self.tx = tx
        self.idp = idp
    }

    func run() throws -> RealmRecord {
        try tx.insert(realm)
        try addFlows()
        try addClientScopes()
        try addClients()
        try addRoles()
        try addScopeMappings()
        try addGroups()
        try addComponents()
        try addUsers()
        return realm
    }

    func setDefaultRole(_ id: String) throws {
        realm.defaultRoleID = id
        try tx.setDefaultRole(id, ofRealm: realm.id)
    }

    /// The objects of a member that is a list.
    func list(_ member: String, of object: JSONObject? = nil) -> [JSONObject] {
        (object ?? document)[member]?.array?.compactMap(\.object) ?? []
    }

    /// The texts of a member that is a list.
    func texts(_ member: String, of object: JSONObject? = nil) -> [String] {
        (object ?? document)[member]?.array?.compactMap(\.string) ?? []
    }

    /// The id that an object brings along, or a new one.
    func id(of object: JSONObject) throws -> String {
        guard let id = object.text("id"), !id.isEmpty else { return idp.ids.uuid() }
        guard isPathSegment(id) else { throw ImportError.noSegment(id, "id") }
        return id
    }

    /// The object's name, which it must have.
    func name(of object: JSONObject, _ member: String, _ what: String) throws -> String {
        guard let name = object.text(member), !name.isEmpty else { throw ImportError.noName(what) }
        return name
    }

    /// The name of something that is addressed by it.
    func segment(of object: JSONObject, _ member: String, _ what: String) throws -> String {
        let name = try name(of: object, member, what)
        guard isPathSegment(name) else { throw ImportError.noSegment(name, what) }
        return name
    }
}
