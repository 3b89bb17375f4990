import JSON
import Testing

@testable import MockIDP

/// Where a group may be. No recording puts one below itself; Keycloak's `moveGroup` leaves a group under itself alone.
@Suite struct GroupPlaceTests {
    @Test func `a group under itself stays where it is`() async throws {
        try await withAdmin { admin in
            let group = try await admin.send("POST", "/groups", ["name": "g"]).id
            let moved = try await admin.send("POST", "/groups/\(group)/children", ["id": .string(group), "name": "g"])
            #expect(moved.status == 204)
            #expect(try await admin.get("/groups/" + group)["path"] == "/g")
        }
    }

    @Test func `a group below one of its own is refused`() async throws {
        try await withAdmin { admin in
            let top = try await admin.send("POST", "/groups", ["name": "top"]).id
            let kid = try await admin.send("POST", "/groups/\(top)/children", ["name": "kid"]).id
            let grandkid = try await admin.send("POST", "/groups/\(kid)/children", ["name": "grandkid"]).id
            for place in [kid, grandkid] {
                let moved = try await admin.send(
                    "POST", "/groups/\(place)/children", ["id": .string(top), "name": "top"])
                #expect((moved.status, moved.sentence) == (400, "A group cannot be moved below itself"))
            }
            #expect(try await admin.get("/groups/" + grandkid)["path"] == "/top/kid/grandkid")
            let up = try await admin.send("POST", "/groups/\(top)/children", ["id": .string(grandkid), "name": "x"])
            #expect(up.status == 204)
            #expect(try await admin.get("/groups/" + grandkid)["path"] == "/top/grandkid")
            #expect(try await admin.send("POST", "/groups", ["id": .string(kid), "name": "kid"]).status == 204)
            #expect(try await admin.get("/groups/" + kid)["path"] == "/kid")
        }
    }

    @Test func `groups are as deep as the bound and no deeper, by making and by moving`() async throws {
        try await withAdmin { admin in
            var group = try await admin.send("POST", "/groups", ["name": "g"]).id
            let top = group
            for _ in 1..<GroupPaths.maximumDepth {
                group = try await admin.send("POST", "/groups/\(group)/children", ["name": "g"]).id
            }
            let sentence = "Groups are nested deeper than \(GroupPaths.maximumDepth) levels"
            let deeper = try await admin.send("POST", "/groups/\(group)/children", ["name": "g"])
            #expect((deeper.status, deeper.sentence) == (400, sentence))
            let other = try await admin.send("POST", "/groups", ["name": "other"]).id
            let moved = try await admin.send("POST", "/groups/\(other)/children", ["id": .string(top), "name": "g"])
            #expect((moved.status, moved.sentence) == (400, sentence))
            #expect(try await admin.get("/groups?search=g")[0]?["subGroups"]?[0]?["name"] == "g")
            #expect(try await admin.send("DELETE", "/groups/" + top).status == 204)
            #expect(try await admin.get("/groups/count") == ["count": 1])
        }
    }

    @Test func `an import nests groups no deeper either`() async throws {
        let lab = try await ImportLab()
        func realm(deep levels: Int) -> JSONObject {
            var group: JSONObject = ["name": "g"]
            for _ in 1..<levels { group = ["name": "g", "subGroups": [.object(group)]] }
            return ["realm": .string("deep\(levels)"), "enabled": true, "groups": [.object(group)]]
        }
        let deepest = try await lab.create(realm(deep: GroupPaths.maximumDepth))
        #expect(try await lab.read { try $0.countGroups(in: deepest.id) } == GroupPaths.maximumDepth)
        await #expect(throws: ImportError.groupTooDeep("g")) {
            _ = try await lab.create(realm(deep: GroupPaths.maximumDepth + 1))
        }
    }
}
