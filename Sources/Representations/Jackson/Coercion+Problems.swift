import JSON

/// Something in a document that is not as it should be.
package struct DocumentProblem: Error, Equatable {
    /// Where.
    package var path: [JSONPathElement]
    /// What is wrong, in a sentence that needs no more than the path beside it.
    package let sentence: String

    package init(path: [JSONPathElement], sentence: String) {
        self.path = path
        self.sentence = sentence
    }
}

extension Coercion {
    /// All that keeps an object from being a representation. Asked only when `object` has thrown, which stops at the first.
    package static func problems(
        _ object: JSONObject, _ rows: FieldRows, at path: [JSONPathElement] = []
    ) -> [DocumentProblem] {
        object.flatMap { name, value -> [DocumentProblem] in
            guard let entry = rows.entry(name) else {
                if rows.ignoresUnknown { return [] }
                let sentence = "Unrecognized field \"\(name)\" of \(rows.representation)"
                return [DocumentProblem(path: path + [.member(name)], sentence: sentence)]
            }
            return problems(value, entry.shape, at: path + [.member(name)])
        }
    }

    private static func problems(
        _ value: JSONValue, _ shape: FieldShape, at path: [JSONPathElement]
    ) -> [DocumentProblem] {
        switch (shape, value) {
        case (.nested(let rows), .object(let members)): return problems(members, rows(), at: path)
        case (.list(let element), .array(let values)):
            return values.enumerated().flatMap { problems($1, element, at: path + [.index($0)]) }
        case (.map(let element), .object(let members)):
            return members.flatMap { problems($0.value, element, at: path + [.member($0.name)]) }
        default:
            do throws(Failure) {
                _ = try changed(value, shape)
                return []
            } catch {
                return [DocumentProblem(path: path, sentence: sentence(error, shape, value))]
            }
        }
    }

    private static func sentence(_ failure: Failure, _ shape: FieldShape, _ value: JSONValue) -> String {
        if case .outOfRange = failure { return "The number is too large for its field" }
        return "Expected \(shape.description), found \(value.kind)"
    }
}

extension FieldShape {
    fileprivate var description: String {
        switch self {
        case .bool: "true or false"
        case .int32, .int64: "a whole number"
        case .string: "a text"
        case .choice(let names): "one of \(names.joined(separator: ", "))"
        case .any: "a value"
        case .object, .map, .mapOfListsOrSingles, .nested: "an object"
        case .list: "a list"
        }
    }
}

extension JSONValue {
    /// What kind of value it is: never the value, which may be a secret.
    fileprivate var kind: String {
        switch self {
        case .null: "null"
        case .bool(let truth): truth ? "true" : "false"
        case .number: "a number"
        case .string: "a text"
        case .array: "a list"
        case .object: "an object"
        }
    }
}
