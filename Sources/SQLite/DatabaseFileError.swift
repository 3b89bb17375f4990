#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Why a file cannot be a database of ours.
public struct DatabaseFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds that need a sentence of their own.
    public enum Reason: Hashable, Sendable {
        case isFolder, noFolder, notWritable, notRegular, inUse, moved
        /// What the system says.
        case other(String)
    }

    /// The file.
    public let path: String
    /// What is in the way.
    public let reason: Reason

    init(_ path: String, _ reason: Reason) {
        self.path = path
        self.reason = reason
    }

    init(_ path: String, _ number: Int32) {
        let reason: Reason =
            switch number {
            case EISDIR: .isFolder
            case ENOENT, ENOTDIR: .noFolder
            case EACCES, EPERM, EROFS: .notWritable
            default: .other(String(cString: strerror(number)))
            }
        self.init(path, reason)
    }

    /// The file, what is wrong, and what to do.
    public var description: String {
        switch reason {
        case .isFolder: "\(path) is a folder: name a file in it"
        case .noFolder: "\(path) cannot be made: the folder it should be in is not there. Make that first"
        case .notWritable: "\(path) cannot be written: give this user the right to write it, or name another file"
        case .notRegular: "\(path) is no regular file: name another one"
        case .inUse: "\(path) is in use by another server: stop that one, or name another file"
        case .moved: "\(path) was removed, renamed or replaced while it was in use: put it back, or start anew"
        case .other(let sentence): "\(path) cannot be opened: \(sentence)"
        }
    }
}
