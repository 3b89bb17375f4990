import HTTPServer

/// A line for every request that is answered (`--http-access-log-enabled`).
struct RequestLog: Sendable {
    let log: Log
    let time: TimeSource
    /// Whether the referring page and the client's program are logged too.
    let isCombined: Bool

    init(_ services: Services) {
        log = services.log
        time = services.time
        isCombined = services.settings.log.requestPattern != "common"
    }

    /// A handler that hands calls on to `handler` and logs what was answered.
    func around(_ handler: @escaping Handler) -> Handler {
        { call in
            let reply = await handler(call)
            log.info(line(call, reply), .access)
            return reply
        }
    }

    /// The common log format, or the combined one. A query is not logged: it may hold a code or a token.
    func line(_ call: Call, _ reply: Reply) -> String {
        let size = reply.body.count == 0 || call.method == .head ? "-" : String(reply.body.count)
        let common =
            "\(call.remoteAddress) - - [\(LocalTime(time.milliseconds()).webText)] "
            + "\"\(call.method.rawValue) \(call.path)\(call.query == nil ? "" : "?…") HTTP/1.1\" \(reply.status) \(size)"
        guard isCombined else { return common }
        return common + " \"\(call.headers["Referer"] ?? "-")\" \"\(call.headers["User-Agent"] ?? "-")\""
    }
}
