import JSON

extension Comparison {
    /// Lists of objects are compared by what names their elements, lists of texts as sets, others place by place.
    mutating func compareLists(_ recorded: [JSONValue], _ live: [JSONValue], at path: String, key: String?) {
        let (objects, otherObjects) = (recorded.compactMap(\.object), live.compactMap(\.object))
        let (texts, otherTexts) = (recorded.compactMap(\.string), live.compactMap(\.string))
        if objects.count == recorded.count, otherObjects.count == live.count {
            compareObjects(objects, otherObjects, at: path)
        } else if texts.count == recorded.count, otherTexts.count == live.count {
            compareTexts(texts, otherTexts, at: path, key: key)
        } else if recorded.count != live.count {
            differences.append("\(path): \(live.count) elements where \(recorded.count) are recorded")
        } else {
            for (index, (one, other)) in zip(recorded, live).enumerated() {
                compare(one, other, at: "\(path)[\(index)]")
            }
        }
    }

    private mutating func compareObjects(_ recorded: [JSONObject], _ live: [JSONObject], at path: String) {
        var pairing = Pairing(recorded, live)
        // First by all that tells elements apart, then by name alone.
        for names in [Rules.identity, Rules.names] {
            pairing.pair(by: names) { binding.substituted($0) }
        }
        pairing.pairMadeUp()
        for (one, other, label) in pairing.pairs {
            compare(.object(recorded[one]), .object(live[other]), at: "\(path)[\(label)]")
        }
        for index in pairing.missing {
            differences.append("\(path): element missing: \(recorded[index].text.prefix(140))")
        }
        for index in pairing.unexpected {
            differences.append("\(path): element not recorded: \(live[index].text.prefix(140))")
        }
    }

    private mutating func compareTexts(_ recorded: [String], _ live: [String], at path: String, key: String?) {
        var others = live
        var left: [String] = []
        for text in recorded {
            if let index = others.firstIndex(of: binding.substituted(text)) {
                others.remove(at: index)
            } else {
                left.append(text)
            }
        }
        let isMadeUp = key.map(Rules.madeUp.contains) == true
        if left.count == others.count,
            zip(left, others).allSatisfy({ binding.equal($0, $1, isMadeUp: isMadeUp) })
        {
            return
        }
        differences += left.map { "\(path): \(binding.substituted($0).prefix(120)) missing" }
        differences += others.map { "\(path): \($0.prefix(120)) not recorded" }
    }
}

/// Finds for each recorded element of a list the live one that it is to be compared with.
private struct Pairing {
    private let recorded: [JSONObject]
    private let live: [JSONObject]
    private(set) var pairs: [(recorded: Int, live: Int, label: String)] = []
    /// Recorded elements without a live one, and the other way about.
    private(set) var missing: [Int]
    private(set) var unexpected: [Int]

    init(_ recorded: [JSONObject], _ live: [JSONObject]) {
        self.recorded = recorded
        self.live = live
        missing = Array(recorded.indices)
        unexpected = Array(live.indices)
    }

    mutating func pair(by names: [String], _ substituted: (String) -> String) {
        guard !missing.isEmpty, !unexpected.isEmpty else { return }
        var identities: [[String]: [Int]] = [:]
        for index in unexpected.reversed() {
            identities[Self.identity(of: live[index], by: names) { $0 }, default: []].append(index)
        }
        var unpaired: [Int] = []
        for index in missing {
            let identity = Self.identity(of: recorded[index], by: names, substituted)
            if !identity.isEmpty, let other = identities[identity]?.popLast() {
                unexpected.removeAll { $0 == other }
                pairs.append((index, other, identity[0]))
            } else {
                unpaired.append(index)
            }
        }
        missing = unpaired
    }

    /// Pairs what is left in its order, if it has no name or a made-up one.
    mutating func pairMadeUp() {
        guard missing.count == unexpected.count else { return }
        var unpaired: [Int] = []
        for index in missing {
            let names = Rules.names.compactMap { recorded[index][$0] }
            if names.isEmpty || names.contains(where: { MadeValue.isIn($0.text) }) {
                pairs.append((index, unexpected.removeFirst(), "#\(pairs.count)"))
            } else {
                unpaired.append(index)
            }
        }
        missing = unpaired
    }

    private static func identity(of element: JSONObject, by names: [String], _ text: (String) -> String) -> [String] {
        names.compactMap { name in
            switch element[name] {
            case .string(let value): MadeValue.isUUID(value) ? nil : text(value)
            case .number(let value): value.int == nil ? nil : value.text
            case .bool(let value): value ? "True" : "False"
            default: nil
            }
        }
    }
}
