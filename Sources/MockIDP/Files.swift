#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The few things we do with files. FoundationEssentials would do them too, and add a third to the binary and to the
/// memory of a server that has just started.
enum Files {
    /// How much is read of what is no regular file: a device may have no end.
    private static let mostOfDevice = 256 << 20

    /// A file's bytes.
    static func read(_ path: String) throws(FileError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(path) }
        defer { close(descriptor) }
        var status = stat()
        let isFile = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = buffer.withUnsafeMutableBytes { systemRead(descriptor, $0) }
            guard count >= 0 else { throw FileError(path) }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
            if !isFile, bytes.count > mostOfDevice { throw FileError(path, EFBIG) }
        }
    }

    /// Makes or replaces a file.
    static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw FileError(path) }
        defer { close(descriptor) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { systemWrite(descriptor, $0) }
            guard count > 0 else { throw FileError(path) }
            rest = rest.dropFirst(count)
        }
    }

    /// A descriptor that writes at a file's end.
    static func openAtEnd(_ path: String) throws(FileError) -> Int32 {
        let folder = path.split(separator: "/").dropLast().joined(separator: "/")
        if !folder.isEmpty { try makeFolder((path.hasPrefix("/") ? "/" : "") + folder) }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw FileError(path) }
        return descriptor
    }

    /// Makes a folder, and those above it, unless it is there.
    static func makeFolder(_ path: String) throws(FileError) {
        var made = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            made += part + "/"
            guard mkdir(made, 0o755) == 0 || errno == EEXIST else { throw FileError(path) }
        }
    }

    /// Gives a file another name, over one that has it.
    static func move(_ path: String, to other: String) throws(FileError) {
        guard rename(path, other) == 0 else { throw FileError(other) }
    }

    /// Removes a file, if there is one.
    static func remove(_ path: String) { unlink(path) }

    /// The path from the root, for those who are in another folder.
    static func absolute(_ path: String) -> String {
        guard !path.hasPrefix("/"), let folder = getcwd(nil, 0) else { return path }
        defer { free(folder) }
        return String(cString: folder) + "/" + path
    }

    /// Whether a path names a folder; throws when it names nothing.
    static func isFolder(_ path: String) throws(FileError) -> Bool {
        var status = stat()
        guard stat(path, &status) == 0 else { throw FileError(path) }
        return status.st_mode & S_IFMT == S_IFDIR
    }

    /// The names in a folder, sorted.
    static func names(in folder: String) throws(FileError) -> [String] {
        guard let stream = opendir(folder) else { throw FileError(folder) }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            names.append(
                withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
                })
        }
        return names.filter { $0 != "." && $0 != ".." }.sorted()
    }
}

/// A file that cannot be read or written.
public struct FileError: Error, CustomStringConvertible {
    /// The path, and what the system says.
    public let description: String

    fileprivate init(_ path: String, _ number: Int32 = errno) {
        description = "\(path): \(String(cString: strerror(number)))"
    }
}

private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    read(descriptor, buffer.baseAddress, buffer.count)
}

/// `write`, for those who have a name of their own like it.
func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawBufferPointer) -> Int {
    write(descriptor, buffer.baseAddress, buffer.count)
}
