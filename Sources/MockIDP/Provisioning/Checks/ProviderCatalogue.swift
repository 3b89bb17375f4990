import JSON

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
        return providers[type]?[id]
    }

    /// Read when the first component is asked for: most test runs never do.
    private static let providers: [String: [String: Provider]] = {
        let info = try? JSONReader.read(Array(BuiltIn.serverInfo), options: .strict)
        var providers: [String: [String: Provider]] = [:]
        for (type, list) in info?["componentTypes"]?.object ?? JSONObject() {
            for entry in list.array ?? [] {
                guard let id = entry["id"]?.string else { continue }
                providers[type, default: [:]][id] = provider(entry)
            }
        }
        return providers
    }()

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
