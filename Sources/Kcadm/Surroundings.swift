import HTTPServer

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Where a command reads and writes, and who sends its requests; tests put something else in its place.
public struct Surroundings: Sendable {
    /// What the program is called in messages.
    public var name: String
    /// The environment variables.
    public var environment: [String: String]
    /// Writes to standard output.
    public var write: @Sendable ([UInt8]) -> Void
    /// Writes a line to standard error.
    public var complain: @Sendable (String) -> Void
    /// Reads standard input to its end, or nil when it is longer than so many bytes.
    public var input: @Sendable (_ limit: Int) -> [UInt8]?
    /// Milliseconds since 1970.
    public var milliseconds: @Sendable () -> Int
    /// Sends requests.
    public var client: HTTPClient

    /// These surroundings.
    public init(
        name: String, environment: [String: String], client: HTTPClient, write: @escaping @Sendable ([UInt8]) -> Void,
        complain: @escaping @Sendable (String) -> Void, input: @escaping @Sendable (Int) -> [UInt8]?,
        milliseconds: @escaping @Sendable () -> Int
    ) {
        self.name = name
        self.environment = environment
        self.client = client
        self.write = write
        self.complain = complain
        self.input = input
        self.milliseconds = milliseconds
    }

    /// Those of the process.
    public static func process(name: String, environment: [String: String]) throws(ListenError) -> Surroundings {
        Surroundings(
            name: name, environment: environment, client: try HTTPClient(),
            write: { Files.write($0, to: STDOUT_FILENO) },
            complain: { Files.write(Array(($0 + "\n").utf8), to: STDERR_FILENO) },
            input: { Files.read(STDIN_FILENO, upTo: $0) },
            milliseconds: {
                var time = timespec()
                clock_gettime(CLOCK_REALTIME, &time)
                return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
            })
    }

    /// The system properties that `KC_OPTS` gives to Java, which runs Keycloak's kcadm.
    var javaProperties: [String: String] {
        let words = (environment["KC_OPTS"] ?? "").split { $0 == " " || $0 == "\t" || $0 == "\n" }
        let properties = words.filter { $0.hasPrefix("-D") }.map { $0.dropFirst(2).split(separator: "=", maxSplits: 1) }
        let pairs = properties.filter { $0.count == 2 }.map { (String($0[0]), String($0[1])) }
        return Dictionary(pairs) { $1 }
    }

    /// A line on standard output.
    func print(_ line: String) { write(Array((line + "\n").utf8)) }

    /// The password that is given, or one asked for where somebody can answer: kcadm takes none from a pipe.
    func secret(_ kind: String, _ given: String? = nil) throws(Failure) -> String {
        if let given { return given }
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
            throw .failed("Console is not active, but \(kind) is required")
        }
        write(Array("Enter \(kind):".utf8))
        var settings = termios()
        tcgetattr(STDIN_FILENO, &settings)
        var silent = settings
        silent.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings)
            write([UInt8(ascii: "\n")])
        }
        guard let secret = readLine() else { throw .failed("No \(kind) provided") }
        return secret
    }
}
