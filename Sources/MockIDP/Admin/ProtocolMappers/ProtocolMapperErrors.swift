/// The sentences of the protocol mappers' endpoints.
extension AdminError {
    // recording: mappers 16, 84, 93
    static let mapperExists = message(409, "Protocol mapper exists with same name")
    static let mapperProviderNotFound = error(404, "ProtocolMapper provider not found")
    static let mapperNotFound = error(404, "Model not found")
}
