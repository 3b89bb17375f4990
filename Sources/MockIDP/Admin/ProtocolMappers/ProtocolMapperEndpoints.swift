import HTTPServer
import JSON

extension ProtocolMappersResource {
    /// `GET models` and `GET protocol/{protocol}`.
    static func list(_ call: AdminCall, _ kind: ScopeContainer.Kind) async throws -> Reply {
        let wanted = call.parameter("protocol")
        let mappers = try await call.read(.container(kind)) { _, _, container in container.protocolMappers }
        return .adminJSON(mappers.filter { wanted.isEmpty || $0.protocol == wanted }.map(\.completed.ordered))
    }

    /// `GET models/{mapper}`.
    static func read(_ call: AdminCall, _ kind: ScopeContainer.Kind) async throws -> Reply {
        try await call.read(.container(kind)) { _, _, container in
            Reply.adminJSON(container.protocolMappers[try place(call, container)].completed.ordered)
        }
    }

    /// `POST models`.
    static func create(_ call: AdminCall, _ kind: ScopeContainer.Kind) async throws -> Reply {
        let body = try await call.body(changing: .container(kind))
        let mapper = try checked(body.as(ProtocolMapperRepresentation.self)).newlyStored(call.idp)
        try await call.change(.container(kind)) { _, _, container in try add(mapper, to: &container) }
        return .created(location: call.address(of: mapper.id ?? "")).noCache()
    }

    /// `POST add-models`: all or none.
    static func createAll(_ call: AdminCall, _ kind: ScopeContainer.Kind) async throws -> Reply {
        let body = try await call.body(changing: .container(kind))
        let mappers = try body.list(of: ProtocolMapperRepresentation.self).map { try checked($0).newlyStored(call.idp) }
        try await call.change(.container(kind)) { _, _, container in
            for mapper in mappers { try add(mapper, to: &container) }
        }
        return .noContentNoCache
    }

    /// `PUT models/{mapper}`: kind and config change, name and protocol don't (recordings: mappers 91, client_scopes 23).
    static func update(_ call: AdminCall, _ kind: ScopeContainer.Kind) async throws -> Reply {
        let body = try await call.body(changing: .container(kind)).as(ProtocolMapperRepresentation.self)
        try await call.change(.container(kind)) { _, _, container in
            let place = try place(call, container)
            var mapper = container.protocolMappers[place]
            mapper.protocolMapper = try checked(body).protocolMapper
            mapper.document["config"] = .object(withoutEmpty(body.document["config"]))
            container.protocolMappers[place] = mapper
        }
        return .noContentNoCache
    }

    /// `DELETE models/{mapper}`.
    static func delete(_ call: AdminCall, _ kind: ScopeContainer.Kind) async throws -> Reply {
        try await call.change(.container(kind)) { _, _, container in
            container.protocolMappers.remove(at: try place(call, container))
        }
        return .noContentNoCache
    }

    private static func place(_ call: AdminCall, _ container: ScopeContainer) throws -> Int {
        let id = call.parameter("mapper")
        return try container.protocolMappers.firstIndex { $0.id == id }.found(or: .mapperNotFound)
    }

    /// The mapper, if it is of a kind that Keycloak has.
    private static func checked(_ mapper: ProtocolMapperRepresentation) throws -> ProtocolMapperRepresentation {
        guard protocolMapperKinds.contains(mapper.protocolMapper ?? "") else { throw AdminError.mapperProviderNotFound }
        return mapper
    }

    private static func add(_ mapper: ProtocolMapperRepresentation, to container: inout ScopeContainer) throws {
        let isTaken = container.protocolMappers.contains { $0.name == mapper.name && $0.protocol == mapper.protocol }
        if isTaken { throw AdminError.mapperExists }
        container.protocolMappers.append(mapper)
    }
}
