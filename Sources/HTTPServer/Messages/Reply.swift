/// What a handler answers, as a value. The server adds `Date`, `Content-Length` and, when it closes, `Connection`.
public struct Reply: Sendable {
    /// The bytes of an answer.
    public enum Body: Sendable {
        /// Bytes of this answer alone.
        case bytes([UInt8])
        /// Bytes that many answers share; they are sent from where they lie.
        case shared(SharedBytes)

        /// How many bytes there are.
        public var count: Int {
            switch self {
            case .bytes(let bytes): bytes.count
            case .shared(let shared): shared.count
            }
        }

        /// The bytes as an array; those of a shared body are copied.
        public var bytes: [UInt8] {
            switch self {
            case .bytes(let bytes): bytes
            case .shared(let shared): shared.bytes
            }
        }

        func withUnsafeBytes<T>(_ body: (UnsafeRawBufferPointer) -> T) -> T {
            switch self {
            case .bytes(let bytes): bytes.withUnsafeBytes(body)
            case .shared(let shared): body(UnsafeRawBufferPointer(rebasing: shared.buffer.prefix(shared.count)))
            }
        }
    }

    /// The status code.
    public var status: Int
    /// The header fields in the order in which they are sent; a name may come several times.
    public var headers: [(String, String)]
    /// The body. A HEAD request gets only its length.
    public var body: Body

    /// An answer from its parts.
    public init(status: Int = 200, headers: [(String, String)] = [], body: Body = .bytes([])) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// An answer of JSON text.
    public static func json(_ bytes: [UInt8], status: Int = 200) -> Reply {
        Reply(status: status, headers: [("Content-Type", "application/json")], body: .bytes(bytes))
    }

    /// An answer of plain text.
    public static func text(_ text: String, status: Int = 200) -> Reply {
        Reply(
            status: status, headers: [("Content-Type", "text/plain;charset=UTF-8")], body: .bytes(Array(text.utf8)))
    }

    /// An answer of a page.
    public static func html(_ page: String, status: Int = 200) -> Reply {
        Reply(status: status, headers: [("Content-Type", "text/html;charset=utf-8")], body: .bytes(Array(page.utf8)))
    }

    /// An answer without a body.
    public static func empty(status: Int = 204) -> Reply { Reply(status: status) }

    /// The value of the first header field of this name, whose case does not matter.
    public func header(_ name: String) -> String? {
        headers.first { $0.0.utf8.elementsEqual(name.utf8) { lowercased($0) == lowercased($1) } }?.1
    }
}

/// Bytes that never change and that many answers may share without copying: what a JWKS or a discovery document is.
public final class SharedBytes: @unchecked Sendable {  // written in init only
    let buffer: UnsafeMutableRawBufferPointer

    /// A copy of these bytes.
    public init(_ bytes: [UInt8]) {
        buffer = .allocate(byteCount: max(bytes.count, 1), alignment: 1)
        buffer.copyBytes(from: bytes)
        count = bytes.count
    }

    deinit { buffer.deallocate() }

    /// How many bytes there are.
    public let count: Int
    /// A copy as an array.
    public var bytes: [UInt8] { Array(buffer.prefix(count)) }
}
