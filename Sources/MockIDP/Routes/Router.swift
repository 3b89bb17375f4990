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
        var literals: [(name: [UInt8], node: Node)] = []
        var parameter: Node?
        var routes: [(route: Route, parameters: [String])] = []

        func literal(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> Node? {
            literals.first { $0.name.count == name.count && $0.name.elementsEqual(name) }?.node
        }
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
        let isParameter = segment.utf8.first == UInt8(ascii: "{")
        let name = Array(segment.utf8)
        if let known = isParameter ? node.parameter : node.literals.first(where: { $0.name == name })?.node {
            return known
        }
        let child = Node()
        if isParameter { node.parameter = child } else { node.literals.append((name, child)) }
        return child
    }

    /// The route for a method and a raw path; a slash at the end does not count.
    func match(_ method: String, _ path: String) -> Match {
        var path = path
        return path.withUTF8 { bytes in
            var values: [Range<Int>] = []
            guard let node = find(bytes, from: 0, below: root, &values) else { return .none }
            let wanted = method == "HEAD" ? "GET" : method
            guard let found = node.routes.first(where: { $0.route.method == wanted }) else {
                return .otherMethods(node.routes.map(\.route))
            }
            let texts = values.map { String(decoding: bytes[$0], as: UTF8.self) }
            return .route(found.route, Array(zip(found.parameters, texts)))
        }
    }

    /// A literal segment wins over a parameter; the parameter is tried when the literal leads nowhere.
    private func find(
        _ path: UnsafeBufferPointer<UInt8>, from start: Int, below node: Node, _ values: inout [Range<Int>]
    ) -> Node? {
        let slash = UInt8(ascii: "/")
        guard let begin = path[start...].firstIndex(where: { $0 != slash }) else {
            return node.routes.isEmpty ? nil : node
        }
        let end = path[begin...].firstIndex(of: slash) ?? path.endIndex
        if let literal = node.literal(path[begin..<end]), let found = find(path, from: end, below: literal, &values) {
            return found
        }
        guard let parameter = node.parameter else { return nil }
        values.append(begin..<end)
        if let found = find(path, from: end, below: parameter, &values) { return found }
        values.removeLast()
        return nil
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
        let text = PercentEncoding.decode(Substring(segment))
        if text == "." || text == ".." { return false }
    }
    return true
}
