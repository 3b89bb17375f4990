#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Where Keycloak keeps `conf` and `data`: above the folder `bin` of the program, in `/opt/keycloak`, or in the working folder.
enum Home {
    /// The first place of that file or folder.
    static func file(_ path: String) -> String? {
        folders.lazy.map { $0 + "/" + path }.first { access($0, R_OK) == 0 }
    }

    /// The folder above `conf`, wherever that is; what `${kc.home.dir}` stands for.
    static var folder: String {
        let found = folders.first { access($0 + "/conf", R_OK) == 0 } ?? "."
        return found == "." ? String(Files.absolute("").dropLast()) : found
    }

    private static var folders: [String] { [aboveProgram, "/opt/keycloak", "."].compactMap { $0 } }

    /// `/opt/x` for the program `/opt/x/bin/mockidp`.
    private static var aboveProgram: String? {
        #if canImport(Glibc)
            var buffer = [CChar](repeating: 0, count: 4096)
            let count = readlink("/proc/self/exe", &buffer, buffer.count)
            guard count > 0 else { return nil }
            let folders = String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self).split(
                separator: "/"
            ).dropLast()
            return folders.last == "bin" ? "/" + folders.dropLast().joined(separator: "/") : nil
        #else
            return nil
        #endif
    }
}
