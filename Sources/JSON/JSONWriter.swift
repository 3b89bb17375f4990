/// Writes JSON text straight into bytes, commas by itself. The caller pairs what it begins and ends.
public struct JSONWriter: Sendable {
    /// What is written so far.
    public var bytes: [UInt8]
    private var needsComma = false

    /// A writer with room for this many bytes.
    public init(capacity: Int = 0) {
        bytes = []
        if capacity > 0 { bytes.reserveCapacity(capacity) }
    }

    /// A writer that goes on after these bytes.
    init(after bytes: consuming [UInt8]) { self.bytes = bytes }

    /// `{`
    public mutating func beginObject() { open(UInt8(ascii: "{")) }
    /// `}`
    public mutating func endObject() { close(UInt8(ascii: "}")) }
    /// `[`
    public mutating func beginArray() { open(UInt8(ascii: "[")) }
    /// `]`
    public mutating func endArray() { close(UInt8(ascii: "]")) }

    /// The name of the member whose value is written next.
    public mutating func name(_ name: String) {
        string(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// A string.
    public mutating func string(_ text: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        let done: Void? = text.utf8.withContiguousStorageIfAvailable { bytes.appendEscaped($0) }
        if done == nil { Array(text.utf8).withUnsafeBufferPointer { bytes.appendEscaped($0) } }
        bytes.append(UInt8(ascii: "\""))
    }

    /// An integer.
    public mutating func int(_ value: Int) {
        separate()
        bytes.appendDecimal(value)
    }

    /// `true` or `false`.
    public mutating func bool(_ value: Bool) {
        separate()
        bytes.append(value ? "true" : "false")
    }

    /// `null`.
    public mutating func null() {
        separate()
        bytes.append("null")
    }

    /// A value that is JSON text already.
    public mutating func raw(_ json: [UInt8]) {
        separate()
        bytes.append(contentsOf: json)
    }

    /// A value.
    public mutating func value(_ value: JSONValue) {
        switch value {
        case .null: null()
        case .bool(let value): bool(value)
        case .number(let number):
            separate()
            bytes.append(contentsOf: number.text.utf8)
        case .string(let text): string(text)
        case .array(let elements):
            beginArray()
            for element in elements { self.value(element) }
            endArray()
        case .object(let members): object(members)
        }
    }

    /// An object.
    public mutating func object(_ members: JSONObject) {
        beginObject()
        for (name, value) in members {
            self.name(name)
            self.value(value)
        }
        endObject()
    }

    @inline(__always)
    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    private mutating func open(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        needsComma = false
    }

    private mutating func close(_ bracket: UInt8) {
        bytes.append(bracket)
        needsComma = true
    }
}
