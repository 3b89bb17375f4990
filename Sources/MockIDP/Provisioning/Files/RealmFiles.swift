import JSON

/// Which files are imported together, by Keycloak's rules: a file of one realm or of several; `R-realm.json` with the
/// `R-users-N.json` beside it; in a folder all of these, master first.
struct RealmFiles: Sendable {
    /// A realm's file, and those that hold its users.
    struct Group: Equatable, Sendable {
        let realm: String
        var users: [String] = []
    }

    private(set) var groups: [Group] = []
    private(set) var problems: [String] = []
    private var folders: [String] = []
    /// Files of users without their realm's.
    private var orphans: [String] = []

    init(_ paths: [String]) {
        for path in paths {
            do throws(FileError) {
                try add(path)
            } catch {
                problems.append(error.description)
            }
        }
    }

    private mutating func add(_ path: String) throws(FileError) {
        guard try Files.isFolder(path) else {
            if let realm = Self.realm(ofUsersFile: path) { return try addUsersFile(path, of: realm) }
            return try add(file: path)
        }
        folders.append(path)
        let names = try Files.names(in: path).filter { $0.hasSuffix(".json") }
        let isMaster = { (name: String) in name == "master.json" || name == "master-realm.json" }
        for name in names.filter(isMaster) + names.filter({ !isMaster($0) }) {
            let file = path + "/" + name
            guard let realm = Self.realm(ofUsersFile: file) else {
                try add(file: file)
                continue
            }
            if !names.contains(Self.name(of: realm)) { orphans.append(file) }
        }
    }

    /// Says which folders were looked into, and which files in them have no part in it.
    func report(to log: Log) {
        for folder in folders { log.info("Importing from directory \(folder)", .importingFolder) }
        for file in orphans {
            let realm = Self.realm(ofUsersFile: file).map(Self.name) ?? ""
            log.warning("\(file): left out, for there is no \(realm) beside it")
        }
    }

    private mutating func add(file path: String) throws(FileError) {
        if groups.contains(where: { $0.realm == path }) { return }
        var group = Group(realm: path)
        if path.hasSuffix(Self.realmSuffix) {
            let folder = Self.folder(of: path)
            let names = try Files.names(in: folder.isEmpty ? "." : folder)
            let users = names.map { folder + $0 }.filter { Self.realm(ofUsersFile: $0) == path }
            group.users = users.sorted { (Self.number(ofUsersFile: $0), $0) < (Self.number(ofUsersFile: $1), $1) }
        }
        groups.append(group)
    }

    /// A users file given by itself comes with its realm's.
    private mutating func addUsersFile(_ path: String, of realm: String) throws(FileError) {
        guard (try? Files.isFolder(realm)) == false else {
            problems.append("\(path): holds users, and there is no \(Self.name(of: realm)) beside it")
            return
        }
        try add(file: realm)
    }

    // MARK: Names

    private static let realmSuffix = "-realm.json"

    /// `a/R-realm.json` for `a/R-users-0.json` and `a/R-federated-users-0.json`; nil for other names.
    private static func realm(ofUsersFile path: String) -> String? {
        guard let stem = path.hasSuffix(".json") ? Substring(path).dropLast(5) : nil else { return nil }
        let digits = stem.utf8.reversed().prefix { (0x30...0x39).contains($0) }.count
        let rest = stem.dropLast(digits)
        guard digits > 0 else { return nil }
        for ending in ["-federated-users-", "-users-"] where rest.hasSuffix(ending) {
            return rest.dropLast(ending.count) + realmSuffix
        }
        return nil
    }

    private static func number(ofUsersFile path: String) -> Int {
        let digits = path.dropLast(5).utf8.reversed().prefix { (0x30...0x39).contains($0) }
        return Int(String(decoding: digits.reversed(), as: UTF8.self)) ?? .max
    }

    private static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    }

    private static func name(of path: String) -> String { String(path.dropFirst(folder(of: path).count)) }
}
