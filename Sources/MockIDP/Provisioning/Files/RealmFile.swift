import JSON

/// A file with realms or with users of one, read and taken apart.
struct RealmFile: Sendable {
    let path: String
    private let bytes: [UInt8]
    /// The objects in it: one, or those of an array, with the way to each.
    private(set) var objects: [(path: [JSONPathElement], document: JSONObject)] = []
    private var noted: [(position: JSONPosition?, line: String)] = []

    /// What is wrong, in the order of the file.
    var problems: [String] {
        let places = noted.enumerated().map { ($1.position?.line ?? 0, $1.position?.column ?? 0, $0) }
        return places.sorted { $0 < $1 }.map { noted[$0.2].line }
    }

    init(_ path: String, _ placeholders: EnvironmentPlaceholders) {
        self.path = path
        do throws(FileError) {
            bytes = placeholders.filled(try Files.read(path))
        } catch {
            bytes = []
            noted = [(nil, error.description)]
            return
        }
        do throws(JSONError) {
            takeApart(try JSONReader.read(bytes, options: .lenient))
        } catch {
            let message = error.reason == .noContent ? "The file is empty" : error.message
            noted = [(error.position, line(message, at: error.position))]
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
        let position = position(of: problem.path)
        noted.append((position, line(sentence, at: position, problem.path)))
    }

    /// `LINE:COLUMN` of a value. The text is read again for each: there are few, and none as long as all is well.
    func place(of path: [JSONPathElement]) -> String {
        position(of: path).map { "\(self.path):\($0.line):\($0.column)" } ?? self.path
    }

    private func position(of path: [JSONPathElement]) -> JSONPosition? {
        noted.count < Self.maximumPositions ? JSONReader.position(ofValue: path, in: bytes) : nil
    }

    /// Beyond so many problems of a file the places of further ones are not looked for.
    private static let maximumPositions = 100

    private func line(_ sentence: String, at position: JSONPosition?, _ path: [JSONPathElement]? = nil) -> String {
        let place = position.map { "\(self.path):\($0.line):\($0.column)" } ?? self.path
        return "\(place): \(sentence)" + (path.map { " (at \($0.text))" } ?? "")
    }
}
