import HTTPServer

/// A call that matched a route: what an endpoint is given.
struct Request: Sendable {
    let call: Call
    let idp: Services
    /// The path's parameters as sent, by name.
    let parameters: [(name: String, value: String)]

    /// The path parameter of that name, percent-decoded; empty when the pattern has none.
    func parameter(_ name: String) -> String {
        parameters.first { $0.name == name }.map { percentDecoded($0.value) } ?? ""
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

extension Route {
    /// An endpoint of a realm's protocol side: the realm is looked up first, 404 "Realm does not exist" without it.
    static func realm(
        _ method: String, _ pattern: String, otherMethods: Int = 405, isUncached: Bool = false,
        isConstant: Bool = false, preflight: [String]? = nil,
        _ handler: @escaping @Sendable (RealmCall) async throws -> Reply
    ) -> Route {
        Route(
            method: method, pattern: pattern, otherMethods: otherMethods, isUncached: isUncached,
            isConstant: isConstant, preflight: preflight
        ) { request in
            try await answer(request, handler, tries: 3)
        }
    }

    /// A refusal by a realm that was removed meanwhile does not count: the one that has its name now is asked, if any.
    private static func answer(
        _ request: Request, _ handler: @escaping @Sendable (RealmCall) async throws -> Reply, tries: Int
    ) async throws -> Reply {
        let idp = request.idp
        guard let realm = try await idp.realms.realm(named: request.parameter("realm")) else {
            throw OAuthError.realmDoesNotExist
        }
        func isOutdated() -> Bool { tries > 1 && !idp.store.isThere(realm: realm.id, since: realm.version) }
        do {
            let reply = try await handler(RealmCall(call: request.call, idp: idp, realm: realm))
            if reply.status < 400 || !isOutdated() { return reply }
        } catch {
            if !isOutdated() { throw error }
        }
        return try await answer(request, handler, tries: tries - 1)
    }
}

/// The value of a percent-encoded piece of a path ("%" that starts no escape stays as it is).
func percentDecoded(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
    let source = Array(text.utf8)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(source.count)
    var at = 0
    while at < source.count {
        if source[at] == UInt8(ascii: "%"), at + 2 < source.count, let high = hexValue(source[at + 1]),
            let low = hexValue(source[at + 2])
        {
            bytes.append(high << 4 | low)
            at += 3
        } else {
            bytes.append(source[at])
            at += 1
        }
    }
    return String(decoding: bytes, as: UTF8.self)
}

private func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
}
