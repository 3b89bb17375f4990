/// Text with labelled blocks of base64 (RFC 7468).
public struct PEM: Sendable, Hashable {
    /// What stands after BEGIN, such as "PRIVATE KEY".
    public let label: String
    /// The bytes of the block.
    public let bytes: [UInt8]

    /// A block to be written.
    public init(label: String, bytes: [UInt8]) {
        self.label = label
        self.bytes = bytes
    }

    /// All blocks of a text, in order; a block that is not base64 or has no end is left out.
    public static func blocks(in text: String) -> [PEM] {
        var blocks: [PEM] = []
        var label: Substring?
        var letters = ""
        for line in text.split(whereSeparator: \.isNewline) {
            if line.hasPrefix("-----BEGIN "), let end = line.dropFirst(11).firstRange(of: "-----") {
                label = line[line.index(line.startIndex, offsetBy: 11)..<end]
                letters = ""
            } else if let open = label, line.hasPrefix("-----END \(open)-----") {
                if let bytes = Base64.decodeLeniently(letters) { blocks.append(PEM(label: String(open), bytes: bytes)) }
                label = nil
            } else {
                letters += line
            }
        }
        return blocks
    }

    /// The block as text, 64 letters a line.
    public var text: String {
        var text = "-----BEGIN \(label)-----\n"
        var letters = Substring(Base64.encode(bytes))
        while !letters.isEmpty {
            text += letters.prefix(64) + "\n"
            letters = letters.dropFirst(64)
        }
        return text + "-----END \(label)-----\n"
    }
}

extension Substring {
    /// Where another text begins in this one.
    fileprivate func firstRange(of other: String) -> Index? {
        indices.first { self[$0...].hasPrefix(other) }
    }
}
