/// Writes lines as Keycloak writes them: time, level, category, thread, a fixed message and what identifies the case, never
/// a token, code or secret.
public struct Log: Sendable {
    private let write: @Sendable (String) -> Void
    /// Which lines are wanted, and how they look.
    var settings = LogSettings()
    /// Milliseconds since 1970.
    var time = TimeSource.system
    /// What lines say of the thread.
    var thread = "executor-thread-1"

    /// A log that hands each line, without its end, to `write`.
    public init(_ write: @escaping @Sendable (String) -> Void) { self.write = write }

    /// Lines on standard error.
    public static let standardError = Log { LineWriter.errors.put($0) }

    /// Lines on standard output, each written out at once.
    public static let standardOutput = Log { LineWriter.output.put($0) }

    /// Lines at the end of a file, which is made with its folder when it is not there.
    public static func file(_ path: String) throws -> Log {
        let writer = LineWriter(try Files.openAtEnd(path))
        return Log { writer.put($0) }
    }

    /// A log whose lines go to another one too.
    public func and(_ other: Log) -> Log {
        let first = self
        return Log { line in
            first.line(line)
            other.line(line)
        }
    }

    /// The log on standard output and in a file that settings ask for.
    ///
    /// A file that cannot be written is said, and done without: Keycloak goes on, too.
    public static func places(of settings: Settings) -> Log {
        let hasConsole = settings.log.places.contains("console")
        let console = hasConsole ? standardOutput : silent
        guard settings.log.places.contains("file") else { return console }
        do { return console.and(try file(settings.log.file ?? "data/log/keycloak.log")) } catch {
            (hasConsole ? standardOutput : standardError).warning("nothing is logged to a file: \(error)")
            return console
        }
    }

    /// No lines at all: for tests.
    public static let silent = Log { _ in }

    /// The same log as a server's settings want it; with colours on a terminal, unless they say otherwise.
    public func following(_ settings: Settings, onTerminal: Bool = false) -> Log {
        var log = self
        log.settings = settings.log
        log.settings.isColoured = settings.log.isColoured ?? onTerminal
        return log
    }

    /// The same log without lines that only inform.
    public func warnings() -> Log {
        var log = self
        log.settings.root = max(log.settings.root, .warn)
        return log
    }

    /// The same log, for what the start says.
    var atStart: Log {
        var log = self
        log.thread = "main"
        return log
    }

    /// A line as it is.
    public func line(_ text: String) { write(text) }

    func info(_ message: String, _ category: LogCategory = .mockidp) { log(.info, message, category) }
    func warning(_ message: String, _ category: LogCategory = .mockidp) { log(.warn, message, category) }
    func error(_ message: String, _ category: LogCategory = .mockidp) { log(.error, message, category) }

    private func log(_ level: LogLevel, _ message: String, _ category: LogCategory) {
        guard level >= settings.console, settings.wants(level, of: category.name) else { return }
        let entry = LogEntry(
            milliseconds: time.milliseconds(), level: level, category: category.name, thread: thread, message: message)
        write(settings.isJSON ? entry.json : entry.text(isColoured: settings.isColoured ?? false))
    }
}

/// Where a line comes from: Keycloak's categories, so that filters of its lines find ours.
struct LogCategory: Sendable {
    let name: String

    static let mockidp = LogCategory(name: "mockidp")
    static let services = LogCategory(name: "org.keycloak.services")
    static let application = LogCategory(name: "org.keycloak.services.resources.KeycloakApplication")
    static let events = LogCategory(name: "org.keycloak.events")
    static let access = LogCategory(name: "org.keycloak.http.access-log")
    static let importing = LogCategory(name: "org.keycloak.exportimport.util.ImportUtils")
    static let importingFolder = LogCategory(name: "org.keycloak.exportimport.dir.DirImportProvider")
    static let importingFile = LogCategory(name: "org.keycloak.exportimport.singlefile.SingleFileImportProvider")
    static let exportingFile = LogCategory(name: "org.keycloak.exportimport.singlefile.SingleFileExportProvider")
    static let exportingFolder = LogCategory(name: "org.keycloak.exportimport.dir.DirExportProvider")
    static let quarkus = LogCategory(name: "io.quarkus")
}
