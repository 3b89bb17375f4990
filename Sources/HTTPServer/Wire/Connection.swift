import CEvent
import Crypto

/// One client's connection: reads requests, has them answered one after the other, and sends the answers. What comes
/// while an answer is awaited or not yet taken stays in the socket, so that its client must wait.
final class Connection: @unchecked Sendable {  // used on its loop's thread only
    let listener: Listener
    let stream: Stream
    /// Where the listener keeps it.
    var index = 0
    /// The client's address without its port.
    let remoteAddress: String
    private(set) lazy var clientCertificate = stream.clientCertificate
    private(set) var isClosed = false

    private var reading: OpaquePointer?
    var writing: OpaquePointer?
    private var isReading = true
    var isWriting = false

    var reader: RequestReader
    /// What has come and was not read yet: the beginning of a head, or requests behind the one that is being answered.
    private(set) var held: [UInt8] = []
    private var heldStart = 0
    private var isConsuming = false

    /// The request that is being answered.
    var underWay: RequestHead?
    /// What the client has not taken yet.
    var pending = PendingOutput()
    /// Whether nothing more is read, and the connection ends once its last answer is out.
    private var isLast = false
    /// Whether what the client still sends is thrown away, so that it sees the last answer: a socket that is closed with
    /// bytes unread takes back what it has sent.
    private var discards = false
    private var discarded = 0
    private var hasFinished = false
    /// How many of the listener's ticks nothing has happened that must.
    var quietTicks = 0
    var share = BodyBudget.Share()

    init(_ listener: Listener, _ stream: Stream, remoteAddress: String) {
        self.listener = listener
        self.stream = stream
        self.remoteAddress = remoteAddress
        reader = RequestReader(
            maxHeaderBytes: listener.options.maxHeaderBytes, bodyLimit: listener.options.maxBodyBytes,
            readsScripts: listener.options.readsScripts)
    }

    /// Waits for the first bytes; false when the system has no room for that.
    func begin() -> Bool {
        let unowned = Unmanaged.passUnretained(self).toOpaque()
        reading = event_new(listener.loop.base, stream.descriptor, Int16(EV_READ | EV_PERSIST), canRead, unowned)
        return reading.map { event_add($0, nil) == 0 } ?? false
    }

    /// Whether no answer is awaited or on its way.
    var isIdle: Bool { underWay == nil && pending.isEmpty }

    // MARK: Reading

    var mayRead: Bool { isIdle && !isLast && !isClosed }

    func bytesHaveCome() {
        guard mayRead || discards else { return readLater() }
        switch stream.read(into: listener.loop.input) {
        case .moved(let count):
            let fresh = UnsafeRawBufferPointer(rebasing: listener.loop.input[..<count])
            if discards { discard(count) } else { received(fresh) }
        case .awaitsReading: break
        case .awaitsWriting: awaitWriting()  // a handshake
        case .ended: close()
        }
    }

    private func received(_ fresh: UnsafeRawBufferPointer) {
        if held.isEmpty, reader.isBetweenRequests { quietTicks = 0 }
        if held.isEmpty {
            let used = consume(fresh)
            if used < fresh.count, !isLast, !isClosed { held = Array(fresh[used...]) }
        } else {
            if heldStart > 0 { held.removeSubrange(..<heldStart) }
            heldStart = 0
            held += fresh
            consumeHeld()
        }
        goOn()
    }

    /// Sends what is ready and reads on for as long as there is something to read and nobody to wait for.
    func goOn() {
        flush()
        while mayRead, heldStart < held.count {
            let before = heldStart
            consumeHeld()
            flush()
            if heldStart == before { break }
        }
        if isClosed { return }
        if isLast, isIdle { return finish() }
        if mayRead, !isReading, let reading {
            isReading = true
            event_add(reading, nil)
        }
    }

    private func readLater() {
        guard isReading, let reading else { return }
        isReading = false
        event_del(reading)
    }

    private func consumeHeld() {
        let bytes = held  // not copied: nothing changes `held` meanwhile
        heldStart += bytes.withUnsafeBytes { consume(UnsafeRawBufferPointer(rebasing: $0[heldStart...])) }
        if isLast || heldStart >= held.count {
            held = []
            heldStart = 0
        }
    }

