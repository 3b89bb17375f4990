import JSON

/// What a PUT does to what is stored. A POST is the same thing done to a representation that holds the defaults.
extension Representation {
    /// Takes over what the change has, by the rule of each field; what it lacks stays as it is.
    public mutating func merge(_ change: Representation) {
        for (name, value) in change.document {
            guard let entry = F.table.rows.entry(name) else { continue }
            document[name] = entry.rule.merged(document[name], value)
        }
    }
}

extension MergeRule {
    fileprivate func merged(_ old: JSONValue?, _ new: JSONValue) -> JSONValue? {
        switch self {
        case .never: return old
        case .replaced: return new
        case .replacedExcept(let names):
            var members = merged(nil, new) { $0.isNull }
            for name in names where members[name] == nil { members[name] = old?[name] }
            return .object(members)
        case .mergedByKey: return .object(merged(old, new) { $0.isNull || $0.string == "" })
        case .mergedByKeyKeepingEmpty: return .object(merged(old, new) { $0.isNull })
        }
    }

    private func merged(_ old: JSONValue?, _ new: JSONValue, removes: (JSONValue) -> Bool) -> JSONObject {
        var members = old?.object ?? JSONObject()
        // Not `nil`, which is a JSON value beside another one.
        for (name, value) in new.object ?? JSONObject() { members[name] = removes(value) ? Optional.none : value }
        return members
    }
}
