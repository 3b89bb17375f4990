import Foundation
import JSON

/// Envoy with `jwt_authn`: it fetches the realm's JWKS by itself.
struct Envoy: Gateway {
    static let program = installed([".cache/venv/bin/envoy", "/usr/local/bin/envoy", "/usr/bin/envoy"])
    static let statusForWrongAudience = 403

    func start(before service: Service, trusting realm: GuardedRealm, in room: GatewayRoom) async throws -> String {
        guard let program = Self.program else { throw NotReady(description: "no Envoy") }
        let configuration = try String(
            contentsOf: projectFolder.appending(path: "fixtures/gateways/envoy.yaml"), encoding: .utf8
        )
        .replacingOccurrences(of: "{ISSUER}", with: realm.issuer)
        .replacingOccurrences(of: "{JWKS_PORT}", with: "\(realm.port)")
        .replacingOccurrences(of: "{SERVICE_PORT}", with: "\(service.port)")
        let process = try room.launch(
            program,
            [
                "-c", room.write(configuration, to: "envoy.yaml").path, "--concurrency", "1",
                "--disable-hot-restart", "--admin-address-path", room.folder.appending(path: "admin").path,
            ])
        return try await room.answer(from: process) {
            // Envoy writes here which port it took for its own pages; those tell the listener's.
            guard let admin = room.read("admin"), !admin.isEmpty else { return nil }
            let ready = try await Web.get("http://\(admin)/ready")
            let listeners = try await Web.get("http://\(admin)/listeners?format=json").json
            let address = listeners["listener_statuses"]?[0]?["local_address"]?["socket_address"]
            guard ready.status == 200, let port = address?["port_value"]?.int else { return nil }
            return "http://127.0.0.1:\(port)"
        }
    }
}
