import HTTPServer

/// The endpoints that Keycloak has and we may lack; one that `Routes` does not serve answers 501.
enum Unsupported {
    /// Every endpoint of `endpoints.txt`.
    static let routes: [Route] = String(decoding: BuiltIn.endpoints, as: UTF8.self).split(separator: "\n").compactMap {
        line in
        let words = line.split(separator: " ")
        guard words.count == 2 else { return nil }
        return Route(method: String(words[0]), pattern: String(words[1])) { _ in
            throw AdminError.pathNotFound
        }
    }

    /// Made when the first unknown path comes, not at start.
    static let router = Router(routes)
}
