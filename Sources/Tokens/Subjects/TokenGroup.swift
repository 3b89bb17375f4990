/// A group as tokens know it.
package struct TokenGroup: Sendable {
    package let name: String
    /// `/parent/group`.
    package let path: String
    /// Attributes of the group and of its parents, nearest first.
    private let attributes: [TextMap<[String]>]

    package init(name: String, path: String, attributes: [TextMap<[String]>] = []) {
        self.name = name
        self.path = path
        self.attributes = attributes
    }

    package func values(ofAttribute name: String) -> [String] {
        attributes.lazy.compactMap { $0[name] }.first { !$0.isEmpty } ?? []
    }
}
