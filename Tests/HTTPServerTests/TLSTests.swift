import Crypto
import Foundation
import HTTPServer
import Testing

@Suite struct TLSTests {
    @Test func `an answer comes through TLS and its certificate is verified`() async throws {
        let identity = try Identity(name: "localhost")
        let handler: Handler = { .text("\($0.isTLS) \($0.clientCertificate == nil) \($0.path)") }
        try await withTLSServer(identity, handler) { client, port in
            let trust = try TLSContext(clientTrusting: identity.certificate.pem)
            for n in 0..<3 {
                let answer = try await client.request(.get, "https://localhost:\(port)/\(n)", trust: trust)
                #expect(String(decoding: answer.body, as: UTF8.self) == "true true /\(n)")
            }
        }
    }

    @Test func `a certificate of somebody else is refused`() async throws {
        let (identity, other) = (try Identity(name: "localhost"), try Identity(name: "localhost"))
        try await withTLSServer(identity, echo) { client, port in
            let trust = try TLSContext(clientTrusting: other.certificate.pem)
            let error = await #expect(throws: HTTPClientError.self) {
                try await client.request(.get, "https://localhost:\(port)/", trust: trust)
            }
            guard case .handshakeFailed(let reason) = error else { throw UnexpectedError(error) }
            #expect(reason.contains("certificate"))
        }
    }

    @Test func `a certificate for another host is refused`() async throws {
        let identity = try Identity(name: "elsewhere")
        try await withTLSServer(identity, echo) { client, port in
            let trust = try TLSContext(clientTrusting: identity.certificate.pem)
            let error = await #expect(throws: HTTPClientError.self) {
                try await client.request(.get, "https://localhost:\(port)/", trust: trust)
            }
            guard case .handshakeFailed = error else { throw UnexpectedError(error) }
        }
    }

    @Test func `without a context of its own the system's authorities decide`() async throws {
        try await withTLSServer(try Identity(name: "localhost"), echo) { client, port in
            await #expect(throws: HTTPClientError.self) {
                try await client.request(.get, "https://localhost:\(port)/")
            }
        }
    }

    @Test(.enabled(if: openSSL != nil, "the openssl command shows a client certificate"))
    func `the certificate that a client shows reaches the handler`() async throws {
        let handler: Handler = { .text(Base64.encode($0.clientCertificate ?? [])) }
        let shown = try Identity(name: "client")
        let text = try await withTLSServer(
            try Identity(name: "localhost"), asksForClientCertificate: true, handler
        ) { client, port in
            try openSSLRequest(port: port, showing: shown)
        }
        #expect(text.hasSuffix("\r\n\r\n" + Base64.encode(shown.certificate.der)))
    }

    @Test func `a client need not show a certificate`() async throws {
        let identity = try Identity(name: "localhost")
        let handler: Handler = { .text("\($0.clientCertificate == nil)") }
        try await withTLSServer(identity, asksForClientCertificate: true, handler) { client, port in
            let trust = try TLSContext(clientTrusting: identity.certificate.pem)
            let answer = try await client.request(.get, "https://localhost:\(port)/", trust: trust)
            #expect(String(decoding: answer.body, as: UTF8.self) == "true")
        }
    }

    @Test func `a large body goes through TLS both ways`() async throws {
        let identity = try Identity(name: "127.0.0.1")
        try await withTLSServer(identity, { Reply(body: .bytes($0.body)) }) { client, port in
            let trust = try TLSContext(clientTrusting: identity.certificate.pem)
            let body = (0..<2_000_000).map { UInt8(truncatingIfNeeded: $0 ^ $0 >> 8) }
            let answer = try await client.request(.post, "https://127.0.0.1:\(port)/", body: body, trust: trust)
            #expect(answer.body == body)
        }
    }

    @Test func `plain HTTP on a TLS port ends without an answer`() async throws {
        try await withTLSServer(try Identity(name: "localhost"), echo) { _, port in
            let client = try RawClient(port: port)
            client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
            #expect(!client.rest().contains("200"))
        }
    }
}

struct UnexpectedError: Error {
    let error: (any Error)?
    init(_ error: (any Error)?) { self.error = error }
}

/// A key with a certificate for a host.
struct Identity {
    let key: PrivateKey
    let certificate: Certificate

    init(name: String) throws {
        key = try PrivateKey.generate(.ec(.p256))
        certificate = try Certificate.selfSigned(
            commonName: name, key: key, notBefore: 1_700_000_000, notAfter: 4_000_000_000, serial: 1,
            hostNames: [name])
    }
}

@discardableResult
func withTLSServer<T>(
    _ identity: Identity, asksForClientCertificate: Bool = false, _ handler: @escaping Handler,
    _ body: (HTTPClient, Int) async throws -> T
) async throws -> T {
    let tls = try TLSContext(
        certificate: identity.certificate, key: identity.key, askForClientCertificate: asksForClientCertificate)
    let server = Server(handler: handler)
    let port = try server.listen(ServerOptions(tls: tls))
    server.start()
    do {
        let result = try await body(HTTPClient(on: server), port)
        await server.stop(within: .zero)
        return result
    } catch {
        await server.stop(within: .zero)
        throw error
    }
}

private let openSSL = ["/usr/bin/openssl", "/opt/homebrew/bin/openssl"].first {
    FileManager.default.isExecutableFile(atPath: $0)
}

/// What a server answers to the openssl command, which shows a certificate.
private func openSSLRequest(port: Int, showing identity: Identity) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: "http-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "identity.pem")
    try (identity.certificate.pem + "\n" + identity.key.pem).write(to: file, atomically: true, encoding: .utf8)
    // Not by Foundation's Process, which crashes when thousands of files are open.
    let command =
        "printf 'GET / HTTP/1.1\\r\\nHost: h\\r\\nConnection: close\\r\\n\\r\\n' | \(try #require(openSSL)) s_client"
        + " -connect 127.0.0.1:\(port) -cert \(file.path()) -key \(file.path()) -quiet 2>/dev/null"
    let output = try #require(popen(command, "r"))
    defer { pclose(output) }
    var answer: [UInt8] = []
    while case let byte = getc(output), byte != EOF { answer.append(UInt8(truncatingIfNeeded: byte)) }
    return String(decoding: answer, as: UTF8.self)
}
