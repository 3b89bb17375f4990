import JSON

/// A file with realms or with users of one, read and taken apart.
struct RealmFile {
    let path: String
    private let bytes: [UInt8]
    /// The objects in it: one, or those of an array, with the way to each.
    private(set) var objects: [(path: [JSONPathElement], document: JSONObject)] = []
    private(set) var problems: [String] = []

    init(_ path: String, _ placeholders: EnvironmentPlaceholders) {
        self.path = path
        do throws(FileError) {
            bytes = placeholders.filled(try Files.read(path))
        } catch {
            bytes = []
            problems = [error.description]
            return
        }
        do throws(JSONError) {
            takeApart(try JSONReader.read(bytes, options: .lenient))
        } catch {
            let message = error.reason == .noContent ? "The file is empty" : error.message
            problems = [line(message, at: error.position)]
        }
    }

    /// Keycloak's exports are an object, or an array of them.
    private mutating func takeApart(_ value: JSONValue) {
        switch value {
        case .object(let document): objects = [([], document)]
        case .array(let values):
            for (index, value) in values.enumerated() {
                if let document = value.object {
                    objects.append(([.index(index)], document))
                } else {
                    note(DocumentProblem(path: [.index(index)], sentence: "Expected a realm, which is an object"))
                }
            }
        default: note(DocumentProblem(path: [], sentence: "Expected a realm, which is an object"))
        }
    }

    mutating func note(_ problem: DocumentProblem, twin: String? = nil) {
        let sentence = problem.sentence + (twin.map { ", the other one at \($0)" } ?? "")
        problems.append(line(sentence, at: position(of: problem.path), problem.path))
    }

    /// `LINE:COLUMN` of a value. The text is read again for each: there are few, and none as long as all is well.
    func place(of path: [JSONPathElement]) -> String {
        position(of: path).map { "\(self.path):\($0.line):\($0.column)" } ?? self.path
    }

    private func position(of path: [JSONPathElement]) -> JSONPosition? {
        problems.count < Self.maximumPositions ? JSONReader.position(ofValue: path, in: bytes) : nil
    }

    /// Beyond so many problems of a file the places of further ones are not looked for.
    private static let maximumPositions = 100

    private func line(_ sentence: String, at position: JSONPosition?, _ path: [JSONPathElement]? = nil) -> String {
        let place = position.map { "\(self.path):\($0.line):\($0.column)" } ?? self.path
        return "\(place): \(sentence)" + (path.map { " (at \($0.text))" } ?? "")
    }
}
