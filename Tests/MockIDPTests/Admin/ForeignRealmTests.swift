import JSON
import MockIDPTestKit
import Testing

@testable import MockIDP

/// Goes through the whole table of routes as the administrator of one realm, with everything that another realm has.
@Suite struct ForeignRealmTests {
    /// What a realm has: ids and names by the part of a path after which they stand.
    private struct Inventory {
        var values: [String: String] = [:]

        /// Those that fit the place of a parameter, else of any kind.
        func value(after part: String, _ parameter: String) -> String {
            values[part] ?? values[parameter] ?? "any"
        }
    }

    /// Makes one of everything; all that can have a name is named with `mark` in it.
    private func furnish(_ admin: AdminSession, _ mark: String) async throws -> Inventory {
        let client = try await admin.client(["clientId": .string(mark + "-client"), "serviceAccountsEnabled": true])
        let id = client["id"]?.string ?? ""
        try await admin.send("POST", "/clients/\(id)/roles", ["name": .string(mark + "-role")])
        try await admin.send("POST", "/roles", ["name": .string(mark + "-role")])
        let user = try await admin.user(mark + "-user", password: "pw")
        let group = try await admin.send("POST", "/groups", ["name": .string(mark + "-group")]).id
        let scope: JSONValue = ["name": .string(mark + "-scope"), "protocol": "openid-connect"]
        let scopeID = try await admin.send("POST", "/client-scopes", scope).id
        let mapper: JSONValue = [
            "name": .string(mark + "-mapper"), "protocol": "openid-connect",
            "protocolMapper": "oidc-hardcoded-claim-mapper",
        ]
        let mapperID = try await admin.send("POST", "/clients/\(id)/protocol-mappers/models", mapper).id
        let flow: JSONValue = ["alias": .string(mark + "-flow"), "providerId": "basic-flow", "topLevel": true]
        let flowID = try await admin.send("POST", "/authentication/flows", flow).id
        let steps = "/authentication/flows/\(mark)-flow/executions"
        try await admin.send("POST", steps + "/execution", ["provider": "auth-otp-form"])
        let step = try await admin.get(steps)[0]?["id"]?.string ?? ""
        let config: JSONValue = ["alias": .string(mark + "-config"), "config": ["a": "b"]]
        let configID = try await admin.send("POST", "/authentication/executions/\(step)/config", config).id
        let component = try await admin.get("/components")[0]?["id"]?.string ?? ""
        let credential = try await admin.get("/users/\(user)/credentials")[0]?["id"]?.string ?? ""
        let role = try await admin.get("/roles/\(mark)-role")["id"]?.string ?? ""
        _ = try await admin.loggedIn(as: mark + "-user", password: "pw")
        let session = try await admin.get("/users/\(user)/sessions")[0]?["id"]?.string ?? ""
        return Inventory(values: [
            "clients": id, "client": id, "container": id, "offline-sessions": id, "users": user, "groups": group,
            "default-groups": group, "client-scopes": scopeID, "default-client-scopes": scopeID,
            "optional-client-scopes": scopeID, "default-default-client-scopes": scopeID,
            "default-optional-client-scopes": scopeID, "models": mapperID, "flows": flowID, "executions": step,
            "config": configID, "components": component, "credentials": credential, "previous": credential,
            "roles": mark + "-role", "roles-by-id": role, "sessions": session, "attr": "jwt.credential",
            "protocol": "openid-connect", "alias": "UPDATE_PASSWORD", "provider": "keycloak-oidc-keycloak-json",
        ])
    }

    /// The paths of a route in which one parameter or more come from `foreign`.
    private func paths(of route: Route, own: Inventory, foreign: Inventory) -> [String] {
        let parts = route.pattern.split(separator: "/").map(String.init)
        let places = parts.indices.filter { parts[$0].first == "{" && $0 > 2 }
        guard !places.isEmpty else { return [] }
        var paths: Set<String> = []
        for choice in 1..<(1 << places.count) {
            var path = ""
            for place in parts.indices.dropFirst(3) {
                guard let bit = places.firstIndex(of: place) else {
                    path += "/" + parts[place]
                    continue
                }
                let from = choice >> bit & 1 == 1 ? foreign : own
                path += "/" + from.value(after: parts[place - 1], String(parts[place].dropFirst().dropLast()))
            }
            paths.insert(path)
        }
        return paths.sorted()
    }

    /// Bodies that name things of the other realm.
    private func bodies(for method: String, _ foreign: Inventory) -> [JSONValue?] {
        if method == "GET" || method == "DELETE" { return [nil] }
        let role: JSONValue = [
            "id": .string(foreign.values["roles-by-id"] ?? ""), "name": .string(foreign.values["roles"] ?? ""),
        ]
        return [[role]]
            + ["groups", "clients", "roles-by-id"].map { kind in
                ["id": .string(foreign.values[kind] ?? ""), "name": "taken", "clientId": "taken", "username": "taken"]
            }
    }

