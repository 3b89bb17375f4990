import JSON

/// `update-compatibility`: whether servers may be updated one by one, or all have to stop (UpdateCompatibilityMetadata,
/// UpdateCompatibilityCheck). Of what Keycloak compares only its version matters here: there is no cluster.
public struct UpdateCompatibility: Sendable {
    /// What a run says, on standard output and on standard error, and how it ends.
    public struct Outcome: Sendable, Equatable {
        /// What was found.
        public var output = ""
        /// Why an update is not possible; empty when it is.
        public var errors = ""
        /// 0: one by one. 3: all have to stop. 4: the feature is off.
        public var status: Int32 = 0
    }

    private enum Action: String { case metadata, check }
    private let action: Action
    private let settings: Settings

    /// Takes the words behind the command.
    public init(_ words: [String], environment: [String: String]) throws(OptionError) {
        guard let first = words.firstIndex(where: { Action(rawValue: $0) != nil }),
            let action = Action(rawValue: words[first])
        else {
            throw OptionError(description: "Missing required subcommand: metadata or check")
        }
        self.action = action
        settings = try Settings(
            arguments: Array(words[..<first] + words[(first + 1)...]), environment: environment, as: .command)
    }

    /// Does what was asked for.
    public func run() throws -> Outcome {
        guard isPossible else {
            let sentence =
                "Unable to use this command. None of the versions of the feature 'rolling-updates' is enabled."
            return Outcome(errors: sentence, status: 4)
        }
        return switch action {
        case .metadata: try metadata()
        case .check: try check()
        }
    }

    private var features: [String: Bool] { Features(settings).changed }
    private var hasPatches: Bool { features["ROLLING_UPDATES_V2"] != false }
    private var isPossible: Bool { hasPatches || features["ROLLING_UPDATES_V1"] == true }

    private func metadata() throws -> Outcome {
        let metadata: JSONValue = ["keycloak": ["version": .string(Keycloak.version)]]
        if let file = settings.exchange.file {
            if let end = file.lastIndex(of: "/"), end != file.startIndex { try Files.makeFolder(String(file[..<end])) }
            try notAFolder(file)
            try Files.write(metadata.bytes, to: file)
        }
        return Outcome(output: "Metadata:\n" + metadata.write(pretty: true))
    }

    private func check() throws -> Outcome {
        guard let file = settings.exchange.file else {
            throw OptionError(description: "Missing required argument: --file")
        }
        let path = Files.absolute(file)
        guard (try? Files.isFolder(file)) != nil else {
            throw OptionError(description: "Incorrect argument --file. Path '\(path)' not found")
        }
        try notAFolder(file)
        guard let found = (try? JSONReader.read(try Files.read(file), options: .strict))?.object else {
            throw OptionError(description: "Unable to read file '\(path)'")
        }
        let version = found["keycloak"]?["version"]?.string
        guard leads(from: version) else {
            let change = "'keycloak.version' is incompatible: \(version ?? "null") -> \(Keycloak.version)."
            return Outcome(errors: "[keycloak] Rolling Update is not available. " + change, status: 3)
        }
        let others = found.map(\.name).filter { $0 != "keycloak" }.sorted().map { "[\($0)] is not compared here.\n" }
        return Outcome(
            output: others.joined() + "[keycloak] Provider is compatible.\n[OK] Rolling Update is available.")
    }

    private func notAFolder(_ file: String) throws(OptionError) {
        if (try? Files.isFolder(file)) == true {
            throw OptionError(
                description: "Incorrect argument --file. Path '\(Files.absolute(file))' is not a valid file.")
        }
    }

    /// Whether servers of that version may be followed by ours: the same, and an earlier patch of it, unless that is off.
    private func leads(from version: String?) -> Bool {
        guard let version else { return false }
        if version == Keycloak.version { return true }
        let (from, to) = (numbers(version), numbers(Keycloak.version))
        return hasPatches && from.count == 3 && from[..<2] == to[..<2] && from[2] <= to[2]
    }

    private func numbers(_ version: String) -> [Int] {
        version.prefix { $0 != "-" }.split(separator: ".").compactMap { Int($0) }
    }
}
