/// What is not compared by value, by the name of the member that holds it.
enum Rules {
    /// Times: any will do, but 0 only for 0.
    static let times: Set = [
        "exp", "iat", "nbf", "auth_time", "createdTimestamp", "created_at", "createdDate", "lastAccess", "start",
        "time",
        "timestamp", "started", "client_secret_expires_at", "client_id_issued_at", "validTo", "validFrom",
        "lastUpdatedDate", "notBefore", "lastFailure", "not-before-policy", "failedLoginNotBefore", "lastUpdated",
        "updatedTimestamp", "expiration", "rt_exp", "at_exp", "updated_at", "lastUse", "sessionStart",
    ]
    /// Seconds that remain: three more or less will do.
    static let near: Set = ["expires_in", "refresh_expires_in"]
    /// Made up as a whole.
    static let madeUp: Set = [
        "id", "jti", "sid", "session_state", "kid", "publicKey", "public_key", "certificate", "x5c", "x5t", "x5t#S256",
        "n",
        "x", "y", "secret", "value", "token", "access_token", "refresh_token", "id_token", "code", "at_hash", "c_hash",
        "s_hash", "registrationAccessToken", "registration_access_token", "client_secret", "device_code", "user_code",
        "verification_uri_complete", "request_uri", "containerId", "privateKey", "sub", "secretData", "credentialData",
        "client.secret.creation.time", "tokenHash", "userId", "parentId", "flowId", "authenticationConfig", "session",
        "ipAddress", "jwt.credential.certificate", "sessionId", "credentialId", "saml.signing.certificate",
        "saml.signing.private.key", "saml.encryption.certificate", "saml.encryption.private.key",
    ]
    /// Texts whose words may come in any order.
    static let unorderedTexts: Set = ["scope"]
    /// Members that name an element of a list.
    static let names = ["clientId", "username", "alias", "name", "realm", "mapperName", "resourceName"]
    /// Members that tell the elements of a list apart.
    static let identity =
        names + [
            "providerId", "providerType", "subType", "containerName", "resourceType", "type", "operationType",
            "resourcePath", "algorithm", "alg", "use", "kty", "crv", "status", "providerPriority", "displayName",
            "identityProvider", "userName", "kind", "label", "locale", "helpText",
        ]
    /// Parameters of an address that are made up.
    static let madeUpParameters: Set = [
        "code", "session_state", "session_code", "execution", "tab_id", "client_data", "access_token", "id_token",
        "user_code", "request_uri", "key", "token", "auth_session_id", "state_checker",
    ]
}
