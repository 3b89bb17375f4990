/// Switches for what Keycloak allowed up to 26.6: on a client, or for the whole server (`--spi-login-protocol-…`). Modelled on
/// Keycloak's upgrading guide.
extension RealmCall {
    /// Whether a client may introspect tokens that do not name it.
    func introspectsAnyAudience(_ client: RunningClient) -> Bool {
        idp.settings.introspectsAnyAudience
            || client.attributes["allow.token.introspection.without.audience.check"] == "true"
    }

    /// Whether userinfo takes the lightweight access tokens that a client was given.
    func takesLightweight(_ client: RunningClient) -> Bool {
        idp.settings.takesLightweightTokensAtUserInfo
            || client.attributes["allow.userinfo.with.lightweight.access.token"] == "true"
    }
}
