import CEvent
import Crypto

/// A request to another server, ready to be sent to one of its addresses.
struct OutgoingRequest: Sendable {
    let method: HTTPMethod
    let url: ClientURL
    let headers: [(String, String)]
    let body: [UInt8]
    let address: String
    let timeout: Duration
    let maxBytes: Int
    let tls: TLSContext?
}

/// One request and its answer, on a connection of its own. Its end comes from the answer, the clock, a cancellation or
/// the end of the loop, whichever is first; all of them happen on the loop's thread.
final class Exchange: @unchecked Sendable {  // everything but init and result() is of the loop's thread
    typealias Outcome = Result<HTTPResponse, HTTPClientError>

    private let request: OutgoingRequest
    private let loop: Loop
    private var connection: OpaquePointer?
    private var timer: OpaquePointer?
    private var outcome: Outcome?
    private var continuation: CheckedContinuation<Outcome, Never>?
    fileprivate var failure = HTTPClientError.connectionLost

    init(_ request: OutgoingRequest, on loop: Loop) {
        self.request = request
        self.loop = loop
    }

    /// Sends the request and waits for its end.
    func result() async -> Outcome {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                Task(executorPreference: loop) { self.begin(continuation) }
            }
        } onCancel: {
            Task(executorPreference: loop) { self.end(.failure(.cancelled)) }
        }
    }

    private func begin(_ continuation: CheckedContinuation<Outcome, Never>) {
        if let outcome { return continuation.resume(returning: outcome) }  // cancelled before it began
        if loop.isOver { return continuation.resume(returning: .failure(.stopped)) }
        self.continuation = continuation
        loop.exchanges[ObjectIdentifier(self)] = self
        if let failure = connect() ?? send() { end(.failure(failure)) }
    }

    /// Ends the exchange unless it has ended. The connection is freed later: `evhttp` may be in the middle of it.
    func end(_ outcome: Outcome) {
        guard self.outcome == nil else { return }
        self.outcome = outcome
        continuation?.resume(returning: outcome)
        continuation = nil
        guard loop.exchanges.removeValue(forKey: ObjectIdentifier(self)) != nil else { return }
        Task(executorPreference: loop) { self.release() }
    }

    private func release() {
        if let timer { event_free(timer) }
        timer = nil
        if let connection { evhttp_connection_free(connection) }
        connection = nil
    }

    // MARK: Sending

    private func connect() -> HTTPClientError? {
        let stream: OpaquePointer?
        if let tls = request.tls {
            guard let ssl = try? tls.makeClientSSL(host: request.url.host) else { return .cannotConnect("no TLS") }
            stream = bufferevent_openssl_socket_new(loop.base, -1, ssl, BUFFEREVENT_SSL_CONNECTING, closeOnFree)
            if let stream { bufferevent_openssl_set_allow_dirty_shutdown(stream, 1) }
        } else {
            stream = bufferevent_socket_new(loop.base, -1, closeOnFree)
        }
        connection = evhttp_connection_base_bufferevent_new(
            loop.base, nil, stream, request.address, UInt16(clamping: request.url.port))
        guard let connection else { return .cannotConnect("no memory") }
        evhttp_connection_set_max_headers_size(connection, 65_536)
        evhttp_connection_set_max_body_size(connection, request.maxBytes)
        var span = request.timeout.timeval
        evhttp_connection_set_timeout_tv(connection, &span)
        timer = event_new(
            loop.base, -1, 0,
            { _, _, exchange in
                guard let exchange else { return }
                Unmanaged<Exchange>.fromOpaque(exchange).takeUnretainedValue().end(.failure(.timedOut))
            }, Unmanaged.passUnretained(self).toOpaque())
        event_add(timer, &span)
        return nil
    }

    private func send() -> HTTPClientError? {
        guard let command = command(request.method) else { return .invalidRequest("unknown method") }
        guard request.headers.allSatisfy(isSafe) else { return .invalidRequest("a header field is malformed") }
        let outgoing = evhttp_request_new(
            { answer, exchange in
                guard let exchange else { return }
                Unmanaged<Exchange>.fromOpaque(exchange).takeUnretainedValue().answered(answer)
            }, Unmanaged.passUnretained(self).toOpaque())
        guard let outgoing else { return .cannotConnect("no memory") }
        evhttp_request_set_error_cb(outgoing) { error, exchange in
            guard let exchange else { return }
            Unmanaged<Exchange>.fromOpaque(exchange).takeUnretainedValue().failure = HTTPClientError(error)
        }
        let headers = evhttp_request_get_output_headers(outgoing)
        if !request.headers.contains(where: { $0.0.lowercased() == "host" }) {
            evhttp_add_header(headers, "Host", request.url.authority)
        }
        for (name, value) in request.headers { evhttp_add_header(headers, name, value) }
        evhttp_add_header(headers, "Connection", "close")
        if !request.body.isEmpty {
            evhttp_add_header(headers, "Content-Length", String(request.body.count))
            let output = evhttp_request_get_output_buffer(outgoing)
            _ = request.body.withUnsafeBytes { evbuffer_add(output, $0.baseAddress, $0.count) }
        }
        let isSent = evhttp_make_request(connection, outgoing, command, request.url.target) == 0
        return isSent ? nil : .cannotConnect("\(request.address) cannot be reached")
    }

    // MARK: Answer

    private func answered(_ answer: UnsafeMutablePointer<evhttp_request>?) {
        let status = answer.map { Int(evhttp_request_get_response_code($0)) } ?? 0
        if let answer, status > 0 {
            let reason = evhttp_request_get_response_code_line(answer).map { String(cString: $0) } ?? ""
            end(
                .success(
                    HTTPResponse(status: status, reason: reason, headers: headers(of: answer), body: body(of: answer))))
        } else if let reason = tlsFailure {
            end(.failure(.handshakeFailed(reason)))
        } else if answer == nil {
            end(.failure(failure))
        } else {
            end(.failure(.cannotConnect("\(request.address) port \(request.url.port) does not answer")))
        }
    }

    private var tlsFailure: String? {
        guard request.tls != nil, let connection else { return nil }
        return cevent_tls_failure(evhttp_connection_get_bufferevent(connection)).map { String(cString: $0) }
    }

    private func headers(of answer: UnsafeMutablePointer<evhttp_request>) -> Headers {
        var pairs: [(String, String)] = []
        var next = evhttp_request_get_input_headers(answer).pointee.tqh_first
        while let field = next?.pointee {
            pairs.append((String(cString: field.key), String(cString: field.value)))
            next = field.next.tqe_next
        }
        return Headers(pairs)
    }
}

