#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The realm files of an import, read and taken apart. That needs nothing of the state, so a start does it while the state is
/// being opened.
struct RealmSources: Sendable {
    let files: RealmFiles
    private var sources: [RealmSource]
    private var isChecked = false

    /// - Parameter environment: the variables that stand for values in the files.
    init(_ paths: [String], environment: @escaping @Sendable (String) -> String? = environmentVariable) {
        files = RealmFiles(paths)
        sources = files.groups.map { RealmSource($0, EnvironmentPlaceholders(value: environment)) }
    }

    /// Looks through all that the files hold, once, but for realms that are not going to be made.
    mutating func check(except isTaken: (String) -> Bool = { _ in false }, _ log: Log) {
        if isChecked { return }
        for index in sources.indices { sources[index].check(except: isTaken, log) }
        isChecked = true
    }

    /// Every problem of every file.
    var problems: [String] { files.problems + sources.flatMap(\.problems) }

    /// The realms that can be made, master first.
    var realms: [RealmSource.Realm] {
        let realms = sources.flatMap(\.realms)
        return realms.filter { $0.name == masterRealmName } + realms.filter { $0.name != masterRealmName }
    }
}

/// A variable of this process's environment.
@Sendable func environmentVariable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
