import Crypto
import HTTPServer

/// Requests by a socket, as a program under test sends them.
enum Web {
    struct Answer {
        let status: Int
        let text: String
    }

    /// A client runs on the loops of a server that listens.
    private static let client: HTTPClient = {
        let server = Server(loops: 1) { _ in .empty(status: 404) }
        _ = try? server.listen(ServerOptions())
        server.start()
        return HTTPClient(on: server)
    }()

    static func get(_ url: String, token: String? = nil, trust: TLSContext? = nil) async throws -> Answer {
        try await send(.get, url, token.map { [("Authorization", "Bearer \($0)")] } ?? [], "", trust)
    }

    static func post(_ url: String, form: String) async throws -> Answer {
        try await send(.post, url, [("Content-Type", "application/x-www-form-urlencoded")], form, nil)
    }

    private static func send(
        _ method: HTTPMethod, _ url: String, _ headers: [(String, String)], _ body: String, _ trust: TLSContext?
    ) async throws -> Answer {
        let answer = try await client.request(method, url, headers: headers, body: Array(body.utf8), trust: trust)
        return Answer(status: answer.status, text: String(decoding: answer.body, as: UTF8.self))
    }
}
