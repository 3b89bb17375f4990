import Foundation
import JSON
import MockIDPTestKit
import Synchronization
import Testing

@testable import MockIDP

/// Realm files and folders that are given at the start.
@Suite struct ImportAtStartTests {
    @Test(arguments: [
        ("", "a.json:1:1: The file is empty"),
        ("[1]", "a.json:1:2: Expected a realm, which is an object (at $[0])"),
        ("7", "a.json:1:1: Expected a realm, which is an object (at $)"),
        ("{\"realm\":\"x\"\n\"enabled\":true}", "a.json:2:1: Expected a comma or } but found '\"'"),
        ("{\"enabled\":true}", "a.json:1:1: The realm has no name: \"realm\" is missing (at $)"),
        (
            "{\"realm\":\"x\",\n \"enabled\": \"maybe\"}",
            "a.json:2:13: Expected true or false, found a text (at $.enabled)"
        ),
        (
            "{\"realm\":\"x\",\"clients\":[{\"clientId\":\"c\",\"redirectUris\":\"x\"}]}",
            "a.json:1:56: Expected a list, found a text (at $.clients[0].redirectUris)"
        ),
        (
            "{\"realm\":\"x\",\n\"clients\":[{\"clientid\":\"c\"}]}",
            "a.json:2:24: Unrecognized field \"clientid\" of ClientRepresentation (at $.clients[0].clientid)"
        ),
        ("{\"realm\":\"a/b\"}", "a.json:1:10: Character '/' not allowed. (at $.realm)"),
        ("{\"realm\":\"..\"}", "a.json:1:10: Realm name '..' not allowed. (at $.realm)"),
        (
            "{\"realm\":\"x\",\"sslRequired\":\"sometimes\"}",
            "a.json:1:28: Expected all, external or none, found 'sometimes' (at $.sslRequired)"
        ),
        (
            "{\"realm\":\"x\",\"browserFlow\":\"nope\"}",
            "a.json:1:28: The flow 'nope' does not exist (at $.browserFlow)"
        ),
        (
            "{\"realm\":\"x\",\"passwordPolicy\":\"regexPattern(()\"}",
            "a.json:1:31: Invalid config for regexPattern: Not a valid regular expression (at $.passwordPolicy)"
        ),
        (
            "{\"realm\":\"x\",\"components\":{\"org.keycloak.keys.KeyProvider\":[{\"providerId\":\"nope\"}]}}",
            "a.json:1:75: There is no provider 'nope' of org.keycloak.keys.KeyProvider"
                + " (at $.components['org.keycloak.keys.KeyProvider'][0].providerId)"
        ),
        (
            "{\"realm\":\"x\",\"clients\":[{\"id\":\"1\",\"clientId\":\"c\"},\n{\"id\":\"1\",\"clientId\":\"d\"}]}",
            "a.json:2:7: There are two clients with the id '1', the other one at a.json:1:31 (at $.clients[1].id)"
        ),
        (
            "{\"realm\":\"x\",\"clients\":[{\"clientId\":\"c\"},\n{\"clientId\":\"c\"}]}",
            "a.json:2:13: There are two clients 'c', the other one at a.json:1:37 (at $.clients[1].clientId)"
        ),
        (
            "{\"realm\":\"x\",\"users\":[{\"username\":\"bob\"},{\"username\":\"Bob\",\"groups\":[\"/no\"]}]}",
            "a.json:1:54: There are two users 'bob', the other one at a.json:1:35 (at $.users[1].username)\n"
                + "a.json:1:70: The group '/no' does not exist (at $.users[1].groups[0])"
        ),
    ])
    func `a file that cannot be imported is explained`(_ text: String, _ lines: String) async throws {
        let folder = try Folder(["a.json": text])
        let failure = await #expect(throws: ImportFailure.self) { try await Self.start([folder.path]) }
        #expect(failure?.lines.joined(separator: "\n").replacingOccurrences(of: folder.path + "/", with: "") == lines)
    }

