/// Every resource of the admin API.
enum AdminRoutes {
    static let all: [Route] =
        ClientsResource.routes
        + ClientScopesResource.routes
        + ProtocolMappersResource.routes
        + RoleMappings.routes
        + RolesResource.routes
        + AuthenticationResource.routes
        + UserRoutes.routes
        + GroupRoutes.routes
        + SessionRoutes.routes
        + ServerInfoRoutes.routes
        + KeyRoutes.routes
        + ComponentRoutes.routes
        + RealmRoutes.routes
        + DisabledFeatureRoutes.routes
}
