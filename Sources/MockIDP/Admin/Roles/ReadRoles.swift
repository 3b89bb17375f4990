import HTTPServer
import JSON

extension RolesResource {
    /// `GET roles`: all, a part of the names, or a page of them; brief unless asked (recording: roles_groups 14 to 18).
    static func list(_ call: AdminCall, _ kind: RoleContainerKind) async throws -> Reply {
        let page = try call.page()
        let search = call.query("search").flatMap { trimmed($0).isEmpty ? nil : $0 }
        let isBrief = call.flag("briefRepresentation") ?? true
        let roles = try await call.read(.roles(of: kind)) { tx, _, container in
            try tx.roles(of: container, search: search, first: page.first, max: page.max)
        }
        return await .adminJSON(long: roles.map { isBrief ? $0.shownInBrief : $0.shownInFull })
    }

    /// `GET roles/{role}/users`: those given the role itself (recording: java-admin-client 158).
    static func listUsers(_ call: AdminCall, _ kind: RoleContainerKind) async throws -> Reply {
        var page = try UserPage(call)
        let isBrief = call.flag("briefRepresentation") ?? false
        let everyone = UserQuery(includesServiceAccounts: true)
        try await everyone.eachStretch(call, of: .holders(kind)) { tx, realm, access, stretch in
            let view = try UserView(of: realm, tx)
            return try page.take(stretch, in: realm, tx) { try view.listed($0, isBrief, access) }
        }
        return await .adminJSON(long: page.users)
    }

    /// `GET roles/{role}/groups` (recording: java-admin-client 159).
    static func listGroups(_ call: AdminCall, _ kind: RoleContainerKind) async throws -> Reply {
        let page = try call.page()
        return try await call.read(.role(.named(kind))) { tx, _, role in
            let groups = try tx.groups(withRole: role.id, first: page.first, max: page.max)
            let paths = GroupPaths(tx)
            return Reply.adminJSON(
                try groups.map { group in
                    var shown: JSONObject = ["id": .string(group.id), "name": .string(group.name)]
                    shown["path"] = .string(try paths.path(of: group))
                    shown["parentId"] = group.parentID.map(JSONValue.string)
                    shown["subGroups"] = []
                    return shown
                })
        }
    }
}
