import JSON
import SQLite

// What the store holds, a struct for each table. A record's `document` is the representation without what has rows of
// its own; it always starts with the record's `id`.

/// A realm.
struct RealmRecord: Sendable, Hashable {
    let id: String
    /// Kept in step with the document's `realm`.
    var name: String {
        get { document.document.text("realm") ?? "" }
        set { document.document["realm"] = .string(newValue) }
    }
    var document: RealmRepresentation
    /// The role that every new user gets.
    var defaultRoleID: String?

    /// Without a name the document's `realm` stays.
    init(id: String, name: String?, document: RealmRepresentation, defaultRoleID: String? = nil) {
        self.id = id
        self.document = RealmRepresentation(document.document.identified(by: id))
        self.defaultRoleID = defaultRoleID
        if let name, name != self.name { self.name = name }
    }
}

/// A thing of a realm that is a document and nothing else: most are.
struct DocumentRecord<Fields: StoredFields>: StoredRecord, Hashable {
    let id: String
    let realmID: String
    var document: Representation<Fields>

    init(id: String, realmID: String, document: Representation<Fields>) {
        self.id = id
        self.realmID = realmID
        self.document = Representation(document.document.identified(by: id))
    }

    static var table: DocumentTable { Fields.documents }
    var touchedRealm: String? { realmID }
    var values: [(any SQLiteBindable)?] { [id, realmID, storedText(document, id: id)] }

    init(row: Row) throws {
        id = row.text(0)
        realmID = row.text(1)
        document = Representation(try row.document(2))
    }

    func update(_ tx: Transaction) throws { try Fields.update(self, tx) }

    func delete(_ tx: Transaction) throws { try Fields.delete(self, tx) }
}

/// The fields of what is a `DocumentRecord`, and what more there is to do when one is changed or removed.
protocol StoredFields: FieldSet {
    static var documents: DocumentTable { get }
    static func update(_ record: DocumentRecord<Self>, _ tx: Transaction) throws
    static func delete(_ record: DocumentRecord<Self>, _ tx: Transaction) throws
}

extension StoredFields {
    static func update(_ record: DocumentRecord<Self>, _ tx: Transaction) throws { try record.updateRow(tx) }

    static func delete(_ record: DocumentRecord<Self>, _ tx: Transaction) throws { try record.deleteRow(tx) }
}

/// A client; its protocol mappers are in the document, its client scopes and roles are rows.
typealias ClientRecord = DocumentRecord<ClientFields>

extension ClientRecord {
    var clientId: String { document.document.text("clientId") ?? "" }
}

/// A client scope; its protocol mappers are in the document.
typealias ClientScopeRecord = DocumentRecord<ClientScopeFields>

extension ClientScopeRecord {
    var name: String { document.document.text("name") ?? "" }
}

/// What a role belongs to: a realm or a client, by id.
enum RoleContainer: Sendable, Hashable {
    case realm(String)
    case client(String)

    var id: String {
        switch self {
        case .realm(let id), .client(let id): id
        }
    }

    static func == (one: RoleContainer, other: RoleContainer) -> Bool {
        switch (one, other) {
        case (.realm(let one), .realm(let other)), (.client(let one), .client(let other)): one == other
        default: false
        }
    }
}

/// A role. `composite`, `clientRole` and `containerId` of the document are set when it is read.
struct RoleRecord: Sendable, Hashable {
    let id: String
    let realmID: String
    /// The client it belongs to; nil for a role of the realm.
    let clientID: String?
    var document: RoleRepresentation
    var name: String { document.document.text("name") ?? "" }
    var isComposite: Bool { document.document["composite"]?.bool ?? false }
    var container: RoleContainer { clientID.map { .client($0) } ?? .realm(realmID) }

    init(id: String, realmID: String, clientID: String?, document: RoleRepresentation) {
        self.id = id
        self.realmID = realmID
        self.clientID = clientID
        self.document = RoleRepresentation(document.document.identified(by: id))
    }
}

/// What holds roles: who is granted them (users, groups), and what lets them into tokens (clients, client scopes).
enum RoleHolder: Sendable, Hashable {
    case user(String)
    case group(String)
    case client(String)
    case clientScope(String)
}

/// A user. Username and email are stored in lower case, as Keycloak stores them.
struct UserRecord: Sendable, Hashable {
    let id: String
    let realmID: String
    var document: UserRepresentation
    /// The id of the client whose service account this is.
    var serviceAccountClientID: String?
    var username: String { document.document.text("username") ?? "" }
    var email: String? { document.document.text("email") }

    init(id: String, realmID: String, document: UserRepresentation, serviceAccountClientID: String? = nil) {
        self.id = id
        self.realmID = realmID
        self.document = UserRepresentation(document.document.identified(by: id))
        self.serviceAccountClientID = serviceAccountClientID
    }
}

/// A group. `parentId` of the document is set when it is read.
struct GroupRecord: Sendable, Hashable {
    let id: String
    let realmID: String
    var parentID: String?
    var document: GroupRepresentation
    var name: String { document.document.text("name") ?? "" }

    init(id: String, realmID: String, parentID: String?, document: GroupRepresentation) {
        self.id = id
        self.realmID = realmID
        self.parentID = parentID
        self.document = GroupRepresentation(document.document.identified(by: id))
    }
}

/// A credential of a user, hashed as it was made or imported.
struct CredentialRecord: Sendable, Hashable {
    let id: String
    let userID: String
    var document: CredentialRepresentation
    /// Lower comes first.
    var priority: Int

    /// How many a user may have, since all are looked through at each login. Keycloak sets no limit.
    static let mostOfUser = 100
    static let tooMany = "A user may have at most \(mostOfUser) credentials"

    init(id: String, userID: String, document: CredentialRepresentation, priority: Int = 10) {
        self.id = id
        self.userID = userID
        self.document = CredentialRepresentation(document.document.identified(by: id))
        self.priority = priority
    }
}

/// A component: a key provider, a registration policy, a user federation; its secrets are in the config as they are.
typealias ComponentRecord = DocumentRecord<ComponentFields>

extension ComponentRecord {
    var name: String { document.document.text("name") ?? "" }
}

/// An authentication flow; its executions are rows.
typealias FlowRecord = DocumentRecord<AuthenticationFlowFields>

extension FlowRecord {
    var alias: String { document.document.text("alias") ?? "" }
}

/// A step of a flow. `id`, `parentFlow`, `flowId`, `authenticatorConfig` and `priority` of the document are set when it
/// is read.
struct ExecutionRecord: Sendable, Hashable {
    let id: String
    let realmID: String
    /// The flow it is a step of.
    let flowID: String
    /// The flow that is this step.
    var subflowID: String?
    var configID: String?
    /// Lower comes first.
    var priority: Int
    var document: AuthenticationExecutionRepresentation

    init(
        id: String, realmID: String, flowID: String, subflowID: String? = nil, configID: String? = nil, priority: Int,
        document: AuthenticationExecutionRepresentation
    ) {
        self.id = id
        self.realmID = realmID
        self.flowID = flowID
        self.subflowID = subflowID
        self.configID = configID
        self.priority = priority
        self.document = document
    }
}

/// The settings of a step.
typealias AuthenticatorConfigRecord = DocumentRecord<AuthenticatorConfigFields>

/// Something that a user can be made to do at the next login.
struct RequiredActionRecord: Sendable, Hashable {
    let id: String
    let realmID: String
    var document: RequiredActionProviderRepresentation
    var alias: String { document.document.text("alias") ?? "" }
}
