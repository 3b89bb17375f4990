/// What a path of the admin API names: how it is found, who may see it and who may change it.
///
/// This is the one place that decides which comes first: that the caller may not (403), or that there is no such thing (404).
struct Subject<Thing: Sendable>: Sendable {
    /// The thing, found in the realm of the call, for a caller who may use it so.
    let find: @Sendable (RealmVisit, SubjectUse) throws -> Thing

    /// A subject that is found in its own way.
    init(_ find: @escaping @Sendable (RealmVisit, SubjectUse) throws -> Thing) { self.find = find }

    /// A thing of the realm that a parameter of the path names.
    ///
    /// - Parameters:
    ///   - parameter: what names it.
    ///   - unknown: the refusal when there is none.
    ///   - listedBy: who may learn which there are, whatever else he may do: others are told 403 of one that is not there.
    ///     Without it, whoever may not use one is refused before it is looked for.
    ///   - find: looks it up by the parameter's value and the realm's id.
    init(
        _ parameter: String = "id", unknown: AdminError, sees: Permission, changes: Permission,
        listedBy: Permission? = nil, find: @escaping @Sendable (Transaction, String, String) throws -> Thing?
    ) {
        self.init { visit, use in
            let permission = use == .see ? sees : changes
            if listedBy == nil { try visit.access.require(permission) }
            guard let thing = try find(visit.tx, visit.call.parameter(parameter), visit.realm.id) else {
                if let listedBy { try visit.access.require(listedBy) }
                throw unknown
            }
            try visit.access.require(permission)
            return thing
        }
    }

    /// The same as another type.
    func map<Other: Sendable>(_ change: @escaping @Sendable (Thing) -> Other) -> Subject<Other> {
        Subject<Other> { [find] visit, use in change(try find(visit, use)) }
    }

    /// The same for a caller who passes one more check to change it.
    func changed(if check: @escaping @Sendable (Thing, RealmVisit) throws -> Void) -> Self {
        Self { [find] visit, use in
            let thing = try find(visit, use)
            if use == .change { try check(thing, visit) }
            return thing
        }
    }
}

extension Subject where Thing: StoredRecord {
    /// A thing of the realm that a parameter of the path names by its id.
    init(
        _ parameter: String = "id", unknown: AdminError, sees: Permission, changes: Permission,
        listedBy: Permission? = nil
    ) {
        self.init(parameter, unknown: unknown, sees: sees, changes: changes, listedBy: listedBy) { tx, id, realm in
            try tx.find(id, in: realm)
        }
    }
}

/// What a caller is up to with a subject.
enum SubjectUse: Sendable { case see, change }

/// A call within its realm and a transaction, of a caller who has something to do with that realm.
struct RealmVisit {
    let call: AdminCall
    let tx: Transaction
    let realm: RealmRecord
    let access: AdminAccess
}

extension AdminCall {
    /// Reads what the path names, or something of it.
    nonisolated(nonsending) func read<Thing, T: Sendable>(
        _ subject: Subject<Thing>, _ body: (Transaction, RealmRecord, Thing) throws -> T
    ) async throws -> T {
        try await readWithAccess(subject) { tx, realm, _, thing in try body(tx, realm, thing) }
    }

    /// The same for answers that depend on which roles the caller holds.
    nonisolated(nonsending) func readWithAccess<Thing, T: Sendable>(
        _ subject: Subject<Thing>, _ body: (Transaction, RealmRecord, AdminAccess, Thing) throws -> T
    ) async throws -> T {
        try await readWithAccess { tx, realm, access in
            try body(tx, realm, access, subject.find(visit(tx, realm, access), .see))
        }
    }

    /// Writes something of what the path names, or removes it, for a caller who may change it.
    nonisolated(nonsending) func write<Thing, T: Sendable>(
        _ subject: Subject<Thing>, _ body: (Transaction, RealmRecord, Thing) throws -> T
    ) async throws -> T {
        try await writeWithAccess(subject) { tx, realm, _, thing in try body(tx, realm, thing) }
    }

    /// The same where it depends on which roles the caller holds.
    nonisolated(nonsending) func writeWithAccess<Thing, T: Sendable>(
        _ subject: Subject<Thing>, _ body: (Transaction, RealmRecord, AdminAccess, Thing) throws -> T
    ) async throws -> T {
        try await writeWithAccess { tx, realm, access in
            try body(tx, realm, access, subject.find(visit(tx, realm, access), .change))
        }
    }

    /// Changes what the path names: it is written when the body ends. Returns it as it is now.
    ///
    /// - Parameter taken: the refusal where another has the name that it is to have.
    @discardableResult
    nonisolated(nonsending) func change<Thing: Updatable>(
        _ subject: Subject<Thing>, taken: ((Thing) -> AdminError)? = nil,
        _ body: (Transaction, RealmRecord, inout Thing) throws -> Void
    ) async throws -> Thing {
        try await write(subject) { tx, realm, thing in
            var thing = thing
            try body(tx, realm, &thing)
            do { try tx.update(thing) } catch let error where error.isConflict {
                if let taken { throw taken(thing) }
                throw error
            }
            return thing
        }
    }

    /// Refuses who may not change what the path names.
    nonisolated(nonsending) func require<Thing>(changing subject: Subject<Thing>) async throws {
        try await readWithAccess { tx, realm, access in _ = try subject.find(visit(tx, realm, access), .change) }
    }

    private func visit(_ tx: Transaction, _ realm: RealmRecord, _ access: AdminAccess) -> RealmVisit {
        RealmVisit(call: self, tx: tx, realm: realm, access: access)
    }
}

extension Optional {
    /// What was looked for, or this refusal.
    func found(or unknown: @autoclosure () -> AdminError) throws -> Wrapped {
        guard let self else { throw unknown() }
        return self
    }
}
