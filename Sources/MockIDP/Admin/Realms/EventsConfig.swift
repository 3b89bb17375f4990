import HTTPServer
import JSON

/// `GET events/config`: which events the realm keeps; no choice means all that are kept by default.
func getEventsConfig(_ call: AdminCall) async throws -> Reply {
    let config = try await call.read(.viewEvents) { _, realm -> JSONObject in
        let document = realm.document
        var config: JSONObject = ["eventsEnabled": .bool(document.eventsEnabled)]
        if let expiration = document.eventsExpiration, expiration != 0 {
            config["eventsExpiration"] = JSONValue(Int(expiration))
        }
        config["eventsListeners"] = JSONValue(document.eventsListeners)
        let types = document.enabledEventTypes
        config["enabledEventTypes"] =
            types.isEmpty ? try JSONReader.read(Array(BuiltIn.eventTypes), options: .strict) : JSONValue(types)
        config["adminEventsEnabled"] = .bool(document.adminEventsEnabled)
        config["adminEventsDetailsEnabled"] = .bool(document.adminEventsDetailsEnabled)
        return config
    }
    return .adminJSON(config)
}

/// `PUT events/config`: lists that are left out stay; `eventsEnabled` and the expiration do not (recording: realms 72).
func putEventsConfig(_ call: AdminCall) async throws -> Reply {
    let body = try await call.body(for: .manageEvents).as(RealmEventsConfigRepresentation.self)
    try await call.write(.manageEvents) { tx, realm in
        var realm = realm
        realm.document.eventsEnabled = body.eventsEnabled
        realm.document.eventsExpiration = body.eventsExpiration
        for name in ["eventsListeners", "enabledEventTypes", "adminEventsEnabled", "adminEventsDetailsEnabled"] {
            if let value = body.document[name] { realm.document.document[name] = value }
        }
        try tx.update(realm)
    }
    return .noContent
}
