/// The protocol endpoints of a realm.
enum OIDC {
    private static let base = "/realms/{realm}/protocol/openid-connect"
    private static let wellKnown = "/realms/{realm}/.well-known"

    static let routes: [Route] = [
        .realm("GET", "/realms/{realm}", isConstant: true, realmInfo),
        .realm(
            "GET", "\(wellKnown)/openid-configuration", otherMethods: 404, isConstant: true,
            preflight: ["GET"], discovery),
        .realm(
            "GET", "\(wellKnown)/oauth-authorization-server", otherMethods: 404,
            isConstant: true, preflight: ["GET"], discovery),
        .realm(
            "GET", "\(wellKnown)/uma2-configuration", otherMethods: 404, isConstant: true,
            preflight: ["GET"], umaConfiguration),
        .realm(
            "GET", "/.well-known/oauth-authorization-server/realms/{realm}", otherMethods: 404,
            isConstant: true, preflight: ["GET"], discovery),
        .realm("GET", "\(base)/certs", isConstant: true, preflight: ["GET"], certs),
        .realm(
            "POST", "\(base)/token", isUncached: true, preflight: ["POST", "OPTIONS"],
            token),
        .realm(
            "POST", "\(base)/token/introspect", preflight: ["POST", "OPTIONS"], introspect
        ),
        .realm("POST", "\(base)/revoke", preflight: ["POST", "OPTIONS"], revoke),
        .realm("POST", "\(base)/logout", preflight: ["POST", "OPTIONS"], logout),
        .realm(
            "GET", "\(base)/userinfo", preflight: ["GET", "HEAD", "OPTIONS"], userInfo),
        .realm("POST", "\(base)/userinfo", userInfo),
        .realm("GET", "\(base)/auth", authorization),
        .realm("GET", "\(base)/login-status-iframe.html", sessionIframe),
        .realm("GET", "\(base)/login-status-iframe.html/init", sessionIframeInit),
        .realm("GET", "\(base)/3p-cookies/step1.html", thirdPartyCookiesStep1),
        .realm("GET", "\(base)/3p-cookies/step2.html", thirdPartyCookiesStep2),
        .realm("GET", "/realms/{realm}/protocol/saml/descriptor", samlDescriptor),
        .realm("GET", "/realms/{realm}/account", accountPage),
    ]
}
