import SQLite

/// The file that a server's state is in, or will be, taken for this server alone.
struct StateFile {
    let file: DatabaseFile
    /// Whether nothing is in it yet.
    let isNew: Bool

    /// What marks a database as ours (`PRAGMA application_id`): "MIDP".
    static let applicationID = 0x4D49_4450

    /// Takes the file.
    ///
    /// - Throws: a sentence that names the file and what to do, when it is another program's, of a later version, or broken.
    ///   Then not a byte of it was changed.
    init(_ path: String) throws {
        // Else SQLite would take ":memory:" and the empty path for databases of one connection each.
        let path = path.hasPrefix("/") ? path : "./" + path
        file = try DatabaseFile(path)
        do {
            isNew = try file.look { try Self.isEmpty($0) } ?? true
        } catch let reason as Foreign {
            throw StateFileError(path, reason.sentence)
        } catch let error as MigrationError {
            throw StateFileError(path, "is left as it is: \(error). Use the mockidp it is from, or name another file")
        } catch let error as SQLiteError where error.isNoDatabase {
            throw StateFileError(path, Foreign.noDatabase.sentence)
        } catch let error as SQLiteError where error.code == 1 {
            throw StateFileError(path, Foreign.incomplete.sentence)
        }
    }

    private static func isEmpty(_ db: Connection) throws -> Bool {
        let mark = try db.applicationID()
        guard mark == 0 || mark == applicationID else { throw Foreign.otherProgram }
        if try db.isEmpty() {
            guard try mark == applicationID || db.userVersion() == 0 else { throw Foreign.otherProgram }
            return true
        }
        // Until states were marked, the table of migrations told them from others.
        guard try db.hasApplied(schema[0]) else { throw Foreign.otherProgram }
        try db.checkMigrations(schema)
        guard try db.hasTables(of: schema) else { throw Foreign.incomplete }
        guard try db.row("SELECT 1 FROM realm WHERE name = 'master'", read: { _ in true }) != nil else {
            throw Foreign.noMaster
        }
        return false
    }
}

/// A file that is left alone.
private enum Foreign: Error {
    case noDatabase, otherProgram, noMaster, incomplete

    var sentence: String {
        switch self {
        case .noDatabase: "is no SQLite database. It was left as it is: name another file"
        case .otherProgram: "is a database of another program. It was left as it is: name another file"
        case .noMaster: "has no realm 'master', so nobody could administer it. It was left as it is: name another file"
        case .incomplete: "is not a whole state of mockidp. It was left as it is: name another file"
        }
    }
}

/// A file that no server can start from.
struct StateFileError: Error, CustomStringConvertible {
    /// The file, what is wrong, and what to do.
    let description: String

    init(_ path: String, _ sentence: String) { description = "\(path) \(sentence)" }
}
