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

/// One column, readable on a phone and in the dark.
private let style = """
    body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}
    pre{overflow-x:auto;padding:.75rem;border:1px solid #8886;border-radius:.4rem}
    table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.25rem .75rem .25rem 0;overflow-wrap:anywhere}
    label,input{display:block}input:not([type=hidden]){box-sizing:border-box;width:100%;max-width:22rem;font:inherit;padding:.4rem;margin:.2rem 0 1rem}
    .warning{border-left:.3rem solid #c60;padding-left:.75rem}
    """

/// A whole page, for a person.
func page(title: String, status: Int = 200, headers: [(String, String)] = [], _ content: HTML) -> Reply {
    let html: HTML = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark"><link rel="icon" href="data:,"><title>\(title)</title>
        <style>\(raw: style)</style>
        </head>
        <body>
        \(content)
        </body>
        </html>

        """
    return Reply(
        status: status, headers: [("Content-Type", "text/html;charset=utf-8")] + headers,
        body: .bytes(Array(html.text.utf8)))
}
