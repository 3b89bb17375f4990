import HTTPServer
import JSON

extension ClientsResource {
    /// `POST nodes`: remembers a node of a client that runs on several (recording: clients 92).
    @Sendable static func registerNode(_ call: AdminCall) async throws -> Reply {
        let body = try await call.body(changing: .client).json()
        let node = try (body["node"]?.string).found(or: .nodeMissing)
        try await call.change(.client) { _, _, client in client.document[\.registeredNodes, node] = call.idp.now() }
        return .noContent
    }

    /// `DELETE nodes/{node}`.
    @Sendable static func unregisterNode(_ call: AdminCall) async throws -> Reply {
        let node = call.parameter("node")
        try await call.change(.client) { _, _, client in
            guard client.document[\.registeredNodes, node] != nil else { throw AdminError.nodeUnknown }
            client.document[\.registeredNodes, node] = nil
        }
        return .noContentNoCache
    }

    /// `GET test-nodes-available`: without an admin URL there is nothing to test (recording: clients 93).
    @Sendable static func testNodes(_ call: AdminCall) async throws -> Reply {
        try await call.read(.client) { _, _, _ in }
        return .adminJSON(JSONObject())
    }
}
