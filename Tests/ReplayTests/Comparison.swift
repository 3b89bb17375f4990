import JSON

/// Compares what was recorded with what a server answers now, member by member, and notes what differs.
struct Comparison {
    var binding: Binding
    /// Targets and bodies sent so far: they tell which realms the recording knows of.
    var sent = ""
    /// What differs, each in a sentence.
    var differences: [String] = []

    init(_ binding: Binding) { self.binding = binding }

    /// - Parameters:
    ///   - path: where in the answer, for the sentences.
    ///   - key: the name of the member that holds these values.
    mutating func compare(_ recorded: JSONValue, _ live: JSONValue, at path: String, key: String? = nil) {
        switch (recorded, live) {
        case (.string(let one), .string(let other)): compareTexts(one, other, at: path, key: key)
        case (.number(let one), .number(let other)): compareNumbers(one.double, other.double, at: path, key: key)
        case (.object(let one), .object(let other)): compareObjects(one, other, at: path)
        case (.array(let one), .array(let other)): compareLists(one, other, at: path, key: key)
        case (.bool(let one), .bool(let other)) where one == other: break
        case (.null, .null): break
        default: differ(at: path, live, recorded)
        }
    }

    mutating func differ(at path: String, _ live: JSONValue, _ recorded: JSONValue) {
        differences.append("\(path): \(live.text.prefix(160)) where \(recorded.text.prefix(160)) is recorded")
    }

    private mutating func compareTexts(_ recorded: String, _ live: String, at path: String, key: String?) {
        if let one = DecodedToken(recorded), let other = DecodedToken(live) {
            return compareTokens((recorded, one), (live, other), at: path)
        }
        if key == "jti", let colon = recorded.utf8.firstIndex(of: UInt8(ascii: ":")) {
            if !live.hasPrefix(recorded[...colon]) { differ(at: path, .string(live), .string(recorded)) }
            return binding.bind(recorded, to: live)
        }
        if let key, Rules.unorderedTexts.contains(key), words(binding.substituted(recorded)) == words(live) { return }
        let isMadeUp = key.map(Rules.madeUp.contains) == true && recorded.isEmpty == live.isEmpty
        if binding.equal(recorded, live, isMadeUp: isMadeUp) { return }
        if let one = documentHeld(in: recorded), let other = documentHeld(in: live) {
            return compare(one, other, at: path + "<json>")
        }
        differ(at: path, .string(live), .string(binding.substituted(recorded)))
    }

    private func words(_ text: String) -> [Substring] { text.split(separator: " ").sorted() }

    /// The object or list that a text holds as JSON.
    private func documentHeld(in text: String) -> JSONValue? {
        guard text.hasPrefix("{") || text.hasPrefix("[") else { return nil }
        return try? JSONReader.read(text, options: .replacesLoneSurrogates)
    }

    private mutating func compareNumbers(_ recorded: Double, _ live: Double, at path: String, key: String?) {
        let isTime = key.map(Rules.times.contains) == true && (recorded == 0) == (live == 0)
        let isCounted = key.map(Rules.near.contains) == true && abs(recorded - live) <= 3
        if recorded == live || isTime || isCounted || path.contains(".registeredNodes.") { return }
        differences.append("\(path): \(live) where \(recorded) is recorded")
    }

    private mutating func compareObjects(_ recorded: JSONObject, _ live: JSONObject, at path: String) {
        bindNames(recorded, live)
        let members = recorded.map { (name: $0.name, expected: binding.substituted($0.name), value: $0.value) }
        let expected = Set(members.map(\.expected))
        for (name, value) in live where !expected.contains(name) {
            differences.append("\(path).\(name): not recorded, here \(value.text.prefix(100))")
        }
        for member in members {
            if let other = live[member.expected] {
                compare(member.value, other, at: "\(path).\(member.name)", key: member.name)
            } else {
                differences.append("\(path).\(member.name): missing, recorded \(member.value.text.prefix(100))")
            }
        }
    }

    /// Binds member names that are ids not seen before, in their order.
    private mutating func bindNames(_ recorded: JSONObject, _ live: JSONObject) {
        let names = recorded.names.map { (recorded: $0, expected: binding.substituted($0)) }
        let made = names.filter { live[$0.expected] == nil && MadeValue.isAllOf($0.expected) }
        guard !made.isEmpty else { return }
        let expected = Set(names.map(\.expected))
        let others = live.names.filter { !expected.contains($0) && MadeValue.isAllOf($0) }
        for (name, other) in zip(made, others) { binding.bind(name.recorded, to: other) }
    }
}
