import HTTPServer

/// A piece of HTML: whatever is interpolated into it is escaped, unless it is HTML itself or says `raw:`.
struct HTML: ExpressibleByStringInterpolation, Sendable {
    let text: String

    init(stringLiteral text: String) { self.text = text }
    init(stringInterpolation interpolation: StringInterpolation) { text = interpolation.text }

    struct StringInterpolation: StringInterpolationProtocol {
        var text = ""

        init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity) }
        mutating func appendLiteral(_ literal: String) { text += literal }
        mutating func appendInterpolation(_ value: String) { text += escaped(value) }
        mutating func appendInterpolation(_ value: HTML) { text += value.text }
        mutating func appendInterpolation(raw value: String) { text += value }
    }
}

/// Text for HTML and XML, between tags and in quoted attributes.
func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
        switch character {
        case "&": result += "&amp;"
        case "<": result += "&lt;"
        case ">": result += "&gt;"
        case "\"": result += "&quot;"
        case "'": result += "&#39;"
        default: result.append(character)
        }
    }
    return result
}

/// A whole page, for a person.
func page(title: String, status: Int = 200, headers: [(String, String)] = [], _ content: HTML) -> Reply {
    let html: HTML = """
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><title>\(title)</title></head>
        <body>
        \(content)
        </body>
        </html>

        """
    return Reply(
        status: status, headers: [("Content-Type", "text/html;charset=utf-8")] + headers,
        body: .bytes(Array(html.text.utf8)))
}
