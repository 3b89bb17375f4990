import HTTPServer
import JSON

/// `PUT users/{id}`. A body with `attributes` replaces all of them, name and address included; one without leaves what
/// it does not name (recording: users 63 to 67, 122).
func updateUser(_ call: AdminCall) async throws -> Reply {
    let body = try await call.body(changing: .user).as(UserRepresentation.self)
    try await call.matching { expressions in
        try await call.write(.user) { tx, realm, old in
            var user = old
            var values = UserProfile.values(in: body)
            let current = UserProfile.values(of: old)
            if body.document["attributes"] == nil { values.merge(current) { new, _ in new } }
            if values["username"] == nil { values["username"] = current["username"] }
            if realm.document.registrationEmailAsUsername, realm.document.editUsernameAllowed,
                let email = values["email"]
            {
                values["username"] = email
            }
            let profile = try UserProfile(of: realm, tx)
            try profile.check(values, against: user, in: realm, tx, expressions)
            user.take(values, keeping: profile)
            try user.takeState(of: body)
            guard try user.isKept(in: realm, tx) else { return try tx.delete(user) }
            try tx.update(user)
            try addCredentials(of: body, to: user, in: realm, call.idp, tx, expressions)
        }
    }
    return .noContent
}
