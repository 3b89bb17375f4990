import HTTPServer

/// A call to a realm's protocol endpoints.
struct RealmCall: Sendable {
    let call: Call
    let idp: Services
    let realm: RunningRealm

    /// The realm's address for browsers: the issuer of its tokens.
    var issuer: String { idp.addresses.frontend(call, realm.frontendURL) + realm.path }

    /// The realm's address for servers.
    var backend: String { idp.addresses.backend(call, realm.frontendURL) + realm.path }

    /// The path of the realm's cookies.
    var cookiePath: String { URI(issuer).path + "/" }

    /// The body's parameters; none unless it is a form.
    var form: Form {
        let type = call.headers["Content-Type"]?.lowercased() ?? ""
        return type.hasPrefix("application/x-www-form-urlencoded") ? Form(call.body) : Form([UInt8]())
    }

    /// The browser origin that asks, if one does.
    var origin: String? { call.headers["Origin"] }

    /// Refuses what a realm refuses before it looks at a request: plain http where it wants https, and everything when it
    /// is not enabled (recording: discovery).
    func checkRealm() throws {
        if call.needsHTTPS(realm.sslRequired) { throw OAuthError.httpsRequired }
        guard realm.isEnabled else { throw OAuthError.realmNotEnabled }
    }

    /// The client of that `clientId`.
    func client(_ clientId: String) async throws -> RunningClient? { try await realm.client(clientId, idp.store) }
}

extension Call {
    /// Whether a realm's `sslRequired` (`all`, `external`, `none`) refuses this call; `external` lets private addresses pass.
    func needsHTTPS(_ required: String) -> Bool {
        guard !isTLS else { return false }
        switch required {
        case "none": return false
        case "all": return true
        default: return !isPrivateAddress(remoteAddress)
        }
    }
}

/// Whether an IP address is loopback, link-local or of a private network.
func isPrivateAddress(_ address: String) -> Bool {
    if address == "127.0.0.1" { return true }
    let mapped = address.hasPrefix("::ffff:") ? String(address.dropFirst(7)) : address
    let parts = mapped.split(separator: ".").compactMap { UInt8($0) }
    guard parts.count == 4 else {
        let lower = mapped.lowercased()
        return lower == "::1" || lower.hasPrefix("fe80:") || lower.hasPrefix("fc") || lower.hasPrefix("fd")
    }
    switch (parts[0], parts[1]) {
    case (10, _), (127, _), (192, 168), (169, 254): return true
    case (172, 16...31): return true
    default: return false
    }
}
