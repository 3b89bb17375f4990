import CEvent
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// An HTTP/1.1 server: loops, one a core unless told otherwise, and the ports on which all of them listen.
public final class Server: Sendable {
    private struct State {
        var loops: [Loop] = []
        var listeners: [Listener] = []
        var isStarted = false
    }

    private let state = Mutex(State())
    private let loopCount: Int
    private let handler: Handler
    private let budget: BodyBudget
    private let shortage = Shortage()

    /// A server whose ports are answered by `handler` unless they have one of their own.
    ///
    /// All bodies that are on their way or being answered have `bodyBytes` of room together, those that an option lets be
    /// longer than others `longBodyBytes`. Who finds none is answered 503.
    public init(
        loops: Int = Server.cores, bodyBytes: Int = 64 << 20, longBodyBytes: Int = 256 << 20, handler: @escaping Handler
    ) {
        loopCount = max(loops, 1)
        self.handler = handler
        budget = BodyBudget(ordinary: bodyBytes, long: longBodyBytes)
        cevent_keep_large_blocks_apart()
        signal(SIGPIPE, SIG_IGN)  // or writing to a client that has gone ends the process
        signal(SIGXFSZ, SIG_IGN)  // or writing beyond a limit of file sizes does
    }

    deinit {
        let state = state.withLock { $0 }
        if !state.isStarted { for listener in state.listeners { listener.close() } }
    }

    /// Gives the system back what a large request needed; takes milliseconds, so not on a loop.
    public static func giveMemoryBack() { cevent_give_memory_back() }

    /// How many processors this process may use.
    public static var cores: Int { max(Int(cevent_usable_cores()), 1) }

    /// The server's loops, once it listens.
    public var loops: [Loop] { state.withLock { $0.loops } }

    /// Begins to listen on a port and returns it. Connections are answered once the server is started.
    @discardableResult
    public func listen(_ options: ServerOptions, handler: Handler? = nil) throws(ListenError) -> Int {
        raiseDescriptorLimit()
        let handler = handler ?? self.handler
        return try state.withLock { state throws(ListenError) in
            try makeLoops(&state)
            let loops = state.loops.prefix(max(options.loops ?? state.loops.count, 1))
            let taken = state.listeners.map(\.port)
            let sockets = try ListeningSocket.open(count: loops.count, options, taken: taken)
            for (loop, socket) in zip(loops, sockets) {
                state.listeners.append(try Listener(on: loop, socket, options, budget, shortage, handler))
            }
            return sockets[0].port
        }
    }

    /// Starts the loops' threads; at least one port must be open. More ports may be opened later.
    public func start() {
        state.withLock { state in
            if !state.isStarted { for loop in state.loops { loop.start() } }
            state.isStarted = true
        }
    }

    /// Stops: accepts nothing more, lets requests under way end for at most `grace`, closes all connections and ends the
    /// threads. A server that is dropped without a stop goes on.
    public func stop(within grace: Duration = .seconds(5)) async {
        let (isStarted, loops, listeners) = state.withLock { state in
            defer { state = State() }
            return (state.isStarted, state.loops, state.listeners)
        }
        guard isStarted else { return listeners.forEach { $0.close() } }
        for listener in listeners { await listener.loop.run { listener.stopAccepting() } }
        let end = ContinuousClock.now + grace
        for listener in listeners {
            while await !listener.loop.run({ listener.isIdle }), ContinuousClock.now < end {
                try? await Task.sleep(for: .milliseconds(2))
            }
            await listener.loop.run { listener.close() }
        }
        for loop in loops {
            await loop.run { for exchange in loop.exchanges.values { exchange.end(.failure(.stopped)) } }
            await loop.end()
        }
    }

    private func makeLoops(_ state: inout State) throws(ListenError) {
        while state.loops.count < loopCount { state.loops.append(try Loop()) }
    }
}

/// Ten thousand connections need more descriptors than the usual soft limit of 1,024.
private func raiseDescriptorLimit() {
    var limit = rlimit()
    #if canImport(Glibc)
        let which = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
        let which = RLIMIT_NOFILE
    #endif
    guard getrlimit(which, &limit) == 0, limit.rlim_cur < limit.rlim_max else { return }
    limit.rlim_cur = min(limit.rlim_max, 1 << 20)
    setrlimit(which, &limit)
}
