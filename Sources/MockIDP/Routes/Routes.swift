/// The one list of everything that is served. A new endpoint is a line in its room's routes and a file beside them.
enum Routes {
    static let all: [Route] =
        OIDC.routes
        + AdminRoutes.all
}
