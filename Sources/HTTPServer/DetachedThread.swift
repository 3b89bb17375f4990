#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Runs `body(argument)` on a thread of its own; false when the system has none left.
func startDetachedThread(
    _ body: @escaping @Sendable (UnsafeMutableRawPointer) -> Void, _ argument: UnsafeMutableRawPointer
) -> Bool {
    let box = Unmanaged.passRetained(ThreadBody(body, argument)).toOpaque()
    #if canImport(Glibc)
        var thread = pthread_t()
        let result = pthread_create(&thread, nil, { runThread($0) }, box)
        if result == 0 { pthread_detach(thread) }
    #else
        var thread: pthread_t?
        let result = pthread_create(&thread, nil, { runThread($0) }, box)
        if let thread { pthread_detach(thread) }
    #endif
    if result != 0 { Unmanaged<ThreadBody>.fromOpaque(box).release() }
    return result == 0
}

private final class ThreadBody {
    let body: (UnsafeMutableRawPointer) -> Void
    let argument: UnsafeMutableRawPointer

    init(_ body: @escaping (UnsafeMutableRawPointer) -> Void, _ argument: UnsafeMutableRawPointer) {
        self.body = body
        self.argument = argument
    }
}

private nonisolated func runThread(_ box: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let box else { return nil }
    let thread = Unmanaged<ThreadBody>.fromOpaque(box).takeRetainedValue()
    thread.body(thread.argument)
    return nil
}
