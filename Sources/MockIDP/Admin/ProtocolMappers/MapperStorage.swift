import JSON

extension ProtocolMapperRepresentation {
    /// The mapper as a document keeps it, under a new id unless it brings one. Keycloak falls over one that is not named
    /// or not of a kind (recording: bad_input 57, 59).
    func newlyStored(_ idp: Services) throws -> ProtocolMapperRepresentation {
        let id = self.id ?? idp.ids.uuid()
        try checkSegment(id)
        return try stored(id: id)
    }

    /// The mapper as a document keeps it; empty config values are dropped (recording: terraform-example-apply 170).
    func stored(id: String) throws -> ProtocolMapperRepresentation {
        guard let name = self.name, let kind = self.protocolMapper, let protocolName = self.protocol else {
            throw AdminError.unknown
        }
        return ProtocolMapperRepresentation([
            "id": .string(id), "name": .string(name), "protocol": .string(protocolName),
            "protocolMapper": .string(kind), "consentRequired": false,
            "config": .object(withoutEmpty(document["config"])),
        ])
    }
}
