/// The Keycloak whose answers these are.
enum Keycloak {
    static let version = "26.7.3"
}
