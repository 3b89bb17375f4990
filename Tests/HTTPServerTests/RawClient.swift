import Testing

@testable import HTTPServer

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A client that sends exactly the bytes it is told to. It blocks, and gives up after ten seconds of silence.
final class RawClient: Sendable {
    let descriptor: Int32

    init(port: Int, host: String = "127.0.0.1") throws {
        let address = try Address(host: host, port: port)
        #if canImport(Glibc)
            descriptor = socket(address.family, Int32(SOCK_STREAM.rawValue), 0)
        #else
            descriptor = socket(address.family, SOCK_STREAM, 0)
        #endif
        var patience = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        try #require(address.withPointer { connect(descriptor, $0, $1) } == 0)
    }

    deinit { close(descriptor) }

    /// Whether anybody listens on a port.
    static func canConnect(to port: Int) throws -> Bool {
        let address = try Address(host: "127.0.0.1", port: port)
        #if canImport(Glibc)
            let descriptor = socket(address.family, Int32(SOCK_STREAM.rawValue), 0)
        #else
            let descriptor = socket(address.family, SOCK_STREAM, 0)
        #endif
        defer { close(descriptor) }
        return address.withPointer { connect(descriptor, $0, $1) } == 0
    }

    func send(_ text: String) { send(Array(text.utf8)) }

    func send(_ bytes: [UInt8]) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count <= 0 { return }  // the server has closed
            sent += count
        }
    }

    /// Sends on a thread of its own: what the server has no room for would block the reader of its answers.
    func sendAside(_ bytes: [UInt8]) {
        let work = Unmanaged.passRetained(Work { self.send(bytes) }).toOpaque()
        _ = startDetachedThread({ Unmanaged<Work>.fromOpaque($0).takeRetainedValue().body() }, work)
    }

    private final class Work {
        let body: () -> Void
        init(_ body: @escaping () -> Void) { self.body = body }
    }

    /// Says that nothing more is sent.
    func finish() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// What comes until the server closes the connection.
    func rest() -> String {
        var all: [UInt8] = []
        while let more = some(), !more.isEmpty { all += more }
        return String(decoding: all, as: UTF8.self)
    }

    /// Whether the server has closed the connection and sent nothing more.
    func isClosed() -> Bool { some()?.isEmpty ?? true }

    private func some(atMost count: Int = 65_536) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        let read = read(descriptor, &bytes, count)
        return read < 0 ? nil : Array(bytes[..<read])
    }

    /// Reads one answer and nothing of the next.
    func answer(toHead: Bool = false) throws -> RawAnswer {
        var head: [UInt8] = []
        while !head.suffix(4).elementsEqual("\r\n\r\n".utf8) {
            head += try #require(some(atMost: 1).flatMap { $0.isEmpty ? nil : $0 }, "the connection was closed")
        }
        var answer = RawAnswer(head: String(decoding: head, as: UTF8.self))
        if toHead || answer.status < 200 { return answer }
        let length = Int(answer["Content-Length"] ?? "0") ?? 0
        while answer.body.utf8.count < length {
            let more = try #require(some(atMost: length - answer.body.utf8.count))
            try #require(!more.isEmpty, "the connection was closed within a body")
            answer.body += String(decoding: more, as: UTF8.self)
        }
        return answer
    }
}

struct RawAnswer {
    let head: String
    var body = ""

    init(head: String) { self.head = head }

    var status: Int { Int(head.split(separator: " ").dropFirst().first ?? "") ?? 0 }

    subscript(name: String) -> String? {
        head.split(separator: "\r\n").first { $0.lowercased().hasPrefix(name.lowercased() + ": ") }
            .map { String($0.dropFirst(name.count + 2)) }
    }
}

/// Runs a server on a free port while `body` uses it.
func withServer(
    _ handler: @escaping Handler, _ options: ServerOptions = ServerOptions(), loops: Int = 2,
    _ body: (_ port: Int) async throws -> Void
) async throws {
    let server = Server(loops: loops, handler: handler)
    let port = try server.listen(options)
    server.start()
    do { try await body(port) } catch {
        await server.stop(within: .zero)
        throw error
    }
    await server.stop(within: .zero)
}

/// Answers with what it was asked.
let echo: Handler = { call in
    let fields = call.headers.map { "\($0.name)=\($0.value)" }.joined(separator: "|")
    return .text("\(call.method) \(call.target) [\(String(decoding: call.body, as: UTF8.self))] \(fields)")
}

extension RawClient {
    /// Whether the server has not closed the connection yet.
    var isOpen: Bool {
        var byte: UInt8 = 0
        let read = recv(descriptor, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT))
        return read > 0 || read < 0 && errno == EAGAIN
    }

    /// Whether something has come that was not read yet.
    var hasAnswer: Bool {
        var byte: UInt8 = 0
        return recv(descriptor, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT)) > 0
    }
}
