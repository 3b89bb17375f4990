import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file that holds a database, or will: taken for this object alone as long as it lives.
///
/// The lock is on a byte of the file that SQLite neither locks nor, as its locks lie there, stores anything at. Unlike
/// SQLite's own it belongs to this descriptor, not to the process: closing another descriptor of the file doesn't lose it,
/// a second server in this process is refused too, and whoever only reads or writes through SQLite never meets it.
public final class DatabaseFile: Sendable {
    /// Where it is.
    public let path: String
    private let descriptor: Atomic<Int32>

    /// Opens the file, makes it when it isn't there, and takes it.
    public init(_ path: String) throws(DatabaseFileError) {
        self.path = path
        signal(SIGXFSZ, SIG_IGN)  // or a write beyond the limit of file sizes (ulimit -f) ends the process
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0o644)
        guard descriptor >= 0 else { throw DatabaseFileError(path, errno) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw DatabaseFileError(path, .notRegular)
        }
        guard setLock(Int32(F_WRLCK), of: descriptor) else {
            close(descriptor)
            throw DatabaseFileError(path, .inUse)
        }
        self.descriptor = Atomic(descriptor)
    }

    deinit { release() }

    /// Whether the path still names this file: what is written into one that was removed or renamed would be lost.
    public var isInPlace: Bool {
        let descriptor = descriptor.load(ordering: .acquiring)
        var (own, named) = (stat(), stat())
        guard descriptor >= 0, fstat(descriptor, &own) == 0, stat(path, &named) == 0 else { return false }
        return own.st_ino == named.st_ino && own.st_dev == named.st_dev
    }

    /// Refuses a file that is not in its place any more.
    public func requirePlace() throws(DatabaseFileError) {
        guard isInPlace else { throw DatabaseFileError(path, .moved) }
    }

    /// The write-ahead log beside the file, when it holds something that the file does not.
    public var remainingLog: String? { size(of: path + "-wal") > 0 ? path + "-wal" : nil }

    /// Gives the file back, once every connection to it is closed: closing a descriptor takes SQLite's own locks with it.
    public func release() {
        let descriptor = descriptor.exchange(-1, ordering: .acquiringAndReleasing)
        guard descriptor >= 0 else { return }
        // A child that another thread is just about to start has the descriptor too until it runs its program.
        _ = setLock(Int32(F_UNLCK), of: descriptor)
        close(descriptor)
    }

    /// Lets `body` see what is in the file without changing anything of it, or beside it; nil when nothing is.
    ///
    /// SQLite would take over what an interrupted program has left in a journal or a write-ahead log, so then it gets a
    /// copy to do that with.
    public func look<T>(_ body: (Connection) throws -> T) throws -> T? {
        if size(of: path) == 0 { return nil }
        let beside = ["-wal", "-journal"].filter { size(of: path + $0) > 0 }
        if beside.isEmpty || size(of: path) > Self.largestCopy { return try body(Connection(unchanging: path)) }
        let folder = try TemporaryFolder()
        let copy = folder.path + "/copy"
        for end in [""] + beside { try copyFile(path + end, to: copy + end) }
        return try body(Connection(path: copy))
    }

    private static let largestCopy = 1 << 30

    private func size(of path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }
}

/// Takes or gives back the byte after those that SQLite locks (sqlite.org/fileformat.html, the lock-byte page).
private func setLock(_ type: Int32, of descriptor: Int32) -> Bool {
    #if canImport(Glibc)
        let setLock: Int32 = 37  // F_OFD_SETLK, which Swift doesn't import
    #else
        let setLock: Int32 = 90
    #endif
    var lock = flock()
    lock.l_type = Int16(type)
    lock.l_whence = Int16(SEEK_SET)
    lock.l_start = 0x4000_0000 + 512
    lock.l_len = 1
    return withUnsafeMutablePointer(to: &lock) { fcntl(descriptor, setLock, UnsafeMutableRawPointer($0)) } == 0
}

/// A folder of our own that goes away with this object, with the files in it.
private final class TemporaryFolder {
    let path: String

    init() throws(DatabaseFileError) {
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(parent)/sqlite-XXXXXX".utf8CString)
        guard template.withUnsafeMutableBufferPointer({ $0.baseAddress.flatMap { mkdtemp($0) } }) != nil else {
            throw DatabaseFileError(parent, errno)
        }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        for end in ["", "-wal", "-shm", "-journal"] { unlink(path + "/copy" + end) }
        rmdir(path)
    }
}

private func copyFile(_ path: String, to copy: String) throws(DatabaseFileError) {
    let source = open(path, O_RDONLY | O_CLOEXEC)
    guard source >= 0 else { throw DatabaseFileError(path, errno) }
    defer { close(source) }
    let target = open(copy, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard target >= 0 else { throw DatabaseFileError(copy, errno) }
    defer { close(target) }
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
        let count = buffer.withUnsafeMutableBytes { read(source, $0.baseAddress, $0.count) }
        if count == 0 { return }
        guard count > 0 else { throw DatabaseFileError(path, errno) }
        var written = 0
        while written < count {
            let part = buffer[written..<count].withUnsafeBytes { write(target, $0.baseAddress, $0.count) }
            guard part > 0 else { throw DatabaseFileError(copy, errno) }
            written += part
        }
    }
}
