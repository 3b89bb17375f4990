import Crypto
import HTTPServer

/// A running identity provider: the same server that `mockidp serve` runs, for programs and tests to embed.
public final class MockIDPServer: Sendable {
    /// The HTTP port, as bound; the HTTPS port when no HTTP port is open.
    public let port: Int
    /// The HTTPS port, if there is one.
    public let httpsPort: Int?
    /// The port of `/health`, if there is one.
    public let managementPort: Int?
    /// Everything the server works with.
    let services: Services
    package let settings: Settings
    /// Who is told what was asked and answered.
    package let observer: (any AnswerObserver)?
    /// The certificate of the HTTPS port.
    let tls: ServerTLS?
    private let server: Server
    private let handler: Handler

    /// Opens the state, makes the master realm if it is new, imports what the settings name, and listens.
    ///
    /// - Throws: what keeps it from starting: a port in use, a file that cannot be read, a realm that cannot be imported.
    nonisolated(nonsending) public convenience init(
        _ settings: Settings = Settings(), time: TimeSource = .system, ids: Identifiers = Identifiers(),
        log: Log = .standardError
    ) async throws {
        try await self.init(settings, time: time, ids: ids, log: log, observer: nil)
    }

    /// The same with somebody who is told of every request that came by a port for clients.
    nonisolated(nonsending) package init(
        _ settings: Settings, time: TimeSource, ids: Identifiers, log: Log, observer: (any AnswerObserver)?
    ) async throws {
        self.settings = settings
        self.observer = observer
        let imports = settings.readingImports(log.atStart)
        services = try await Services.open(settings, time: time, ids: ids, log: log)
        do { try await services.start(importing: imports) } catch {
            await services.store.close()  // or the file stays taken for as long as the process lives
            throw error
        }
        let answer = Answer(services, log: log)
        let entrance = Entrance(settings)
        handler = Self.handler(answer, entrance)
        server = Server(
            loops: settings.loops ?? Server.cores, handler: observer?.around(handler) ?? handler)
        // A certificate is looked at by clients, who have the machine's clock whatever ours says.
        let tls = try ServerTLS(settings, at: TimeSource.system.milliseconds() / 1000, random: ids.bytes)
        self.tls = tls
        let options = ServerOptions(
            host: settings.host, port: settings.port, maxBodyBytes: Answer.longestBody,
            longestBody: { await answer.longestBody(of: entrance?.inside($0) ?? $0) }, report: { log.warning($0) })
        let plainPort = settings.httpEnabled == false ? nil : try server.listen(options)
        let httpsPort = try settings.httpsPort.map { [server] in try server.listen(options.on(port: $0, tls?.context)) }
        self.httpsPort = httpsPort
        port = plainPort ?? httpsPort ?? 0
        let management = Management(settings: settings, metrics: services.metrics)
        managementPort = try settings.managementPort.map { [server] port in
            let options = ServerOptions(
                host: settings.managementHost ?? settings.host, port: port,
                tls: settings.managementIsPlain ? nil : tls?.context, loops: 1, readsScripts: true)
            return try server.listen(options, handler: management.handler)
        }
        server.start()
    }

    /// `http://HOST:PORT` and the path below which everything is served.
    public var baseURL: String {
        address(settings.httpEnabled == false ? "https" : "http", port) + settings.relativePath
    }

    /// The same by HTTPS; nil without an HTTPS port.
    public var httpsBaseURL: String? { httpsPort.map { address("https", $0) + settings.relativePath } }

    /// The answer to a call, without a socket between.
    package func answer(_ call: Call) async -> Reply { await handler(call) }

    /// Stops accepting, lets requests under way finish for at most `grace`, and closes. All of the state is in its file
    /// then, unless a request that never ends is in the middle of changing it.
    public func stop(within grace: Duration = .seconds(3)) async {
        await server.stop(within: grace)
        Self.sayWhatIsLeft(await services.store.close(within: .seconds(1)), services.log)
    }

    /// The log that has what could not be written into the state's file, if there is one.
    static func sayWhatIsLeft(_ rest: String?, _ log: Log) {
        guard let rest else { return }
        log.warning(
            "\(rest) has the last changes, since its disk is full or another program has locked the database: keep both files"
        )
    }

    /// Writes the state that a new server starts from, made anew, to a file.
    public static func writeBuiltInState(to path: String) async throws {
        try Files.write(try await BuiltInState.make(), to: path)
    }

    /// The text of COVERAGE.md, from the file that says what replays met.
    public static func coverage(evidence path: String) throws -> String {
        try Coverage.markdown(evidence: try Files.read(path))
    }

    /// What answers calls on the ports for clients.
    private static func handler(_ answer: Answer, _ entrance: Entrance?) -> Handler {
        let services = answer.idp
        let metrics = services.metrics
        let counted: Handler = { call in
            let reply = await answer(call)
            metrics.count(call.method, reply.status)
            return reply
        }
        let entered = entrance?.before(counted) ?? counted
        return services.settings.log.logsRequests ? RequestLog(services).around(entered) : entered
    }

    /// `http://127.0.0.1:8080`.
    func address(_ scheme: String, _ port: Int, host: String? = nil) -> String {
        "\(scheme)://" + Authority(host: host ?? settings.host, port: port).text
    }
}

/// Who is told what was asked and answered.
package protocol AnswerObserver: Sendable {
    /// Told before the reply is sent: whoever reads the reply finds it noted.
    func note(_ call: Call, _ reply: Reply)
}

extension AnswerObserver {
    fileprivate func around(_ handler: @escaping Handler) -> Handler {
        { call in
            let reply = await handler(call)
            note(call, reply)
            return reply
        }
    }
}

extension ServerOptions {
    /// The same on another port, with TLS.
    fileprivate func on(port: Int, _ tls: TLSContext?) -> ServerOptions {
        var options = self
        options.port = port
        options.tls = tls
        return options
    }
}
