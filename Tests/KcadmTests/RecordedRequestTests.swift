import Foundation
import HTTPServer
import JSON
import Synchronization
import Testing

@testable import Kcadm

/// The recording kcadm is of Keycloak's own kcadm.sh: the same commands send the same requests from here.
@Suite struct RecordedRequestTests {
    private static let client = "355f7449-75c5-46e0-8078-168b0ee598c2"
    private static let user = "570f1d94-e9ba-4819-96d6-7466f1869ed9"
    private static let group = "817a74a2-4ea8-4fb0-b09c-791572158695"
    private static let scope = "6c275c2a-557d-4d9f-88c2-0bf46501a24d"

    /// The commands, and the numbers of the exchanges that each of them makes.
    private static let commands: [(words: String, numbers: ClosedRange<Int>)] = [
        ("get serverinfo", 3...3),
        ("create realms -s realm=kcadmr -s enabled=true -o", 4...5),
        ("get realms/kcadmr", 6...6),
        ("update realms/kcadmr -s accessTokenLifespan=600 -s attributes.foo=bar", 7...8),
        ("get realms --fields id,realm", 9...9),
        (
            "create clients -s clientId=app1 -s enabled=true -s redirectUris=[\"http://localhost:9999/*\"]"
                + " -s secret=s3cr3t -s serviceAccountsEnabled=true -s directAccessGrantsEnabled=true -i", 10...10
        ),
        ("get clients --fields id,clientId", 11...11),
        ("get clients -q clientId=app1 --fields id --format csv --noquotes", 12...12),
        ("get clients/\(client)", 13...13),
        ("update clients/\(client) -s webOrigins=[\"*\"]", 14...15),
        ("get clients/\(client)/client-secret", 16...16),
        ("create clients/\(client)/client-secret", 17...17),
        ("get clients/\(client)/installation/providers/keycloak-oidc-keycloak-json", 18...18),
        ("create clients/\(client)/roles -s name=editor -s description=App_editor", 19...19),
        ("get-roles --cid \(client)", 20...20),
        ("create roles -s name=auditor -s description=Realm_auditor", 21...21),
        ("get-roles", 22...22),
        ("get-roles --rolename auditor", 23...23),
        ("update roles/auditor -s description=Changed", 24...25),
        ("add-roles --rname auditor --cclientid realm-management --rolename view-clients", 26...29),
        (
            "create users -s username=alice -s enabled=true -s firstName=Alice -s lastName=A"
                + " -s email=alice@example.org -s attributes.dept=[\"x\",\"y\"]", 30...30
        ),
        ("set-password --username alice --new-password pw1", 31...32),
        ("set-password --userid \(user) -p pw2 --temporary", 33...33),
        ("add-roles --uusername alice --rolename auditor", 34...36),
        ("add-roles --uusername alice --cclientid app1 --rolename editor", 37...40),
        ("add-roles --uusername service-account-app1 --cclientid realm-management --rolename view-users", 41...44),
        ("get-roles --uusername alice", 45...46),
        ("get-roles --uusername alice --cclientid app1 --effective", 47...49),
        ("get-roles --uusername alice --available", 50...51),
        // By now the token's life is over.
        ("remove-roles --uusername alice --cclientid app1 --rolename editor", 52...56),
        ("get users -q username=alice", 57...57),
        ("get users -q search=ali -o 0 -l 10", 58...58),
        ("get users/\(user)", 59...59),
        ("update users/\(user) -s requiredActions=[\"VERIFY_EMAIL\"]", 60...61),
        ("create groups -s name=Group1", 62...62),
        (
            "update users/\(user)/groups/\(group) -s realm=kcadmr -s userId=\(user) -s groupId=\(group) --no-merge",
            64...64
        ),
        ("get users/\(user)/groups", 65...65),
        ("add-roles --gname Group1 --rolename auditor", 66...68),
        ("get-roles --gname Group1", 69...70),
        ("get groups", 71...71),
        ("create client-scopes -s name=sc1 -s protocol=openid-connect", 72...72),
        ("get client-scopes", 73...73),
        (
            "create client-scopes/\(scope)/protocol-mappers/models -s name=m1 -s protocol=openid-connect"
                + " -s protocolMapper=oidc-hardcoded-claim-mapper -s config.\"claim.name\"=c -s config.\"claim.value\"=v"
                + " -s config.\"jsonType.label\"=String -s config.\"access.token.claim\"=\"true\"", 74...74
        ),
        ("update clients/\(client)/default-client-scopes/\(scope) -b {}", 75...75),
        ("get clients/\(client)/default-client-scopes", 76...76),
        (
            "create identity-provider/instances -s alias=oidc1 -s providerId=oidc -s enabled=true"
                + " -s config.useJwksUrl=true -s config.authorizationUrl=http://idp/auth"
                + " -s config.tokenUrl=http://idp/token -s config.clientId=x -s config.clientSecret=y", 77...77
        ),
        ("get identity-provider/instances", 78...78),
        ("get components -q type=org.keycloak.keys.KeyProvider", 79...79),
        ("get keys", 80...80),
        ("get authentication/flows --fields id,alias", 81...81),
    ]

