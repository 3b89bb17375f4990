import HTTPServer

/// Finds the route of a call in a tree of path segments made once from the route table.
struct Router: Sendable {
    enum Match {
        case route(Route, [(name: String, value: String)])
        /// The path is known, the method is not: the path's routes.
        case otherMethods([Route])
        case none
    }

    private final class Node: @unchecked Sendable {  // written only while the tree is made, before it is shared
        var literals: [Substring: Node] = [:]
        var parameter: Node?
        var routes: [(route: Route, parameters: [String])] = []
    }

    private let root = Node()

    init(_ routes: [Route]) {
        for route in routes {
            let segments = route.pattern.split(separator: "/")
            let node = segments.reduce(root) { Self.child(of: $0, $1) }
            let parameters = segments.filter { $0.first == "{" }.map { String($0.dropFirst().dropLast()) }
            node.routes.append((route, parameters))
        }
    }

    private static func child(of node: Node, _ segment: Substring) -> Node {
        guard segment.first == "{" else {
            let child = node.literals[segment] ?? Node()
            node.literals[segment] = child
            return child
        }
        let child = node.parameter ?? Node()
        node.parameter = child
        return child
    }

    /// The route for a method and a raw path; a slash at the end does not count.
    func match(_ method: String, _ path: String) -> Match {
        let segments = path.utf8.split(separator: UInt8(ascii: "/")).map { Substring($0) }
        guard let (node, values) = find(segments[...], below: root) else { return .none }
        let wanted = method == "HEAD" ? "GET" : method
        if let found = node.routes.first(where: { $0.route.method == wanted }) {
            return .route(found.route, Array(zip(found.parameters, values)))
        }
        return .otherMethods(node.routes.map(\.route))
    }

    /// A literal segment wins over a parameter; the parameter is tried when the literal leads nowhere.
    private func find(_ segments: ArraySlice<Substring>, below node: Node) -> (Node, values: [String])? {
        guard let segment = segments.first else { return node.routes.isEmpty ? nil : (node, []) }
        let rest = segments.dropFirst()
        if let literal = node.literals[segment], let found = find(rest, below: literal) { return found }
        guard let parameter = node.parameter, let (found, values) = find(rest, below: parameter) else { return nil }
        return (found, [String(segment)] + values)
    }
}

/// Whether a raw path is one that Keycloak refuses before it looks at it: `//`, `.` or `..` as a segment, also encoded.
func isNormalized(_ path: String) -> Bool {
    var isFirst = true
    var previousEmpty = false
    for segment in path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
        defer { isFirst = false }
        if isFirst { continue }
        if previousEmpty { return false }
        previousEmpty = segment.isEmpty
        guard segment.count <= 6, segment.allSatisfy({ ".%2eE".utf8.contains($0) }), !segment.isEmpty else { continue }
        let text = percentDecoded(String(Substring(segment)))
        if text == "." || text == ".." { return false }
    }
    return true
}
