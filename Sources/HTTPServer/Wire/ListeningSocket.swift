#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A socket that listens, and on which port.
struct ListeningSocket {
    let descriptor: Int32
    let port: Int

    /// One socket for each loop, all on one port, among which the kernel spreads the connections. The first listens
    /// before it shares its port, so that a port that somebody else listens on is noticed even when he would share it.
    ///
    /// - Parameter taken: ports that the same server has for something else.
    static func open(count: Int, _ options: ServerOptions, taken: [Int]) throws(ListenError) -> [ListeningSocket] {
        guard (0...65_535).contains(options.port) else {
            throw ListenError(description: "\(options.port) is not a port", code: 0)
        }
        let address = try Address(host: options.host, port: options.port)
        let first = try open(address, options, taken: taken)
        var sockets = [first]
        guard count > 1 else { return sockets }
        set(first.descriptor, SOL_SOCKET, SO_REUSEPORT)
        let settled = address.with(port: first.port)
        for _ in 1..<count {
            // Where the kernel cannot spread connections, the loops accept from one socket.
            let copy = ListeningSocket(descriptor: fcntl(first.descriptor, F_DUPFD_CLOEXEC, 3), port: first.port)
            if let next = try? open(settled, options, shares: true, taken: taken) {
                sockets.append(next)
                if copy.descriptor >= 0 { close(copy.descriptor) }
            } else if copy.descriptor >= 0 {
                sockets.append(copy)
            }
        }
        return sockets
    }

    private static func open(
        _ address: Address, _ options: ServerOptions, shares: Bool = false, taken: [Int]
    ) throws(ListenError) -> ListeningSocket {
        let descriptor = socket(address.family, streamType, 0)
        guard descriptor >= 0 else { throw failure(options, taken) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        set(descriptor, SOL_SOCKET, SO_REUSEADDR)
        if shares { set(descriptor, SOL_SOCKET, SO_REUSEPORT) }
        // Accepted sockets inherit it. Without, an answer through TLS waits 40 ms for an acknowledgement.
        set(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY)
        guard address.withPointer({ bind(descriptor, $0, $1) }) == 0,
            listen(descriptor, Int32(clamping: options.backlog)) == 0,
            let port = boundPort(descriptor)
        else {
            let failure = failure(options, taken)
            close(descriptor)
            throw failure
        }
        return ListeningSocket(descriptor: descriptor, port: port)
    }

    private static func set(_ descriptor: Int32, _ level: Int32, _ option: Int32) {
        var on: Int32 = 1
        setsockopt(descriptor, level, option, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    private static func failure(_ options: ServerOptions, _ taken: [Int]) -> ListenError {
        let code = errno
        let reason =
            if code != EADDRINUSE {
                String(cString: strerror(code))
            } else if taken.contains(options.port) {
                "another of this server's ports has this number"
            } else {
                "the port is in use by another process"
            }
        return ListenError(description: "cannot listen on \(options.host) port \(options.port): \(reason)", code: code)
    }

    private static func boundPort(_ descriptor: Int32) -> Int? {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let found = withUnsafeMutablePointer(to: &storage) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
        }
        return found == 0 ? Address(storage, length: length).port : nil
    }
}

#if canImport(Glibc)
    private let streamType = Int32(SOCK_STREAM.rawValue)
#else
    private let streamType = SOCK_STREAM
#endif

/// An IPv4 or IPv6 address with a port.
struct Address: Sendable {
    private var storage: sockaddr_storage
    private let length: socklen_t

    init(_ storage: sockaddr_storage, length: socklen_t) {
        self.storage = storage
        self.length = length
    }

    /// A copy of an address of the system's.
    init(_ address: UnsafePointer<sockaddr>, length: Int) {
        var storage = sockaddr_storage()
        let length = min(length, MemoryLayout<sockaddr_storage>.size)
        withUnsafeMutableBytes(of: &storage) {
            $0.copyMemory(from: UnsafeRawBufferPointer(start: address, count: length))
        }
        self.init(storage, length: socklen_t(length))
    }

    /// Looks the host up; `localhost` is IPv4, as most clients try that too.
    init(host: String, port: Int) throws(ListenError) {
        let name = host == "localhost" ? "127.0.0.1" : host
        guard let address = Address.lookUp(name, port: port).first else {
            throw ListenError(description: "\(host) is not an address of this machine", code: 0)
        }
        self = address
    }

    var family: Int32 { Int32(storage.ss_family) }

    var port: Int {
        withUnsafeBytes(of: storage) { bytes in  // at the same place in both families
            Int(bytes[2]) << 8 | Int(bytes[3])
        }
    }

    func with(port: Int) -> Address {
        var copy = self
        withUnsafeMutableBytes(of: &copy.storage) { bytes in
            bytes[2] = UInt8(truncatingIfNeeded: port >> 8)
            bytes[3] = UInt8(truncatingIfNeeded: port)
        }
        return copy
    }

    func withPointer<T>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> T) -> T {
        withUnsafePointer(to: storage) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, length) }
        }
    }

    /// The address as text without its port, such as `127.0.0.1` or `::1`.
    var host: String {
        var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        let found = withPointer {
            getnameinfo($0, $1, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST)
        }
        return found == 0 ? String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self) : ""
    }

    /// The addresses of a host. Asks the system's resolver and may wait for it unless the host is an address.
    static func lookUp(_ host: String, port: Int) -> [Address] {
        var hints = addrinfo()
        hints.ai_socktype = streamType
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, String(port), &hints, &list) == 0 else { return [] }
        defer { freeaddrinfo(list) }
        var found: [Address] = []
        var next = list
        while let entry = next?.pointee {
            if let address = entry.ai_addr { found.append(Address(address, length: Int(entry.ai_addrlen))) }
            next = entry.ai_next
        }
        return found
    }
}
