import HTTPServer
import JSON

extension ClientsResource {
    /// `GET service-account-user` (recordings: clients 14, seed_client 26).
    @Sendable static func readServiceAccount(_ call: AdminCall) async throws -> Reply {
        try await call.read(.client) { tx, realm, client in
            guard let user = try tx.serviceAccount(ofClient: client.id), client.document.serviceAccountsEnabled else {
                throw AdminError.serviceAccountNotEnabled(client.clientId)
            }
            return Reply.adminJSON(try UserView(of: realm, tx).full(user))
        }
    }
}
