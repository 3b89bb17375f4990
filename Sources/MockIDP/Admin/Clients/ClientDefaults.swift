import Crypto
import HTTPServer
import JSON

/// What Keycloak makes of the body that creates a client (recordings: clients, bad_input, seed_client, clients/*).
struct ClientDefaults {
    /// Members of the body that are not taken over as they are.
    private static let madeAnew: Set<String> = [
        "clientId", "directGrantsOnly", "attributes", "authenticationFlowBindingOverrides",
    ]

    let body: ClientRepresentation

    /// The document of the new client, all but its mappers.
    func document(id: String, _ idp: Services, signing: KeyPairCertificate?) -> ClientRepresentation {
        var client = ClientRepresentation(["id": .string(id), "clientId": .string(body.clientId ?? id)])
        let rows = ClientFields.table.rows
        for (name, value) in body.document where !rows.isNeverMerged(name) && !Self.madeAnew.contains(name) {
            client.document[name] = value
        }
        client.protocol = body.protocol ?? "openid-connect"
        client.document["attributes"] = .object(keptAttributes)
        client.document["authenticationFlowBindingOverrides"] = .object(
            withoutEmpty(body.document["authenticationFlowBindingOverrides"]))
        client.redirectUris = unique(body.redirectUris)
        client.webOrigins = unique(body.has("webOrigins") ? body.webOrigins : redirectOrigins)
        if let onlyDirect = body.directGrantsOnly {
            client.standardFlowEnabled = !onlyDirect
            client.directAccessGrantsEnabled = onlyDirect
        }
        if !client.publicClient, client.secret == nil { client.setSecret(idp.ids.secret(), at: idp.now()) }
        switch body.protocol {
        case "openid-connect": fillOpenIDConnect(&client)
        case "saml": fillSAML(&client, signing)
        default: break
        }
        return client
    }

    private var keptAttributes: JSONObject {
        var attributes: JSONObject = ["realm_client": "false"]
        for (name, value) in withoutEmpty(body.document["attributes"]) { attributes[name] = value }
        return attributes
    }

    /// Without origins given, those of the redirect URIs (recordings: kcadm 11, java-admin-client 54).
    private var redirectOrigins: [String] {
        body.redirectUris.filter { $0.hasPrefix("http") }.compactMap { URI($0).origin }
    }

    /// Only a body that names the protocol gets these, as Keycloak's OIDCLoginProtocolFactory sets them
    /// (recordings: java-admin-client 54, and clients 6 for one that does not name it).
    private func fillOpenIDConnect(_ client: inout ClientRepresentation) {
        if let root = body.rootUrl, body.redirectUris.isEmpty {
            client.redirectUris = [root.hasSuffix("/") ? root + "*" : root + "/*"]
            client.webOrigins = URI(root).origin.map { [$0] } ?? []
        }
        if !body.has("publicClient") { client.publicClient = true }
        if !body.has("directAccessGrantsEnabled"), body.directGrantsOnly == nil {
            client.directAccessGrantsEnabled = true
        }
        if body[\.attributes, "backchannel.logout.url"] == nil {
            client[\.attributes, "backchannel.logout.session.required"] = "true"
            client[\.attributes, "backchannel.logout.revoke.offline.tokens"] = "false"
        }
    }

    private func fillSAML(_ client: inout ClientRepresentation, _ signing: KeyPairCertificate?) {
        for (name, value) in Self.samlStandard where body[\.attributes, name] == nil {
            client[\.attributes, name] = value
        }
        if let signing {
            client[\.attributes, "saml.signing.certificate"] = signing.certificate
            client[\.attributes, "saml.signing.private.key"] = signing.privateKey
        }
        if body[\.attributes, Self.artifactBinding] == nil {
            let hash = Digest.sha1.hash(Array((client.clientId ?? "").utf8))
            client[\.attributes, Self.artifactBinding] = Base64.encode(hash)
        }
        if !body.has("frontchannelLogout") { client.frontchannelLogout = true }
    }

    /// Whether the new client wants a key of its own to sign SAML requests with.
    var needsSigningKey: Bool {
        body.protocol == "saml" && body[\.attributes, "saml.client.signature"] ?? "true" == "true"
            && body[\.attributes, "saml.signing.certificate"] ?? "" == ""
    }

    private static let artifactBinding = "saml.artifact.binding.identifier"
    private static let samlStandard = [
        ("saml_signature_canonicalization_method", "http://www.w3.org/2001/10/xml-exc-c14n#"),
        ("saml.signature.algorithm", "RSA_SHA256"), ("saml_name_id_format", "username"),
        ("saml.authnstatement", "true"), ("saml_force_name_id_format", "false"), ("saml.allow.ecp.flow", "false"),
        ("saml.server.signature", "true"), ("saml.force.post.binding", "true"), ("saml.client.signature", "true"),
    ]
}

extension ClientRepresentation {
    /// Whether the member is there at all, whatever its default.
    func has(_ name: String) -> Bool { document.contains(name) }
}

/// The members of an object that are texts with something in them: Keycloak drops empty attributes.
func withoutEmpty(_ value: JSONValue?) -> JSONObject {
    JSONObject(
        (value?.object ?? JSONObject()).lazy.filter { $0.value.string?.isEmpty == false }.map { ($0.name, $0.value) })
}

/// The texts without repetitions: Keycloak keeps them in sets.
private func unique(_ texts: [String]) -> [String] {
    var seen: TextSet = []
    return texts.filter { seen.insert($0).inserted }
}
