import Embedded

extension MockIDPServer {
    /// The Keycloak whose answers these are.
    public static let keycloakVersion = Keycloak.version

    /// Our own version.
    public static let version = "0.1.0"

    /// The short hash of the commit that the program is made from; `unknown` where it is made without git.
    public static var commit: String { String(cString: embedded_commit()) }

    /// The text of `mockidp --version`.
    public static var versionText: String { "mockidp \(version) (commit \(commit)), as Keycloak \(Keycloak.version)" }

    /// The one line that says who speaks, before lines that look like Keycloak's.
    public static var greeting: String {
        "mockidp \(version) stands in for Keycloak \(Keycloak.version). Its keys are public: never trust its tokens outside of tests."
    }
}
