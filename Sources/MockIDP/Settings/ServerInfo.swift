import HTTPServer
import JSON

/// The built-in `serverinfo` with this server's features, made ready to be sent when it is first asked for.
final class ServerInfo: Sendable {
    private let prepared: Lazily<(full: SharedBytes, withoutSystem: SharedBytes)>

    /// All of it.
    var full: SharedBytes { prepared().full }
    /// The same with an empty `systemInfo`.
    var withoutSystem: SharedBytes { prepared().withoutSystem }

    init(_ features: Features) {
        prepared = Lazily {
            let bytes = Array(BuiltIn.serverInfo)
            let info = features.applied(to: (try? JSONReader.read(bytes, options: .strict)) ?? .null)
            guard case .object(var members) = info else { return (SharedBytes(bytes), SharedBytes(bytes)) }
            let full = features.changed.isEmpty ? bytes : info.bytes
            members["systemInfo"] = [:]
            return (SharedBytes(full), SharedBytes(JSONValue.object(members).bytes))
        }
    }
}
