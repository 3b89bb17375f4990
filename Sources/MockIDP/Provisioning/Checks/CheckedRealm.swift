import JSON

/// A realm document that was looked through, and is complete.
struct CheckedRealm: Sendable {
    /// The document with what a new realm has by itself.
    let document: RealmRepresentation
    /// What is left out of it.
    let droppedParts: [String]
    /// What keeps it from becoming a realm.
    let problems: [RealmProblem]

    private init(_ document: RealmRepresentation, _ problems: [RealmProblem], dropped: [String] = []) {
        self.document = document
        self.problems = problems
        droppedParts = dropped
    }

    /// A document as it came: its values are brought into their fields' form.
    init(_ document: JSONObject, log: Log) {
        let rows = RealmFields.table.rows
        do throws(Coercion.Failure) {
            self.init(RealmRepresentation(try Coercion.object(document, rows)), log: log)
        } catch {
            let wrong = Coercion.problems(document, rows)
            let values = WrongValues(wrong.map(\.path))
            let others = values.without(document).flatMap { try? Coercion.object($0, rows) }
            let further = others.map { CheckedRealm(RealmRepresentation($0), log: log).problems } ?? []
            self.init(
                RealmRepresentation(),
                wrong.map { RealmProblem($0.path, $0.sentence) } + further.filter { !values.hold($0.path) })
        }
    }

    /// A document whose values have their fields' form.
    init(_ body: RealmRepresentation, log: Log) {
        guard let name = body.realm, !name.isEmpty else {
            self.init(body, [RealmProblem([], "The realm has no name", .sentence("Realm name cannot be empty"))])
            return
        }
        do {
            let fresh = try freshRealmDocument(named: name, isMaster: name == masterRealmName)
            let completed = CompletedRealm(body, over: fresh).document
            let expressions = Expressions(log: log, mayWait: true)
            let problems = RealmCheck.problems(of: body, completed: completed, expressions)
            self.init(RealmRepresentation(completed), problems, dropped: body.droppedParts)
        } catch {
            self.init(body, [RealmProblem([], "\(error)")])
        }
    }
}

/// What keeps a document from becoming a realm, with the place of each: for who gets a reply that points to the log.
package func problems(ofRealm document: JSONObject) -> [String] {
    CheckedRealm(document, log: .silent).problems.map { "\($0.sentence) (at \($0.path.text))" }
}
