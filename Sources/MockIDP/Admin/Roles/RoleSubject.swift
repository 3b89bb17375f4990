/// Whose roles a path is about.
enum RoleContainerKind: Sendable {
    case realm, client

    var path: String {
        switch self {
        case .realm: "/admin/realms/{realm}/roles"
        case .client: "/admin/realms/{realm}/clients/{id}/roles"
        }
    }
}

/// How a path names one role.
enum RoleAddress: Sendable {
    case named(RoleContainerKind)
    case byID
}

extension Subject where Thing == RoleContainer {
    /// The realm itself, or the client that the path's `id` names: its roles are the client's to configure.
    static func roles(of kind: RoleContainerKind) -> Self {
        switch kind {
        case .realm:
            Self { visit, use in
                try visit.access.require(use == .see ? .viewRealm : .manageRealm)
                return .realm(visit.realm.id)
            }
        case .client: Subject<ClientRecord>.client.map { .client($0.id) }
        }
    }
}

extension Subject where Thing == RoleRecord {
    /// The role that the path names: below its container, or by its id, where that tells what it takes to see it.
    static func role(_ address: RoleAddress) -> Self {
        switch address {
        case .named(let kind):
            Self { visit, use in
                let container = try Subject<RoleContainer>.roles(of: kind).find(visit, use)
                return try visit.tx.role(named: visit.call.parameter("role"), of: container)
                    .found(or: .roleByNameNotFound)
            }
        case .byID:
            Self { visit, use in
                try visit.access.require(.any(of: .viewRealm, .viewClients))
                let role = try visit.tx.role(id: visit.call.parameter("role"), in: visit.realm.id)
                    .found(or: .roleByIDNotFound)
                switch role.container {
                case .realm: try visit.access.require(use == .see ? .viewRealm : .manageRealm)
                case .client(let id):
                    try visit.access.require(.viewClients)
                    if use == .change {
                        let client = try visit.tx.client(id: id, in: visit.realm.id)
                        try visit.requireConfigure(client.found(or: .clientNotFound))
                    }
                }
                return role
            }
        }
    }
}
