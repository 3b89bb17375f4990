import CEvent
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One libevent loop, run by one thread, and the executor of every task that serves its connections: what waits resumes
/// on the thread that it began on.
public final class Loop: TaskExecutor, @unchecked Sendable {  // the queue is locked, the rest is of the loop's thread
    private struct Queue {
        var jobs: [UnownedJob] = []
        var spare: [UnownedJob] = []
        var isOver = false
        var awaitingEnd: CheckedContinuation<Void, Never>?
    }

    let base: OpaquePointer
    /// Where incoming bytes arrive; nothing of a connection is left in it between two events.
    let input = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 16)
    /// What the connection whose event is being handled is about to send.
    var output = Output()
    private let queue = Mutex(Queue())
    private var wake: OpaquePointer?
    /// What accepts connections on this loop; kept here so that it lives as long as it may be called.
    let listeners = Mutex<[Listener]>([])
    /// The outbound requests that this loop serves.
    var exchanges: [ObjectIdentifier: Exchange] = [:]

    init() throws(ListenError) {
        // Changes of what a connection waits for are told to the kernel together: 15 % more answers a second.
        let options = event_config_new()
        defer { if let options { event_config_free(options) } }
        if let options {
            event_config_set_flag(options, Int32(EVENT_BASE_FLAG_EPOLL_USE_CHANGELIST.rawValue))
            // What comes in is looked at after so long: a task that yields would else be resumed again and again first.
            var turn = Duration.milliseconds(2).timeval
            event_config_set_max_dispatch_interval(options, &turn, -1, 0)
        }
        guard usesThreads, let base = event_base_new_with_config(options) else {
            throw ListenError(description: "cannot make an event loop", code: errno)
        }
        self.base = base
        wake = event_new(base, -1, Int16(EV_PERSIST), drainJobs, Unmanaged.passUnretained(self).toOpaque())
        event_add(wake, nil)
    }

    deinit {
        event_free(wake)
        input.deallocate()
        event_base_free(base)
    }

    /// Runs a job on the loop's thread as soon as that is free.
    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        enum Next { case wake, nothing, elsewhere }
        let next: Next = queue.withLock { queue in
            if queue.isOver { return .elsewhere }
            queue.jobs.append(job)
            return queue.jobs.count == 1 ? .wake : .nothing
        }
        switch next {
        case .wake: event_active(wake, Int32(EV_TIMEOUT), 0)
        case .nothing: break
        case .elsewhere: globalConcurrentExecutor.enqueue(job)  // what outlives its loop still ends
        }
    }

    fileprivate func drain() {
        var ready = queue.withLock { queue in
            let ready = queue.jobs
            queue.jobs = queue.spare
            queue.spare = []
            return ready
        }
        let executor = asUnownedTaskExecutor()
        for job in ready { job.runSynchronously(on: executor) }
        ready.removeAll(keepingCapacity: true)
        queue.withLock { $0.spare = ready }
    }

    /// Starts the thread that runs the loop until `end()`.
    func start() {
        let loop = Unmanaged.passRetained(self).toOpaque()
        let isStarted = startDetachedThread(
            { Unmanaged<Loop>.fromOpaque($0).takeRetainedValue().run() }, loop)
        if !isStarted { Unmanaged<Loop>.fromOpaque(loop).release() }
    }

    fileprivate func run() {
        event_base_loop(base, Int32(EVLOOP_NO_EXIT_ON_EMPTY))
        let (rest, awaiting) = queue.withLock { queue in
            defer { queue.jobs = [] }
            queue.isOver = true
            return (queue.jobs, queue.awaitingEnd)
        }
        for job in rest { globalConcurrentExecutor.enqueue(job) }
        awaiting?.resume()
    }

    /// Whether the thread has ended.
    var isOver: Bool { queue.withLock { $0.isOver } }

    /// Stops the thread after what it is doing and waits until it has ended.
    func end() async {
        await withCheckedContinuation { continuation in
            let isOver = queue.withLock { queue in
                if !queue.isOver { queue.awaitingEnd = continuation }
                return queue.isOver
            }
            if isOver { return continuation.resume() }
            // On its own thread: a loop forgets a break that comes before it runs.
            Task(executorPreference: self) { _ = event_base_loopbreak(self.base) }
        }
    }

    /// Runs `body` on the loop's thread.
    func run<T: Sendable>(_ body: @escaping @Sendable () -> T) async -> T {
        await Task(executorPreference: self) { body() }.value
    }
}

/// Sets libevent up, once: two threads that do it at the same time make it abort.
private let usesThreads: Bool = {
    event_set_log_callback { _, _ in }  // libevent would write to standard error
    return evthread_use_pthreads() == 0
}()

private let drainJobs: event_callback_fn = { _, _, loop in
    guard let loop else { return }
    Unmanaged<Loop>.fromOpaque(loop).takeUnretainedValue().drain()
}

extension Duration {
    /// The same span for libevent, at least a millisecond: zero would mean none.
    var timeval: timeval {
        let (seconds, attoseconds) = components
        let microseconds = seconds <= 0 ? max(attoseconds / 1_000_000_000_000, 1_000) : attoseconds / 1_000_000_000_000
        #if canImport(Glibc)
            return Glibc.timeval(tv_sec: Int(max(seconds, 0)), tv_usec: Int(microseconds))
        #else
            return Darwin.timeval(tv_sec: Int(max(seconds, 0)), tv_usec: Int32(microseconds))
        #endif
    }
}
