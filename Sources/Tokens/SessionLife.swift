/// How long a session lives: the one place that knows (Keycloak's `SessionExpirationUtils`). All in seconds.
package struct SessionLife: Sendable, Hashable {
    /// It ends when it was not used for this long; nil: idling doesn't end it.
    package let idle: Int?
    /// It ends this long after its start; nil: only idling ends it.
    package let longest: Int?

    /// The life of user sessions.
    package init(_ lifespans: Lifespans, isOffline: Bool, isRememberMe: Bool) {
        if isOffline {
            idle = lifespans.offlineIdle
            longest = lifespans.hasOfflineMax ? lifespans.offlineMax : nil
        } else {
            idle = isRememberMe && lifespans.rememberMeIdle > 0 ? lifespans.rememberMeIdle : lifespans.sessionIdle
            longest = isRememberMe && lifespans.rememberMeMax > 0 ? lifespans.rememberMeMax : lifespans.sessionMax
        }
    }

    /// The life of a client's part in sessions, as far as its attributes or else the realm shorten it.
    package init(ofClientWith attributes: TextMap<String>, _ lifespans: Lifespans, isOffline: Bool) {
        func seconds(_ attribute: String, _ ofRealm: Int) -> Int? {
            let seconds = attributes[attribute].flatMap { lifespan($0) } ?? ofRealm
            return seconds > 0 ? seconds : nil
        }
        if isOffline {
            idle = seconds("client.offline.session.idle.timeout", lifespans.clientOfflineIdle)
            longest =
                lifespans.hasOfflineMax
                ? seconds("client.offline.session.max.lifespan", lifespans.clientOfflineMax) : nil
        } else {
            idle = seconds("client.session.idle.timeout", lifespans.clientSessionIdle)
            longest = seconds("client.session.max.lifespan", lifespans.clientSessionMax)
        }
    }

    /// The second at which what began and was last used then ends; nil: it doesn't.
    package func end(started: Int, lastAccess: Int) -> Int? {
        let (idleEnd, longestEnd) = (idle.map { lastAccess + $0 }, longest.map { started + $0 })
        return [idleEnd, longestEnd].compactMap { $0 }.min()
    }
}

/// A lifespan attribute in seconds; nil when it is empty or no 32-bit number, which is all that Keycloak counts in.
func lifespan(_ text: String) -> Int? { Int32(text).map { Int($0) } }
