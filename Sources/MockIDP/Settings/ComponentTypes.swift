import JSON

/// The kinds of components and their providers, as `GET serverinfo` lists them. Each is read when it is asked for: one file
/// of a realm names three of eighteen, and a start waits for them.
enum ComponentTypes {
    /// All of them by the name of the type.
    static var all: JSONObject {
        var types = JSONObject()
        for (type, providers) in lines { types[String(decoding: type, as: UTF8.self)] = read(providers) }
        return types
    }

    /// The providers of a type, nil where there is no such type.
    static func providers(of type: String) -> [JSONValue]? {
        lines.first { $0.type.elementsEqual(type.utf8) }.flatMap { read($0.providers).array }
    }

    private typealias Bytes = Slice<UnsafeBufferPointer<UInt8>>

    private static var lines: some Sequence<(type: Bytes, providers: Bytes)> {
        BuiltIn.componentTypes.split(separator: UInt8(ascii: "\n")).lazy.compactMap { line in
            line.firstIndex(of: UInt8(ascii: "\t")).map { (line[..<$0], line[($0 + 1)...]) }
        }
    }

    private static func read(_ providers: Bytes) -> JSONValue {
        (try? JSONReader.read(UnsafeBufferPointer(rebasing: providers), options: .strict)) ?? .null
    }
}
