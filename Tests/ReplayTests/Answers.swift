import HTTPServer
import JSON

extension Comparison {
    /// Binds the values of the recorded cookies.
    mutating func bindCookies(_ exchange: Exchange, _ reply: Reply) {
        let live = Self.cookies(reply.values(of: "Set-Cookie"))
        for (name, value) in Self.cookies(exchange.cookies) {
            if let other = live.last(where: { $0.name == name })?.value { binding.bind(value, to: other) }
        }
    }

    /// Every recorded header must be there, the names of cookies too; others are not looked at.
    mutating func compareHeaders(_ exchange: Exchange, _ reply: Reply) {
        let live = Set(Self.cookies(reply.values(of: "Set-Cookie")).map(\.name))
        for (name, _) in Self.cookies(exchange.cookies) where !live.contains(name) {
            differences.append("Set-Cookie: \(name) missing")
        }
        for (name, value) in exchange.responseHeaders where name != "Set-Cookie" {
            let values = reply.values(of: name)
            compareHeader(name, value.string ?? "", values.isEmpty ? nil : values.joined(separator: ", "))
        }
    }

    private mutating func compareHeader(_ name: String, _ recorded: String, _ live: String?) {
        guard let live else {
            differences.append("header \(name): missing, recorded \(recorded.prefix(120))")
            return
        }
        let isEqual: Bool
        switch name {
        case "Location":
            return compareAddresses(recorded, live)
        case "Content-Type":
            isEqual = recorded.prefix { $0 != ";" } == live.prefix { $0 != ";" }
        default:
            isEqual = items(binding.substituted(recorded)) == items(live) || binding.equal(recorded, live)
        }
        if !isEqual {
            differences.append(
                "header \(name): \(live.prefix(120)) where \(binding.substituted(recorded).prefix(120)) is recorded")
        }
    }

    private func items(_ list: String) -> [String] {
        list.split(separator: ",", omittingEmptySubsequences: false).map { trimmed($0) }.sorted()
    }

    mutating func compareBodies(_ exchange: Exchange, _ text: String) {
        if let page = exchange.response["html"] {
            comparePages(page, text)
        } else if let recorded = exchange.response["json"] {
            guard let live = try? JSONReader.read(text, options: .replacesLoneSurrogates) else {
                differences.append("body: not JSON: \(text.prefix(120))")
                return
            }
            compare(recorded, exchange.isPartial ? live.restricted(to: recorded) : live, at: "$")
        } else if let recorded = exchange.response["text"]?.string {
            if DecodedToken(recorded) != nil {
                compare(.string(recorded), .string(text), at: "$")
            } else if !binding.equal(recorded, text) {
                differences.append("body: \(text.prefix(120)) where \(recorded.prefix(120)) is recorded")
            }
        } else if !text.isEmpty {
            differences.append("body: \(text.prefix(120)) where none is recorded")
        }
    }

    private static func cookies(_ fields: [String]) -> [(name: String, value: String)] {
        fields.compactMap { field in
            let pair = field.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2 else { return nil }
            return (String(pair[0]), String(pair[1].filter { $0 != "\"" }))
        }
    }
}

extension Exchange {
    /// The recorded `Set-Cookie` fields.
    fileprivate var cookies: [String] { (responseHeaders["Set-Cookie"]?.array ?? []).compactMap(\.string) }
}

extension Reply {
    /// All values of a header, whose case does not matter.
    fileprivate func values(of name: String) -> [String] {
        headers.filter { $0.0.lowercased() == name.lowercased() }.map(\.1)
    }
}

extension JSONValue {
    /// Without the members, and the members of those, that `recorded` does not have.
    fileprivate func restricted(to recorded: JSONValue) -> JSONValue {
        guard let members = object else { return self }
        return .object(
            JSONObject(
                members.compactMap { name, value in
                    guard let wanted = recorded[name] else { return nil }
                    guard let inner = value.object else { return (name, value) }
                    return (
                        name, .object(JSONObject(inner.filter { wanted[$0.name] != nil }.map { ($0.name, $0.value) }))
                    )
                }))
    }
}

private func trimmed(_ text: Substring) -> String {
    var text = text.drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text = text.dropLast() }
    return String(text)
}
