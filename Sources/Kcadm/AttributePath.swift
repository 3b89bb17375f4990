import JSON

/// A way into a document, as `-s` and `-d` write it: `a.b`, `a."dotted.b"`, `a[0]`, `a+`.
struct AttributePath: Sendable {
    private struct Step: Sendable {
        let name: String
        /// The place in a list.
        let index: Int?
    }

    /// Lists are not filled up to a place beyond this, and ways are not longer.
    private static let (farthest, longest) = (10_000, 100)

    private let text: String
    private let steps: [Step]
    private let appends: Bool

    init(_ text: String) throws(Failure) {
        self.text = text
        appends = text.hasSuffix("+")
        let names = try Self.names(appends ? String(text.dropLast()) : text)
        guard names.count <= Self.longest else { throw .failed("Invalid attribute key: too many parts") }
        var steps: [Step] = []
        for name in names { steps.append(try Self.step(name)) }
        self.steps = steps
    }

    /// The parts between the dots; a part in double quotes may have dots of its own.
    private static func names(_ key: String) throws(Failure) -> [String] {
        var names: [String] = []
        var part = ""
        var isQuoted = false
        var isOver = false  // after a closing quote only a dot may come
        for (place, letter) in key.enumerated() {
            let isDot = letter == "."
            let isMark = letter == "\""
            if isQuoted {
                isQuoted = !isMark
                isOver = isMark
                if !isMark { part.append(letter) }
            } else if isMark, part.isEmpty, !isOver {
                isQuoted = true
            } else if isDot, !part.isEmpty || isOver {
                names.append(part)
                (part, isOver) = ("", false)
            } else if isDot || isMark || isOver {
                throw .failed("Invalid attribute key: \(key) (at position \(place + 1))")
            } else {
                part.append(letter)
            }
        }
        guard !isQuoted, !part.isEmpty || isOver else {
            throw .failed("Invalid attribute key: \(key) (at position \(key.count))")
        }
        return names + [part]
    }

    private static func step(_ name: String) throws(Failure) -> Step {
        guard name.hasSuffix("]") else { return Step(name: name, index: nil) }
        guard let mark = name.lastIndex(of: "[") else {
            throw .failed("Invalid attribute key: \(name) (']' not allowed here)")
        }
        let digits = name[name.index(after: mark)...].dropLast()
        guard let index = Int(digits), (0...farthest).contains(index) else {
            throw .failed("Invalid attribute key: \(name) (Invalid array index: '[\(digits)]')")
        }
        return Step(name: String(name[..<mark]), index: index)
    }

    /// Puts a value at the end of the way, and makes what is missing of it.
    func set(_ value: JSONValue, in object: inout JSONObject) throws(Failure) {
        try change(&object, steps[...], makes: true) { object, step in
            guard appends || step.index != nil else {
                object[step.name] = value
                return
            }
            var list = object[step.name]?.array ?? []
            let place = step.index ?? list.count
            list += Array(repeating: .null, count: max(0, place + 1 - list.count))
            list[place] = value
            object[step.name] = .array(list)
        }
    }

    /// Removes what is at the end of the way; what follows it in a list moves up.
    func remove(from object: inout JSONObject) throws(Failure) {
        try change(&object, steps[...], makes: false) { object, step in
            guard let index = step.index else {
                object[step.name] = nil
                return
            }
            guard var list = object[step.name]?.array, list.indices.contains(index) else { return }
            list.remove(at: index)
            object[step.name] = .array(list)
        }
    }

    private func change(
        _ object: inout JSONObject, _ steps: ArraySlice<Step>, makes: Bool, _ body: (inout JSONObject, Step) -> Void
    ) throws(Failure) {
        guard let step = steps.first else { return }
        if steps.count == 1 { return body(&object, step) }
        var list = object[step.name]?.array ?? []
        var known = object[step.name]
        if let index = step.index { known = list.dropFirst(index).first }
        if !makes, known == nil { return }
        guard var nested = known.map({ $0.isNull ? [:] : $0.object }) ?? [:] else {
            throw .failed("Failed to set attribute '\(text)': '\(step.name)' is not an object")
        }
        try change(&nested, steps.dropFirst(), makes: makes, body)
        guard let index = step.index else {
            object[step.name] = .object(nested)
            return
        }
        list += Array(repeating: .null, count: max(0, index + 1 - list.count))
        list[index] = .object(nested)
        object[step.name] = .array(list)
    }
}
