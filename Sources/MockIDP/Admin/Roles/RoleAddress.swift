/// Whose roles a path is about.
enum RoleContainerKind: Sendable {
    case realm, client

    var path: String {
        switch self {
        case .realm: "/admin/realms/{realm}/roles"
        case .client: "/admin/realms/{realm}/clients/{id}/roles"
        }
    }

    var view: Permission { self == .realm ? .viewRealm : .viewClients }

    /// The realm itself, or the client that the path's `id` names.
    func find(_ call: AdminCall, _ tx: Transaction, in realm: RealmRecord) throws -> RoleContainer {
        switch self {
        case .realm: .realm(realm.id)
        case .client: .client(try call.client(tx, in: realm).id)
        }
    }
}

extension AdminAccess {
    /// Refuses who may not make or change roles there: those of a client are the client's to configure.
    func requireManage(_ container: RoleContainer, _ tx: Transaction, in realm: RealmRecord) throws {
        switch container {
        case .realm: try require(.manageRealm)
        case .client(let id):
            guard let client = try tx.client(id: id, in: realm.id) else { throw AdminError.clientNotFound }
            try ClientAccess(to: client, in: realm, for: self).requireConfigure()
        }
    }
}

/// How a path names one role.
enum RoleAddress: Sendable {
    case named(RoleContainerKind)
    case byID

    /// The role, if the caller may see it (or, to change it, manage it).
    func find(
        _ call: AdminCall, _ tx: Transaction, in realm: RealmRecord, _ access: AdminAccess, toManage: Bool
    ) throws -> RoleRecord {
        switch self {
        case .named(let kind):
            try access.require(kind.view)
            let container = try kind.find(call, tx, in: realm)
            if toManage { try access.requireManage(container, tx, in: realm) }
            guard let role = try tx.role(named: call.parameter("role"), of: container) else {
                throw AdminError.roleByNameNotFound
            }
            return role
        case .byID:
            guard let role = try tx.role(id: call.parameter("role"), in: realm.id) else {
                throw AdminError.roleByIDNotFound
            }
            try access.require(role.clientID == nil ? .viewRealm : .viewClients)
            if toManage { try access.requireManage(role.container, tx, in: realm) }
            return role
        }
    }

    /// Enough to be let in; `find` asks for what the role itself needs.
    private static let anyone = Permission.any(of: .viewRealm, .viewClients)

    func read<T: Sendable>(
        _ call: AdminCall, _ body: @Sendable (Transaction, RealmRecord, RoleRecord) throws -> T
    ) async throws -> T {
        try await call.readWithAccess(Self.anyone) { tx, realm, access in
            try body(tx, realm, find(call, tx, in: realm, access, toManage: false))
        }
    }

    func write<T: Sendable>(
        _ call: AdminCall, _ body: @Sendable (Transaction, RealmRecord, AdminAccess, inout RoleRecord) throws -> T
    ) async throws -> T {
        try await call.writeWithAccess(Self.anyone) { tx, realm, access in
            var role = try find(call, tx, in: realm, access, toManage: true)
            return try body(tx, realm, access, &role)
        }
    }
}
