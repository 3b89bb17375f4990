import JSON

/// A user as the profile sees it: all attributes by name, those that are members of the representation too.
typealias ProfileValues = TextMap<[String]>

extension UserProfile {
    /// All values a stored user has.
    static func values(of user: UserRecord) -> ProfileValues {
        var values = user.document.attributes ?? [:]
        for name in rootAttributes { values[name] = user.document.document[name]?.string.map { [$0] } }
        return values
    }

    /// All values a representation brings.
    static func values(in body: UserRepresentation) -> ProfileValues {
        var values = body.attributes ?? [:]
        for name in rootAttributes {
            if let value = body.document[name]?.string { values[name] = [value] }
        }
        return values
    }
}
