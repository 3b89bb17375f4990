import JSON

extension ProfileError {
    fileprivate var json: JSONValue {
        [
            "field": .string(attribute), "errorMessage": .string(message),
            "params": .array([.string(attribute)] + parameters),
        ]
    }
}

extension AdminError {
    /// One refused value is answered as it is, several as a list (recordings: users 12, bad_input 77).
    init(_ errors: [ProfileError]) {
        if errors.count == 1, case .object(let body) = errors[0].json {
            self.init(status: 400, body: body)
        } else {
            self.init(status: 400, body: ["errors": .array(errors.map(\.json))])
        }
    }
}

extension UserProfile {
    /// Checks what an admin writes. A taken username or email outranks the other refusals (recording: names 74).
    func check(
        _ values: ProfileValues, against user: UserRecord?, in realm: RealmRecord, _ tx: Transaction,
        _ expressions: Expressions
    ) throws {
        var errors: [ProfileError] = []
        let current = user.map { Self.values(of: $0) }
        for attribute in attributes {
            errors += try check(attribute, values[attribute.name] ?? [], against: current, in: realm, expressions)
        }
        guard let username = values["username"]?.first, !trimmed(username).isEmpty else {
            throw AdminError.usernameMissing
        }
        if let email = values["email"]?.first, !email.isEmpty, !realm.document.duplicateEmailsAllowed,
            let other = try tx.user(email: email.lowercased(), in: realm.id), other.id != user?.id
        {
            throw AdminError.emailExists
        }
        if let other = try tx.user(username: username.lowercased(), in: realm.id), other.id != user?.id {
            throw AdminError.usernameExists
        }
        if !errors.isEmpty { throw AdminError(errors) }
    }

    private func check(
        _ attribute: ProfileAttribute, _ values: [String], against current: ProfileValues?, in realm: RealmRecord,
        _ expressions: Expressions
    ) throws -> [ProfileError] {
        if let current, !isEditable(attribute, in: realm) {
            let current = current[attribute.name] ?? []
            let isChanged =
                attribute.name == "username"
                ? values.first?.lowercased() != current.first : !values.isEmpty && values != current
            return isChanged ? [ProfileError(attribute.name, "error-user-attribute-read-only")] : []
        }
        let filled = values.filter { !$0.isEmpty }
        if filled.isEmpty {
            return attribute.isRequiredOfAdmins ? [ProfileError(attribute.name, "error-user-attribute-required")] : []
        }
        return try Validator.all(for: attribute).flatMap { try $0.errors(filled, attribute.name, expressions) }
    }

    /// Whether an admin may change it: usernames only where the realm lets them be edited.
    private func isEditable(_ attribute: ProfileAttribute, in realm: RealmRecord) -> Bool {
        if attribute.name == "username" { return realm.document.editUsernameAllowed }
        return attribute.isEditableByAdmins
    }
}
