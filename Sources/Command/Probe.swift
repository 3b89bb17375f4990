import MockIDP

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One question to a server's health, over a socket of its own: the client that servers use needs their loops.
enum Probe {
    /// How long each step may take, in seconds.
    private static let patience = 5

    /// Returns when the server is up.
    static func ask(_ place: Settings.ProbeAddress) async throws(ProbeError) {
        let socket = try connected(place)
        defer { close(socket) }
        if place.isTLS { return }
        let request = "GET \(place.path) HTTP/1.1\r\nHost: \(place.host):\(place.port)\r\nConnection: close\r\n\r\n"
        let bytes = Array(request.utf8)
        guard write(socket, bytes, bytes.count) == bytes.count else { throw .system("write") }
        let answer = try read(socket)
        guard answer.hasPrefix("HTTP/1.1 200 "), answer.includes("\"UP\"") else {
            throw ProbeError(description: answer.split(separator: "\r\n").first.map(String.init) ?? "no answer")
        }
    }

    private static func connected(_ place: Settings.ProbeAddress) throws(ProbeError) -> Int32 {
        var hints = addrinfo()
        #if canImport(Glibc)
            hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        #else
            hints.ai_socktype = SOCK_STREAM
        #endif
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(place.host, String(place.port), &hints, &found) == 0 else {
            throw ProbeError(description: "\(place.host) is unknown")
        }
        defer { freeaddrinfo(found) }
        var next = found
        var failure = ProbeError(description: "\(place.host) has no address")
        while let address = next?.pointee {
            let descriptor = socket(address.ai_family, address.ai_socktype, address.ai_protocol)
            var limit = timeval(tv_sec: patience, tv_usec: 0)
            setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
            setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
            if connect(descriptor, address.ai_addr, address.ai_addrlen) == 0 { return descriptor }
            failure = .system("\(place.host) port \(place.port)")
            close(descriptor)
            next = address.ai_next
        }
        throw failure
    }

    private static func read(_ socket: Int32) throws(ProbeError) -> String {
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while answer.count < 65_536 {
            let count = recv(socket, &buffer, buffer.count, 0)
            guard count >= 0 else { throw .system("read") }
            if count == 0 { break }
            answer += buffer[..<count]
        }
        return String(decoding: answer, as: UTF8.self)
    }
}

/// Why a server is not up.
struct ProbeError: Error, CustomStringConvertible {
    let description: String

    static func system(_ what: String) -> Self { Self(description: "\(what): \(String(cString: strerror(errno)))") }
}