    /// All that can be seen of a realm.
    private func state(_ admin: AdminSession, _ things: Inventory) async throws -> [String] {
        let client = "/clients/" + (things.values["clients"] ?? "")
        let user = "/users/" + (things.values["users"] ?? "")
        let paths = [
            "", "/roles?briefRepresentation=false", "/users", "/groups", "/default-groups", "/client-scopes",
            "/clients",
            "/components", "/authentication/flows", "/authentication/required-actions",
            "/default-default-client-scopes",
            "/default-optional-client-scopes", client + "/roles", client + "/scope-mappings",
            client + "/default-client-scopes", client + "/optional-client-scopes", user + "/role-mappings",
            user + "/groups", user + "/credentials", user + "/sessions",
            "/groups/" + (things.values["groups"] ?? "") + "/role-mappings",
            "/client-scopes/" + (things.values["client-scopes"] ?? "") + "/scope-mappings",
            "/roles-by-id/" + (things.values["roles-by-id"] ?? "") + "/composites",
            "/authentication/flows/bee-flow/executions", "/authentication/config/" + (things.values["config"] ?? ""),
        ]
        var shown: [String] = []
        for path in paths { shown.append(path + " " + (try await admin.get(path)).text) }
        return shown
    }

    /// Asks a route for all that the other realm has: how often, and which answers show something of it.
    private func ask(
        _ caller: AdminSession, _ route: Route, _ own: Inventory, _ foreign: Inventory, hiding secrets: Set<String>
    ) async throws -> (count: Int, leaks: [String]) {
        var leaks: [String] = []
        var count = 0
        for path in paths(of: route, own: own, foreign: foreign) {
            for body in bodies(for: route.method, foreign) {
                let answer = try await caller.send(route.method, path, body)
                count += 1
                let text = String(decoding: answer.bytes, as: UTF8.self)
                let shown = secrets.filter { text.includes($0) }
                if answer.status < 300, !shown.isEmpty {
                    leaks.append("\(route.method) \(path) shows \(shown) in \(text)")
                }
            }
        }
        return (count, leaks)
    }

    /// What only the other realm has.
    private static func secrets(of foreign: Inventory, beside own: Inventory) -> [String] {
        foreign.values.filter { own.values[$0.key] != $0.value }.map(\.value)
    }

    private static let routes = AdminRoutes.all.filter { $0.pattern.hasPrefix("/admin/realms/{realm}") }

    @Test func `no route shows or changes anything of another realm`() async throws {
        try await withAdmin { admin in
            try await admin.idp.realm("hive") {}
            let hive = admin.at("hive")
            let (own, foreign) = (try await furnish(admin, "ant"), try await furnish(hive, "bee"))
            try await admin.grant("realm-admin", to: admin.user("amy", password: "pw"))
            let amy = try await admin.loggedIn(as: "amy", password: "pw")
            let before = try await state(hive, foreign)
            #expect(before.allSatisfy { !$0.contains("\"error\"") })
            let secrets = Set(Self.secrets(of: foreign, beside: own)).union(["bee-"])
            var asked = 0
            for route in Self.routes {
                let (count, leaks) = try await ask(amy, route, own, foreign, hiding: secrets)
                asked += count
                #expect(leaks.isEmpty, "\(leaks)")
                guard count > 0, route.method != "GET" else { continue }
                #expect(try await state(hive, foreign) == before, "\(route.method) \(route.pattern)")
            }
            #expect(asked > 500)
            #expect(try await amy.send("GET", "/users").status == 200, "the caller is an administrator to the end")
        }
    }

    @Test func `every route of another realm is forbidden`() async throws {
        try await withAdmin { admin in
            try await admin.idp.realm("hive") {}
            let hive = admin.at("hive")
            let foreign = try await furnish(hive, "bee")
            try await admin.grant("realm-admin", to: admin.user("amy", password: "pw"))
            let amy = try await admin.loggedIn(as: "amy", password: "pw")
            let there = AdminSession(idp: admin.idp, token: amy.token, realm: "hive")
            let before = try await state(hive, foreign)
            for route in Self.routes {
                var paths = paths(of: route, own: foreign, foreign: foreign)
                if paths.isEmpty { paths = [String(route.pattern.dropFirst("/admin/realms/{realm}".count))] }
                for path in paths {
                    for body in bodies(for: route.method, foreign) {
                        let status = try await there.send(route.method, path, body).status
                        #expect(status >= 400, "\(route.method) \(path): \(status)")
                    }
                }
            }
            #expect(try await state(hive, foreign) == before)
        }
    }
}
