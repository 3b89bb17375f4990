import HTTPServer
import JSON

/// `GET client-policies/policies` and `client-policies/profiles`: as the realm has them, with the profiles that every
/// realm has if asked for.
func getClientPolicies(_ call: AdminCall, _ part: ClientPolicyPart) async throws -> Reply {
    let withGlobal = call.flag("include-global-profiles") ?? false
    let shown = try await call.read(.viewRealm) { _, realm -> JSONObject in
        var shown = realm.document.document[part.member]?.object ?? [part.list: []]
        if part == .profiles, withGlobal {
            let global = try JSONReader.read(Array(BuiltIn.clientPolicyProfiles), options: .strict)
            shown["globalProfiles"] = global["globalProfiles"]
        }
        return shown
    }
    return .adminJSON(shown)
}

/// `PUT client-policies/policies` and `client-policies/profiles`: the whole list at once.
func putClientPolicies(_ call: AdminCall, _ part: ClientPolicyPart) async throws -> Reply {
    let sent = try await call.body(for: .manageRealm)
    let body =
        part == .policies
        ? try sent.as(Representation<ClientPoliciesFields>.self).document
        : try sent.as(Representation<ClientProfilesFields>.self).document
    try await call.write(.manageRealm) { tx, realm in
        var realm = realm
        realm.document.document[part.member] = [part.list: body[part.list] ?? []]
        try tx.update(realm)
    }
    return .noContent
}

/// Client policies are two documents of a realm.
enum ClientPolicyPart: Sendable {
    case policies
    case profiles

    var list: String { self == .policies ? "policies" : "profiles" }
    var member: String { self == .policies ? "clientPolicies" : "clientProfiles" }
}
