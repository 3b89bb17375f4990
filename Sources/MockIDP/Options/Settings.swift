/// What a server is told at its start: by the command line, by environment variables, or by a test.
public struct Settings: Sendable, Equatable {
    /// The address to listen on; loopback unless told otherwise, since the keys are public.
    public var host = "127.0.0.1"
    /// The HTTP port; 0 picks a free one.
    public var port = 8080
    /// The port of health and metrics; 0 picks a free one, nil opens none.
    public var managementPort: Int? = 9000
    /// The HTTPS port; nil opens none. 8443 when only a certificate is given.
    public var httpsPort: Int?
    /// The certificate chain for HTTPS, a PEM file.
    public var certificateFile: String?
    /// Its private key, a PEM file.
    public var certificateKeyFile: String?
    /// Where state is kept; nil is memory.
    public var databaseFile: String?
    /// The administrator of the master realm that a new database gets.
    public var adminUsername = "admin"
    /// The administrator's password.
    public var adminPassword = "admin"
    /// Realm files, or folders of them, imported at start.
    public var imports: [String] = []
    /// How many loops serve; nil is one a core.
    public var loops: Int?

    /// The defaults of `mockidp serve`.
    public init() {}
}

/// A command line or an environment that cannot be understood.
public struct OptionError: Error, Equatable, CustomStringConvertible {
    /// What is wrong, in a sentence.
    public let description: String
}
