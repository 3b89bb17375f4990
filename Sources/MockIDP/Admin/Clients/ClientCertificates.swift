import HTTPServer
import JSON

extension ClientsResource {
    /// `GET certificates/{attr}`: what the attributes `{attr}.certificate` and `{attr}.private.key` hold (recording:
    /// clients 85).
    @Sendable static func readCertificate(_ call: AdminCall) async throws -> Reply {
        let prefix = call.parameter("attr")
        let attributes = try await call.read(.client) { _, _, client in client.document.attributes }
        var shown = JSONObject()
        shown["privateKey"] = attributes[prefix + ".private.key"].map(JSONValue.string)
        shown["publicKey"] = attributes[prefix + ".public.key"].map(JSONValue.string)
        shown["certificate"] = attributes[prefix + ".certificate"].map(JSONValue.string)
        shown["kid"] = attributes[prefix + ".kid"].map(JSONValue.string)
        return .adminJSON(shown)
    }

    /// `POST certificates/{attr}/generate`: a new key pair, kept in the client's attributes (recording: clients 86).
    @Sendable static func generateCertificate(_ call: AdminCall) async throws -> Reply {
        let prefix = call.parameter("attr")
        let clientId = try await call.read(.client) { _, _, client in client.clientId }
        let pair = try await KeyPairCertificate.generate(commonName: clientId, call.idp)
        try await call.change(.client) { _, _, client in
            client.document[\.attributes, prefix + ".private.key"] = pair.privateKey
            client.document[\.attributes, prefix + ".certificate"] = pair.certificate
        }
        let shown: JSONObject = [
            "privateKey": .string(pair.privateKey), "certificate": .string(pair.certificate),
        ]
        return .adminJSON(shown)
    }
}
