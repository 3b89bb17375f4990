import HTTPServer
import JSON

/// `GET users/{id}`.
func getUser(_ call: AdminCall) async throws -> Reply {
    let withMetadata = call.flag("userProfileMetadata") ?? false
    let user = try await call.readWithAccess(.user) { tx, realm, access, user -> JSONObject in
        let view = try UserView(of: realm, tx)
        var shown = try view.full(user)
        if withMetadata { shown["userProfileMetadata"] = .object(view.profile.metadata(in: realm, of: user)) }
        shown["access"] = access.toUser
        return shown
    }
    return .adminJSON(user)
}

/// `GET users/{id}/unmanagedAttributes`: what the profile does not name.
func unmanagedAttributes(_ call: AdminCall) async throws -> Reply {
    let attributes = try await call.read(.user) { tx, realm, user -> JSONObject in
        let view = try UserView(of: realm, tx)
        let visible = view.visibleAttributes(of: user).filter { view.profile.attribute($0.name) == nil }
        return JSONObject(visible.map { ($0.name, $0.value) })
    }
    return .adminJSON(attributes)
}
