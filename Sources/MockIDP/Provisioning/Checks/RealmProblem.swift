import JSON

/// Something that keeps a document from becoming a realm: where and what, and what the admin API answers.
struct RealmProblem: Error, Equatable {
    /// What Keycloak's `POST /admin/realms` makes of it.
    enum Answer: Equatable {
        /// Something is there twice: 409.
        case conflict
        /// Keycloak falls over it and writes the reason into its log: 500.
        case failed
        /// A sentence, with 400.
        case sentence(String)
    }

    var path: [JSONPathElement]
    let sentence: String
    let answer: Answer
    /// Where the other thing of this name stands.
    var twin: [JSONPathElement]?

    init(_ path: [JSONPathElement], _ sentence: String, _ answer: Answer = .failed, twin: [JSONPathElement]? = nil) {
        self.path = path
        self.sentence = sentence
        self.answer = answer
        self.twin = twin
    }
}

extension [JSONPathElement] {
    /// `$.clients[3].redirectUris`.
    var text: String {
        reduce("$") { text, step in
            switch step {
            case .index(let index): text + "[\(index)]"
            case .member(let name):
                name.utf8.allSatisfy { Self.isPlain($0) } && !name.isEmpty ? text + "." + name : text + "['\(name)']"
            }
        }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7a).contains(byte | 0x20) || byte == 0x5f || byte == 0x2d
    }
}
