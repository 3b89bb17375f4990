extension JSONValue {
    /// Appends the compact text.
    public func write(into bytes: inout [UInt8]) {
        var taken: [UInt8] = []
        swap(&taken, &bytes)
        var writer = JSONWriter(after: taken)
        taken = []
        writer.value(self)
        bytes = writer.bytes
    }

    /// The compact text as bytes.
    public var bytes: [UInt8] {
        var writer = JSONWriter()
        writer.value(self)
        return writer.bytes
    }

    /// The compact text.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The text: compact, or indented as Keycloak's export files are (`"name" : "value"`, arrays on one line).
    public func write(pretty: Bool) -> String {
        guard pretty else { return text }
        var printer = PrettyPrinter()
        printer.value(self)
        return String(decoding: printer.bytes, as: UTF8.self)
    }
}

extension JSONObject {
    /// The compact text as bytes.
    public var bytes: [UInt8] { JSONValue.object(self).bytes }
    /// The compact text.
    public var text: String { JSONValue.object(self).text }
}
