import JSON

/// Reads decoded JSON as Jackson reads it into Keycloak's Java classes: `"true"` for `true`, `5` for `"5"`, `1.5` for 1,
/// and so on (recording: bad_input). A member that is `null` counts as absent.
package enum Coercion {
    /// Why a value cannot be read, and where a member stands that nobody knows.
    package enum Failure: Error {
        case mismatch
        case outOfRange
        case unknown(field: String, representation: String, path: [JSONPathElement])

        fileprivate func under(_ step: JSONPathElement) -> Failure {
            guard case .unknown(let field, let representation, let path) = self else { return self }
            return .unknown(field: field, representation: representation, path: [step] + path)
        }
    }

    /// The members of a representation with every value in its field's form.
    package static func object(_ object: JSONObject, _ rows: FieldRows) throws(Failure) -> JSONObject {
        var result = object
        for (name, value) in object {
            guard let entry = rows.entry(name) else {
                if rows.ignoresUnknown {
                    result[name] = Optional.none
                    continue
                }
                throw .unknown(field: name, representation: rows.representation, path: [.member(name)])
            }
            do throws(Failure) {
                guard let changed = try changed(value, entry.shape) else { continue }
                // Not `nil`, which is a JSON value beside another one.
                result[name] = changed.isNull ? Optional.none : changed
            } catch {
                throw error.under(.member(name))
            }
        }
        return result
    }

    /// The value in the field's form; nil where it already has it.
    package static func changed(_ value: JSONValue, _ shape: FieldShape) throws(Failure) -> JSONValue? {
        switch (shape, value) {
        case (.any, .null): .null
        case (.any, _), (.bool, .bool), (.string, .string), (.object, .object): nil
        case (_, .null): .null
        case (.bool, _): try bool(value)
        case (.int32, _): try integer(value, Int(Int32.min)...Int(Int32.max))
        case (.int64, _): try integer(value, Int.min...Int.max)
        case (.string, _): try string(value)
        case (.choice(let names), _): try choice(value, of: names)
        case (.list(let element), .array(let values)): try list(values, element)
        case (.map(let element), .object(let members)): try map(members, element)
        case (.mapOfListsOrSingles, .object(let members)): try mapOfListsOrSingles(members)
        case (.nested(let rows), .object(let members)): try nested(members, rows())
        default: throw .mismatch
        }
    }

    private static func nested(_ members: JSONObject, _ rows: FieldRows) throws(Failure) -> JSONValue? {
        .object(try object(members, rows))
    }

    private static func list(_ values: [JSONValue], _ element: FieldShape) throws(Failure) -> JSONValue? {
        var result = values
        var isChanged = false
        for (index, value) in values.enumerated() {
            do throws(Failure) {
                guard let changed = try changed(value, element) else { continue }
                result[index] = changed
                isChanged = true
            } catch {
                throw error.under(.index(index))
            }
        }
        return isChanged ? .array(result) : Optional.none
    }

    private static func map(_ members: JSONObject, _ element: FieldShape) throws(Failure) -> JSONValue? {
        var result = members
        var isChanged = false
        for (name, value) in members {
            do throws(Failure) {
                guard let changed = try changed(value, element) else { continue }
                result[name] = changed
                isChanged = true
            } catch {
                throw error.under(.member(name))
            }
        }
        return isChanged ? .object(result) : Optional.none
    }

    /// Keycloak reads a user's attributes with a reader of its own, which takes `"a": "x"` for `"a": ["x"]`
    /// (recording: bad_input 79).
    private static func mapOfListsOrSingles(_ members: JSONObject) throws(Failure) -> JSONValue? {
        var lists = members
        for (name, value) in members {
            switch value {
            case .array, .null: continue
            default: lists[name] = .array([value])
            }
        }
        return try map(lists, .list(.string)) ?? .object(lists)
    }
}
