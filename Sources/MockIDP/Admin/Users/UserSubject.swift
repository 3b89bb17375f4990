extension Subject where Thing == UserRecord {
    /// The user the path names; one who may not even search users is told nothing about who there is.
    static var user: Self {
        Self(unknown: .userNotFound, sees: .viewUsers, changes: .manageUsers, listedBy: .queryUsers)
    }
}
