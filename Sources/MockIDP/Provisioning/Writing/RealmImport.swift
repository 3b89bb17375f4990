import JSON

/// One import: what has been made so far by the names under which the rest of the document refers to it.
///
/// It goes on in short steps, so that others have their turn at the store between two of them. Their order matters: a name
/// must have its id before a row refers to it.
final class RealmImport {
    /// A short piece of the work.
    typealias Step = (RealmImport) throws -> Void

    /// The transaction under way.
    var tx: Transaction
    let idp: Services
    let document: JSONObject
    private(set) var realm: RealmRecord
    private let components: [ComponentRecord]
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

    init(_ draft: RealmDraft, _ tx: Transaction, _ idp: Services) {
        document = draft.document
        components = draft.components
        self.tx = tx
        self.idp = idp
        realm = RealmRecord(id: draft.id, name: draft.name, document: RealmRepresentation(document))
    }

    /// An import of single things into a realm that is there: those of a document, or such as are named one by one.
    init(into realm: RealmRecord, of document: JSONObject = [:], _ tx: Transaction, _ idp: Services) {
        self.document = document
        components = []
        self.realm = realm
        self.tx = tx
        self.idp = idp
    }

    /// All there is to do, the realm's own row first.
    func steps() -> Steps {
        Steps([
            each([realm]) { try $0.tx.insert($1) }, flowSteps(), scopeSteps(), clientSteps(), roleSteps(),
            scopeMappingSteps(), groupSteps(), each(components) { try $0.tx.insert(completed: $1, $0.idp) },
            userSteps(),
        ])
    }

    /// A step for each element.
    func each<Elements: Sequence>(
        _ elements: Elements, _ body: @escaping (RealmImport, Elements.Element) throws -> Void
    ) -> Steps {
        Steps(elements.lazy.map { element in { try body($0, element) } })
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
    func id(of object: JSONObject) throws -> String { try checked(id: idOrNew(of: object)) }

    /// The same, not yet looked at: for steps that are made before they are taken.
    func idOrNew(of object: JSONObject) -> String {
        object.text("id").flatMap { $0.isEmpty ? nil : $0 } ?? idp.ids.uuid()
    }

    @discardableResult
    func checked(id: String) throws -> String {
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

/// Steps, each made when its turn comes. One type for all of them: types that are put together of others are made while
/// the server starts.
struct Steps: Sequence, IteratorProtocol {
    private let following: () -> RealmImport.Step?

    init(_ steps: some Sequence<RealmImport.Step>) {
        var iterator = steps.makeIterator()
        following = { iterator.next() }
    }

    /// Those of one part after those of the other.
    init(_ parts: [Steps]) {
        var rest = parts[...]
        following = {
            while let part = rest.first {
                if let step = part.next() { return step }
                rest.removeFirst()
            }
            return nil
        }
    }

    func next() -> RealmImport.Step? { following() }
}

extension Array {
    /// The elements in pieces of so many: what one step of an import takes.
    func pieces(of size: Int = 200) -> [ArraySlice<Element>] {
        stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
    }
}
