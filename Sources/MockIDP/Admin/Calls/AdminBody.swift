import HTTPServer
import JSON

/// What the client sent, readable once it is known that the caller may do what he asks for: who may not is told that,
/// whatever he sent, and nothing of it is parsed. (Modelled; no recording has both faults at once.)
struct AdminBody: Sendable {
    private let call: Call

    /// The body of a call that has been let in.
    init(_ call: Call) { self.call = call }

    var isEmpty: Bool { call.body.isEmpty }

    /// The body as plain text, whatever its type.
    var text: String { String(decoding: call.body, as: UTF8.self) }

    /// The body as a representation: 415 for another media type, Jackson's 400s, 500 where it is missing (Keycloak
    /// runs into a null; recording: bad_input).
    func `as`<F: FieldSet>(_ type: Representation<F>.Type) throws -> Representation<F> {
        try requireJSON(takingNull: false)
        return try checked { () throws(RepresentationError) in try Representation<F>(body: call.body) }
    }

    /// A body that is a list of representations (role mappings, scopes, mappers).
    func list<F: FieldSet>(of type: Representation<F>.Type) throws -> [Representation<F>] {
        try requireJSON(takingNull: false)
        return try checked { () throws(RepresentationError) in try Representation<F>.list(body: call.body) }
    }

    /// A body without a representation of its own.
    func json() throws -> JSONValue {
        try requireJSON(takingNull: true)
        do throws(JSONError) {
            return try JSONReader.readRequest(call.body)
        } catch {
            throw error.reason == .noContent ? AdminError.jsonNotParsed : AdminError(RepresentationError(error))
        }
    }

    private func checked<T>(_ read: () throws(RepresentationError) -> T) throws -> T {
        do throws(RepresentationError) { return try read() } catch { throw AdminError(error) }
    }

    /// A body of another type than JSON is refused; no `Content-Type` at all passes (recordings: users, bad_input).
    private func requireJSON(takingNull: Bool) throws {
        if let type = call.headers["Content-Type"] {
            if type.isEmpty { throw AdminError.unknown }
            let essence = type.split(separator: ";").first.map { trimmed($0).lowercased() } ?? ""
            guard essence == "application/json" else { throw AdminError.mediaTypeNotConsumed }
        }
        if call.body.isEmpty || !takingNull && call.body.elementsEqual("null".utf8) { throw AdminError.unknown }
    }
}

extension AdminCall {
    /// The body, for a caller with the permission.
    nonisolated(nonsending) func body(for permission: Permission) async throws -> AdminBody {
        try await require(permission)
        return AdminBody(call)
    }

    /// The body, for a caller who may change what the path names.
    nonisolated(nonsending) func body<Thing>(changing subject: Subject<Thing>) async throws -> AdminBody {
        try await require(changing: subject)
        return AdminBody(call)
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
