/// What a server is told at its start: by the command line, by environment variables, by a file, or by a test.
public struct Settings: Sendable, Equatable {
    // Where it listens.
    /// The address to listen on; loopback unless told otherwise, since the keys are public.
    public var host = "127.0.0.1"
    /// The HTTP port; 0 picks a free one.
    public var port = 8080
    /// Whether the HTTP port is opened; nil decides by the command and by whether there is HTTPS.
    public var httpEnabled: Bool?
    /// The port of health and metrics; 0 picks a free one, nil opens none.
    public var managementPort: Int? = 9000
    /// The address of the management port; nil is that of the others.
    public var managementHost: String?
    /// Whether the management port stays without TLS when there is HTTPS.
    public var managementIsPlain = false
    /// The HTTPS port; nil opens none. 8443 when only a certificate is given.
    public var httpsPort: Int?
    /// The path below which everything is served: `/auth`, or nothing.
    public var relativePath = ""
    /// The same for the management port; nil is that of the others.
    public var managementRelativePath: String?
    /// How many loops serve; nil is one a core.
    public var loops: Int?

    // HTTPS.
    /// The certificate chain for HTTPS, a PEM file.
    public var certificateFile: String?
    /// Its private key, a PEM file.
    public var certificateKeyFile: String?

    /// A PKCS#12 or JKS file with both, in their place.
    public var keyStoreFile: String?
    /// Its password.
    public var keyStorePassword = "password"
    /// Whether a test CA and a certificate are made when there are no files.
    public var makesCertificate = false
    /// The names and addresses that the certificate is made for; those of this machine, and the host name, when there are none.
    public var tlsNames: [String] = []
    /// Where the certificate of the CA is written.
    public var tlsAuthorityFile: String?
    /// What is asked of clients; nil takes any certificate, and none.
    var clientAuthentication: ClientAuthentication?
    /// The certificates whose clients are let in, a PEM, PKCS#12 or JKS file.
    public var trustStoreFile: String?
    /// Its password.
    public var trustStorePassword = ""
    /// Further such files, or folders of them.
    public var truststorePaths: [String] = []

    // Under which addresses it is known.
    /// The host name, or the whole address, that clients are told; nil follows the request.
    public var hostname: String?
    /// The address of the administration, where it is another.
    public var hostnameAdmin: String?
    /// Whether a host name is asked for; nil decides by the command.
    var hostnameIsStrict: Bool?
    /// Whether the host name is a whole address.
    var hostnameIsURL: Bool { hostname?.includes("://") ?? false }
    /// Whether addresses for servers follow the request although there is a host name.
    public var backchannelIsDynamic = false
    /// Which header fields of a proxy are believed.
    public var proxyHeaders: ProxyHeaders?
    /// The proxies that are believed; all when there are none.
    public var trustedProxies: [AddressRange] = []

    // What it holds.
    /// Where state is kept; nil is memory.
    public var databaseFile: String?
    /// The kind of database that Keycloak would be connected to.
    var databaseVendor: String?
    /// The administrator of the master realm that a new database gets; nil is `admin`, or `temp-admin` with a password.
    public var adminUsername: String?
    /// The administrator's password; nil is `admin`.
    public var adminPassword: String?
    /// The service client that administers a new database.
    public var adminClientID: String?
    /// Its secret; without one there is no such client.
    public var adminClientSecret: String?
    /// Realm files, or folders of them, imported at start.
    public var imports: [String] = []
    /// Whether realm files are also looked for in `data/import`.
    public var importsFromDataFolder = false

    /// What `import` and `export` are told.
    public var exchange = ExchangeSettings()

    // What it says.
    /// Which lines are logged, and how.
    public var log = LogSettings()
    /// Whether `/health` is answered.
    public var healthIsEnabled = true
    /// Whether the management port answers `/health`.
    var managementHealthIsEnabled = true
    /// Whether there is no management port.
    var hasNoManagementPort = false
    /// Whether `/metrics` is answered.
    public var metricsAreEnabled = true
    /// What the log says once at the start: settings that are not followed.
    public var notices: [String] = []

    /// A file that is written when the server answers, and removed when it stops: where it is, as `NAME=VALUE` lines.
    public var readyFile: String?

    // Features.
    /// The features to switch on, as `--features` names them.
    public var features: [String] = []
    /// The features to switch off.
    public var disabledFeatures: [String] = []
    /// Features switched one by one, which counts over those lists.
    var featureSwitches: [String: Bool] = [:]

    // Providers.
    /// The user profile of realms that have none of their own, a JSON file.
    public var userProfileFile: String?
    /// Whether a client may introspect tokens that do not name it.
    public var introspectsAnyAudience = false
    /// Whether userinfo takes lightweight access tokens.
    public var takesLightweightTokensAtUserInfo = false

    // Manners of single endpoints.
    /// Whether paths with `..`, `//` and their like are answered.
    public var acceptsNonNormalizedPaths = false

    /// The defaults of `mockidp serve`.
    public init() {}

    /// What is asked of clients on the HTTPS port.
    enum ClientAuthentication: Sendable, Equatable { case never, request, required }

    /// The service client that administers a new database, if one is asked for.
    var serviceAdministrator: (clientId: String, secret: String)? {
        adminClientSecret.map { (adminClientID ?? "temp-admin", $0) }
    }

    /// The administrator that a new database gets. Keycloak calls one temp-admin of whom only the password is told.
    package var administrator: (username: String, password: String) {
        (adminUsername ?? (adminPassword == nil ? "admin" : "temp-admin"), adminPassword ?? "admin")
    }
}

/// A command line or an environment that cannot be understood.
public struct OptionError: Error, Equatable, CustomStringConvertible {
    /// What is wrong, in a sentence.
    public let description: String
}
