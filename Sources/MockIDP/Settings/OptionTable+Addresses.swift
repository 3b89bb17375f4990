extension Option {
    /// Under which addresses clients reach the server.
    static let addresses = [
        Option(
            nil, keycloak: "http-relative-path", .text("/PATH"), "Everything is served below this path, such as /auth."
        ) { settings, text throws(OptionError) in
            settings.relativePath = try relativePath(text)
        },
        Option(
            nil, keycloak: "http-management-relative-path", .text("/PATH"),
            "The same for the management port; as above without it."
        ) { settings, text throws(OptionError) in
            settings.managementRelativePath = try relativePath(text)
        },
        Option(
            nil, keycloak: "hostname", .text("NAME|URL"),
            "The name or address that issuers and links have; as the request says without it."
        ) { settings, text throws(OptionError) in
            settings.hostname = try hostname(text)
        },
        Option(nil, keycloak: "hostname-admin", .text("URL"), "Another address of the admin API.") {
            settings, text throws(OptionError) in
            guard let url = baseURL(text) else {
                throw OptionError(description: "wants an address, not '\(text)'")
            }
            settings.hostnameAdmin = url
        },
        Option(
            nil, keycloak: "hostname-backchannel-dynamic", .flag,
            "Whether endpoints for servers follow the request although there is a --hostname URL."
        ) { settings, text throws(OptionError) in
            settings.backchannelIsDynamic = try flag(text)
        },
        Option(nil, keycloak: "hostname-strict", .flag, "Whether start says that there is no --hostname.") {
            settings, text throws(OptionError) in
            settings.hostnameIsStrict = try flag(text)
        },
        Option(
            nil, keycloak: "proxy-headers", .text("forwarded|xforwarded"),
            "Which header fields of a proxy are believed; none without it."
        ) { settings, text throws(OptionError) in
            settings.proxyHeaders = try choice(text, [("forwarded", .forwarded), ("xforwarded", .xForwarded)])
        },
        Option(
            nil, keycloak: "proxy-trusted-addresses", .text("ADDRESS,…"),
            "The proxies that are believed, as addresses or CIDR ranges; all without it."
        ) { settings, text throws(OptionError) in
            settings.trustedProxies = try commaList(text).map { text throws(OptionError) in
                guard let range = AddressRange(text) else {
                    throw OptionError(description: "wants IP addresses or CIDR ranges, not '\(text)'")
                }
                return range
            }
        },
        Option(
            nil, keycloak: "http-accept-non-normalized-paths", .flag, "Whether paths such as /a/../b are answered."
        ) { settings, text throws(OptionError) in
            settings.acceptsNonNormalizedPaths = try flag(text)
        },
    ]

    /// `/auth` for `/auth/`, `auth` and `/auth`; nothing for `/`.
    private static func relativePath(_ text: String) throws(OptionError) -> String {
        let path = text.split(separator: "/").joined(separator: "/")
        guard !path.utf8.contains(where: { "?#;%\\ ".utf8.contains($0) }) else {
            throw OptionError(description: "wants a path such as /auth, not '\(text)'")
        }
        return path.isEmpty ? "" : "/" + path
    }

    /// A plain host name or an address (Keycloak's HostnameV2ProviderFactory).
    private static func hostname(_ text: String) throws(OptionError) -> String {
        let isURL = text.hasPrefix("http://") || text.hasPrefix("https://")
        if isURL, let url = baseURL(text) { return url }
        let isName = !text.isEmpty && text.unicodeScalars.allSatisfy { $0.isASCII && isNamePart($0) }
        guard !isURL, isName || isBracketed(text) else {
            throw OptionError(description: "is neither a plain host name nor an address: '\(text)'")
        }
        return text
    }

    private static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "-" || scalar == "."
            || scalar == "_"
    }

    private static func isBracketed(_ text: String) -> Bool {
        text.hasPrefix("[") && text.hasSuffix("]")
            && text.dropFirst().dropLast().allSatisfy { $0.isHexDigit || $0 == ":" }
    }
}
