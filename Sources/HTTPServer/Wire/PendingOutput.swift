/// What a client has not taken yet, in its order; long bodies lie where the handler left them.
struct PendingOutput {
    private var pieces: [(body: Reply.Body, start: Int)] = []

    var isEmpty: Bool { pieces.isEmpty }
    var first: (body: Reply.Body, start: Int)? { pieces.first }

    mutating func add(_ body: Reply.Body, from start: Int) { pieces.append((body, start)) }

    /// Forgets so many bytes of the first piece, and the piece once it is sent.
    mutating func drop(_ count: Int) {
        pieces[0].start += count
        if pieces[0].start >= pieces[0].body.count { pieces.removeFirst() }
    }
}
