#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What a child gets besides its words. It heeds every signal, and has the open files that are not closed by `exec`.
public struct SpawnOptions: Sendable {
    /// The variables it sees; nil for those of this process.
    public var environment: [String: String]?
    /// The file that its standard output goes to, written anew; nil for that of this process.
    public var output: String?
    /// Whether its standard error goes where its standard output goes.
    public var joinsErrors = false
    /// Whether its standard input is empty instead of that of this process.
    public var hasNoInput = false
}

func spawn(_ words: [String], _ options: SpawnOptions) throws(SpawnError) -> pid_t {
    guard let program = words.first else { throw SpawnError("no program is named", ENOENT) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // A server ignores SIGPIPE and SIGXFSZ, and the threads that tasks run on block nearly every signal: a child that took
    // that over would not end by SIGINT or SIGTERM.
    var defaults = sigset_t()
    sigemptyset(&defaults)
    var blocked = defaults
    for number in [SIGPIPE, SIGXFSZ] { sigaddset(&defaults, number) }
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    posix_spawnattr_setsigmask(&attributes, &blocked)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    var files = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&files)
    defer { posix_spawn_file_actions_destroy(&files) }
    options.addActions(to: &files)
    let variables = options.environment?.map { "\($0.key)=\($0.value)" }
    var id = pid_t()
    let failure = withCStrings(words) { words in
        guard let variables else { return posix_spawnp(&id, program, &files, &attributes, words, environ) }
        return withCStrings(variables) { posix_spawnp(&id, program, &files, &attributes, words, $0) }
    }
    guard failure == 0 else { throw SpawnError("\(program): \(String(cString: strerror(failure)))", failure) }
    return id
}

extension SpawnOptions {
    fileprivate func addActions(to files: inout posix_spawn_file_actions_t) {
        if hasNoInput { posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0) }
        if let output { posix_spawn_file_actions_addopen(&files, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600) }
        if joinsErrors { posix_spawn_file_actions_adddup2(&files, 1, 2) }
    }
}

/// The texts as the array of C strings, ended by nil, that `exec` takes.
private func withCStrings<T>(_ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> T) -> T {
    let strings = texts.map { strdup($0) } + [nil]
    defer { for string in strings { free(string) } }
    return body(strings)
}
