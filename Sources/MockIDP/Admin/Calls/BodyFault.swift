import HTTPServer
import Synchronization

/// What is wrong with the body of an admin call, kept until the permission was looked at: who may not do something is told
/// that, whatever he sent.
///
/// Meanwhile the body counts as an empty one. The transaction that would write it is rolled back.
final class BodyFault: Sendable {
    private let error = Mutex<AdminError?>(nil)

    /// The value, or this one when reading it fails.
    func deferring<T>(_ empty: @autoclosure () -> T, _ read: () throws -> T) throws -> T {
        do {
            return try read()
        } catch let found as AdminError {
            error.withLock { if $0 == nil { $0 = found } }
            return empty()
        }
    }

    var isFound: Bool { error.withLock { $0 != nil } }

    /// Throws what was found.
    func check() throws {
        if let found = error.withLock({ $0 }) { throw found }
    }
}

extension AdminCall {
    /// Runs a handler so that 403 comes before what is wrong with the body, and a large body is not even read for a caller
    /// without any role. (Modelled; no recording has both faults at once.)
    func permissionFirst(_ handler: (AdminCall) async throws -> Reply) async throws -> Reply {
        if call.body.count > Request.largeBody { try await requireSomeRole() }
        do {
            let reply = try await handler(self)
            try fault.check()
            return reply
        } catch {
            if fault.isFound, (error as? AdminError)?.status != AdminError.forbidden.status {
                try await requireSomeRole()
                try fault.check()
            }
            throw error
        }
    }

    /// Refuses a caller who has no role over the realm of the path.
    private func requireSomeRole() async throws {
        if !parameter("realm").isEmpty { try await read(.anyAdminRole) { _, _ in } }
    }
}
