import JSON
import Synchronization

/// Which component providers there are, and what they can be configured with (the server info's `componentTypes`).
enum ProviderCatalogue {
    struct Provider: Sendable {
        /// Nil for providers whose properties the catalogue leaves out: they may have any.
        let properties: [String: Property]?

        /// Whether this is something the provider made and keeps to itself, a generated key.
        func keepsToItself(_ name: String) -> Bool { properties.map { $0[name] == nil } ?? false }

        func isSecret(_ name: String) -> Bool { properties?[name]?.isSecret ?? (name == "bindCredential") }
    }

    struct Property: Sendable {
        let isSecret: Bool
        let type: String
        let options: [String]
    }

    static func provider(_ id: String?, type: String?) -> Provider? {
        guard let id, let type else { return nil }
        return known.withLock { known in
            let providers = known[type] ?? read(type)
            known[type] = providers
            return providers[id]
        }
    }

    /// What was read so far: many test runs never ask for a component.
    private static let known = Mutex<[String: [String: Provider]]>([:])

    private static func read(_ type: String) -> [String: Provider] {
        var providers: [String: Provider] = [:]
        for entry in ComponentTypes.providers(of: type) ?? [] {
            if let id = entry["id"]?.string { providers[id] = provider(entry) }
        }
        return providers
    }

    private static func provider(_ entry: JSONValue) -> Provider {
        guard let list = entry["properties"]?.array, !list.isEmpty else { return Provider(properties: nil) }
        var properties: [String: Property] = [:]
        for property in list {
            guard let name = property["name"]?.string else { continue }
            properties[name] = Property(
                isSecret: property["secret"]?.bool ?? false, type: property["type"]?.string ?? "String",
                options: (property["options"]?.array ?? []).compactMap(\.string))
        }
        return Provider(properties: properties)
    }
}
