import HTTPServer
import JSON

/// An error that a caller is answered with. Each room has a catalogue of its own (`OAuthError`, `AdminError`, `RequestError`),
/// and any of them may be thrown from anywhere below a handler: `Answer` makes the reply of it.
protocol Refusal: Error {
    func reply(to call: Call) -> Reply
}

/// Something that Keycloak has and this server lacks: 501, counted each time, and logged the first time it is asked for.
struct NotImplemented: Refusal, Equatable, CustomStringConvertible {
    /// The thing in our own words, never in the caller's: there are as many as the code names.
    let what: String

    init(_ what: String) { self.what = what }

    var description: String { "mockidp does not implement \(what)" }

    func reply(to call: Call) -> Reply {
        let body: JSONValue = ["error": "not_implemented", "error_description": .string(description)]
        return Reply(status: 501, headers: [("Content-Type", "application/json")], body: .bytes(body.bytes))
    }
}
