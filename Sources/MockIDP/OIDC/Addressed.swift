import HTTPServer

/// An authorization request whose answer has somewhere to go: an enabled client, and an address that is registered for it.
///
/// Nothing else makes one, so that nobody is sent to an address that has not been looked at.
struct Addressed: Sendable {
    let client: RunningClient
    let redirectURI: String

    /// - Parameters:
    ///   - parameters: the request's, of which `client_id` named the client.
    ///   - client: what was found by that name.
    init(_ parameters: Form, to client: RunningClient?, in realm: RunningRealm) throws(PageRefusal) {
        guard parameters["client_id"] != nil else { throw .init(.clientIDMissing, in: realm) }
        guard let client else { throw .init(.clientNotFound, in: realm) }
        guard client.isEnabled else { throw .init(.clientDisabled, in: realm) }
        let document = client.record.document
        guard let redirectURI = parameters["redirect_uri"],
            isRegistered(redirectURI, in: document.redirectUris, root: document.rootUrl)
        else { throw .init(.redirectURINotRegistered, in: realm) }
        self.client = client
        self.redirectURI = redirectURI
    }
}

/// A refusal that whoever sits before the browser reads, since there is no address that it could be sent to.
struct PageRefusal: Refusal {
    /// Keycloak's sentences (recordings: auth_code 52 to 57, seed_client 21).
    enum Reason: String {
        case clientIDMissing = "Invalid parameter: client_id"
        case clientNotFound = "Client not found."
        case clientDisabled = "Client disabled."
        case redirectURINotRegistered = "Invalid parameter: redirect_uri"
    }

    private let reason: Reason
    private let realm: RunningRealm

    init(_ reason: Reason, in realm: RunningRealm) {
        self.reason = reason
        self.realm = realm
    }

    func reply(to call: Call) -> Reply { errorPage(of: realm, message: reason.rawValue) }
}
