import JSON

extension RealmImport {
    func userSteps() -> Steps {
        Steps([
            Steps(list("users").lazy.flatMap { self.steps(of: $0) }),
            each(list("clients")) { try $0.addMissingServiceAccount($1) },
        ])
    }

    private func steps(of object: JSONObject) -> [Step] {
        let id = idOrNew(of: object)
        let credentials = Array(list("credentials", of: object).enumerated()).pieces().map { piece -> Step in
            { work in
                for (index, credential) in piece {
                    try work.addCredential(credential, to: id, priority: (index + 1) * 10)
                }
            }
        }
        let memberships = texts("groups", of: object).pieces().map { piece -> Step in
            { work in
                for path in piece {
                    try work.tx.join(
                        user: id, group: try work.group(at: path, of: object.text("username") ?? ""))
                }
            }
        }
        return [{ try $0.addUser(object, id: id) }] + credentials + grantSteps(of: object, to: .user(id)) + memberships
    }

    /// A user as the document has it: without the realm's default role and groups, unless it names them
    /// (recording: import_export 11).
    private func addUser(_ object: JSONObject, id userID: String) throws {
        _ = try name(of: object, "username", "user")
        var document = UserRepresentation(object)
        if !object.contains("emailVerified") { document.emailVerified = false }
        if !object.contains("enabled") { document.enabled = false }
        if document.createdTimestamp == nil { document.createdTimestamp = Int64(idp.nowMilliseconds()) }
        var serviceAccountClientID: String?
        if let clientId = object.text("serviceAccountClientId") {
            guard let id = clients[clientId] else { throw ImportError.unknownClient(clientId, in: "users") }
            serviceAccountClientID = id
        }
        try tx.insert(
            UserRecord(
                id: try checked(id: userID), realmID: realm.id, document: document,
                serviceAccountClientID: serviceAccountClientID))
    }

    /// A credential that comes hashed stays as it is; a password in plain text is hashed.
    private func addCredential(_ object: JSONObject, to userID: String, priority: Int) throws {
        var document = CredentialRepresentation(object)
        if document.secretData == nil || document.credentialData == nil {
            if let password = document.value {
                guard document.type == nil || document.type == "password" else { return }
                let label = document.userLabel
                document = try hashedPassword(password, idp)
                document.userLabel = label
            } else if let converted = document.convertedFromOldForm {
                document = converted
            } else {
                return
            }
        }
        if document.createdDate == nil { document.createdDate = Int64(idp.nowMilliseconds()) }
        let credential = CredentialRecord(
            id: try id(of: object), userID: userID, document: document, priority: priority)
        try tx.insert(credential)
    }
}

extension CredentialRepresentation {
    /// Exports of Keycloak 4 to 7 have the hash and its parameters as members of their own.
    fileprivate var convertedFromOldForm: CredentialRepresentation? {
        guard let hash = self.hashedSaltedValue else { return nil }
        var secret: JSONObject = ["value": .string(hash)]
        var data = JSONObject()
        var result = CredentialRepresentation()
        if let salt = self.salt {
            result.type = "password"
            secret["salt"] = .string(salt)
            data["hashIterations"] = JSONValue(self.hashIterations ?? 1)
            data["algorithm"] = .string(self.algorithm ?? "pbkdf2")
        } else {
            result.type = "otp"
            data["subType"] = .string(self.type ?? "totp")
            data["digits"] = JSONValue(self.digits ?? 6)
            data["counter"] = JSONValue(self.counter ?? 0)
            data["period"] = JSONValue(self.period ?? 30)
            data["algorithm"] = .string(self.algorithm ?? "HmacSHA1")
        }
        result.createdDate = self.createdDate
        result.secretData = secret.text
        result.credentialData = data.text
        return result
    }
}