/// The body of an answer, copied once.
private func body(of message: UnsafeMutablePointer<evhttp_request>) -> [UInt8] {
    let input = evhttp_request_get_input_buffer(message)
    let length = evbuffer_get_length(input)
    guard length > 0 else { return [] }
    return [UInt8](unsafeUninitializedCapacity: length) { bytes, count in
        count = max(Int(evbuffer_copyout(input, bytes.baseAddress, length)), 0)
    }
}

extension HTTPClientError {
    fileprivate init(_ error: evhttp_request_error) {
        switch error {
        case EVREQ_HTTP_TIMEOUT: self = .timedOut
        case EVREQ_HTTP_DATA_TOO_LONG: self = .tooLong
        case EVREQ_HTTP_INVALID_HEADER: self = .invalidResponse
        case EVREQ_HTTP_REQUEST_CANCEL: self = .cancelled
        default: self = .connectionLost
        }
    }
}

private func command(_ method: HTTPMethod) -> evhttp_cmd_type? {
    switch method {
    case .get: EVHTTP_REQ_GET
    case .head: EVHTTP_REQ_HEAD
    case .post: EVHTTP_REQ_POST
    case .put: EVHTTP_REQ_PUT
    case .patch: EVHTTP_REQ_PATCH
    case .delete: EVHTTP_REQ_DELETE
    case .options: EVHTTP_REQ_OPTIONS
    default: nil
    }
}

private let closeOnFree = Int32(BEV_OPT_CLOSE_ON_FREE.rawValue)
