import MockIDP

/// Runs a server on free ports, hands it to `body`, and stops it however that ends.
///
/// - Parameters:
///   - settings: changed by `configure` from a server in memory on port 0 without a management port.
///   - time: the server's clock.
public func withMockIDP<T>(
    time: TimeSource = .system, log: Log = .silent, _ configure: (inout Settings) -> Void = { _ in },
    isolation: isolated (any Actor)? = #isolation, _ body: (MockIDPServer) async throws -> T
) async throws -> T {
    var settings = Settings()
    settings.port = 0
    settings.managementPort = nil
    configure(&settings)
    let server = try await MockIDPServer(settings, time: time, log: log)
    do {
        let result = try await body(server)
        await server.stop()
        return result
    } catch {
        await server.stop()
        throw error
    }
}
