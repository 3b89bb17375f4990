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

/// `GET components/{id}`.
func getComponent(_ call: AdminCall) async throws -> Reply {
    let shown = try await call.read(.viewRealm) { tx, realm in try component(call, realm, tx).shown }
    return .adminJSON(shown)
}

/// `GET components/{id}/sub-component-types`: what can be configured below a component. None of the providers that can
/// be used has any (recording: idp_flows_components 62).
func listSubComponentTypes(_ call: AdminCall) async throws -> Reply {
    try await call.read(.viewRealm) { tx, realm in
        guard try tx.component(id: call.parameter("id"), in: realm.id) != nil else {
            throw AdminError.parentComponentNotFound
        }
    }
    return .adminJSON([JSONObject]())
}

func component(_ call: AdminCall, _ realm: RealmRecord, _ tx: Transaction) throws -> ComponentRecord {
    guard let component = try tx.component(id: call.parameter("id"), in: realm.id) else {
        throw AdminError.componentNotFound
    }
    return component
}
