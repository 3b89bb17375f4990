import Crypto
import HTTPServer
import JSON

/// `GET /realms/{realm}/protocol/openid-connect/auth` (RFC 6749 section 3.1): checks who asks and where the answer is to
/// go, and shows the login page. Logging in on it is not implemented yet and answers 501.
func authorization(_ call: RealmCall) async throws -> Reply {
    let query = call.call.queryForm
    try call.checkRealm()
    var client: RunningClient?
    if let clientId = query["client_id"] { client = try await call.client(clientId) }
    let request = try Addressed(query, to: client, in: call.realm)
    let action = try await loginAction(call, query, request)
    return loginPage(of: call.realm, action: action, headers: call.loginHeaders)
}

/// The address that the login form is sent to: it names the step of the browser flow and the request.
private func loginAction(_ call: RealmCall, _ query: Form, _ request: Addressed) async throws -> String {
    var data: JSONObject = ["ru": .string(request.redirectURI)]
    if let type = query["response_type"] { data["rt"] = .string(type) }
    if let state = query["state"] { data["st"] = .string(state) }
    let step = try await call.idp.store.read { tx in try tx.loginStep(in: call.realm.id) }
    let ids = call.idp.ids
    let parameters = Form([
        ("session_code", ids.word(32)), ("execution", step ?? ids.uuid()),
        ("client_id", request.client.clientId), ("tab_id", Base64.urlEncode(ids.bytes(8))),
        ("client_data", Base64.urlEncode(JSONValue.object(data).bytes)),
    ])
    return call.issuer + "/login-actions/authenticate?" + parameters.text
}

extension RealmCall {
    /// What the login page sets: no cache, and the cookies that tie the browser to its authentication session.
    fileprivate var loginHeaders: [(String, String)] {
        let ids = idp.ids
        let session = ids.sessionID()
        let path = cookiePath
        let cookies = [
            SetCookie("AUTH_SESSION_ID", Base64.urlEncode(Array("\(session).\(ids.text(86))".utf8)), path: path),
            // Its base64 is not the URL's form (recording: auth_code).
            SetCookie(
                "KC_AUTH_SESSION_HASH", Base64.encode(Digest.sha384.hash(Array(session.utf8))), path: path, maxAge: 60,
                isHTTPOnly: false),
            SetCookie("KC_RESTART", Base64.urlEncode(ids.bytes(48)), path: path),
        ]
        return [("Cache-Control", "no-store, must-revalidate, max-age=0")] + cookies.map { ("Set-Cookie", $0.text) }
    }
}

extension Transaction {
    /// The execution of the browser flow that asks for name and password.
    func loginStep(in realmID: String) throws -> String? {
        for flow in try flows(in: realmID) {
            let steps = try executions(ofFlow: flow.id)
            if let step = steps.first(where: { $0.document.authenticator == "auth-username-password-form" }) {
                return step.id
            }
        }
        return nil
    }
}
