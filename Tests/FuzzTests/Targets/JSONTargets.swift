import JSON

@testable import MockIDP

extension Target {
    /// A JSON text: what was read is written and read again as the same.
    static let json = Target(name: "json") {
        try Seeds.files(in: "representations")
            + [#"[1.5e300,-0,1e400,9223372036854775808,"\ud83d\ude00\u0000",null,true,{"a":{"a":[]},"a":2}]"#].map {
                Array($0.utf8)
            }
    } run: { bytes in
        for options in [JSONReadOptions.strict, .lenient] {
            guard let value = try? JSONReader.read(bytes, options: options) else { continue }
            let written = value.bytes
            guard let again = try? JSONReader.read(written) else { throw Broken("what was written cannot be read") }
            try expect(again.bytes == written, "what was written is read as something else")
            guard let pretty = try? JSONReader.read(value.write(pretty: true)) else {
                throw Broken("what was written for people cannot be read")
            }
            try expect(pretty.bytes == written, "what was written for people is read as something else")
        }
        _ = JSONReader.position(ofMember: [.member("a"), .index(1)], in: bytes)
    }

    /// A body as a representation: what was taken is taken again.
    static let representation = Target(name: "representation") {
        try Seeds.files(in: "representations")
    } run: { bytes in
        try taken(RealmRepresentation.self, bytes)
        try taken(ClientRepresentation.self, bytes)
        try taken(UserRepresentation.self, bytes)
        try taken(RoleRepresentation.self, bytes)
    }

    private static func taken<Fields: FieldSet>(_ type: Representation<Fields>.Type, _ bytes: [UInt8]) throws(Broken) {
        guard let document = (try? Representation<Fields>(body: bytes))?.document else { return }
        let again = (try? Representation<Fields>(body: JSONValue.object(document).bytes))?.document
        try expect(again == document, "a \(Fields.name) is not taken as it was written")
    }
}
