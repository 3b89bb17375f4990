extension Subject where Thing == GroupRecord {
    /// The group the path names; one who may not list groups is told nothing about which there are.
    static var group: Self {
        Self(unknown: .groupNotFound, sees: .viewUsers, changes: .manageUsers, listedBy: .queryGroups)
    }

    /// The group that new users join, or are to join.
    static var defaultGroup: Self {
        Self(unknown: .joinedGroupNotFound, sees: .viewRealm, changes: .manageRealm)
    }
}

extension GroupRepresentation {
    /// The name a body gives; Keycloak falls over one longer than its column (recording: names 191).
    func checkedName() throws -> String {
        guard let name = self.name, !trimmed(name).isEmpty else { throw AdminError.groupNameMissing }
        if name.utf16.count > 255 { throw AdminError.unknown }
        return name
    }
}
