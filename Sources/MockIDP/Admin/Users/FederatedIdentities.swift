import HTTPServer
import JSON

/// `GET users/{id}/federated-identity`: links to identity providers that the realm has. There are no identity
/// providers yet, so a link that was made is kept but not shown, as Keycloak does for a provider it does not know
/// (recording: users 113, 114).
func listFederatedIdentities(_ call: AdminCall) async throws -> Reply {
    try await call.read(.user) { _, _, _ in }
    return .adminJSON([JSONObject]())
}

/// `POST users/{id}/federated-identity/{provider}`.
func addFederatedIdentity(_ call: AdminCall) async throws -> Reply {
    let body = try await call.body(changing: .user).as(FederatedIdentityRepresentation.self)
    try await call.change(.user) { _, _, user in
        var links = user.document.federatedIdentities ?? []
        if links.contains(where: { $0.identityProvider == call.parameter("provider") }) {
            throw AdminError.linkExists
        }
        var link = body
        link.identityProvider = call.parameter("provider")
        links.append(link)
        user.document.federatedIdentities = links
    }
    return .noContentNoCache
}

/// `DELETE users/{id}/federated-identity/{provider}`.
func removeFederatedIdentity(_ call: AdminCall) async throws -> Reply {
    try await call.change(.user) { _, _, user in
        let links = user.document.federatedIdentities ?? []
        let others = links.filter { $0.identityProvider != call.parameter("provider") }
        if others.count == links.count { throw AdminError.linkNotFound }
        user.document.federatedIdentities = others
    }
    return .noContentNoCache
}
