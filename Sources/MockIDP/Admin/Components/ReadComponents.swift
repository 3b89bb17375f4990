import HTTPServer
import JSON

/// `GET components`, by parent, type and name.
func listComponents(_ call: AdminCall) async throws -> Reply {
    let components = try await call.read(.viewRealm) { tx, realm in
        try tx.components(
            in: realm.id, parent: call.query("parent"), type: call.query("type"), name: call.query("name")
        ).map(\.shown)
    }
    return .adminJSON(components)
}

/// `GET components/{id}/sub-component-types`: what can be configured below a component. None of the providers that can
/// be used has any (recording: idp_flows_components 62).
func listSubComponentTypes(_ call: AdminCall) async throws -> Reply {
    try await call.read(.parentComponent) { _, _, _ in }
    return .adminJSON([JSONObject]())
}

extension Subject where Thing == ComponentRecord {
    /// The component that the path names.
    static var component: Self { component(unknown: .componentNotFound) }

    /// One that the path names to ask what may be below it.
    static var parentComponent: Self { component(unknown: .parentComponentNotFound) }

    private static func component(unknown: AdminError) -> Self {
        Self(unknown: unknown, sees: .viewRealm, changes: .manageRealm)
    }
}
