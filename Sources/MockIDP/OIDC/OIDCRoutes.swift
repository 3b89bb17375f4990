/// The protocol endpoints of a realm.
enum OIDC {
    private static let base = "/realms/{realm}/protocol/openid-connect"
    private static let wellKnown = "/realms/{realm}/.well-known"

    static let routes: [Route] = [
        .realm("GET", "/realms/{realm}", .recorded("discovery"), isConstant: true, realmInfo),
        .realm(
            "GET", "\(wellKnown)/openid-configuration", .recorded("discovery"), otherMethods: 404, isConstant: true,
            preflight: ["GET"], discovery),
        .realm(
            "GET", "\(wellKnown)/oauth-authorization-server", .recorded("discovery"), otherMethods: 404,
            isConstant: true, preflight: ["GET"], discovery),
        .realm(
            "GET", "\(wellKnown)/uma2-configuration", .recorded("discovery"), otherMethods: 404, isConstant: true,
            preflight: ["GET"], umaConfiguration),
        .realm(
            "GET", "/.well-known/oauth-authorization-server/realms/{realm}", .modelled, otherMethods: 404,
            isConstant: true, preflight: ["GET"], discovery),
        .realm("GET", "\(base)/certs", .recorded("discovery"), isConstant: true, preflight: ["GET"], certs),
        .realm(
            "POST", "\(base)/token", .recorded("password_grant"), isUncached: true, preflight: ["POST", "OPTIONS"],
            token),
        .realm(
            "POST", "\(base)/token/introspect", .recorded("token_lifecycle"), preflight: ["POST", "OPTIONS"], introspect
        ),
        .realm("POST", "\(base)/revoke", .recorded("token_lifecycle"), preflight: ["POST", "OPTIONS"], revoke),
        .realm("POST", "\(base)/logout", .recorded("token_lifecycle"), preflight: ["POST", "OPTIONS"], logout),
        .realm(
            "GET", "\(base)/userinfo", .recorded("token_lifecycle"), preflight: ["GET", "HEAD", "OPTIONS"], userInfo),
        .realm("POST", "\(base)/userinfo", .recorded("token_lifecycle"), userInfo),
        .realm("GET", "\(base)/auth", .recorded("seed_client"), authorization),
        .realm("GET", "\(base)/login-status-iframe.html", .recorded("discovery"), sessionIframe),
        .realm("GET", "\(base)/login-status-iframe.html/init", .recorded("discovery"), sessionIframeInit),
        .realm("GET", "\(base)/3p-cookies/step1.html", .recorded("discovery"), thirdPartyCookiesStep1),
        .realm("GET", "\(base)/3p-cookies/step2.html", .recorded("discovery"), thirdPartyCookiesStep2),
        .realm("GET", "/realms/{realm}/protocol/saml/descriptor", .recorded("discovery"), samlDescriptor),
        .realm("GET", "/realms/{realm}/account", .recorded("discovery"), accountPage),
    ]
}
