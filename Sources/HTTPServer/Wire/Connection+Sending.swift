import CEvent
import Crypto

/// How answers leave: at once where the socket takes them, the rest when it has room again.
extension Connection {
    /// Sends what is ready.
    func flush() {
        let loop = listener.loop
        guard !loop.output.isEmpty else { return }
        if !isClosed {
            let sent = pending.isEmpty ? loop.output.bytes.withUnsafeBytes(write) : 0
            if sent < loop.output.count, !isClosed { pending.add(.bytes(loop.output.bytes), from: sent) }
        }
        loop.output.removeAll()
        if !pending.isEmpty { awaitWriting() }
    }

    func send(_ body: Reply.Body) {
        if isClosed { return }
        let sent = pending.isEmpty ? body.withUnsafeBytes(write) : 0
        if sent < body.count, !isClosed { pending.add(body, from: sent) }
        if !pending.isEmpty { awaitWriting() }
    }

    /// Sends as much as the socket takes; how much that was.
    private func write(_ bytes: UnsafeRawBufferPointer) -> Int {
        var sent = 0
        while sent < bytes.count {
            switch stream.write(UnsafeRawBufferPointer(rebasing: bytes[sent...])) {
            case .moved(let count): sent += count
            case .awaitsWriting: return sent
            case .awaitsReading, .ended:  // a client does not shake hands anew
                close()
                return sent
            }
        }
        return sent
    }

    func awaitWriting() {
        guard !isWriting, !isClosed else { return }
        if writing == nil {
            let unowned = Unmanaged.passUnretained(self).toOpaque()
            writing = event_new(listener.loop.base, stream.descriptor, Int16(EV_WRITE | EV_PERSIST), canWrite, unowned)
        }
        guard let writing, event_add(writing, nil) == 0 else { return close() }
        isWriting = true
    }

    fileprivate func socketHasRoom() {
        quietTicks = 0
        while let (body, start) = pending.first {
            let sent = body.withUnsafeBytes { write(UnsafeRawBufferPointer(rebasing: $0[start...])) }
            if isClosed { return }
            pending.drop(sent)
            if start + sent < body.count { return }
        }
        if let writing, isWriting { event_del(writing) }
        isWriting = false
        if held.isEmpty, mayRead { bytesHaveCome() }  // a handshake goes on
        goOn()
    }
}

private let canWrite: event_callback_fn = { _, _, pointer in
    guard let pointer else { return }
    let connection = Unmanaged<Connection>.fromOpaque(pointer).takeUnretainedValue()
    withExtendedLifetime(connection) { connection.socketHasRoom() }
}
