import JSON

/// One recorded exchange: what a client sent, and what Keycloak 26.7.3 answered.
struct Exchange {
    let number: Int
    let method: String
    let target: String
    let headers: [(name: String, value: String)]
    let body: String?
    let status: Int
    /// `Set-Cookie` is a list, every other field a text.
    let responseHeaders: JSONObject
    /// `{"json": …}`, `{"text": …}`, `{"html": …}` or null.
    let response: JSONValue
    /// Only the recorded members of the answer count.
    let isPartial: Bool
    /// Sent so that the rest finds what it expects, and not counted.
    let isSetup: Bool
    /// How to sign anew what the client signed (`ClientSigner`).
    let sign: [JSONValue]

    init(_ line: JSONValue) {
        number = line["n"]?.int ?? 0
        method = line["method"]?.string ?? "GET"
        target = line["target"]?.string ?? "/"
        headers = (line["headers"]?.object ?? [:]).compactMap { name, value in value.string.map { (name, $0) } }
        body = line["body"]?.string
        status = line["status"]?.int ?? 0
        responseHeaders = line["response_headers"]?.object ?? [:]
        response = line["response"] ?? .null
        isPartial = line["partial"]?.bool ?? false
        isSetup = line["setup"]?.bool ?? false
        sign = line["sign"]?.array ?? []
    }

    /// The value of a request header by its name as recorded.
    func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }

    /// Whether a device asks for its tokens: it has waited for five seconds before.
    var isPolling: Bool { body?.contains("device_code") == true && !response.text.contains("slow_down") }

    /// Whether it cannot be replayed: the request holds a proof or an assertion of the client's own, and nothing says how to
    /// sign it anew.
    var isSignedForGood: Bool {
        sign.isEmpty && holdsClientToken
    }

    private var holdsClientToken: Bool {
        header("DPoP")?.isEmpty == false
            || ["client_assertion=", "request=ey"].contains { (body ?? "").contains($0) || target.contains($0) }
    }

    var asksForConsoleFiles: Bool {
        let segments = target.split(separator: "/", omittingEmptySubsequences: false)
        return target.hasPrefix("/resources") || target.hasPrefix("/robots")
            || segments.count > 3 && segments[1] == "admin" && !segments[2].isEmpty && segments[3].hasPrefix("console")
    }
}
