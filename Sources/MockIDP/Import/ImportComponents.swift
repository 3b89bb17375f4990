import JSON

extension RealmImport {
    /// Components by the type of their provider; key providers without a key get one.
    func addComponents() throws {
        for (type, components) in document["components"]?.object ?? [:] {
            for component in components.array?.compactMap(\.object) ?? [] {
                try addComponent(component, type: type, under: realm.id)
            }
        }
    }

    private func addComponent(_ object: JSONObject, type: String, under parentID: String) throws {
        let id = try id(of: object)
        var members: JSONObject = ["id": .string(id)]
        for name in ["name", "providerId"] { members[name] = object[name] }
        members["providerType"] = .string(type)
        members["parentId"] = .string(parentID)
        members["subType"] = object["subType"]
        members["config"] = object["config"] ?? [:]
        var component = ComponentRepresentation(members)
        if type == GeneratedKeys.providerType {
            try GeneratedKeys.fill(&component, realmName: realm.name, idp)
        }
        try tx.insert(ComponentRecord(id: id, realmID: realm.id, document: component))
        for (type, components) in object["subComponents"]?.object ?? [:] {
            for child in components.array?.compactMap(\.object) ?? [] {
                try addComponent(child, type: type, under: id)
            }
        }
    }
}
