import Foundation

/// HAProxy with `jwt_verify`: it is given the realm's public key as a file.
struct HAProxy: Gateway {
    static let program = installed(["/usr/sbin/haproxy", "/usr/local/sbin/haproxy", "/opt/homebrew/bin/haproxy"])
    static let statusForWrongAudience = 401

    func start(before service: Service, trusting realm: GuardedRealm, in room: GatewayRoom) async throws -> String {
        // HAProxy cannot pick a port by itself: where the one chosen is taken, the next try has another.
        for _ in 0..<3 {
            if let address = try? await start(on: .random(in: 20_000..<32_000), service, realm, room) { return address }
        }
        throw NotReady(description: "HAProxy did not come up: \(room.read("log") ?? "")")
    }

    private func start(
        on port: Int, _ service: Service, _ realm: GuardedRealm, _ room: GatewayRoom
    ) async throws -> String {
        guard let program = Self.program else { throw NotReady(description: "no HAProxy") }
        let environment = [
            "PORT": "\(port)", "SERVICE_PORT": "\(service.port)", "ISSUER": realm.issuer,
            "PUBLIC_KEY": try room.write(realm.publicKeyPEM, to: "realm.pem").path,
        ]
        let configuration = projectFolder.appending(path: "fixtures/gateways/haproxy.cfg").path
        let process = try room.launch(program, ["-db", "-f", configuration], environment: environment)
        let address = "http://127.0.0.1:\(port)"
        return try await room.answer(from: process) {
            try await Web.get(address).status == 401 ? address : nil
        }
    }
}
