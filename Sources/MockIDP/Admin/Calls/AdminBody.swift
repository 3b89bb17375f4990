import HTTPServer
import JSON

/// Reading what the client sent.
extension AdminCall {
    /// The body as a representation: 415 for another media type, Jackson's 400s, 500 where it is missing (Keycloak
    /// runs into a null; recording: bad_input). One that is none counts as empty until the permission was looked at.
    func body<F: FieldSet>(_ type: Representation<F>.Type) throws -> Representation<F> {
        try fault.deferring(Representation<F>([:])) { try readableBody(type) }
    }

    /// The same where what is wrong with the body is not said yet.
    func readableBody<F: FieldSet>(_ type: Representation<F>.Type) throws -> Representation<F> {
        guard let representation = try optionalBody(type) else { throw AdminError.unknown }
        return representation
    }

    /// The same for the few methods that take a missing body or `null`.
    func optionalBody<F: FieldSet>(_ type: Representation<F>.Type) throws -> Representation<F>? {
        try requireJSON()
        if isNothing { return nil }
        do {
            return try Representation<F>(body: call.body)
        } catch {
            throw AdminError(error)
        }
    }

    /// A body that is a list of representations (role mappings, scopes, mappers).
    func bodies<F: FieldSet>(_ type: Representation<F>.Type) throws -> [Representation<F>] {
        try fault.deferring([]) {
            try requireJSON()
            if isNothing { throw AdminError.unknown }
            do throws(RepresentationError) {
                return try Representation<F>.list(body: call.body)
            } catch {
                throw AdminError(error)
            }
        }
    }

    /// A body without a representation of its own.
    func json() throws -> JSONValue {
        try fault.deferring([:]) {
            try requireJSON()
            if call.body.isEmpty { throw AdminError.unknown }
            do throws(JSONError) {
                return try JSONReader.readRequest(call.body)
            } catch {
                throw error.reason == .noContent ? AdminError.jsonNotParsed : AdminError(RepresentationError(error))
            }
        }
    }

    private var isNothing: Bool {
        call.body.isEmpty || call.body.elementsEqual("null".utf8)
    }

    /// A body of another type than JSON is refused; no `Content-Type` at all passes (recordings: users, bad_input).
    private func requireJSON() throws {
        guard let type = call.headers["Content-Type"] else { return }
        if type.isEmpty { throw AdminError.unknown }
        let essence = type.split(separator: ";").first.map { trimmed($0).lowercased() } ?? ""
        guard essence == "application/json" else { throw AdminError.mediaTypeNotConsumed }
    }
}

extension JSONValue {
    /// A member that is a 32-bit number where it is there, read as in a representation.
    func int32(_ name: String) throws -> Int? {
        guard let value = self[name] else { return nil }
        do throws(Coercion.Failure) {
            return try Coercion.changed(value, .int32).map(\.int) ?? value.int
        } catch {
            guard case .outOfRange = error else { throw AdminError.jsonNotMapped }
            throw AdminError.numberOutOfRange
        }
    }
}