    @Test func `the commands send what Keycloak's kcadm sends`() async throws {
        let play = Play(try Recording.exchanges(["kcadm"]))
        let program = Program { call in play.answer(call) }
        try await program.serve { url, command in
            let login = "config credentials --server \(url) --realm master --user admin --password admin"
            let first = await command(login.split(separator: " ").map(String.init), [:])
            #expect(first.errors == "Logging into \(url) as user admin of realm master\n")
            #expect(play.numbers() == [2])
            for (line, numbers) in Self.commands {
                if numbers.contains(52) { program.time.withLock { $0 += 1_000_000 } }
                // The recorded descriptions have spaces.
                var words = line.split(separator: " ").map { word in
                    word.hasPrefix("description=") ? String(word.replacing("_", with: " ")) : String(word)
                }
                if !line.hasPrefix("get serverinfo"), !line.contains("realms") { words += ["-r", "kcadmr"] }
                let run = await command(words, [:])
                #expect(play.numbers() == Array(numbers), "\(line): \(run.errors)")
                #expect(run.status == (line.contains("instances -s") ? 1 : 0), "\(line): \(run.errors)")
            }
        }
        #expect(play.differences.withLock { $0 } == [])
    }
}

/// A recording of exchanges, a JSON line each.
private enum Recording {
    static func exchanges(_ names: [String]) throws -> [JSONValue] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try names.flatMap { name in
            let file = root.appending(path: "fixtures/conformance/\(name).jsonl")
            let lines = try Data(contentsOf: file).split(separator: UInt8(ascii: "\n"))
            return try lines.map { try JSONReader.read($0) }.filter { ($0["n"]?.int ?? 0) > 1 }
        }
    }
}

/// Answers as recorded, in the order of the recording, and notes how requests differ from the recorded ones.
private final class Play: Sendable {
    private let exchanges: Mutex<[JSONValue]>
    private let met = Mutex<[Int]>([])
    let differences = Mutex<[String]>([])

    init(_ exchanges: [JSONValue]) { self.exchanges = Mutex(exchanges) }

    /// The numbers of the exchanges since the last time.
    func numbers() -> [Int] {
        met.withLock { met in
            defer { met = [] }
            return met
        }
    }

    func answer(_ call: Call) -> Reply {
        let found = exchanges.withLock { exchanges -> JSONValue? in
            let place = exchanges.firstIndex { exchange in
                exchange["target"]?.string == call.target && exchange["method"]?.string == call.method.rawValue
            }
            guard let place else { return nil }
            defer { exchanges.removeFirst(place + 1) }
            return exchanges[place]
        }
        guard let exchange = found, let number = exchange["n"]?.int else {
            differences.withLock { $0.append("\(call.method) \(call.target) was not recorded") }
            return .text("", status: 500)
        }
        met.withLock { $0.append(number) }
        for name in ["Content-Type", "Accept"] where call.headers[name] != exchange["headers"]?[name]?.string {
            note("\(number): \(name) is \(call.headers[name] ?? "absent")")
        }
        let recorded = exchange["body"]?.string ?? ""
        let body = String(decoding: call.body, as: UTF8.self)
        if body != recorded { note("\(number): the body is \(body.prefix(300)), recorded \(recorded.prefix(300))") }
        return reply(exchange)
    }

    private func note(_ text: String) { differences.withLock { $0.append(text) } }

    private func reply(_ exchange: JSONValue) -> Reply {
        let headers = ["Content-Type", "Location"].compactMap { name in
            exchange["response_headers"]?[name]?.string.map { (name, $0) }
        }
        let body = exchange["response"]?["json"]?.bytes ?? Array((exchange["response"]?["text"]?.string ?? "").utf8)
        return Reply(status: exchange["status"]?.int ?? 500, headers: headers, body: .bytes(body))
    }
}
