internal import HTTPServer
internal import JSON
import MockIDP

extension MockIDPServer {
    /// Asks the admin API as the administrator, for what there is no verb for.
    ///
    ///     try await idp.admin("PUT", "/realms/shop", ["accessTokenLifespan": 30])
    ///     let users = try await idp.admin("GET", "/realms/shop/users?username=alice")
    ///
    /// - Parameter path: what follows `/admin`, encoded.
    /// - Returns: the answer; `null` when it is empty.
    /// - Throws: `IDPError` for statuses from 400 on.
    @discardableResult
    public func admin(_ method: String, _ path: String, _ body: JSONDocument? = nil) async throws -> JSONDocument {
        var headers = [("Authorization", "Bearer " + (try await adminToken()))]
        if body != nil { headers.append(("Content-Type", "application/json")) }
        return try await ask(method, "/admin" + path, headers, body?.value.bytes ?? [])
    }

    /// A fresh access token of the administrator, for a client of the admin API that the test has itself.
    ///
    ///     request.setValue("Bearer \(try await idp.adminToken())", forHTTPHeaderField: "Authorization")
    public func adminToken() async throws -> String {
        let (username, password) = settings.administrator
        return try await token(realm: "master", client: "admin-cli", user: username, password: password).accessToken
    }

    /// Asks without a socket between, as a client does that knows the server by `address`. `requests` does not show it.
    func ask(
        _ method: String, _ path: String, _ headers: [(String, String)] = [], _ body: [UInt8] = []
    ) async throws -> JSONDocument {
        let authority = address.split(separator: "/", maxSplits: 2)[1]
        let reply = await answer(
            Call(
                method: HTTPMethod(method), target: settings.relativePath + path,
                headers: Headers([("Host", String(authority))] + headers), body: body, localPort: httpsPort ?? port,
                isTLS: httpsPort != nil))
        let answer = (try? JSONReader.read(reply.body.bytes)) ?? .null
        guard reply.status < 400 else { throw IDPError("\(method) \(path)", reply.status, answer) }
        return JSONDocument(answer)
    }

    /// Under which address the verbs know the server: by HTTPS where there is some.
    private var address: String { httpsBaseURL ?? baseURL }
}
