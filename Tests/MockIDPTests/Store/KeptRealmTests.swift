import HTTPServer
import JSON
import MockIDPTestKit
import Synchronization
import Testing

@testable import MockIDP

/// What is kept of realms in memory, and when it is let go.
@Suite struct KeptRealmTests {
    /// References that don't count.
    private struct Weak {
        weak var realm: RunningRealm?
        init(_ realm: RunningRealm?) { self.realm = realm }
    }

    @Test func `a changed realm's old versions go, whatever tokens they gave`() async throws {
        try await withDemoRealm { lab in
            var versions: [Weak] = []
            for count in 1...10 {
                try await lab.changeRealm(["displayName": .string("version \(count)")])
                for _ in 1...2 {
                    let answer = await lab.post("token", ["grant_type": "client_credentials"], as: "web:web-secret")
                    #expect(answer.status == 200, "\(answer.json)")
                }
                #expect(await lab.logIn().status == 200)
                versions.append(Weak(try await lab.idp.realms.realm(named: "demo")))
            }
            #expect(versions.count { $0.realm != nil } == 1)
        }
    }

    @Test func `a removed realm leaves nothing`() async throws {
        try await withDemoRealm { lab in
            let before = lab.idp.realms.count
            var realms: [Weak] = []
            for count in 1...10 {
                let document: RealmRepresentation = RealmRepresentation([
                    "realm": .string("r\(count)"), "enabled": true,
                ])
                let idp = lab.idp
                let realm = try #require(try await idp.createRealm(from: document))
                let keys = "/realms/r\(count)/protocol/openid-connect/certs"
                #expect(await lab.send("GET", keys).status == 200)
                realms.append(Weak(try await idp.realms.realm(named: "r\(count)")))
                try await idp.removeRealm { _ in realm }
                #expect(await lab.send("GET", keys).status == 404)
                #expect(idp.store.version(ofRealm: realm.id) == 0)
            }
            #expect(realms.allSatisfy { $0.realm == nil })
            #expect(lab.idp.realms.count == before)
        }
    }

    @Test func `a realm made anew with the id of a removed one is another`() async throws {
        try await withDemoRealm { lab in
            let idp = lab.idp
            let made = RealmRepresentation(["realm": "twice", "id": "twice-id", "enabled": true])
            func remake(afterRemoving old: RealmRecord?) async throws -> RealmRecord {
                let draft = try await RealmDraft(of: made, idp)
                return try await idp.store.write { tx in
                    if let old { try idp.removeRealm(old, in: tx) }
                    return try idp.writeRealm(draft, in: tx)
                }
            }
            let first = try await remake(afterRemoving: nil)
            let compiled = try #require(try await idp.realms.realm(named: "twice"))
            #expect(idp.store.isThere(realm: compiled.id, since: compiled.version))
            _ = try await remake(afterRemoving: first)
            #expect(!idp.store.isThere(realm: compiled.id, since: compiled.version))
            #expect(idp.store.version(ofRealm: compiled.id) > compiled.version)
        }
    }

    @Test func `a request to a realm that is made anew meanwhile is answered by the new one`() async throws {
        try await withDemoRealm { lab in
            let idp = lab.idp
            let asked = Calls()
            let route = Route.realm("GET", "/realms/{realm}") { call in
                guard await asked.isFirst() else { return Reply(status: 200) }
                let draft = try await RealmDraft(of: RealmRepresentation(demoDocument), idp)
                try await idp.store.write { tx in
                    try idp.removeRealm(call.realm.record, in: tx)
                    _ = try idp.writeRealm(draft, in: tx)
                }
                throw OAuthError.clientRefused
            }
            let call = Call(method: .get, target: "/realms/demo", headers: Headers([]), body: [])
            let reply = try await route.handler(Request(call: call, idp: idp, parameters: [("realm", "demo")]))
            #expect(reply.status == 200)
        }
    }

    private actor Calls {
        private var count = 0
        func isFirst() -> Bool {
            count += 1
            return count == 1
        }
    }

    @Test func `what was used lately outlives what was not`() {
        var kept = RecentlyUsed<Int>(limit: 100)
        for key in 0..<1000 {
            kept.keep(key, as: "\(key)")
            #expect(kept.value("0") == 0)
            #expect(kept.count <= 200)
        }
        #expect(kept.value("1") == nil)
        kept.forget("0")
        #expect(kept.value("0") == nil)
    }

    @Test func `nothing is kept by a long name`() async throws {
        var kept = RecentlyUsed<Int>(limit: 10, longestName: 8)
        kept.keep(1, as: "12345678")
        kept.keep(2, as: "123456789")
        #expect(kept.value("12345678") == 1 && kept.count == 1)
        try await withDemoRealm { lab in
            let scope = String(repeating: "email ", count: 1000)
            let request = ["grant_type": "client_credentials", "scope": scope]
            #expect(await lab.post("token", request, as: "web:web-secret").status == 200)
            let realm = try await lab.idp.realms.realm(named: "demo")
            let client = try await realm?.client("web", lab.idp.store)
            #expect(client?.prepared.withLock { $0.count } == 0)
        }
    }

    @Test func `as many as the limit are all kept when they are used in turn`() {
        var kept = RecentlyUsed<Int>(limit: 300)
        for key in 0..<300 { kept.keep(key, as: "\(key)") }
        for _ in 0..<3 { for key in 0..<300 { #expect(kept.value("\(key)") == key) } }
    }
}

extension RealmDraft {
    /// A draft of a document without problems.
    fileprivate init(of body: RealmRepresentation, _ idp: Services) async throws {
        try await self.init(complete: CheckedRealm(body, log: .silent).document.document, idp)
    }
}
