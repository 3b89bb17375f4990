import Crypto
import Foundation
import HTTPServer
import JOSE
import JSON
import Synchronization
import Testing

@testable import Kcadm

/// Logging in with a signed JWT (modelled after Keycloak's kcadm, AuthUtil.getSignedRequestToken).
@Suite struct ClientAssertionTests {
    private static let stores = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "fixtures/crypto/stores").path

    private let forms = Forms()

    private final class Forms: Sendable {
        private let kept = Mutex<[Form]>([])
        func note(_ form: Form) { kept.withLock { $0.append(form) } }
        var all: [Form] { kept.withLock(\.self) }
    }

    /// Grants tokens to everybody, without a refresh token to service accounts.
    private func program() -> Program {
        Program { [forms] call in
            guard call.path.hasSuffix("/token") else { return Reply.json(JSONValue.array([]).bytes) }
            forms.note(call.form)
            let granted: JSONValue = ["access_token": "first", "expires_in": 60]
            return Reply.json(granted.bytes)
        }
    }

    private func login(_ store: String, _ rest: String = "--storepass storepass --alias signer") -> [String] {
        let words = "config credentials --realm r --client app --keystore \(Self.stores)/\(store) " + rest
        return words.split(separator: " ").map(String.init)
    }

    @Test(arguments: [("keys.jks", "--keypass keypass1"), ("keys.p12", "")])
    func `a client signs with the key of its key store`(_ store: String, _ rest: String) async throws {
        let program = program()
        try await program.serve { url, command in
            let run = await command(
                login(store, "--storepass storepass --alias Signer \(rest)") + ["--server", url], [:])
            #expect(run.status == 0 && run.errors == "Logging into \(url) as service-account-app of realm r\n")
            let form = try #require(forms.all.first)
            #expect(form["grant_type"] == "client_credentials" && form["client_id"] == "app")
            #expect(form["client_assertion_type"] == "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
            let bytes = try Data(contentsOf: URL(filePath: "\(Self.stores)/\(store)"))
            let key = try #require(
                try KeyStore.key(
                    "signer", in: [UInt8](bytes), password: "storepass",
                    keyPassword: store == "keys.jks" ? "keypass1" : "storepass"))
            let jws = try JWS.parse(form["client_assertion"] ?? "")
            #expect(JWS.verify(jws, with: .publicKey(key.publicKey), algorithm: .rs256))
            let claims = try jws.claims()
            #expect(claims["iss"] == "app" && claims["sub"] == "app" && claims["jti"]?.string?.isEmpty == false)
            #expect(claims["aud"]?.string == "\(url)/realms/r")
            #expect(claims["iat"] == 1_790_000_000 && claims["nbf"] == 1_790_000_000 && claims["exp"] == 1_790_000_600)
        }
    }

    @Test func `the assertion is kept, and shown again while it holds`() async throws {
        let program = program()
        try await program.serve { url, command in
            _ = await command(login("keys.p12") + ["--server", url], [:])
            program.time.withLock { $0 += 60_000 }
            #expect(await command(["get", "users"], [:]).status == 0)
            #expect(forms.all.count == 2 && forms.all[1]["client_assertion"] == forms.all[0]["client_assertion"])
            program.time.withLock { $0 += 540_000 }
            let run = await command(["get", "users"], [:])
            #expect(run.errors == "Session has expired. Login again with 'kcadm.sh config credentials'\n")
        }
    }

    @Test func `a user may log in with a client that signs; passwords may stand in the environment`() async throws {
        let words = login("keys.jks", "--alias signer --user alice --password a")
        let environment = ["KC_CLI_STORE_PASSWORD": "storepass", "KC_CLI_KEY_PASSWORD": "keypass1"]
        #expect(try await program().run(words, environment: environment).status == 0)
        let form = try #require(forms.all.first)
        #expect(form["grant_type"] == "password" && form["username"] == "alice" && form["client_assertion"] != nil)
    }

    @Test(arguments: [
        ("none.jks", "--storepass x", "No such keystore file: STORES/none.jks"),
        ("keys.p12", "--storepass x", "Failed to load private key: the password is wrong"),
        ("keys.jks", "--storepass storepass --alias signer", "Failed to load private key: the password is wrong"),
        (
            "keys.p12", "--storepass storepass",
            "Failed to load private key: Couldn't load key with alias 'app' from keystore"
        ),
        ("keys.p12", "--storepass storepass --alias curve", "The key with alias 'curve' is no RSA key"),
        ("server.pem", "--storepass x", "Failed to load private key: it is neither PKCS#12 nor JKS"),
        ("keys.p12", "", "Console is not active, but keystore password is required"),
    ])
    func `what hinders it is said`(_ store: String, _ rest: String, _ sentence: String) async throws {
        let run = try await program().run(login(store, rest))
        let expected = sentence.replacingOccurrences(of: "STORES", with: Self.stores)
        #expect(run.status == 1 && run.errors.hasSuffix("\n\(expected)\n"), "\(run.errors)")
        #expect(forms.all.isEmpty)
    }

    @Test func `a secret beside a key store is one too many`() async throws {
        let run = try await program().run(login("keys.p12") + ["--secret", "s"])
        #expect(run.status == 2 && run.errors.contains("Can't use both --keystore and --secret\n"))
    }
}
