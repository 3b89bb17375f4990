import Foundation
import HTTPServer
import JSON

/// Replays a recording, exchange by exchange, and judges the answers.
struct Replay {
    enum Verdict {
        /// Nothing differs.
        case exact
        /// The status is equal, something else is not.
        case differs([String])
        /// The status differs.
        case status(String)
    }

    private var comparison: Comparison
    private var signer: ClientSigner

    /// - Parameter authority: the live server's `host:port`.
    init(authority: String, signer: ClientSigner) {
        comparison = Comparison(Binding(liveAuthority: authority))
        self.signer = signer
    }

    /// The request to send for a recorded one; nil when it cannot be replayed. Throws what keeps a client's part of it from
    /// being signed.
    mutating func call(for exchange: Exchange) throws -> Call? {
        if let host = exchange.header("Host") { comparison.binding.recordedAuthority = host }
        guard !exchange.isSignedForGood, !exchange.asksForConsoleFiles,
            !exchange.sign.isEmpty || !holdsUnknownToken(exchange)
        else { return nil }
        comparison.sent += exchange.target + (exchange.body ?? "") + "\n"
        let signed = try signedParts(of: exchange)
        var headers = exchange.headers.filter { $0.name != "Host" && signed["header:\($0.name.lowercased())"] == nil }
            .map { ($0.name, liveHeader($0.name, $0.value)) }
        headers += signed.filter { $0.key.hasPrefix("header:") }.map { (String($0.key.dropFirst(7)), $0.value) }
        return Call(
            method: HTTPMethod(exchange.method), target: liveTarget(exchange.target, signed),
            headers: Headers([("Host", comparison.binding.liveAuthority)] + headers),
            body: exchange.body.map { Array(liveBody($0, exchange.header("Content-Type"), signed).utf8) } ?? [])
    }

    /// What the client signs of a request, by its place: `form:NAME`, `query:NAME`, `header:name`.
    private mutating func signedParts(of exchange: Exchange) throws -> [String: String] {
        var parts: [String: String] = [:]
        for directive in exchange.sign {
            let place = directive["at"]?.string ?? ""
            parts[place.hasPrefix("header:") ? place.lowercased() : place] = try signer.token(directive) {
                comparison.binding.substituted($0)
            }
        }
        return parts
    }

    /// Compares an answer with the recorded one, and binds what the server has made up in it.
    mutating func judge(_ exchange: Exchange, _ reply: Reply) -> Verdict {
        comparison.differences = []
        comparison.bindCookies(exchange, reply)
        let text = exchange.method == "HEAD" ? "" : String(decoding: reply.body.bytes, as: UTF8.self)
        guard reply.status == exchange.status else {
            if let recorded = exchange.responseHeaders["Location"]?.string, let live = reply.header("Location") {
                comparison.compareAddresses(recorded, live)
            }
            return .status(
                "\(reply.status) where \(exchange.status) is recorded; body \(text.prefix(200)); "
                    + "recorded \(exchange.response.text.prefix(200))")
        }
        comparison.compareHeaders(exchange, reply)
        comparison.compareBodies(exchange, text)
        return comparison.differences.isEmpty ? .exact : .differs(comparison.differences)
    }

    /// Whether the request carries a token that the server has not handed out: a client's own, or another server's.
    private func holdsUnknownToken(_ exchange: Exchange) -> Bool {
        let text = PercentEncoding.decode(exchange.body ?? "") + " " + PercentEncoding.decode(exchange.target)
        let bytes = Array(text.utf8)
        return MadeValue.ranges(in: bytes).map { String(decoding: bytes[$0], as: UTF8.self) }.contains { token in
            !token.hasSuffix(".") && DecodedToken(token) != nil && comparison.binding.substituted(token) == token
        }
    }

    private func liveHeader(_ name: String, _ value: String) -> String {
        guard name == "Authorization", value.hasPrefix("Basic ") else { return comparison.binding.substituted(value) }
        guard let bytes = Data(base64Encoded: String(value.dropFirst(6))),
            let text = String(bytes: bytes, encoding: .utf8)
        else { return value }
        return "Basic " + Data(comparison.binding.substituted(text).utf8).base64EncodedString()
    }

    private func liveBody(_ body: String, _ type: String?, _ signed: [String: String]) -> String {
        guard type?.hasPrefix("application/x-www-form-urlencoded") == true else {
            return comparison.binding.substituted(body)
        }
        return Form(body).pairs.map { name, value in
            formEncoded(name) + "=" + formEncoded(signed["form:" + name] ?? comparison.binding.substituted(value))
        }.joined(separator: "&")
    }

    private func liveTarget(_ target: String, _ signed: [String: String]) -> String {
        guard let mark = target.firstIndex(of: "?") else { return comparison.binding.substituted(target) }
        let parameters = target[target.index(after: mark)...].split(separator: "&", omittingEmptySubsequences: false)
        let query = parameters.map { parameter in
            let name = parameter.prefix { $0 != "=" }
            if let token = signed["query:" + name] { return name + "=" + token }
            return parameter.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { part in
                guard part.contains("%") || part.contains("+") else {
                    return comparison.binding.substituted(String(part))
                }
                return percentEncoded(comparison.binding.substituted(PercentEncoding.decodeForm(part)), safe: "*:")
            }.joined(separator: "=")
        }
        return comparison.binding.substituted(String(target[..<mark])) + "?" + query.joined(separator: "&")
    }
}

/// A value as browsers send it in a form: percent-encoded, a space as `+`.
private func formEncoded(_ text: String) -> String {
    percentEncoded(text, safe: " ").replacing(" ", with: "+")
}
