import HTTPServer
import JSON

/// `GET /realms/{realm}/.well-known/openid-configuration` (OIDC Discovery section 4) and
/// `…/oauth-authorization-server` (RFC 8414), which Keycloak answers alike.
func discovery(_ call: RealmCall) async throws -> Reply {
    let (issuer, backend) = (call.issuer, call.backend)
    let bytes = try call.realm.document("discovery \(issuer) \(backend)") {
        try discoveryDocument(issuer, backend, call.realm, call.idp.features).bytes
    }
    return wellKnown(call, bytes)
}

/// `GET /realms/{realm}/.well-known/uma2-configuration` (UMA 2.0 Grant section 2).
func umaConfiguration(_ call: RealmCall) async throws -> Reply {
    let (issuer, backend) = (call.issuer, call.backend)
    let bytes = try call.realm.document("uma2 \(issuer) \(backend)") {
        let document = try discoveryDocument(issuer, backend, call.realm, call.idp.features)
        var uma = JSONObject(umaMembers.compactMap { name in document[name].map { (name, $0) } })
        for (name, path) in [
            ("resource_registration_endpoint", "resource_set"), ("permission_endpoint", "permission"),
            ("policy_endpoint", "uma-policy"),
        ] { uma[name] = .string("\(backend)/authz/protection/\(path)") }
        return JSONValue.object(uma).bytes
    }
    return wellKnown(call, bytes)
}

private func wellKnown(_ call: RealmCall, _ bytes: [UInt8]) -> Reply {
    let reply = Reply(
        status: 200,
        headers: [
            ("Content-Type", "application/json"),
            ("Cache-Control", "no-cache, must-revalidate, no-transform, no-store"),
        ], body: .bytes(bytes))
    return call.origin.map { reply.readable(from: $0, exposing: nil) } ?? reply
}

/// The document of a realm: the built-in one with the realm's addresses, for browsers and for servers, and its scopes.
private func discoveryDocument(
    _ issuer: String, _ backend: String, _ realm: RunningRealm, _ features: Features
) throws -> JSONValue {
    let template = try JSONReader.read(BuiltIn.discovery, options: .strict)
    let filled = template.replacing("${issuer}", with: issuer).replacing("${backend}", with: backend)
    guard case .object(var document) = filled else { return template }
    document["scopes_supported"] = .array((["openid"] + realm.scopeNames).map { .string($0) })
    return .object(features.applied(toDiscovery: document))
}

extension JSONValue {
    /// The same value with `placeholder` at the start of a text replaced, at any depth.
    fileprivate func replacing(_ placeholder: String, with text: String) -> JSONValue {
        switch self {
        case .string(let value) where value.hasPrefix(placeholder):
            .string(text + value.dropFirst(placeholder.count))
        case .array(let items): .array(items.map { $0.replacing(placeholder, with: text) })
        case .object(let members):
            .object(JSONObject(members.map { ($0.name, $0.value.replacing(placeholder, with: text)) }))
        default: self
        }
    }
}

private let umaMembers = [
    "issuer", "authorization_endpoint", "token_endpoint", "introspection_endpoint", "end_session_endpoint",
    "frontchannel_logout_session_supported", "frontchannel_logout_supported", "jwks_uri", "grant_types_supported",
    "response_types_supported", "response_modes_supported", "registration_endpoint",
    "token_endpoint_auth_methods_supported", "token_endpoint_auth_signing_alg_values_supported", "scopes_supported",
]
