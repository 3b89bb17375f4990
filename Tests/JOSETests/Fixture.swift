import Foundation
import JSON
import Testing

/// A file of `fixtures/crypto`, as JSON in our own reader.
func fixture(_ name: String) throws -> JSONValue {
    let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return try JSONReader.read(Array(Data(contentsOf: root.appending(path: "fixtures/crypto/\(name).json"))))
}

extension JSONValue {
    /// A member that has to be there.
    func member(_ name: String) throws -> JSONValue { try #require(self[name]) }
}
