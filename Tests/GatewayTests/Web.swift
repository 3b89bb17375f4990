import HTTPServer
import JSON

/// Requests over real HTTP, to the identity provider and to the gateways.
enum Web {
    struct Answer {
        let status: Int
        let body: [UInt8]

        var text: String { String(decoding: body, as: UTF8.self) }
        /// The body as JSON; null when it is none.
        var json: JSONValue { (try? JSONReader.read(body)) ?? .null }
    }

    /// A client runs on the loops of a server that listens.
    private static let client: HTTPClient = {
        let server = Server(loops: 1) { _ in .empty(status: 404) }
        _ = try? server.listen(ServerOptions())
        server.start()
        return HTTPClient(on: server)
    }()

    static func get(_ url: String, token: String? = nil) async throws -> Answer {
        let headers = token.map { [("Authorization", "Bearer \($0)")] } ?? []
        let answer = try await client.request(.get, url, headers: headers)
        return Answer(status: answer.status, body: answer.body)
    }
}

/// The service behind the gateway: it says what it was asked.
final class Service: Sendable {
    let port: Int
    private let server: Server

    init() throws {
        server = Server { call in .text("the service answers \(call.method.rawValue) \(call.target)") }
        port = try server.listen(ServerOptions())
        server.start()
    }

    func stop() async { await server.stop() }
}
