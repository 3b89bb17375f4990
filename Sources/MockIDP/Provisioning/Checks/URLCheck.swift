import HTTPServer

/// Tells whether a text is a URI as `java.net.URI` reads it, and one that a client may have.
enum URLCheck {
    enum Kind {
        /// A URL that Java can open: absolute, of a protocol it knows.
        case absolute
        case absoluteWithoutFragment
        /// A redirect URI: may be relative, or of a scheme of an app's own; no fragment.
        case redirect
    }

    private static let refusedSchemes: Set<String> = ["javascript", "data", "vbscript"]
    private static let javaProtocols: Set<String> = ["http", "https", "ftp", "file", "jar", "mailto"]

    /// What is wrong, as the end of a sentence; nil for nothing.
    static func problem(of url: String?, _ kind: Kind) -> String? {
        guard let url, !url.isEmpty else { return nil }
        let notValid = kind == .redirect ? " is not a valid URI" : " is not a valid URL"
        let uri = URI(url)
        guard uri.isReadByJava else { return notValid }
        let scheme = uri.scheme?.lowercased()
        if let scheme, refusedSchemes.contains(scheme) { return " uses an illegal scheme" }
        if uri.fragment != nil, kind != .absolute { return " must not contain an URL fragment" }
        if kind != .redirect {
            guard let scheme, javaProtocols.contains(scheme) else { return notValid }
        }
        return nil
    }
}

extension URI {
    /// Whether `java.net.URI` reads it (RFC 2396, but with non-ASCII letters).
    fileprivate var isReadByJava: Bool {
        let isPlain = { (byte: UInt8) in byte > 0x20 && byte != 0x7f && !"\"<>\\^`{|}".utf8.contains(byte) }
        guard text.utf8.allSatisfy(isPlain), PercentEncoding.isWellFormed(text),
            fragment?.utf8.contains(UInt8(ascii: "#")) != true
        else { return false }
        // What stands before a colon must be a scheme, and something must follow it.
        guard scheme == nil else { return authority != nil || !path.isEmpty || query != nil }
        return !path.utf8.prefix { $0 != UInt8(ascii: "/") }.contains(UInt8(ascii: ":"))
    }
}
