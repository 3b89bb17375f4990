/// The session behind a grant, as its tokens need it.
package struct TokenSession: Sendable {
    package let id: String
    /// Seconds since 1970.
    let started: Int
    /// When the client joined it, seconds since 1970.
    let clientStarted: Int
    let isOffline: Bool
    let isRememberMe: Bool

    package init(id: String, started: Int, clientStarted: Int, isOffline: Bool = false, isRememberMe: Bool = false) {
        self.id = id
        self.started = started
        self.clientStarted = clientStarted
        self.isOffline = isOffline
        self.isRememberMe = isRememberMe
    }
}
