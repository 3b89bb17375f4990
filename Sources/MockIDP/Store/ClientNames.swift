/// The names of clients by their ids, each client read once: what names some of them may do so thousands of times, and a
/// client may be megabytes.
final class ClientNames {
    private let tx: Transaction
    private let realmID: String
    private var known: TextMap<String?> = [:]

    init(_ tx: Transaction, ofRealm id: String) {
        self.tx = tx
        realmID = id
    }

    /// The `clientId` of the client with that id.
    func name(of id: String) throws -> String? {
        if let name = known[id] { return name }
        let name = try tx.client(id: id, in: realmID)?.clientId
        known[id] = .some(name)
        return name
    }
}
