import JSON

/// The checks of Keycloak's DefaultClientValidationProvider on a client as it would be stored.
enum ClientValidation {
    static let protocols: Set<String> = ["openid-connect", "saml"]

    /// Throws all sentences at once, as Keycloak joins them (recordings: clients 28 to 30).
    static func check(_ client: ClientRepresentation) throws {
        var sentences: [String] = []
        func check(_ url: String?, _ subject: String, _ kind: URLCheck.Kind) {
            if let problem = URLCheck.problem(of: url, kind) { sentences.append(subject + problem) }
        }
        check(client.rootUrl.map(resolvedRoot), "Root URL", .absoluteWithoutFragment)
        check(client.baseUrl.map(resolvedPath), "Base URL", .absolute)
        let logout = client[\.attributes, "backchannel.logout.url"]
        check(logout.map(resolvedPath), "Backchannel logout URL", .absolute)
        for uri in client.redirectUris { check(uri, "A redirect URI", .redirect) }
        check(client[\.attributes, "logoUri"], "Logo URL", .absolute)
        check(client[\.attributes, "policyUri"], "Policy URL", .absolute)
        check(client[\.attributes, "tosUri"], "Terms of service URL", .absolute)
        if client[\.attributes, "use.jwks.url"] == "true", client[\.attributes, "use.jwks.string"] == "true" {
            sentences.append(#"The "Use JWKS" switch and the switch "Use JWKS URL" cannot be ON at the same time."#)
        }
        if !sentences.isEmpty { throw AdminError.invalidInput(sentences.joined(separator: "; ")) }
    }

    /// Keycloak's columns hold 255 characters; what is longer ends in a 500 (recording: names 189).
    static func checkLengths(_ client: ClientRepresentation) throws {
        let texts = [
            client.clientId, client.name, client.description, client.rootUrl, client.adminUrl, client.baseUrl,
            client.secret,
        ]
        try checkLength(texts.compactMap { $0 } + client.redirectUris + client.webOrigins)
    }

    private static func resolvedRoot(_ url: String) -> String {
        url == "${authBaseUrl}" || url == "${authAdminUrl}" ? "https://localhost/auth" : url
    }

    private static func resolvedPath(_ url: String) -> String {
        url.hasPrefix("/") ? "https://localhost/auth" + url : url
    }
}

/// Refuses texts that do not fit into Keycloak's columns of 255 characters (UTF-16, as Java counts).
func checkLength(_ texts: [String]) throws {
    for text in texts where text.utf8.count > 255 && text.utf16.count > 255 { throw AdminError.unknown }
}