    /// Reads requests and has them answered until one must wait; how many bytes were used.
    private func consume(_ bytes: UnsafeRawBufferPointer) -> Int {
        isConsuming = true
        defer { isConsuming = false }
        var used = 0
        do throws(Refusal) {
            while mayRead, listener.loop.output.count < 65_536 {
                switch try reader.read(bytes, &used) {
                case .incomplete:
                    guard listener.budget.raise(&share, to: reader.body.count) else { throw .noRoom }
                    return used
                case .awaitsContinue:
                    listener.loop.output.addContinue()
                case .exceedsLimit(let head):
                    try listener.askForRoom(self, head)
                case .request(let head, let body):
                    quietTicks = 0
                    guard listener.budget.raise(&share, to: body.count) else { throw .noRoom }
                    reader.bodyLimit = listener.options.maxBodyBytes
                    underWay = head
                    listener.serve(self, head, body)
                }
            }
        } catch {
            refuse(error)
        }
        return used
    }

    /// Reads the body that was too long, if it may be that long.
    func raiseLimit(to limit: Int) {
        guard !isClosed else { return }
        underWay = nil
        quietTicks = 0
        guard limit > reader.bodyLimit else { return refuse(.bodyTooLong) }
        reader.bodyLimit = limit
        listener.budget.lengthen(&share)
        if !isConsuming { goOn() }
    }

    // MARK: Answering

    /// Answers the request under way and goes on with the next.
    func answer(_ reply: Reply, closing: Bool) {
        guard let head = underWay, !isClosed else { return }
        underWay = nil
        quietTicks = 0
        listener.budget.release(&share)
        let closes = closing || head.closes
        listener.loop.output.addHead(of: reply, to: head, closing: closes)
        if head.method != .head, hasBody(reply.status) { add(reply.body) }
        if reply.body.count > 1 << 18 { FreedMemory.shared.note(reply.body.count) }
        if closes { isLast = true }
        if !isConsuming { goOn() }
    }

    private func add(_ body: Reply.Body) {
        if body.count <= Output.mostCopied { return listener.loop.output.add(body) }
        flush()
        send(body)
    }

    /// Answers what cannot be understood or taken, and reads nothing after it.
    func refuse(_ refusal: Refusal) {
        let reply = Reply.text(refusal.reason + "\n", status: refusal.status)
        listener.budget.release(&share)
        reader.body = []
        listener.loop.output.addHead(of: reply, to: RequestHead(), closing: true)
        listener.loop.output.add(reply.body)
        isLast = true
        discards = true
        quietTicks = 0
        if !isConsuming { goOn() }
    }

    // MARK: End

    private func finish() {
        guard discards else { return close() }
        if hasFinished { return }
        hasFinished = true
        stream.finish()
        if !isReading, let reading {
            isReading = true
            event_add(reading, nil)
        }
    }

    private func discard(_ count: Int) {
        discarded += count
        if discarded > listener.mostBytesDiscarded { close() }
    }

    /// Ends the connection at once. A handler that still runs may end, its answer goes nowhere.
    func close() {
        guard !isClosed else { return }
        isClosed = true
        if let reading { event_free(reading) }
        if let writing { event_free(writing) }
        reading = nil
        writing = nil
        stream.close()
        pending = PendingOutput()
        let freed = held.count + reader.body.count + stream.weight
        if freed >= 1 << 13 { FreedMemory.shared.note(freed) }
        held = []
        listener.budget.release(&share)
        listener.forget(self)
    }

    /// Called every `Listener.tick`. A handler may wait as long as it likes, a client may not.
    func tick() {
        if underWay != nil, pending.isEmpty { return quietTicks = 0 }
        quietTicks += 1
        let hasBegun = !reader.isBetweenRequests || !held.isEmpty || discards
        if quietTicks > (hasBegun && pending.isEmpty ? listener.requestTicks : listener.idleTicks) { close() }
    }
}

private let canRead: event_callback_fn = { _, _, pointer in
    guard let pointer else { return }
    let connection = Unmanaged<Connection>.fromOpaque(pointer).takeUnretainedValue()
    withExtendedLifetime(connection) { connection.bytesHaveCome() }
}
