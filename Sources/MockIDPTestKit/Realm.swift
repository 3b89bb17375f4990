package import JSON
import MockIDP

/// What a realm is made from: parts, a JSON text or a file.
///
///     try await withMockIDP(realms: [
///         .file("Tests/realm-export.json"),
///         .json(#"{"realm": "plain"}"#),
///         Realm("shop") { user("alice", password: "wonderland") },
///     ]) { idp in … }
public struct Realm: Sendable {
    enum Source: Sendable {
        case document(JSONObject)
        case text(String)
        case file(String)
    }

    let source: Source

    /// A realm of these parts; what is not said a new realm has by itself.
    ///
    ///     Realm("shop", fields: ["accessTokenLifespan": 30]) { role("buyer") }
    ///
    /// - Parameter fields: further fields of Keycloak's RealmRepresentation.
    public init(
        _ name: String, fields: [String: JSONDocument] = [:], @RealmBuilder _ parts: () -> [RealmPart] = { [] }
    ) {
        var document: JSONObject = ["realm": .string(name), "enabled": true]
        document.set(fields)
        for part in parts() { part.add(&document) }
        source = .document(document)
    }

    private init(source: Source) { self.source = source }

    /// A realm as Keycloak exports it, or several in an array.
    ///
    ///     .json(#"{"realm": "shop", "clients": [{"clientId": "web", "secret": "s3cret"}]}"#)
    public static func json(_ text: String) -> Realm { Realm(source: .text(text)) }

    /// A realm file or a folder of them, imported by Keycloak's rules before the server answers.
    ///
    ///     .file("Tests/Fixtures/realm-export.json")
    public static func file(_ path: String) -> Realm { Realm(source: .file(path)) }

    /// The file, for who is none of those that `documents` tells.
    var file: String? { if case .file(let path) = source { path } else { nil } }

    /// The documents of one that is no file.
    package func documents() throws -> [JSONValue] {
        switch source {
        case .document(let document): return [.object(document)]
        case .text(let text):
            let value = try JSONReader.read(text, options: .lenient)
            return value.array ?? [value]
        case .file: return []
        }
    }
}

extension MockIDPServer {
    /// Makes a realm, as `POST /admin/realms` does.
    ///
    ///     let shop = try await idp.realm("shop") {
    ///         role("buyer")
    ///         client("web", secret: "s3cret", redirectURIs: ["https://shop.example/*"], serviceAccount: true)
    ///         user("alice", password: "wonderland", roles: ["buyer"])
    ///     }
    ///
    /// - Parameter fields: further fields of Keycloak's RealmRepresentation.
    /// - Throws: `IDPError` with all that is wrong in `details`.
    @discardableResult
    public func realm(
        _ name: String, fields: [String: JSONDocument] = [:], @RealmBuilder _ parts: () -> [RealmPart]
    ) async throws -> TestRealm {
        try await make(Realm(name, fields: fields, parts))
        return try await realm(name)
    }

    /// Makes what is no file; files are imported at the start.
    func make(_ realm: Realm) async throws {
        for document in try realm.documents() {
            do { try await admin("POST", "/realms", JSONDocument(document)) } catch var error as IDPError {
                error.details = document.object.map(problems(ofRealm:)) ?? ["a realm is an object"]
                throw error
            }
        }
    }
}

extension JSONObject {
    /// Sets fields, in the order of their names: a dictionary has none of its own.
    mutating func set(_ fields: [String: JSONDocument]) {
        for (name, field) in fields.sorted(by: { $0.key < $1.key }) { self[name] = field.value }
    }
}