    @Test func `all files are looked through before anything is written`() async throws {
        let folder = try Folder([
            "a.json": #"{"realm":"a"}"#, "b.json": #"{"realm":"b","nope":1,"enabled":7.5,"users":[{"nope":2}]}"#,
            "c.json": "{", "d-users-0.json": "{}",
        ])
        let database = folder.path + "/state.db"
        let failure = await #expect(throws: ImportFailure.self) {
            try await Self.start([folder.path, folder.path + "/none.json"]) { $0.databaseFile = database }
        }
        #expect(failure?.lines.count == 5)
        try await withMockIDP {
            $0.databaseFile = database
        } _: { idp in
            let names = try await idp.services.store.read { try $0.realms().map(\.name) }
            #expect(names == ["master"])
        }
    }

    @Test func `Keycloak's three forms of exports are taken`() async throws {
        let folder = try Folder([
            "many.json": #"[{"realm":"one"},{"realm":"two"}]"#, "three-realm.json": #"{"realm":"three"}"#,
            "three-users-0.json": #"{"realm":"three","users":[{"username":"ann"}]}"#,
            "three-users-10.json": #"{"realm":"three","users":[{"username":"bob"}]}"#,
        ])
        for paths in [[folder.path], [folder.path + "/many.json", folder.path + "/three-users-0.json"]] {
            try await withMockIDP(realms: paths.map { .file($0) }) { idp in
                try await idp.services.store.read { (tx) throws in
                    #expect(Set(try tx.realms().map(\.name)) == ["master", "one", "two", "three"])
                    let three = try #require(try tx.realm(named: "three"))
                    #expect(Set(try tx.users(in: three.id).map(\.username)) == ["ann", "bob"])
                }
            }
        }
    }

    @Test func `problems of users are told of the file they stand in`() async throws {
        let folder = try Folder([
            "x-realm.json": #"{"realm":"x","users":[{"username":"ann"}]}"#,
            "x-users-0.json": "{\"realm\":\"x\",\"users\":[{\"username\":\"bob\"},\n{\"username\":\"ann\"}]}",
            "x-users-1.json": #"{"realm":"y","users":[]}"#,
        ])
        let failure = await #expect(throws: ImportFailure.self) { try await Self.start([folder.path]) }
        #expect(
            failure?.lines.map { $0.replacingOccurrences(of: folder.path + "/", with: "") } == [
                "x-users-0.json:2:13: There are two users 'ann', the other one at x-realm.json:1:35 (at $.users[1].username)",
                "x-users-1.json:1:10: The users are those of realm 'y', not of 'x' (at $.realm)",
            ])
    }

    @Test func `a fresh server takes master from a file and adds its administrator`() async throws {
        let folder = try Folder([
            "all.json":
                #"[{"realm":"shop"},{"realm":"master","displayName":"Ours","clients":[{"clientId":"ours"}],"users":[{"username":"eve"}]}]"#
        ])
        try await withMockIDP(realms: [.file(folder.path)]) { idp in
            try await idp.services.store.read { (tx) throws in
                let master = try #require(try tx.realm(named: "master"))
                #expect(master.document.displayName == "Ours")
                #expect(try tx.client(clientId: "ours", in: master.id) != nil)
                #expect(try tx.client(clientId: "shop-realm", in: master.id) != nil)
                #expect(Set(try tx.users(in: master.id).map(\.username)) == ["admin", "eve"])
            }
        }
    }

    /// What a file says of master's roles, beside their names.
    @Test(arguments: [
        #""roles":{"realm":[{"name":"admin"}]}"#,
        #""roles":{"realm":[{"name":"admin","composites":{"realm":["own"]}},{"name":"own"},{"name":"create-realm"}]}"#,
        #""roles":{"realm":[{"name":"admin"}],"client":{"master-realm":[]}},"clients":[{"clientId":"master-realm"}]"#,
    ])
    func `a file that names master's administrators leaves them their power`(_ roles: String) async throws {
        let folder = try Folder(["all.json": #"{"realm":"master","enabled":true,\#(roles)}"#])
        try await withMockIDP(realms: [.file(folder.path)]) { idp in
            let admin = AdminSession(idp: idp, token: try await idp.adminToken(), realm: "")
            #expect(try await admin.send("POST", "", ["realm": "other", "enabled": true]).status == 201)
            for name in ["master", "other"] {
                #expect(try await admin.at(name).send("GET", "/users").status == 200)
                #expect(try await admin.at(name).send("PUT", "", ["displayName": "Ours"]).status == 204)
            }
        }
    }

    @Test(arguments: [ImportStrategy.skip, .override])
    func `a realm that is there stays or is made anew`(_ strategy: ImportStrategy) async throws {
        let folder = try Folder(["x.json": #"{"realm":"x","displayName":"new"}"#])
        let lines = Mutex<[String]>([])
        let log = Log { line in lines.withLock { $0.append(line) } }
        try await withMockIDP(realms: [Realm("x", fields: ["displayName": "old"])]) { idp in
            try await idp.services.importRealms(RealmSources([folder.path]), strategy: strategy, log: log)
            let name = try await idp.services.store.read { try $0.realm(named: "x")?.document.displayName }
            #expect(name == (strategy == .skip ? "old" : "new"))
        }
        let text = lines.withLock { $0 }.joined(separator: "\n")
        #expect(
            text.contains(
                "Realm 'x' already exists. " + (strategy == .skip ? "Import skipped" : "Removing it before import")))
        #expect(text.contains("Realm 'x' imported") == (strategy == .override))
    }

    @Test func `placeholders are the environment's at the start, and only there`() async throws {
        let folder = try Folder(["x.json": #"{"realm":"${NAME:shop}","displayName":"${role_x} ${HOST}"}"#])
        try await withMockIDP { idp in
            let sources = RealmSources([folder.path]) { $0 == "HOST" ? "here" : nil }
            try await idp.services.importRealms(sources, log: .silent)
            let name = try await idp.services.store.read { try $0.realm(named: "shop")?.document.displayName }
            #expect(name == "${role_x} here")
        }
        try await withAdmin { admin in
            let outside = admin.at("")
            let made = try await outside.send("POST", "", ["realm": "y", "displayName": "${HOME}"])
            #expect(made.status == 201)
            let shown = try await outside.get("y")
            #expect(shown["displayName"] == "${HOME}")
        }
    }

    @Test(arguments: [
        ("${A}", "1"), ("${A:x}", "1"), ("${N:x}", "x"), ("${N}", "${N}"), ("${}", "${}"), ("${N:${A}}", "1"),
        ("$${A}", "$1"), ("${N,A}", "1"), ("${N,M:d}", "d"), ("${N:a:b}", "a:b"), ("${LOOP}", "${LOOP}"),
        ("${A", "${A"),
        ("a${A}b${B}c", "a1b2c"), ("${N:}", ""),
    ])
    func `a placeholder is read as Keycloak reads it`(_ text: String, _ filled: String) {
        let values = ["A": "1", "B": "2", "LOOP": "${LOOP}"]
        let placeholders = EnvironmentPlaceholders { values[$0] }
        #expect(String(decoding: placeholders.filled(Array(text.utf8)), as: UTF8.self) == filled)
    }

    @Test(
        arguments: [
            (["roles": ["realm": [["name": "x", "composites": ["realm": ["none"]]]]]], 500),
            (["sslRequired": "sometimes"], 500), (["browserFlow": "nope"], 500),
            (["clients": [["clientId": "c"], ["clientId": "c"]]], 409),
            (["clients": [["clientId": "c", "redirectUris": ["javascript:alert(1)"]]]], 500),
            (["passwordPolicy": "length(8)", "users": [["username": "u", "credentials": [["value": "short"]]]]], 400),
        ] as [(JSONObject, Int)])
    func `the admin API answers the same problems as Keycloak does`(_ members: JSONObject, _ status: Int) async throws {
        try await withAdmin { admin in
            var document = members
            document["realm"] = "y"
            let outside = admin.at("")
            let made = try await outside.send("POST", "", .object(document))
            #expect(made.status == status)
            let read = try await outside.send("GET", "y")
            #expect(read.status == 404)
        }
    }

    private static func start(_ paths: [String], _ configure: (inout Settings) -> Void = { _ in }) async throws {
        try await withMockIDP { settings in
            configure(&settings)
            settings.imports = paths
        } _: { _ in
        }
    }
}

/// A folder with files that goes away with it.
private final class Folder: Sendable {
    let path: String

    init(_ files: [String: String]) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
        path = folder.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
