#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Writes lines to standard error: a fixed message and what identifies the case, never a token, code or secret.
public struct Log: Sendable {
    private let write: @Sendable (String) -> Void

    /// A log that hands each line, without its end, to `write`.
    public init(_ write: @escaping @Sendable (String) -> Void) { self.write = write }

    /// Lines on standard error.
    public static let standardError = Log { line in
        put(line, STDERR_FILENO)
    }

    /// Lines on standard output, each written out at once.
    public static let standardOutput = Log { line in
        put(line, STDOUT_FILENO)
    }

    /// No lines at all: for tests.
    public static let silent = Log { _ in }

    /// A line as it is.
    public func line(_ text: String) { write(text) }

    func info(_ message: String) { write("INFO  \(message)") }
    func warning(_ message: String) { write("WARN  \(message)") }
    func error(_ message: String) { write("ERROR \(message)") }
}

/// Writes a line in one go, so that lines of several threads don't mix.
private func put(_ line: String, _ descriptor: Int32) {
    let bytes = Array((line + "\n").utf8)
    var rest = bytes[...]
    while !rest.isEmpty {
        let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        if count <= 0 { return }
        rest = rest.dropFirst(count)
    }
}
