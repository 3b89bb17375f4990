import HTTPServer
import JSON

/// A URL taken apart without decoding anything (RFC 3986 appendix B).
struct Address {
    var scheme = ""
    var authority = ""
    var path = ""
    var query = ""
    var fragment = ""

    init(_ text: String) {
        var rest = Substring(text)
        if let mark = rest.utf8.firstIndex(of: UInt8(ascii: "#")) {
            fragment = String(rest[rest.utf8.index(after: mark)...])
            rest = rest[..<mark]
        }
        if let mark = rest.utf8.firstIndex(of: UInt8(ascii: "?")) {
            query = String(rest[rest.utf8.index(after: mark)...])
            rest = rest[..<mark]
        }
        let name = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "+.-".contains($0)) }
        if !name.isEmpty, rest[name.endIndex...].hasPrefix(":") {
            scheme = name.lowercased()
            rest = rest[name.endIndex...].dropFirst()
        }
        if rest.hasPrefix("//") {
            authority = String(rest.dropFirst(2).prefix { $0 != "/" })
            rest = rest.dropFirst(2 + authority.count)
        }
        path = String(rest)
    }

    /// The first value of each parameter.
    static func parameters(_ part: String) -> [String: String] {
        Dictionary(Form(part).pairs) { first, _ in first }
    }
}

extension Comparison {
    /// Compares two addresses part by part; some of their parameters are made up.
    mutating func compareAddresses(_ recorded: String, _ live: String, _ label: String = "Location") {
        let (raw, other) = (Address(recorded), Address(live))
        let expected = Address(binding.substituted(recorded))
        if expected.scheme != other.scheme || expected.authority != other.authority
            || !binding.equal(raw.path, other.path)
        {
            differences.append(
                "\(label): \(live.prefix(160)) where \(binding.substituted(recorded).prefix(160)) is recorded")
        }
        compareParameters(Address.parameters(raw.query), Address.parameters(other.query), label)
        compareParameters(Address.parameters(raw.fragment), Address.parameters(other.fragment), label)
    }

    private mutating func compareParameters(_ recorded: [String: String], _ live: [String: String], _ label: String) {
        for name in Set(recorded.keys).union(live.keys).sorted() {
            guard let one = recorded[name], let other = live[name] else {
                differences.append("\(label): parameter \(name) \(live[name] == nil ? "missing" : "not recorded")")
                continue
            }
            if Rules.madeUpParameters.contains(name) {
                if MadeValue.isToken(one) { compare(.string(one), .string(other), at: "\(label).\(name)", key: name) }
                binding.bind(one, to: other)
            } else if !binding.equal(one, other) {
                let expected = binding.substituted(one)
                differences.append("\(label): \(name)=\(other.prefix(100)) where \(expected.prefix(100)) is recorded")
            }
        }
    }
}
