/// Jackson's default pretty printing: objects a member a line, two spaces a level, arrays in one line.
struct PrettyPrinter {
    var bytes: [UInt8] = []
    private var level = 0

    mutating func value(_ value: JSONValue) {
        switch value {
        case .array(let elements): array(elements)
        case .object(let members): object(members)
        default: value.write(into: &bytes)
        }
    }

    private mutating func array(_ elements: [JSONValue]) {
        bytes.append(elements.isEmpty ? "[ ]" : "[ ")
        guard !elements.isEmpty else { return }
        for (place, element) in elements.enumerated() {
            if place > 0 { bytes.append(", ") }
            value(element)
        }
        bytes.append(" ]")
    }

    private mutating func object(_ members: JSONObject) {
        bytes.append(members.isEmpty ? "{ }" : "{")
        guard !members.isEmpty else { return }
        level += 1
        for (place, member) in members.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            newLine()
            JSONValue.string(member.name).write(into: &bytes)
            bytes.append(" : ")
            value(member.value)
        }
        level -= 1
        newLine()
        bytes.append(UInt8(ascii: "}"))
    }

    private mutating func newLine() {
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: level * 2))
    }
}
