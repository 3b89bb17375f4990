import HTTPServer

/// A call that matched a route: what an endpoint is given.
struct Request: Sendable {
    let call: Call
    let idp: Services
    /// The path's parameters as sent, by name.
    let parameters: [(name: String, value: String)]

    /// A body of this many bytes is not read on a loop: that takes longer than its other clients should wait.
    static let largeBody = 100_000

    /// The path parameter of that name, percent-decoded; empty when the pattern has none.
    func parameter(_ name: String) -> String {
        parameters.first { $0.name == name }.map { PercentEncoding.decode($0.value) } ?? ""
    }
}

/// A line of the route table.
struct Route: Sendable {
    typealias Handler = @Sendable (Request) async throws -> Reply

    let method: String
    /// The path, `{name}` for a parameter: `/admin/realms/{realm}/clients/{id}`.
    let pattern: String
    /// What another method on this path gets: 405, or 404 where Keycloak resolves the resource by its method.
    var otherMethods = 405
    /// Whether every answer, refusals too, says that no one may store it (RFC 6749 section 5.1).
    var isUncached = false
    /// Whether its answer to a GET depends on the address and the configuration alone (`ReplyCache`).
    var isConstant = false
    /// The methods that a browser's preflight is told; nil: those of the path.
    var preflight: [String]?
    let handler: Handler
}

/// `GET /` and `GET /admin/`: where the real server's consoles are.
func redirect(to path: String) -> Route.Handler {
    { request in
        Reply(status: 302, headers: [("Location", request.idp.addresses.admin(request.call) + path)], body: .bytes([]))
    }
}
