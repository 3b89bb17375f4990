import MockIDP

/// Runs a server on free ports, hands it to `body`, and stops it however that ends.
///
///     try await withMockIDP(realms: [Realm("shop") { user("alice", password: "wonderland") }]) { idp in
///         let app = App(issuer: try await idp.issuer("shop"))
///     }
///
/// - Parameters:
///   - realms: what there is besides master.
///   - https: whether there is an HTTPS port too. The addresses of realms are then those of HTTPS.
///   - clock: the server's clock; nil is the machine's.
///   - configure: changes settings of a server in memory on port 0 without a management port.
public func withMockIDP<T>(
    realms: [Realm] = [], https: HTTPS? = nil, clock: ManualClock? = nil, log: Log = .silent,
    _ configure: (inout Settings) -> Void = { _ in }, isolation: isolated (any Actor)? = #isolation,
    _ body: (MockIDPServer) async throws -> T
) async throws -> T {
    var settings = Settings()
    settings.port = 0
    settings.managementPort = nil
    if https == .selfSigned { (settings.httpsPort, settings.makesCertificate) = (0, true) }
    configure(&settings)
    settings.imports += realms.compactMap(\.file)
    let time = clock?.source ?? .system
    let server = try await MockIDPServer(
        settings, time: time, ids: Identifiers(), log: log, observer: RequestRecorder(time: time))
    do {
        for realm in realms { try await server.make(realm) }
        let result = try await body(server)
        await server.stop()
        return result
    } catch {
        await server.stop()
        throw error
    }
}

/// Where the certificate of a server comes from.
///
///     try await withMockIDP(https: .selfSigned) { idp in
///         let client = Client(idp.httpsBaseURL, trusting: idp.certificateAuthority)
///     }
public enum HTTPS: Sendable {
    /// It is made for this server, for `localhost`, `127.0.0.1` and `::1`, by an authority made for it too:
    /// `MockIDPServer.certificateAuthority`.
    case selfSigned
}
