/// Why a realm document cannot become a realm.
struct ImportError: Error, Equatable, CustomStringConvertible {
    /// What is wrong, in a sentence.
    let sentence: String
    var description: String { sentence }

    static func noName(_ what: String) -> Self { Self(sentence: "A \(what) of the import has no name") }
    static func noSegment(_ name: String, _ what: String) -> Self {
        Self(sentence: "The \(what) '\(name)' cannot be part of a path")
    }
    static func unknownClient(_ clientId: String, in part: String) -> Self {
        Self(sentence: "The client \(clientId) in \(part) does not exist")
    }
    static func unknownRole(_ name: String, in part: String) -> Self {
        Self(sentence: "The role \(name) in \(part) does not exist")
    }
    static func unknownScope(_ name: String, in part: String) -> Self {
        Self(sentence: "The client scope \(name) in \(part) does not exist")
    }
    static func unknownGroup(_ path: String, of user: String) -> Self {
        Self(sentence: "The group \(path) of the user \(user) does not exist")
    }
    static func unknownDefaultGroup(_ path: String) -> Self {
        Self(sentence: "The default group \(path) does not exist")
    }
    static func unknownFlow(_ alias: String, in part: String) -> Self {
        Self(sentence: "The flow \(alias) in \(part) does not exist")
    }
    static func groupTooDeep(_ name: String) -> Self {
        Self(sentence: "The group \(name) is nested deeper than \(GroupPaths.maximumDepth) levels")
    }
    static func flowInTwoPlaces(_ alias: String) -> Self {
        Self(sentence: "The flow \(alias) is a step in two places")
    }
    static func flowInsideItself(_ alias: String) -> Self {
        Self(sentence: "The flow \(alias) is a step of itself")
    }
    static func flowTooDeep(_ alias: String) -> Self {
        Self(sentence: "The flow \(alias) is nested deeper than \(FlowTree.maximumDepth) levels")
    }
}
