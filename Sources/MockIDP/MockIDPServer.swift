import Crypto
import HTTPServer

/// A running identity provider: the same server that `mockidp serve` runs, for programs and tests to embed.
public final class MockIDPServer: Sendable {
    /// The HTTP port, as bound.
    public let port: Int
    /// The HTTPS port, if there is one.
    public let httpsPort: Int?
    /// The port of `/health`, if there is one.
    public let managementPort: Int?
    /// Everything the server works with.
    let services: Services
    private let settings: Settings
    private let server: Server
    private let handler: Handler

    /// Opens the state, makes the master realm if it is new, imports what the settings name, and listens.
    ///
    /// - Throws: what keeps it from starting: a port in use, a file that cannot be read, a realm that cannot be imported.
    nonisolated(nonsending) public init(
        _ settings: Settings = Settings(), time: TimeSource = .system, ids: Identifiers = Identifiers(),
        log: Log = .standardError
    ) async throws {
        self.settings = settings
        services = try await Services.open(settings, time: time, ids: ids)
        try await services.importRealms(settings.imports, log: log)
        let answer = Answer(services, log: log)
        let handler: Handler = { await answer($0) }
        self.handler = handler
        let server = Server(loops: settings.loops ?? Server.cores, handler: handler)
        self.server = server
        let options = ServerOptions(
            host: settings.host, port: settings.port, maxBodyBytes: Answer.longestBody,
            longestBody: { await answer.longestBody(of: $0) }, report: { log.warning($0) })
        port = try server.listen(options)
        httpsPort = try Self.listenSecurely(server, settings, options)
        managementPort = try settings.managementPort.map { port in
            try server.listen(ServerOptions(host: settings.host, port: port, loops: 1), handler: health)
        }
        server.start()
    }

    /// The Keycloak whose answers these are.
    public static let keycloakVersion = "26.7.3"

    /// `http://HOST:PORT`.
    public var baseURL: String {
        "http://\(settings.host.contains(":") ? "[\(settings.host)]" : settings.host):\(port)"
    }

    /// The answer to a call, without a socket between.
    public func answer(_ call: Call) async -> Reply { await handler(call) }

    /// Stops accepting, lets requests under way finish for at most `grace`, and closes. All of the state is in its file
    /// then, unless a request that never ends is in the middle of changing it.
    public func stop(within grace: Duration = .seconds(3)) async {
        await server.stop(within: grace)
        await services.store.close(within: .seconds(1))
    }

    /// Writes the state that a new server starts from, made anew, to a file.
    public static func writeBuiltInState(to path: String) async throws {
        try Files.write(try await BuiltInState.make(), to: path)
    }

    private static func listenSecurely(_ server: Server, _ settings: Settings, _ options: ServerOptions) throws -> Int?
    {
        guard let port = settings.httpsPort, let certificate = settings.certificateFile,
            let key = settings.certificateKeyFile
        else { return nil }
        let tls = try TLSContext(certificateFile: certificate, keyFile: key, askForClientCertificate: true)
        var options = options
        options.port = port
        options.tls = tls
        return try server.listen(options)
    }
}

/// The management port's answers: the server is up as soon as it answers.
private let health: Handler = { call in
    switch call.path {
    case "/health", "/health/ready", "/health/live", "/health/started":
        Reply(
            status: 200, headers: [("Content-Type", "application/json; charset=UTF-8")],
            body: .bytes(Array(#"{"status":"UP","checks":[]}"#.utf8)))
    default:
        Reply(status: 404)
    }
}
