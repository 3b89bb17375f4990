import JSON

/// Lists and maps as a realm document has them.
extension CompletedRealm {
    /// The objects of a member that is a list; nil where there is no list.
    func objects(_ member: String, of object: JSONObject) -> [JSONObject]? {
        object[member]?.array?.compactMap(\.object)
    }

    /// The names in a list, once each.
    func texts(_ list: JSONValue?) -> [String] {
        var seen: TextSet = []
        return (list?.array ?? []).compactMap(\.string).map(trimmed).filter { seen.insert($0).inserted }
    }

    func list(_ objects: [JSONObject]) -> JSONValue { .array(objects.map { .object($0) }) }

    /// The members of both, those of the second where both have one.
    func merged(_ first: JSONObject, with second: JSONObject) -> JSONObject {
        var result = first
        for (name, value) in second where !value.isNull { result[name] = value }
        return result
    }

    /// The names of roles in either `composites`.
    func union(_ first: JSONObject, _ second: JSONObject) -> JSONObject {
        func union(_ one: JSONValue?, _ other: JSONValue?) -> JSONValue {
            let known = one?.array ?? []
            let names = TextSet(known.compactMap(\.string))
            return .array(known + (other?.array ?? []).filter { $0.string.map { !names.contains($0) } ?? true })
        }
        var result: JSONObject = ["realm": union(first["realm"], second["realm"])]
        var clients = first["client"]?.object ?? [:]
        for (clientId, names) in second["client"]?.object ?? [:] { clients[clientId] = union(clients[clientId], names) }
        result["client"] = .object(clients)
        return result
    }
}

extension [String] {
    /// `scheme://host:port` of the URLs among redirect URIs, each once.
    var uniqueOrigins: [String] {
        var origins: [String] = []
        var known: TextSet = []
        for uri in self where uri.hasPrefix("http") {
            let parts = uri.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
            guard parts.count >= 3, parts[1].isEmpty, !parts[2].isEmpty else { continue }
            let host = parts[2].prefix { $0 != "?" && $0 != "#" }
            let origin = "\(parts[0])//\(host)"
            if known.insert(origin).inserted { origins.append(origin) }
        }
        return origins
    }
}
