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
            let info = features.applied(to: (try? JSONReader.read(BuiltIn.serverInfo, options: .strict)) ?? .null)
            var members = info.object ?? JSONObject()
            members["componentTypes"] = .object(ComponentTypes.all)
            let full = SharedBytes(JSONValue.object(members).bytes)
            members["systemInfo"] = [:]
            return (full, SharedBytes(JSONValue.object(members).bytes))
        }
    }
}
