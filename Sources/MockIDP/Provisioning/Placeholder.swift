import JSON

/// `${realm}` in the names and values of built-in data stands for the realm's name. Other texts in `${…}` are
/// Keycloak's own, translated when a page shows them.
enum Placeholder {
    static let text = "${realm}"

    /// The object with the name in every place.
    static func filled(_ object: JSONObject, with name: String) -> JSONObject {
        changed(object, name) ?? object
    }

    /// The value with the name in every place.
    static func filled(_ value: JSONValue, with name: String) -> JSONValue {
        changed(value, name) ?? value
    }

    private static func changed(_ object: JSONObject, _ name: String) -> JSONObject? {
        var result = object
        var isChanged = false
        var hasNewNames = false
        for (member, value) in object {
            if let changed = changed(value, name) {
                result[member] = changed
                isChanged = true
            }
            hasNewNames = hasNewNames || filled(member, name) != nil
        }
        guard hasNewNames else { return isChanged ? result : Optional.none }
        return JSONObject(result.map { (filled($0.name, name) ?? $0.name, $0.value) })
    }

    private static func changed(_ value: JSONValue, _ name: String) -> JSONValue? {
        switch value {
        case .string(let text): return filled(text, name).map(JSONValue.string)
        case .object(let object): return changed(object, name).map(JSONValue.object)
        case .array(var elements):
            var isChanged = false
            for (index, element) in elements.enumerated() {
                guard let changed = changed(element, name) else { continue }
                elements[index] = changed
                isChanged = true
            }
            return isChanged ? .array(elements) : Optional.none
        default: return Optional.none
        }
    }

    /// The text with the name in place; nil where there is no place for it.
    private static func filled(_ text: String, _ name: String) -> String? {
        guard text.utf8.contains(UInt8(ascii: "$")) else { return nil }
        var rest = text[...]
        var result: String?
        while let start = rest.utf8.firstIndex(of: UInt8(ascii: "$")) {
            let isPlace = rest[start...].hasPrefix(Self.text)
            let next = rest.utf8.index(start, offsetBy: isPlace ? Self.text.utf8.count : 1)
            result = (result ?? "") + rest[..<start] + (isPlace ? name[...] : rest[start..<next])
            rest = rest[next...]
        }
        return result.map { $0 + rest }
    }
}
