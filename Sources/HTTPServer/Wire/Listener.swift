import CEvent
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What answers requests.
public typealias Handler = @Sendable (Call) async -> Reply

/// One port on one loop: its connections, and the requests that handlers are answering.
final class Listener: @unchecked Sendable {  // made on any thread, used on its loop's thread only
    let loop: Loop
    let options: ServerOptions
    let port: Int
    let budget: BodyBudget
    /// The timeouts in ticks of the clock.
    let idleTicks: Int
    let requestTicks: Int
    private let tickLength: Duration
    private let handler: Handler
    private let shortage: Shortage
    private var acceptor: OpaquePointer?
    private var clock: OpaquePointer?
    private var pause: OpaquePointer?
    private var connections: [Connection] = []
    private var callsUnderWay = 0
    private var isStopping = false

    /// How much of what a refused client goes on to send is thrown away before its connection is closed.
    var mostBytesDiscarded: Int { 8 * options.maxBodyBytes + 65_536 }

    init(
        on loop: Loop, _ socket: ListeningSocket, _ options: ServerOptions, _ budget: BodyBudget, _ shortage: Shortage,
        _ handler: @escaping Handler
    ) throws(ListenError) {
        self.loop = loop
        self.options = options
        self.budget = budget
        self.shortage = shortage
        self.handler = handler
        port = socket.port
        tickLength = max(.milliseconds(5), min(.seconds(1), min(options.idleTimeout, options.requestTimeout) / 4))
        idleTicks = Int((options.idleTimeout / tickLength).rounded(.up))
        requestTicks = Int((options.requestTimeout / tickLength).rounded(.up))
        try listen(socket.descriptor)
        loop.listeners.withLock { $0.append(self) }
    }

    deinit { free() }

    private func listen(_ descriptor: Int32) throws(ListenError) {
        let unowned = Unmanaged.passUnretained(self).toOpaque()
        let flags = LEV_OPT_CLOSE_ON_FREE | LEV_OPT_CLOSE_ON_EXEC | LEV_OPT_DISABLED
        acceptor = evconnlistener_new(loop.base, clientHasCome, unowned, UInt32(flags), 0, descriptor)
        clock = event_new(loop.base, -1, Int16(EV_PERSIST), clockHasTicked, unowned)
        pause = event_new(loop.base, -1, 0, pauseIsOver, unowned)
        guard let acceptor, clock != nil, pause != nil else {
            throw ListenError(description: "cannot accept connections", code: 0)
        }
        evconnlistener_set_error_cb(acceptor, acceptingFailed)
        evconnlistener_enable(acceptor)
    }

    // MARK: Connections

    fileprivate func connect(_ descriptor: Int32, _ address: Address) {
        shortage.isOver()
        guard let stream = try? Stream(descriptor, options.tls) else { return }
        let connection = Connection(self, stream, remoteAddress: address.host)
        connection.index = connections.count
        connections.append(connection)
        if connections.count == 1 { startClock() }
        if !connection.begin() { connection.close() }
    }

    /// The timeouts of all connections are looked at together, now and then: they cost a request nothing.
    private func startClock() {
        guard let clock else { return }
        var span = tickLength.timeval
        event_add(clock, &span)
    }

    /// Without descriptors a waiting client can neither be taken nor refused: it is left alone for a moment.
    func pauseAccepting() {
        guard let acceptor, let pause else { return }
        shortage.report(String(cString: strerror(errno)), options.report)
        evconnlistener_disable(acceptor)
        var span = Duration.milliseconds(100).timeval
        event_add(pause, &span)
    }

    fileprivate func goOnAccepting() {
        if let acceptor { evconnlistener_enable(acceptor) }
    }

    func forget(_ connection: Connection) {
        guard connections.indices.contains(connection.index), connections[connection.index] === connection else {
            return
        }
        let last = connections.removeLast()
        if connections.isEmpty, let clock { event_del(clock) }
        guard last !== connection else { return }
        last.index = connection.index
        connections[last.index] = last
    }

    fileprivate func tick() {
        for connection in connections { connection.tick() }
    }

    // MARK: Requests

    func serve(_ connection: Connection, _ head: RequestHead, _ body: [UInt8]) {
        let call = call(connection, head, body)
        callsUnderWay += 1
        Task.immediate(executorPreference: loop) { [self, handler] in
            let reply = await handler(call)
            callsUnderWay -= 1
            connection.answer(reply, closing: isStopping)
        }
    }

    /// Lets the options decide how long this body may be, before any more of it is read.
    func askForRoom(_ connection: Connection, _ head: RequestHead) throws(Refusal) {
        guard let longest = options.longestBody, connection.reader.bodyLimit == options.maxBodyBytes else {
            throw .bodyTooLong
        }
        let call = call(connection, head, [])
        connection.underWay = head
        callsUnderWay += 1
        Task.immediate(executorPreference: loop) { [self] in
            let limit = await longest(call)
            callsUnderWay -= 1
            connection.raiseLimit(to: limit)
        }
    }

    private func call(_ connection: Connection, _ head: RequestHead, _ body: [UInt8]) -> Call {
        Call(
            method: head.method, target: head.target, headers: head.headers, body: body,
            remoteAddress: connection.remoteAddress, localPort: port, isTLS: options.tls != nil,
            clientCertificate: options.tls == nil ? nil : connection.clientCertificate)
    }

    // MARK: End

    func stopAccepting() {
        isStopping = true
        if let pause { event_free(pause) }
        if let acceptor { evconnlistener_free(acceptor) }
        pause = nil
        acceptor = nil
    }

    /// Whether no handler runs and every answer is out.
    var isIdle: Bool { callsUnderWay == 0 && connections.allSatisfy(\.isIdle) }

    /// Closes every connection. A handler that still runs may end, its answer goes nowhere.
    func close() {
        for connection in connections { connection.close() }
        free()
        loop.listeners.withLock { $0.removeAll { $0 === self } }
    }

    private func free() {
        stopAccepting()
        if let clock { event_free(clock) }
        clock = nil
    }
}

// MARK: What libevent calls

private func listener(_ pointer: UnsafeMutableRawPointer?) -> Listener? {
    pointer.map { Unmanaged<Listener>.fromOpaque($0).takeUnretainedValue() }
}

private let clientHasCome: evconnlistener_cb = { _, descriptor, address, length, pointer in
    guard let listener = listener(pointer), let address else { return }
    listener.connect(descriptor, Address(address, length: Int(length)))
}

private let acceptingFailed: evconnlistener_errorcb = { _, pointer in listener(pointer)?.pauseAccepting() }

private let clockHasTicked: event_callback_fn = { _, _, pointer in listener(pointer)?.tick() }

private let pauseIsOver: event_callback_fn = { _, _, pointer in listener(pointer)?.goOnAccepting() }
