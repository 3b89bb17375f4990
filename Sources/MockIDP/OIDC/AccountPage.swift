import HTTPServer

/// `GET /realms/{realm}/account`: there is no account console here; the page says so under Keycloak's title. Where the
/// feature is off there is none in Keycloak either (AccountLoader; modelled).
func accountPage(_ call: RealmCall) async throws -> Reply {
    if call.idp.features.isOff("ACCOUNT_V3") { throw RequestError.notFound }
    var reply = page(
        title: "Account Management", headers: [("Cache-Control", "no-cache")],
        "<h1>Account Management</h1><p>mockidp has no account console. Manage users through the admin API.</p>")
    reply.headers[0].1 = "text/html; charset=utf-8"
    return reply
}
