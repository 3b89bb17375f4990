import JSON

/// A realm about to be made: its document complete, its components checked, its keys made. All that takes long happens here,
/// before a transaction.
struct RealmDraft: Sendable {
    /// The realm's id, from the document or new.
    let id: String
    let name: String
    let document: JSONObject
    let components: [ComponentRecord]

    /// A draft from a document that has all that the realm is to have.
    init(complete document: JSONObject, _ idp: Services) async throws {
        guard let name = document.text("realm"), !name.isEmpty else { throw ImportError.noName("realm") }
        guard isPathSegment(name) else { throw ImportError.noSegment(name, "realm") }
        let id = document.text("id").flatMap { $0.isEmpty ? nil : $0 } ?? idp.ids.uuid()
        guard isPathSegment(id) else { throw ImportError.noSegment(id, "id") }
        self.id = id
        self.name = name
        self.document = document
        components = try await Self.components(of: document, realm: (id, name), idp)
    }

    /// The document's components, those under others after these.
    private static func components(
        of document: JSONObject, realm: (id: String, name: String), _ idp: Services
    ) async throws -> [ComponentRecord] {
        var waiting = listed(document["components"], parent: realm.id)
        if waiting.count(where: { $0.type == RealmKeys.providerType }) > KeyComponent.limit {
            throw ImportError(ComponentRefusal.tooManyKeys)
        }
        var records: [ComponentRecord] = []
        while let next = waiting.popLast() {
            let id = next.object.text("id").flatMap { $0.isEmpty ? nil : $0 } ?? idp.ids.uuid()
            guard isPathSegment(id) else { throw ImportError.noSegment(id, "id") }
            var members: JSONObject = ["id": .string(id)]
            for name in ["name", "providerId"] { members[name] = next.object[name] }
            members["providerType"] = .string(next.type)
            members["parentId"] = .string(next.parent)
            members["subType"] = next.object["subType"]
            members["config"] = next.object["config"] ?? [:]
            do {
                let component = try await KeyComponent(
                    checking: ComponentRepresentation(members), realmName: realm.name, idp
                ).component
                records.append(ComponentRecord(id: id, realmID: realm.id, document: component))
            } catch let refusal as ComponentRefusal {
                throw ImportError(refusal)
            }
            waiting += listed(next.object["subComponents"], parent: id)
        }
        return records
    }

    private typealias Listed = (object: JSONObject, type: String, parent: String)

    /// Components by the type of their provider, the first one last.
    private static func listed(_ value: JSONValue?, parent: String) -> [Listed] {
        var list: [Listed] = []
        for (type, components) in value?.object ?? [:] {
            list += (components.array ?? []).compactMap(\.object).map { ($0, type, parent) }
        }
        return list.reversed()
    }
}

extension ImportError {
    fileprivate init(_ refusal: ComponentRefusal) { self.init(sentence: refusal.sentence) }
}
