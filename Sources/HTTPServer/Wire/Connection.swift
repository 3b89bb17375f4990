import CEvent
import Crypto

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One client's connection. `evhttp` understands requests leniently and differently from what gateways in front of us
/// may understand, so it never sees what a client sent: this object reads the bytes as they come into the connection's
/// buffer, checks them, and puts requests of its own making in their place, `GET /7` for the connection numbered 7. What
/// the client really asked waits in `heads` until `evhttp` calls back for it.
final class Connection: @unchecked Sendable {  // used on its loop's thread only
    enum Expecting: Equatable {
        case head
        case body(Int)
        case chunkSize
        case chunkData(Int)
        case chunkEnd
        case trailers
        /// The rest of a body that is too long: read before the refusal, or its client might never see that.
        case excess(Int)
        /// What follows the last request of a connection.
        case nothing
    }

    let listener: Listener
    let number: Int
    let stream: OpaquePointer
    /// The `evhttp_connection`, known when the first bytes come.
    private(set) var http: OpaquePointer?
    private(set) var remoteAddress = ""
    /// The request that a handler is answering.
    var underWay: UnsafeMutablePointer<evhttp_request>?
    /// Set when `underWay` was freed under its handler, at the end of the server.
    var isAbandoned = false
    lazy var clientCertificate = bufferevent_openssl_get_ssl(stream).flatMap(TLSContext.peerCertificate)

    var expecting = Expecting.head
    var heads: [RequestHead] = []
    /// The beginning of a head or line whose end has not come yet.
    var held: [UInt8] = []
    var bodyBytes = 0
    var trailerBytes = 0
    var discardsChunks = false
    /// Whether the request that is being read is the last.
    var isLast = false
    private let plainHead: [UInt8]
    private var isRewriting = false
    private var isPartial = false
    private var isWaiting = false
    private var partialSince = timeval()

    init(_ listener: Listener, number: Int, stream: OpaquePointer) {
        self.listener = listener
        self.number = number
        self.stream = stream
        plainHead = Array("GET /\(number) HTTP/1.1\r\n\r\n".utf8)
    }

    /// Bytes have come: the last `added` of `input`. What is before them has been read here already.
    func received(_ input: OpaquePointer, added: Int) {
        guard !isRewriting else { return }
        if http == nil, !adopt() { return }
        if case .body(let rest) = expecting, added < rest {
            expecting = .body(rest - added)  // straight on to evhttp, which waits for the whole body
        } else {
            rewrite(input, added: added)
        }
        watchClock()
    }

    private func rewrite(_ input: OpaquePointer, added: Int) {
        isRewriting = true
        defer { isRewriting = false }
        let output = listener.loop.scratch
        let ready = evbuffer_get_length(input) - added
        if ready > 0 { evbuffer_remove_buffer(input, output, ready) }
        if ready > listener.mostBytesWaiting { abort() }
        while evbuffer_get_length(input) > 0 { step(input, output) }
        evbuffer_add_buffer(input, output)
    }

    /// Finds the `evhttp_connection`, which its buffer's callbacks have as argument, to be told of its end.
    private func adopt() -> Bool {
        var argument: UnsafeMutableRawPointer?
        bufferevent_getcb(stream, nil, nil, nil, &argument)
        guard let argument else { return false }
        let http = OpaquePointer(argument)
        guard evhttp_connection_get_bufferevent(http) == stream else { return false }
        self.http = http
        evhttp_connection_set_closecb(
            http,
            { _, connection in
                guard let connection else { return }
                Unmanaged<Connection>.fromOpaque(connection).takeUnretainedValue().closed()
            }, Unmanaged.passUnretained(self).toOpaque())
        var address: UnsafeMutablePointer<CChar>?
        var port: UInt16 = 0
        evhttp_connection_get_peer(http, &address, &port)
        if let address { remoteAddress = String(cString: address) }
        listener.adopted(self)
        return true
    }

    private func closed() {
        stopListening()
        listener.closed(self)
    }

    func stopListening() {
        evbuffer_remove_cb(
            bufferevent_get_input(stream), bytesHaveCome, Unmanaged.passUnretained(self).toOpaque())
    }

    /// A request that has begun must come in time: a silent client meets the shorter timeout of its connection, one that
    /// sends a byte now and then is refused here.
    private func watchClock() {
        let nowPartial = expecting != .nothing && (expecting != .head || !held.isEmpty)
        if nowPartial != isPartial {
            isPartial = nowPartial
            if isPartial { event_base_gettimeofday_cached(listener.loop.base, &partialSince) }
            if !isWaiting { limitSilence(isPartial ? listener.requestTimeout : listener.idleTimeout) }
        } else if isPartial {
            var now = timeval()
            event_base_gettimeofday_cached(listener.loop.base, &now)
            if now.microseconds - partialSince.microseconds > listener.requestTimeout.microseconds { abort() }
        }
    }

    /// How long the client may neither send nor take anything.
    func limitSilence(_ span: timeval) {
        var span = span
        bufferevent_set_timeouts(stream, &span, &span)
    }

    /// A handler may wait as long as it likes, also when its client is silent meanwhile.
    func waitsForHandler() {
        isWaiting = true
        limitSilence(timeval(tv_sec: 366 * 86_400, tv_usec: 0))
    }

    func handlerHasAnswered() {
        guard isWaiting else { return }
        isWaiting = false
        limitSilence(isPartial ? listener.requestTimeout : listener.idleTimeout)
    }

    /// Ends the connection without an answer; `evhttp` then finds its end.
    func abort() {
        expecting = .nothing
        shutdown(bufferevent_getfd(stream), Int32(SHUT_RDWR))
    }

    /// Queues what the client asked and writes what `evhttp` reads in its place.
    func pass(_ head: RequestHead, to output: OpaquePointer) {
        heads.append(head)
        // Who sends many requests ahead waits until those are answered: nothing is read while anything is left to read
        // for evhttp.
        if heads.count == 64 { bufferevent_setwatermark(stream, Int16(EV_READ), 0, 1) }
        if head.framing == .none, !head.closes, !head.isHTTP10 {
            evbuffer_add(output, plainHead, plainHead.count)
            return
        }
        var text = "\(head.framing == .none ? "GET" : "POST") /\(number) HTTP/1.\(head.isHTTP10 ? 0 : 1)\r\n"
        if head.closes {
            text += "Connection: close\r\n"
        } else if head.isHTTP10 {
            text += "Connection: keep-alive\r\n"
        }
        switch head.framing {
        case .none: break
        case .length(let length): text += "Content-Length: \(length)\r\n"
        case .chunked: text += "Transfer-Encoding: chunked\r\n"
        }
        if head.expectsContinue { text += "Expect: 100-continue\r\n" }
        text += "\r\n"
        add(text, to: output)
    }

    /// The request that `evhttp` has read.
    func nextHead() -> RequestHead? {
        guard !heads.isEmpty else { return nil }
        if heads.count == 2 { bufferevent_setwatermark(stream, Int16(EV_READ), 0, 0) }  // of the last more may come
        return heads.removeFirst()
    }

    func add(_ text: String, to output: OpaquePointer) {
        var text = text
        text.withUTF8 { _ = evbuffer_add(output, $0.baseAddress, $0.count) }
    }
}

/// Called for every change of a connection's input buffer.
let bytesHaveCome: evbuffer_cb_func = { input, change, connection in
    guard let input, let change, change.pointee.n_added > 0, let connection else { return }
    Unmanaged<Connection>.fromOpaque(connection).takeUnretainedValue()
        .received(input, added: change.pointee.n_added)
}
