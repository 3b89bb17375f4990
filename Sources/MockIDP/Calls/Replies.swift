import HTTPServer
import JSON

/// Answers in the form Keycloak's admin API gives them (headers: all recordings).
extension Reply {
    /// A representation or a list of them, with the headers most `GET`s carry.
    static func adminJSON(_ value: JSONValue) -> Reply {
        adminJSON(bytes: value.bytes)
    }

    static func adminJSON(_ object: JSONObject) -> Reply {
        adminJSON(.object(object))
    }

    static func adminJSON(_ items: [JSONObject]) -> Reply {
        adminJSON(.array(items.map { .object($0) }))
    }

    /// A list that may be long: it is written where it holds up nobody.
    nonisolated(nonsending) static func adminJSON(long items: [JSONObject]) async -> Reply {
        if items.count < 200 { return adminJSON(items) }
        return await Task.detached { adminJSON(items) }.value
    }

    static func adminJSON(bytes: [UInt8]) -> Reply {
        Reply(
            status: 200,
            headers: [("Cache-Control", "no-cache"), ("Content-Type", "application/json;charset=UTF-8")],
            body: .bytes(bytes))
    }

    /// JSON from those few methods that Keycloak did not mark as uncached (`client-secret`, `users/profile`).
    static func adminJSONCached(_ value: JSONValue, contentType: String = "application/json;charset=UTF-8") -> Reply {
        Reply(status: 200, headers: [("Content-Type", contentType)], body: .bytes(value.bytes))
    }

    /// `201` with the address of what was made and no body.
    static func created(location: String) -> Reply {
        Reply(status: 201, headers: [("Location", location)], body: .bytes([]))
    }

    /// `204` without a `Cache-Control`, as most `POST` and `PUT` methods answer.
    static let noContent = Reply(status: 204, headers: [], body: .bytes([]))

    /// `204` with `Cache-Control: no-cache`, as methods marked so in Keycloak answer (most `DELETE`s).
    static let noContentNoCache = noContent.noCache()

    /// The same answer with `Cache-Control: no-cache`.
    func noCache() -> Reply {
        var reply = self
        reply.headers.append(("Cache-Control", "no-cache"))
        return reply
    }
}

/// Answers in the form of the protocol endpoints.
extension Reply {
    /// A JSON answer as the protocol endpoints send it: `application/json` without a character set.
    static func json(_ value: JSONValue, status: Int = 200) -> Reply {
        Reply(status: status, headers: [("Content-Type", "application/json")], body: .bytes(value.bytes))
    }

    /// Not to be stored by anyone: what the token endpoint sends (RFC 6749 section 5.1).
    func uncached() -> Reply {
        var reply = self
        reply.headers.append(("Cache-Control", "no-store"))
        reply.headers.append(("Pragma", "no-cache"))
        return reply
    }

    func header(_ name: String, _ value: String) -> Reply {
        var reply = self
        reply.headers.append((name, value))
        return reply
    }
}
