import HTTPServer

/// Where a program on the same machine finds a server that was started with these settings.
extension Settings {
    /// An address to ask for health.
    public struct ProbeAddress: Sendable, Equatable {
        /// The host's name or address.
        public let host: String
        /// The port.
        public let port: Int
        /// The path of readiness.
        public let path: String
        /// Whether TLS is spoken there: then no more than a connection is tried.
        public let isTLS: Bool
    }

    /// The management port, or, where that speaks TLS or is not open, the HTTP port; nil when there is none.
    public var probeAddress: ProbeAddress? {
        let ready = "/health/ready"
        let speaksTLS = httpsPort != nil
        let plain =
            httpEnabled == false
            ? nil : ProbeAddress(host: loopback(host), port: port, path: relativePath + ready, isTLS: false)
        guard let managementPort else { return plain }
        let isTLS = speaksTLS && !managementIsPlain
        if isTLS, let plain { return plain }
        return ProbeAddress(
            host: loopback(managementHost ?? host), port: managementPort,
            path: (managementRelativePath ?? relativePath) + ready, isTLS: isTLS)
    }

    /// The variables for such a server.
    public var expectedEnvironment: ClientEnvironment {
        let isPlain = httpEnabled != false
        func address(_ isTLS: Bool, _ port: Int) -> String {
            "\(isTLS ? "https" : "http")://" + Authority(host: loopback(host), port: port).text
        }
        let url = address(!isPlain, isPlain ? port : httpsPort ?? 8443) + relativePath
        let management = managementPort.map {
            address(httpsPort != nil && !managementIsPlain, $0) + (managementRelativePath ?? relativePath)
        }
        return ClientEnvironment(
            url: hostnameIsURL ? hostname ?? url : url, httpsURL: httpsPort.map { address(true, $0) + relativePath },
            managementURL: management, self)
    }
}

/// Where this machine's programs reach what listens at a host, which may be all of the machine's addresses.
func loopback(_ host: String) -> String {
    switch host {
    case "0.0.0.0": "127.0.0.1"
    case "::": "::1"
    default: host
    }
}

extension Invocation {
    /// The words of the server that a container runs, which is its first process: `mockidp health` stands in a HEALTHCHECK that
    /// is written before they are known.
    public static func ofContainer() -> [String] {
        (try? Files.read("/proc/1/cmdline")).map { ofServer($0) } ?? []
    }

    /// The options of a command line that serves, each of its words before a NUL as in `/proc`; none for any other.
    static func ofServer(_ line: [UInt8]) -> [String] {
        let words = line.split(separator: 0, omittingEmptySubsequences: false).dropLast()
            .map { String(decoding: $0, as: UTF8.self) }
        guard let program = words.first?.split(separator: "/").last, ["mockidp", "kc.sh"].contains(program) else {
            return []
        }
        let invocation = Invocation(Array(words.dropFirst()))
        return [nil, "serve", "start", "start-dev"].contains(invocation.command) ? invocation.arguments : []
    }
}
