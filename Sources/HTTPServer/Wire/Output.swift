#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Answers as the bytes that are sent.
struct Output {
    /// Bodies up to this are copied behind their head and sent with it; longer ones are sent from where they lie.
    static let mostCopied = 32_768

    private(set) var bytes: [UInt8] = []
    private var date = DateField()

    var isEmpty: Bool { bytes.isEmpty }
    var count: Int { bytes.count }

    mutating func removeAll() { bytes.removeAll(keepingCapacity: bytes.capacity <= 1 << 20) }

    mutating func add(_ body: Reply.Body) {
        body.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }

    /// What a client is told that waits before it sends its body.
    mutating func addContinue() { add("HTTP/1.1 100 Continue\r\n\r\n") }

    /// The head of an answer, with the fields that are the server's to say.
    mutating func addHead(of reply: Reply, to request: RequestHead, closing: Bool) {
        let status = max(100, min(reply.status, 999))
        add(request.isHTTP10 ? "HTTP/1.0 " : "HTTP/1.1 ")
        addNumber(status)
        add(" ")
        add(reason(status))
        add("\r\n")
        for (name, value) in reply.headers where isSafe(name, value) {
            add(name)
            add(": ")
            add(value)
            add("\r\n")
        }
        bytes.append(contentsOf: date.line())
        if hasBody(status) {
            add("Content-Length: ")
            addNumber(reply.body.count)
            add("\r\n")
        }
        if closing {
            add("Connection: close\r\n")
        } else if request.isHTTP10 {
            add("Connection: keep-alive\r\n")
        }
        add("\r\n")
    }

    @inline(__always)
    private mutating func add(_ text: String) { bytes.append(contentsOf: text.utf8) }

    @inline(__always)
    private mutating func add(_ text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private mutating func addNumber(_ number: Int) {
        if number >= 10 { addNumber(number / 10) }
        bytes.append(0x30 + UInt8(truncatingIfNeeded: number % 10))
    }
}

/// Whether an answer of this status has a body (RFC 9110 section 6.4.1).
func hasBody(_ status: Int) -> Bool { status >= 200 && status != 204 && status != 304 }

/// Whether a field can be sent: one that would end its line, and so begin a field or an answer of somebody else's
/// making, is left out; the length is the server's to say.
func isSafe(_ name: String, _ value: String) -> Bool {
    guard !name.isEmpty, name.utf8.allSatisfy(isToken), !value.utf8.contains(where: { $0 == 0 || $0 == 10 || $0 == 13 })
    else { return false }
    switch name.utf8.count {
    case 14: return !name.utf8.elementsEqual("content-length".utf8) { lowercased($0) == $1 }
    case 17: return !name.utf8.elementsEqual("transfer-encoding".utf8) { lowercased($0) == $1 }
    default: return true
    }
}

/// The `Date` field (RFC 9110 section 6.6.1), written anew once a second.
private struct DateField {
    private var second = -1
    private var bytes: [UInt8] = []

    mutating func line() -> [UInt8] {
        var now = time(nil)
        if now == second { return bytes }
        second = now
        var parts = tm()
        gmtime_r(&now, &parts)
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let day = "\(days[Int(parts.tm_wday)]), \(two(parts.tm_mday)) \(months[Int(parts.tm_mon)])"
        let clock = "\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))"
        bytes = Array("Date: \(day) \(1_900 + parts.tm_year) \(clock) GMT\r\n".utf8)
        return bytes
    }
}

private func reason(_ status: Int) -> StaticString {
    switch status {
    case 200: "OK"
    case 201: "Created"
    case 202: "Accepted"
    case 204: "No Content"
    case 206: "Partial Content"
    case 301: "Moved Permanently"
    case 302: "Found"
    case 303: "See Other"
    case 304: "Not Modified"
    case 307: "Temporary Redirect"
    case 308: "Permanent Redirect"
    case 400: "Bad Request"
    case 401: "Unauthorized"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 406: "Not Acceptable"
    case 409: "Conflict"
    case 410: "Gone"
    case 412: "Precondition Failed"
    case 413: "Content Too Large"
    case 415: "Unsupported Media Type"
    case 417: "Expectation Failed"
    case 422: "Unprocessable Content"
    case 429: "Too Many Requests"
    case 431: "Request Header Fields Too Large"
    case 500: "Internal Server Error"
    case 501: "Not Implemented"
    case 502: "Bad Gateway"
    case 503: "Service Unavailable"
    case 504: "Gateway Timeout"
    case 505: "HTTP Version Not Supported"
    default: ""
    }
}
