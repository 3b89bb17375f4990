import HTTPServer

/// Whole realms are longer than anything else that is sent. Only who may bring one in may send that much: it is decided
/// while nothing but the head of the request is there.
extension Answer {
    /// The longest body of every other request, Keycloak's own limit (Quarkus, `quarkus.http.limits.max-body-size`).
    static let longestBody = 10 << 20
    /// The longest realm.
    static let longestRealm = 256 << 20

    /// How long the body of this call may be; called for those that are longer than others.
    func longestBody(of call: Call) async -> Int {
        let segments = call.path.split(separator: "/")
        guard call.method == .post, segments.starts(with: ["admin", "realms"]) else { return Self.longestBody }
        let isAllowed =
            switch segments.count {
            case 2: await mayBringRealm(call)
            case 4 where segments[3] == "partialImport": await mayManage(String(segments[2]), call)
            default: false
            }
        return isAllowed ? Self.longestRealm : Self.longestBody
    }

    private func mayBringRealm(_ call: Call) async -> Bool {
        let request = Request(call: call, idp: idp, parameters: [])
        return (try? await AdminCall(request).requireRealmCreation()) != nil
    }

    private func mayManage(_ realm: String, _ call: Call) async -> Bool {
        let request = Request(call: call, idp: idp, parameters: [("realm", realm)])
        return (try? await AdminCall(request).read(.manageRealm) { _, _ in }) != nil
    }
}
