import Foundation
import Processes

/// `mockidp serve` as a child, whose log is read as it is written.
final class RunningServer {
    let process: ChildProcess
    private var lines: AsyncStream<String>.Iterator
    private(set) var log: [String] = []
    private(set) var port = 0

    /// - Parameter words: what `serve` gets besides a free port.
    init(_ words: [String]) throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw SocketError() }
        // Open in the child until it has its output, and no longer in any other.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[1]) }
        process = try CommandLineProgram.start(
            ["serve", "--port", "0", "--management-port", "none"] + words, output: "/dev/fd/\(ends[1])")
        lines = Self.lines(of: ends[0]).makeAsyncIterator()
    }

    deinit { process.signal(SIGKILL) }

    /// Reads on until a line has these words; the line, or nil when the log ends before.
    @discardableResult
    func line(with words: String) async -> String? {
        while let line = await lines.next() {
            log.append(line)
            if line.contains(words) { return line }
        }
        return nil
    }

    /// Waits until it serves.
    func isServing() async -> Bool {
        let line = await line(with: "Listening on: ") ?? ""
        let digits = line.components(separatedBy: "127.0.0.1:").last?.prefix { $0.isNumber }
        port = digits.flatMap { Int($0) } ?? 0
        return port > 0
    }

    /// Its status once it has ended, and how long that took; `log` is whole then.
    func end() async -> (status: Int32, after: Duration) {
        let start = ContinuousClock.now
        let status = await process.end()
        let duration = ContinuousClock.now - start
        await line(with: "\u{0}")
        return (status, duration)
    }

    /// A thread of its own reads: it waits for the child, and keeps the pipe empty.
    private static func lines(of descriptor: Int32) -> AsyncStream<String> {
        let (lines, continuation) = AsyncStream.makeStream(of: String.self)
        Thread.detachNewThread {
            guard let file = fdopen(descriptor, "r") else { return continuation.finish() }
            var line: UnsafeMutablePointer<CChar>?
            var size = 0
            while getline(&line, &size, file) >= 0, let line { continuation.yield(String(cString: line)) }
            free(line)
            fclose(file)
            continuation.finish()
        }
        return lines
    }
}

/// A connection to a server on this machine, with nothing between.
final class RawConnection {
    private let socket: Int32

    init(_ port: Int) throws {
        #if canImport(Glibc)
            socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
            socket = Foundation.socket(AF_INET, SOCK_STREAM, 0)
        #endif
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let isConnected = withUnsafePointer(to: address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isConnected else { throw SocketError() }
    }

    deinit { close(socket) }

    /// Sends a POST, and returns when all of it is on its way.
    func post(_ path: String, _ type: String, token: String? = nil, _ body: String) throws {
        let authorization = token.map { "Authorization: Bearer \($0)\r\n" } ?? ""
        let head =
            "POST \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: \(type)\r\n\(authorization)"
            + "Content-Length: \(body.utf8.count)\r\n\r\n"
        let bytes = Array((head + body).utf8)
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                write(socket, UnsafeRawBufferPointer(rebasing: $0[sent...]).baseAddress, $0.count - sent)
            }
            guard count > 0 else { throw SocketError() }
            sent += count
        }
    }

    /// What comes until the server closes the connection.
    func answer() -> String {
        var answer: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while case let count = read(socket, &piece, piece.count), count > 0 { answer += piece[..<count] }
        return String(decoding: answer, as: UTF8.self)
    }
}

struct SocketError: Error, CustomStringConvertible {
    let description = String(cString: strerror(errno))
}
