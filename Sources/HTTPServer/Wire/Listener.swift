import CEvent
import Crypto
import Synchronization

/// What answers requests.
public typealias Handler = @Sendable (Call) async -> Reply

/// One port on one loop: an `evhttp`, its connections, and the requests that handlers are answering.
final class Listener: @unchecked Sendable {  // made on any thread, used on its loop's thread only
    let loop: Loop
    let tls: TLSContext?
    let port: Int
    let maxHeaderBytes: Int
    let maxBodyBytes: Int
    let idleTimeout: timeval
    let requestTimeout: timeval
    private let handler: Handler
    private let http: OpaquePointer
    private var socket: OpaquePointer?
    private var connections: [Connection?] = []
    private var freeNumbers: [Int] = []
    /// Connections that have sent nothing yet, by their input buffer. Nobody tells when such a one ends: it is dropped
    /// when its buffer's address comes again.
    private var silent: [OpaquePointer: Connection] = [:]
    private var callsUnderWay = 0
    private var isStopping = false
    private var isOver = false

    /// How much a client may send ahead of what is answered.
    var mostBytesWaiting: Int { 2 * (maxBodyBytes + maxHeaderBytes) }

    init(on loop: Loop, _ socket: ListeningSocket, _ options: ServerOptions, _ handler: @escaping Handler)
        throws(ListenError)
    {
        guard let http = evhttp_new(loop.base) else { throw ListenError(description: "cannot make a server", code: 0) }
        self.http = http
        self.loop = loop
        self.handler = handler
        tls = options.tls
        port = socket.port
        maxHeaderBytes = options.maxHeaderBytes
        maxBodyBytes = options.maxBodyBytes
        idleTimeout = options.idleTimeout.timeval
        requestTimeout = options.requestTimeout.timeval
        configure()
        self.socket = evhttp_accept_socket_with_handle(http, socket.descriptor)
        guard self.socket != nil else { throw ListenError(description: "cannot accept connections", code: 0) }
        loop.listeners.withLock { $0.append(self) }
    }

    deinit { if !isOver { evhttp_free(http) } }  // it never began to accept

    private func configure() {
        let unowned = Unmanaged.passUnretained(self).toOpaque()
        var timeout = idleTimeout
        evhttp_set_timeout_tv(http, &timeout)
        evhttp_set_default_content_type(http, nil)  // or it adds one to every answer
        evhttp_set_allowed_methods(http, UInt16(EVHTTP_REQ_GET.rawValue | EVHTTP_REQ_POST.rawValue))
        evhttp_set_bevcb(
            http,
            { base, listener in
                guard let base, let listener else { return nil }
                return Unmanaged<Listener>.fromOpaque(listener).takeUnretainedValue().connect(base)
            }, unowned)
        evhttp_set_gencb(
            http,
            { request, listener in
                guard let request, let listener else { return }
                Unmanaged<Listener>.fromOpaque(listener).takeUnretainedValue().serve(request)
            }, unowned)
    }

    // MARK: Connections

    private func connect(_ base: OpaquePointer) -> OpaquePointer? {
        let stream = tls.map { acceptTLS($0, base) } ?? bufferevent_socket_new(base, -1, closeOnFree)
        guard let stream, let input = bufferevent_get_input(stream) else { return nil }
        if let gone = silent[input] { forget(gone) }
        let number = freeNumbers.popLast() ?? connections.count
        let connection = Connection(self, number: number, stream: stream)
        if number == connections.count { connections.append(connection) } else { connections[number] = connection }
        silent[input] = connection
        evbuffer_add_cb(input, bytesHaveCome, Unmanaged.passUnretained(connection).toOpaque())
        return stream
    }

    private func acceptTLS(_ tls: TLSContext, _ base: OpaquePointer) -> OpaquePointer? {
        guard let ssl = try? tls.makeServerSSL() else { return nil }
        let stream = bufferevent_openssl_socket_new(base, -1, ssl, BUFFEREVENT_SSL_ACCEPTING, closeOnFree)
        // Many clients close without TLS's own farewell.
        if let stream { bufferevent_openssl_set_allow_dirty_shutdown(stream, 1) }
        return stream
    }

    func adopted(_ connection: Connection) {
        if let input = bufferevent_get_input(connection.stream) { silent[input] = nil }
    }

    func closed(_ connection: Connection) { forget(connection) }

    private func forget(_ connection: Connection) {
        guard connections[connection.number] === connection else { return }
        connections[connection.number] = nil
        freeNumbers.append(connection.number)
    }

    // MARK: Requests

    private func serve(_ request: UnsafeMutablePointer<evhttp_request>) {
        guard let connection = connection(of: request), let head = connection.nextHead() else {
            return evhttp_send_error(request, 400, nil)  // not one of Connection's making
        }
        if let refusal = head.refusal {
            return send(Reply.text(refusal.reason + "\n", status: refusal.status), to: request, closing: true)
        }
        let call = Call(
            method: head.method, target: head.target, headers: head.headers, body: body(of: request),
            remoteAddress: connection.remoteAddress, localPort: port, isTLS: tls != nil,
            clientCertificate: tls == nil ? nil : connection.clientCertificate)
        callsUnderWay += 1
        connection.underWay = request
        let answered = Answered(listener: self, connection: connection, request: request, isHead: head.method == .head)
        Task.immediate(executorPreference: loop) { [handler] in answered.answer(await handler(call)) }
        if connection.underWay != nil { connection.waitsForHandler() }
    }

    private func connection(of request: UnsafeMutablePointer<evhttp_request>) -> Connection? {
        guard let target = evhttp_request_get_uri(request), target.pointee == 0x2F else { return nil }
        var number = 0
        var digit = target + 1
        while digit.pointee >= 0x30, digit.pointee <= 0x39, number < connections.count {
            number = number * 10 + Int(digit.pointee - 0x30)
            digit += 1
        }
        guard number < connections.count, let connection = connections[number] else { return nil }
        return connection.http == evhttp_request_get_connection(request) ? connection : nil
    }

    fileprivate func answer(_ answered: Answered, _ reply: Reply) {
        let connection = answered.connection
        if connection.isAbandoned { return }
        if !isOver { callsUnderWay -= 1 }
        if connection.underWay == answered.request {
            connection.handlerHasAnswered()
            connection.underWay = nil
        }
        send(reply, to: answered.request, isHead: answered.isHead, closing: isStopping)
    }

    // MARK: End

    func stopAccepting() {
        isStopping = true
        if let socket { evhttp_del_accept_socket(http, socket) }
        socket = nil
    }

    /// Whether no handler runs and every answer is out.
    var isIdle: Bool {
        callsUnderWay == 0
            && connections.allSatisfy { connection in
                guard let connection, connection.http != nil else { return true }
                return evbuffer_get_length(bufferevent_get_output(connection.stream)) == 0
            }
    }

    /// Closes every connection. A handler that still runs may end, its answer goes nowhere.
    func close() {
        for case let connection? in connections where connection.http != nil {
            connection.isAbandoned = connection.underWay != nil
        }
        isOver = true
        evhttp_free(http)
        loop.listeners.withLock { $0.removeAll { $0 === self } }
        connections = []
        silent = [:]
    }
}

let closeOnFree = Int32(BEV_OPT_CLOSE_ON_FREE.rawValue)

/// A request for which a handler runs.
private struct Answered: @unchecked Sendable {  // its task runs on the loop that owns the request
    let listener: Listener
    let connection: Connection
    let request: UnsafeMutablePointer<evhttp_request>
    let isHead: Bool

    func answer(_ reply: Reply) { listener.answer(self, reply) }
}
