import JSON

/// A file with realms, and the files with users that belong to it.
struct RealmSource: Sendable {
    /// A realm that can be made.
    struct Realm: Sendable {
        let name: String
        let path: String
        let document: CheckedRealm
    }

    private var file: RealmFile
    private var userFiles: [RealmFile]
    private(set) var realms: [Realm] = []

    var problems: [String] { file.problems + userFiles.flatMap(\.problems) }

    init(_ group: RealmFiles.Group, _ placeholders: EnvironmentPlaceholders) {
        file = RealmFile(group.realm, placeholders)
        userFiles = group.users.map { RealmFile($0, placeholders) }
    }

    /// Looks through all that the files hold, but for realms that are not going to be made.
    mutating func check(except isTaken: (String) -> Bool, _ log: Log) {
        for (path, document) in file.objects {
            guard let name = document.text("realm"), !name.isEmpty else {
                file.note(DocumentProblem(path: path, sentence: "The realm has no name: \"realm\" is missing"))
                continue
            }
            if isTaken(name) {
                log.info("Realm '\(name)' already exists. Import skipped", .importing)
                continue
            }
            check(document, name, at: path, log)
        }
    }

    private mutating func check(_ document: JSONObject, _ name: String, at path: [JSONPathElement], _ log: Log) {
        let count = document["users"]?.array?.count ?? 0
        var places = Places(path: path, count: count)
        var document = document
        addUsers(to: &document, name, &places, log)
        let checked = CheckedRealm(document, log: log)
        for problem in checked.problems {
            let (index, way) = places.resolved(problem.path)
            let twin = problem.twin.map { twin in
                let (index, way) = places.resolved(twin)
                return index.map { userFiles[$0].place(of: way) } ?? file.place(of: way)
            }
            let noted = DocumentProblem(path: way, sentence: problem.sentence)
            if let index { userFiles[index].note(noted, twin: twin) } else { file.note(noted, twin: twin) }
        }
        if checked.problems.isEmpty { realms.append(Realm(name: name, path: file.path, document: checked)) }
    }

    /// Puts the users of the files beside it into the document.
    private mutating func addUsers(to document: inout JSONObject, _ name: String, _ places: inout Places, _ log: Log) {
        var users = document["users"]?.array ?? []
        for index in userFiles.indices {
            guard let (_, object) = userFiles[index].objects.first else { continue }
            if let other = object.text("realm"), other != name {
                let sentence = "The users are those of realm '\(other)', not of '\(name)'"
                userFiles[index].note(DocumentProblem(path: ["realm"], sentence: sentence))
                continue
            }
            for member in ["users", "federatedUsers"] {
                guard let list = object[member]?.array else { continue }
                places.files.append((file: index, member: member, start: users.count))
                users += list
            }
        }
        if !places.files.isEmpty { document["users"] = .array(users) }
    }

    /// Where what stands in the document put together stands in the files.
    private struct Places {
        let path: [JSONPathElement]
        let count: Int
        var files: [(file: Int, member: String, start: Int)] = []

        func resolved(_ way: [JSONPathElement]) -> (file: Int?, way: [JSONPathElement]) {
            if way.count > 1, way[0] == "users", case .index(let index) = way[1], index >= count,
                let part = files.last(where: { $0.start <= index })
            {
                return (part.file, [.member(part.member), .index(index - part.start)] + way.dropFirst(2))
            }
            return (nil, path + way)
        }
    }
}
