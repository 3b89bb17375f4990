import HTTPServer
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The figures of `/metrics`, under the names that Keycloak gives them. Those it has and we cannot know (the Java machine,
/// its pools and caches) are missing.
final class Metrics: Sendable {
    /// Answers by method and status: one counter a pair, so that counting is one addition.
    private let answers: Counters
    /// How often something that is not implemented was asked for.
    private let lacking = Mutex<[String: Int]>([:])
    /// Nanoseconds since some moment, when the server was made.
    private let start = monotonicNanoseconds()
    private let startSeconds: Int

    init(startedAt seconds: Int) {
        startSeconds = seconds
        answers = Counters(count: Self.methods.count * 500)
    }

    private static let methods = ["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "OTHER"]

    /// Counts an answer.
    func count(_ method: HTTPMethod, _ status: Int) {
        let row =
            switch method {
            case .get: 0
            case .post: 1
            case .put: 2
            case .delete: 3
            case .head: 4
            case .options: 5
            case .patch: 6
            default: 7
            }
        answers.add(row * 500 + min(max(status, 100), 599) - 100)
    }

    /// Counts something that is not implemented; whether it is asked for the first time.
    func isFirst(_ refusal: NotImplemented) -> Bool {
        lacking.withLock { counts in
            counts[refusal.what, default: 0] += 1
            return counts[refusal.what] == 1
        }
    }

    /// The figures in OpenMetrics' text format, or in Prometheus' 0.0.4 for who asks for that, as Quarkus' handler chooses
    /// (modelled after its PrometheusHandler).
    func reply(accepting types: String?) -> Reply {
        let isPlain = types?.hasPrefix("text/plain") == true
        let type = isPlain ? "text/plain; version=0.0.4" : "application/openmetrics-text; version=1.0.0"
        return Reply(
            status: 200, headers: [("Content-Type", type + "; charset=utf-8")],
            body: .bytes(Array((isPlain ? text(isOpen: false) : text(isOpen: true) + "# EOF\n").utf8)))
    }

    /// OpenMetrics calls a counter by its name without the `_total` of its samples; the older format knows no such difference.
    private func text(isOpen: Bool) -> String {
        var lines: [String] = []
        func family(_ name: String, _ kind: String, _ help: String, _ samples: [(labels: String, value: String)]) {
            let suffix = ["summary": "_count", "counter": "_total"][kind] ?? ""
            let shown = kind == "counter" && !isOpen ? name + suffix : name
            lines += ["# HELP \(shown) \(help)", "# TYPE \(shown) \(kind)"]
            lines += samples.map { name + suffix + $0.labels + " " + $0.value }
        }
        family("http_server_requests_seconds", "summary", "How many requests were answered.", requests)
        let lacking = lacking.withLock { $0.sorted { $0.key < $1.key } }
        if !lacking.isEmpty {
            family(
                "mockidp_not_implemented", "counter", "How often it was asked for what there is not.",
                lacking.map { ("{what=\"\($0.key)\"}", "\($0.value).0") })
        }
        let uptime = Double(monotonicNanoseconds() - start) / 1e9
        family("process_uptime_seconds", "gauge", "How long the server has been running.", [("", "\(uptime)")])
        family("process_start_time_seconds", "gauge", "When it began, since 1970.", [("", "\(startSeconds).0")])
        family("process_cpu_time_ns", "counter", "Processor time used.", [("", "\(processNanoseconds()).0")])
        family("process_files_max_files", "gauge", "How many files may be open.", [("", "\(descriptorLimit()).0")])
        if let open = try? Files.names(in: "/proc/self/fd").count {
            family("process_files_open_files", "gauge", "How many files are open.", [("", "\(open).0")])
        }
        family("system_cpu_count", "gauge", "How many processors there are.", [("", "\(Server.cores).0")])
        if let load = loadAverage() {
            family("system_load_average_1m", "gauge", "Processes that run or wait, over a minute.", [("", "\(load)")])
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private var requests: [(labels: String, value: String)] {
        Self.methods.indices.flatMap { row in
            (100...599).compactMap { status in
                let count = answers.value(row * 500 + status - 100)
                guard count > 0 else { return nil }
                let labels = "{method=\"\(Self.methods[row])\",outcome=\"\(outcome(status))\",status=\"\(status)\"}"
                return (labels, "\(count).0")
            }
        }
    }

    private func outcome(_ status: Int) -> String {
        switch status {
        case ..<200: "INFORMATIONAL"
        case ..<300: "SUCCESS"
        case ..<400: "REDIRECTION"
        case ..<500: "CLIENT_ERROR"
        default: "SERVER_ERROR"
        }
    }
}

/// Numbers that many threads add to without waiting for one another.
private final class Counters: @unchecked Sendable {  // the pointer never changes, and what it points to is atomic
    private let values: UnsafeMutablePointer<Atomic<Int>>
    private let count: Int

    init(count: Int) {
        self.count = count
        values = .allocate(capacity: count)
        for index in 0..<count { (values + index).initialize(to: Atomic(0)) }
    }

    deinit {
        values.deinitialize(count: count)
        values.deallocate()
    }

    func add(_ index: Int) { values[index].wrappingAdd(1, ordering: .relaxed) }
    func value(_ index: Int) -> Int { values[index].load(ordering: .relaxed) }
}

private func monotonicNanoseconds() -> Int { nanoseconds(CLOCK_MONOTONIC) }
private func processNanoseconds() -> Int { nanoseconds(CLOCK_PROCESS_CPUTIME_ID) }

private func nanoseconds(_ clock: clockid_t) -> Int {
    var time = timespec()
    clock_gettime(clock, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
}

private func descriptorLimit() -> UInt64 {
    var limit = rlimit()
    #if canImport(Glibc)
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    #else
        getrlimit(RLIMIT_NOFILE, &limit)
    #endif
    return UInt64(limit.rlim_cur)
}

private func loadAverage() -> Double? {
    var load = 0.0
    return getloadavg(&load, 1) == 1 ? load : nil
}
