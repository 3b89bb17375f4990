import JSON

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The config file, which only its owner may read: it has tokens.
struct ConfigFile: Sendable {
    let path: String

    /// A longer one is no config file.
    private static let longest = 10 << 20

    /// The file that the options name, `~/.keycloak/kcadm.config` by default; nil with `--no-config`.
    init?(_ words: Words, _ surroundings: Surroundings) throws(Failure) {
        let given = words["--config"]
        if words.has("--no-config") {
            if given != nil { throw .misuse("Options --config and --no-config are mutually exclusive") }
            return nil
        }
        path = given ?? Self.home(surroundings.environment["HOME"]) + "/.keycloak/kcadm.config"
    }

    private static func home(_ variable: String?) -> String {
        if let variable, !variable.isEmpty { return variable }
        return getpwuid(getuid())?.pointee.pw_dir.map { String(cString: $0) } ?? "/"
    }

    /// What it says; nothing when there is none.
    func read() throws(Failure) -> Configuration {
        try parsed(try Files.contents(of: path, upTo: Self.longest) ?? [])
    }

    /// Changes what it says, while nobody else does.
    func update(_ change: (inout Configuration) -> Void) throws(Failure) {
        makeFolder()
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure("create") }
        defer { close(descriptor) }
        while flock(descriptor, LOCK_EX) != 0 { if errno != EINTR { throw failure("lock") } }
        guard let bytes = Files.read(descriptor, upTo: Self.longest) else {
            throw .failed("Config file \(path) is too big")
        }
        var configuration = try parsed(bytes)
        change(&configuration)
        let isWritten =
            lseek(descriptor, 0, SEEK_SET) == 0 && ftruncate(descriptor, 0) == 0
            && Files.write(Array(configuration.text.utf8), to: descriptor)
        if !isWritten { throw failure("save") }
    }

    private func parsed(_ bytes: [UInt8]) throws(Failure) -> Configuration {
        do throws(JSONError) { return try Configuration(bytes) } catch {
            throw .failed("Failed to load \(path): \(error)")
        }
    }

    private func makeFolder() {
        var folder = ""
        for part in path.split(separator: "/").dropLast() {
            folder += (folder.isEmpty && !path.hasPrefix("/") ? "" : "/") + part
            mkdir(folder, 0o700)
        }
    }

    private func failure(_ what: String) -> Failure {
        .failed("Failed to \(what) config file: \(path): \(String(cString: strerror(errno)))")
    }
}
