import CEvent

/// Hands a reply to `evhttp`. The request must not be touched afterwards: it is freed when its client has gone.
func send(
    _ reply: Reply, to request: UnsafeMutablePointer<evhttp_request>, isHead: Bool = false, closing: Bool = false
) {
    let headers = evhttp_request_get_output_headers(request)
    for (name, value) in reply.headers where isSafe(name, value) { evhttp_add_header(headers, name, value) }
    if closing { evhttp_add_header(headers, "Connection", "close") }
    let status = Int32(truncatingIfNeeded: max(100, min(reply.status, 999)))
    if isHead || reply.body.count == 0 {
        if hasBody(status) { evhttp_add_header(headers, "Content-Length", String(reply.body.count)) }
    } else if hasBody(status) {
        add(reply.body, to: evhttp_request_get_output_buffer(request))
    }
    evhttp_send_reply(request, status, reason(status), nil)
}

private func hasBody(_ status: Int32) -> Bool { status >= 200 && status != 204 && status != 304 }

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

/// Small bodies are copied, larger and shared ones are sent from where they lie.
private func add(_ body: Reply.Body, to output: OpaquePointer?) {
    switch body {
    case .bytes(let bytes) where bytes.count < 16_384:
        _ = bytes.withUnsafeBytes { evbuffer_add(output, $0.baseAddress, $0.count) }
    case .bytes(let bytes):
        refer(to: SharedBytes(bytes), from: output)
    case .shared(let shared):
        refer(to: shared, from: output)
    }
}

private func refer(to shared: SharedBytes, from output: OpaquePointer?) {
    let owner = Unmanaged.passRetained(shared)
    let added = evbuffer_add_reference(
        output, shared.buffer.baseAddress, shared.count,
        { _, _, owner in if let owner { Unmanaged<SharedBytes>.fromOpaque(owner).release() } }, owner.toOpaque())
    if added != 0 { owner.release() }
}

/// The phrases that libevent 2.1 lacks or has otherwise; nil takes libevent's.
private func reason(_ status: Int32) -> String? {
    switch status {
    case 200: "OK"
    case 201: "Created"
    case 204: "No Content"
    case 302: "Found"
    case 303: "See Other"
    case 307: "Temporary Redirect"
    case 308: "Permanent Redirect"
    case 400: "Bad Request"
    case 401: "Unauthorized"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 409: "Conflict"
    case 413: "Content Too Large"
    case 415: "Unsupported Media Type"
    case 417: "Expectation Failed"
    case 422: "Unprocessable Content"
    case 429: "Too Many Requests"
    case 431: "Request Header Fields Too Large"
    case 500: "Internal Server Error"
    case 501: "Not Implemented"
    case 503: "Service Unavailable"
    case 505: "HTTP Version Not Supported"
    default: nil
    }
}
