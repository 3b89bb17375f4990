import Foundation
import JSON

/// Seeds from the fixtures of the other tests.
enum Seeds {
    private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "fixtures")

    static func files(in folder: String, ending: String = ".json") throws -> [[UInt8]] {
        let folder = fixtures.appending(path: folder)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path()).filter { $0.hasSuffix(ending) }
        return try names.sorted().map { [UInt8](try Data(contentsOf: folder.appending(path: $0))) }
    }

    /// What one of Keycloak's representations looks like.
    static func representation(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: fixtures.appending(path: "representations/\(name).json")))
    }

    static func document(_ name: String) throws -> JSONValue {
        try JSONReader.read([UInt8](Data(contentsOf: fixtures.appending(path: "crypto/\(name).json"))))
    }

    /// Every text in a document that is longer than a name.
    static func texts(in value: JSONValue) -> [String] {
        switch value {
        case .string(let text): text.utf8.count > 40 ? [text] : []
        case .array(let items): items.flatMap(texts)
        case .object(let object): object.flatMap { texts(in: $0.1) }
        default: []
        }
    }

    /// Every object in a document that has the member.
    static func objects(with member: String, in value: JSONValue) -> [JSONObject] {
        switch value {
        case .array(let items): items.flatMap { objects(with: member, in: $0) }
        case .object(let object):
            (object[member] == nil ? [] : [object]) + object.flatMap { objects(with: member, in: $0.1) }
        default: []
        }
    }
}
