/// Why a request is not handed on: the status that its client gets before the connection is closed.
struct Refusal: Error, Equatable {
    let status: Int
    let reason: String

    static func badRequest(_ reason: String) -> Refusal { Refusal(status: 400, reason: reason) }
    static let bodyTooLong = Refusal(status: 413, reason: "The body is too long")
    static let unknownExpectation = Refusal(status: 417, reason: "Only 100-continue can be expected")
    static let headTooLong = Refusal(status: 431, reason: "The header section is too long")
    static let noTunnel = Refusal(status: 501, reason: "CONNECT is not supported")
    static let noRoom = Refusal(status: 503, reason: "Too many bodies are on their way")
    static let unknownVersion = Refusal(status: 505, reason: "Only HTTP/1.0 and HTTP/1.1 are spoken")
    static let bareLineFeed = badRequest("A line feed without a carriage return")
    static let badRequestLine = badRequest("The request line is malformed")
    static let badHeaderLine = badRequest("A header line is malformed")
    static let badChunk = badRequest("The chunked body is malformed")
}
