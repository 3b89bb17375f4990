import JSON

/// Keycloak's features: which of them are on. What shows (serverinfo, discovery) and what happens follow from here.
///
/// A server that was told nothing of features has its defaults, and does not read their table.
struct Features: Sendable {
    /// The features whose state is not their default, by name (`TOKEN_EXCHANGE`).
    let changed: [String: Bool]
    /// Names that Keycloak does not have.
    let unknown: [String]

    init(_ settings: Settings) {
        let (on, off, single) = (settings.features, settings.disabledFeatures, settings.featureSwitches)
        guard !on.isEmpty || !off.isEmpty || !single.isEmpty else {
            (changed, unknown) = ([:], [])
            return
        }
        var choice = FeatureChoice()
        for name in on { choice.enable(name) }
        for name in off { choice.disable(name) }
        for (name, isOn) in single.sorted(by: { $0.key < $1.key }) {
            if isOn { choice.enable(name) } else { choice.disable(name) }
        }
        (changed, unknown) = (choice.changed, choice.unknown)
    }

    /// Whether a feature that is on by default was switched off.
    func isOff(_ name: String) -> Bool { changed[name] == false }

    /// What the log says: features that only show.
    var notices: [String] {
        unknown.map { "'\($0)' is no feature of Keycloak \(Keycloak.version)" }
            + changed.filter { $0.value }.keys.sorted().map {
                "the feature \($0) shows in serverinfo, and changes nothing else here"
            }
            + changed.filter { !$0.value && !isReplaced($0.key) }.keys.sorted().filter { !Self.isFelt($0) }.map {
                "the feature \($0) is off in serverinfo, and that changes nothing else here"
            }
    }

    /// Whether another version of the feature was switched on.
    private func isReplaced(_ name: String) -> Bool {
        let key = Self.withoutVersion(name)
        return changed.contains { $0.value && Self.withoutVersion($0.key) == key }
    }

    private static func withoutVersion(_ name: String) -> Substring {
        guard let mark = name.place(of: "_V"), name[mark...].dropFirst(2).allSatisfy(\.isNumber) else {
            return name[...]
        }
        return name[..<mark]
    }

    /// Whether a server without that feature answers as Keycloak does: what belongs to it is gone, was never there, or does
    /// not show.
    private static func isFelt(_ name: String) -> Bool {
        traces.contains { $0.0 == name }
            || [
                "ACCOUNT_V3", "ADMIN_API", "ADMIN_V2", "CLIENT_POLICIES", "IMPERSONATION", "LOG_MDC", "OPENTELEMETRY",
                "PERSISTENT_USER_SESSIONS", "ROLLING_UPDATES_V2", "USER_EVENT_METRICS", "WORKFLOWS",
            ].contains(name)
    }
}

/// Features as they are chosen, over the table of serverinfo.
private struct FeatureChoice {
    private struct Feature {
        let name: String
        let type: String
        let isOn: Bool
        /// `admin-fine-grained-authz` and 2 for `ADMIN_FINE_GRAINED_AUTHZ_V2`; a name without a number is version 1.
        let key: String
        let version: Int
    }

    private let table: [Feature]
    private(set) var changed: [String: Bool] = [:]
    private(set) var unknown: [String] = []

    init() {
        let info = (try? JSONReader.read(Array(BuiltIn.serverInfo), options: .strict)) ?? .null
        table = (info["features"]?.array ?? []).compactMap { item in
            guard let name = item["name"]?.string else { return nil }
            var words = name.lowercased().split(separator: "_").map(String.init)
            var version = 1
            if let last = words.last, last.hasPrefix("v"), let number = Int(last.dropFirst()) {
                version = number
                words.removeLast()
            }
            return Feature(
                name: name, type: item["type"]?.string ?? "", isOn: item["enabled"]?.bool ?? false,
                key: words.joined(separator: "-"), version: version)
        }
    }

    /// `name`, `name:v2`, or `preview` for all of that type. Of several versions one is on.
    mutating func enable(_ text: String) {
        if text == "preview" {
            for feature in table where feature.type == "PREVIEW" { set(feature, true) }
            return
        }
        let (key, version) = parts(text)
        let versions = table.filter { $0.key == key }
        let chosen = version.flatMap { wanted in versions.first { $0.version == wanted } }
        guard let feature = version == nil ? versions.max(by: { $0.version < $1.version }) : chosen else {
            unknown.append(text)
            return
        }
        for other in versions { set(other, other.name == feature.name) }
    }

    /// `name`, all versions of it.
    mutating func disable(_ text: String) {
        let versions = table.filter { $0.key == parts(text).key }
        if versions.isEmpty { unknown.append(text) }
        for feature in versions { set(feature, false) }
    }

    private mutating func set(_ feature: Feature, _ isOn: Bool) {
        changed[feature.name] = isOn == feature.isOn ? nil : isOn
    }

    private func parts(_ text: String) -> (key: String, version: Int?) {
        let words = text.split(separator: ":", maxSplits: 1)
        let version = words.count == 2 && words[1].hasPrefix("v") ? Int(words[1].dropFirst()) : nil
        return (words.first.map { $0.lowercased() } ?? "", version)
    }
}

extension Features {
    /// serverinfo with these features.
    func applied(to info: JSONValue) -> JSONValue {
        guard !changed.isEmpty, case .object(var members) = info else { return info }
        members["features"] = .array(
            (info["features"]?.array ?? []).map { item in
                guard case .object(var feature) = item, let name = feature["name"]?.string, let isOn = changed[name]
                else { return item }
                feature["enabled"] = .bool(isOn)
                return .object(feature)
            })
        if case .object(var profile)? = members["profileInfo"] {
            let disabled = (profile["disabledFeatures"]?.array ?? []).compactMap(\.string)
            profile["disabledFeatures"] = JSONValue(
                disabled.filter { changed[$0] != true } + changed.filter { !$0.value }.keys.sorted())
            members["profileInfo"] = .object(profile)
        }
        return .object(members)
    }

    /// A discovery document without what belongs to features that are off (OIDCWellKnownProvider asks for each).
    func applied(toDiscovery document: JSONObject) -> JSONObject {
        var document = document
        for (feature, traces) in Self.traces where isOff(feature) {
            for name in traces.members {
                document[name] = nil
                if case .object(var aliases)? = document["mtls_endpoint_aliases"] {
                    aliases[name] = nil
                    document["mtls_endpoint_aliases"] = .object(aliases)
                }
            }
            guard let grant = traces.grant, let grants = document["grant_types_supported"]?.array else { continue }
            document["grant_types_supported"] = .array(grants.filter { $0.string != grant })
        }
        return document
    }

    private static let traces: [(String, (members: [String], grant: String?))] = [
        ("DEVICE_FLOW", (["device_authorization_endpoint"], "urn:ietf:params:oauth:grant-type:device_code")),
        (
            "CIBA",
            (
                [
                    "backchannel_authentication_endpoint", "backchannel_token_delivery_modes_supported",
                    "backchannel_authentication_request_signing_alg_values_supported",
                ], "urn:openid:params:grant-type:ciba"
            )
        ),
        ("PAR", (["pushed_authorization_request_endpoint", "require_pushed_authorization_requests"], nil)),
        ("DPOP", (["dpop_signing_alg_values_supported"], nil)),
        ("TOKEN_EXCHANGE_STANDARD_V2", ([], "urn:ietf:params:oauth:grant-type:token-exchange")),
        ("JWT_AUTHORIZATION_GRANT", ([], "urn:ietf:params:oauth:grant-type:jwt-bearer")),
    ]
}
