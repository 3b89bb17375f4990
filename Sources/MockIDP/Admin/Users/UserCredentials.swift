import HTTPServer
import JSON

/// `GET users/{id}/credentials`: without what proves them.
func listCredentials(_ call: AdminCall) async throws -> Reply {
    let credentials = try await call.read(.user) { tx, _, user in
        try tx.credentials(ofUser: user.id).map { record -> JSONObject in
            var view: JSONObject = ["id": .string(record.id)]
            for name in ["type", "userLabel", "createdDate", "credentialData"] {
                view[name] = record.document.document[name]
            }
            return view
        }
    }
    return .adminJSON(credentials)
}

/// `DELETE users/{id}/credentials/{credential}`.
func deleteCredential(_ call: AdminCall) async throws -> Reply {
    try await call.write(.user) { tx, _, user in try tx.delete(credential(of: user, call, tx)) }
    return .noContentNoCache
}

/// `PUT users/{id}/credentials/{credential}/userLabel`: the body is the label as plain text.
func labelCredential(_ call: AdminCall) async throws -> Reply {
    let label = try await call.body(changing: .user).text
    try await call.write(.user) { tx, _, user in
        var record = try credential(of: user, call, tx)
        record.document.userLabel = label
        try tx.update(record)
    }
    return .noContent
}

/// `POST users/{id}/credentials/{credential}/moveToFirst`.
func moveCredentialToFirst(_ call: AdminCall) async throws -> Reply {
    try await move(call) { tx, user in
        _ = try credential(of: user, call, tx)
        return nil
    }
}

/// `POST users/{id}/credentials/{credential}/moveAfter/{previous}`.
func moveCredentialAfter(_ call: AdminCall) async throws -> Reply {
    try await move(call) { tx, user in
        _ = try credential(of: user, call, tx)
        return call.parameter("previous")
    }
}

/// Puts a credential behind another, or in front, and counts the priorities anew in tens.
nonisolated(nonsending) private func move(
    _ call: AdminCall, _ previous: (Transaction, UserRecord) throws -> String?
) async throws -> Reply {
    try await call.write(.user) { tx, _, user in
        let previous = try previous(tx, user)
        var records = try tx.credentials(ofUser: user.id)
        guard let from = records.firstIndex(where: { $0.id == call.parameter("credential") }) else { return }
        let moved = records.remove(at: from)
        if let previous {
            let place = try records.firstIndex { $0.id == previous }.found(or: .credentialNotFound)
            records.insert(moved, at: place + 1)
        } else {
            records.insert(moved, at: 0)
        }
        for (place, var record) in records.enumerated() {
            record.priority = 10 * (place + 1)
            try tx.update(record)
        }
    }
    return .noContent
}

/// `PUT users/{id}/disable-credential-types`: Keycloak lets no built-in type be disabled, so nothing happens
/// (recording: users 76, 77).
func disableCredentialTypes(_ call: AdminCall) async throws -> Reply {
    _ = try await call.body(changing: .user).json()
    return .noContent
}

/// `GET users/{id}/configured-user-storage-credential-types`: there is no user storage that could have any.
func configuredCredentialTypes(_ call: AdminCall) async throws -> Reply {
    try await call.read(.user) { _, _, _ in }
    return .adminJSON([JSONObject]())
}

private func credential(of user: UserRecord, _ call: AdminCall, _ tx: Transaction) throws -> CredentialRecord {
    try tx.credential(id: call.parameter("credential"), ofUser: user.id).found(or: .credentialNotFound)
}
