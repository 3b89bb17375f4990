import HTTPServer
import JSON

/// `create`, `get`, `update` and `delete`: one request for whatever the admin API has, and `update`'s reading before it.
struct ResourceCommand: Sendable {
    private let words: Words
    private let surroundings: Surroundings
    private let method: HTTPMethod
    private let printing: Printing
    private let isMerged: Bool
    private let headers: [(name: String, value: String)]
    private let query: [(name: String, value: String)]
    private let page: [(name: String, value: String)]
    private let edits: [Edit]

    init(_ words: Words, _ surroundings: Surroundings) throws(Failure) {
        self.words = words
        self.surroundings = surroundings
        method =
            switch words.command {
            case .create: .post
            case .update: .put
            case .delete: .delete
            default: .get
            }
        if words.has("--output"), words.has("--id") { throw .misuse("Options -o and -i are mutually exclusive") }
        let (merges, sendsAlone) = (words.has("--merge"), words.has("--no-merge"))
        if merges, sendsAlone { throw .misuse("Options --merge and --no-merge are mutually exclusive") }
        if words["--body"] != nil, words["--file"] != nil {
            throw .misuse("Options --body and --file are mutually exclusive")
        }
        printing = try Printing(words)
        edits = try words.edits()
        headers = try words.pairs("--header")
        query = try words.pairs("--query")
        let bounds = try [("first", words.int("--offset")), ("max", words.int("--limit"))]
        page = bounds.compactMap { name, value in value.map { (name, String($0)) } }
        // What is set is set on what there is, unless there is a file.
        isMerged = merges || words["--file"] == nil && !edits.isEmpty && !sendsAlone
    }

    /// Runs a command that names its resource.
    func run() async throws(Failure) {
        guard let uri = words.operand else { throw .misuse("Resource URI not specified") }
        let document = try document()
        let session = try await AdminSession(words, surroundings)
        try await run(uri, document, session)
    }

    /// Runs it for that resource.
    func run(_ uri: String, _ document: Document, _ session: AdminSession) async throws(Failure) {
        let plain = session.url(uri)
        let filtered = adding(query, to: plain)
        let accepting = has("accept") ? [] : [("Accept", "application/json")]
        let body = try await body(document, filtered, headers + accepting, session)
        let typed = body == nil || has("content-type") ? [] : [("Content-Type", "application/json")]
        let url = adding(page, to: filtered)
        let response = try await session.send(method, url, headers + accepting + typed, body ?? [])
        if words.has("--print-headers") { printHeaders(response) }
        try response.checked(url)
        if words.has("--print-headers") { surroundings.print("") }
        try await tell(response, plain, uri, session)
    }

    private func has(_ name: String) -> Bool { headers.contains { $0.name.lowercased() == name } }

    private func printHeaders(_ response: HTTPResponse) {
        surroundings.print("HTTP/1.1 \(response.status) \(response.reason)")
        for (name, value) in response.headers { surroundings.print("\(name): \(value)") }
    }

    /// Prints the id of something new, or the response.
    private func tell(
        _ response: HTTPResponse, _ url: String, _ uri: String, _ session: AdminSession
    ) async throws(Failure) {
        let id = response.headers["Location"].map(lastPart)
        if let id, words.has("--id") {
            surroundings.print(id)
        } else if let id, !words.has("--output") {
            let type = lastPart(of: url)
            surroundings.complain("Created new \(type.hasSuffix("s") ? String(type.dropLast()) : type) with id '\(id)'")
        }
        guard words.has("--output") || method == .get else { return }
        var shown = response
        let changes = method == .post || method == .put
        if changes, id != nil || response.status == 204, uri != "clients-initial-access" {
            shown = try await session.send(.get, id.map { "\(url)/\($0)" } ?? url, [])
        }
        try printing.print(shown, surroundings)
    }

    private func lastPart(of url: String) -> String {
        url.split(separator: "/").last.map(String.init) ?? ""
    }
}

extension ResourceCommand {
    /// What a command sends: bytes as they are, or a document that may be changed.
    enum Document: Sendable {
        case none
        case raw([UInt8])
        case json(JSONValue, text: [UInt8])
    }

    /// The document of the options, read before anything is asked of the server.
    private func document() throws(Failure) -> Document {
        if let body = words["--body"] { return .raw(Array(body.utf8)) }
        guard let path = words["--file"] else { return .none }
        let limit = Files.longestDocument
        let bytes = path == "-" ? surroundings.input(limit) : try Files.contents(of: path)
        guard let bytes else {
            throw .failed(path == "-" ? "Standard input is longer than \(limit) bytes" : "File not found: \(path)")
        }
        let type = headers.first { $0.name.lowercased() == "content-type" }?.value
        if let type, type != "application/json" { return .raw(bytes) }
        guard bytes.contains(where: { $0 > 0x20 }) else { throw .failed("Document provided by --file option is empty") }
        do throws(JSONError) { return .json(try JSONReader.read(bytes, options: .lenient), text: bytes) } catch {
            throw .failed("Not a valid JSON document - \(error)")
        }
    }

    /// The body: the document over what there is, with what the options set and remove. Nil for none.
    private func body(
        _ document: Document, _ url: String, _ headers: [(String, String)], _ session: AdminSession
    ) async throws(Failure) -> [UInt8]? {
        var document = document
        if method == .put, isMerged {
            let answer = try await session.send(.get, url, headers)
            try answer.checked(url)
            guard var present = (try? JSONReader.read(answer.body))?.object else {
                throw .failed("HTTP request error: \(url) has no JSON object")
            }
            if case .json(let local, _) = document { try merge(try object(local), into: &present) }
            if case .raw = document {} else { document = .json(.object(present), text: present.bytes) }
        }
        guard !edits.isEmpty else {
            switch document {
            case .none: return nil
            case .raw(let bytes), .json(_, let bytes): return bytes
            }
        }
        var edited: JSONObject = [:]
        switch document {
        case .none: break
        case .raw: throw .failed("Can't set attributes on content of type other than application/json")
        case .json(let value, _): edited = try object(value)
        }
        for edit in edits { try edit.apply(to: &edited) }
        return edited.bytes
    }

    private func object(_ value: JSONValue) throws(Failure) -> JSONObject {
        guard let object = value.object else { throw .failed("Not a JSON object: \(value.text)") }
        return object
    }
}
