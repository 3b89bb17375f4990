import HTTPServer
import JSON

/// One request to the admin API: who asks, what was asked, and the services to answer with.
struct AdminCall: Sendable {
    let call: Call
    let idp: Services
    let caller: AdminCaller
    private let request: Request
    private let queryForm: Form

    /// Authenticates the caller (401) and refuses what no resource of the admin API can answer (406, blocked values).
    init(_ request: Request) async throws {
        self.request = request
        call = request.call
        idp = request.idp
        queryForm = request.call.queryForm
        caller = try await authenticateAdmin(request.call, realmName: request.parameter("realm"), request.idp)
        if call.method == .get || call.method == .head, !acceptsJSON { throw AdminError.notAcceptable }
        if queryForm.pairs.contains(where: { $0.1.utf8.contains(0) }) { throw AdminError.queryValueBlocked }
    }

    /// A percent-decoded parameter of the path; empty if the route has none of that name.
    func parameter(_ name: String) -> String { request.parameter(name) }

    /// The first value of a query parameter, decoded.
    func query(_ name: String) -> String? { queryForm[name] }

    /// A boolean query parameter, as Java reads one: anything but "true" is false.
    func flag(_ name: String) -> Bool? {
        query(name).map { $0.lowercased() == "true" }
    }

    /// An integer query parameter; one that Java cannot read makes the path unknown (recording: bad_input).
    func number(_ name: String) throws -> Int? {
        guard let text = query(name), !text.isEmpty else { return nil }
        guard let value = Int32(text) else { throw AdminError.pathNotFound }
        return Int(value)
    }

    /// `first` and `max` of a listing; negative values mean none.
    func page() throws -> (first: Int?, max: Int?) {
        let first = try number("first")
        let max = try number("max")
        return (first.flatMap { $0 < 0 ? nil : $0 }, max.flatMap { $0 < 0 ? nil : $0 })
    }

    /// `q=key:value key2:"a value"` of a listing (Keycloak's SearchQueryUtils).
    func searchPairs() -> [(String, String)] {
        query("q").map(searchPairs(in:)) ?? []
    }

    /// The server's address for browsers.
    var base: String { idp.addresses.frontend(call) }

    /// The issuer of a realm's tokens.
    func issuer(of realm: RunningRealm) -> String { idp.addresses.frontend(call, realm.frontendURL) + realm.path }

    /// A realm's address for browsers.
    func frontend(of realm: RealmRecord) -> String {
        idp.addresses.frontend(call, realm.document.attributes["frontendUrl"].flatMap(baseURL))
    }

    /// The address of this request without its query, as `Location` of a new resource starts.
    var address: String {
        var path = call.path
        while path.last == "/" { path.removeLast() }
        return idp.addresses.asked(call) + path
    }

    private var acceptsJSON: Bool {
        let accepted = call.headers.all("Accept")
        if accepted.isEmpty { return true }
        return accepted.contains { line in
            line.split(separator: ",").contains { range in
                let type = range.split(separator: ";").first.map { trimmed($0).lowercased() } ?? ""
                return type == "*/*" || type == "application/*" || type == "application/json"
            }
        }
    }
}

/// Reads `key:value` pairs, where keys and values with spaces stand in double quotes.
private func searchPairs(in text: String) -> [(String, String)] {
    var pairs: [(String, String)] = []
    var rest = text[...]
    var second: Substring.Index { rest.utf8.index(after: rest.startIndex) }
    func part(upTo end: Character) -> String {
        if rest.utf8.first == UInt8(ascii: "\""), let close = rest[second...].firstIndex(of: "\"") {
            let value = String(rest[second..<close])
            rest = rest[rest.utf8.index(after: close)...]
            return value
        }
        let stop = rest.firstIndex(of: end) ?? rest.endIndex
        let value = String(rest[..<stop])
        rest = rest[stop...]
        return value
    }
    while true {
        rest = Substring(rest.utf8.drop { $0 == UInt8(ascii: " ") })
        guard rest.contains(":") else { return pairs }
        let key = part(upTo: ":")
        guard rest.utf8.first == UInt8(ascii: ":") else { return pairs }
        rest = rest[second...]
        pairs.append((key, part(upTo: " ")))
    }
}
