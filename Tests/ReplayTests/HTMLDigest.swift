/// What a browser script relies on in a page: its title, and its forms with their fields.
struct HTMLDigest {
    struct Form {
        var id = ""
        var method = "get"
        var action = ""
        /// `name`, `id` and `type` of every named field.
        var fields: [[String: String]] = []
        /// Values of the hidden inputs by name.
        var hidden: [String: String] = [:]
    }

    let title: String?
    let forms: [Form]

    init(_ page: String) {
        let text = Substring(page)
        title = text.between("<title>", "</title>").map {
            $0.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
        var forms: [Form] = []
        var rest = text
        while let start = rest.range(ofTag: "form"), let end = rest[start.upperBound...].firstRange(of: "</form>") {
            forms.append(Self.form(tag: rest[start], inner: rest[start.upperBound..<end.lowerBound]))
            rest = rest[end.upperBound...]
        }
        self.forms = forms
    }

    private static func form(tag: Substring, inner: Substring) -> Form {
        let attributes = attributes(of: tag)
        var form = Form()
        form.id = attributes["id"] ?? ""
        form.method = (attributes["method"] ?? "get").lowercased()
        form.action = (attributes["action"] ?? "").replacing("&amp;", with: "&")
        var rest = inner
        while let start = rest.firstIndex(of: "<") {
            rest = rest[start...]
            defer { rest = rest.dropFirst() }
            guard let kind = ["input", "button", "select", "textarea"].first(where: { rest.starts(withTag: $0) }),
                let end = rest.firstIndex(of: ">")
            else { continue }
            let field = Self.attributes(of: rest[...end])
            guard let name = field["name"], !name.isEmpty else { continue }
            form.fields.append(field.filter { ["name", "id", "type"].contains($0.key) && !$0.value.isEmpty })
            if kind == "input", field["type"] == "hidden" { form.hidden[name] = field["value"] ?? "" }
        }
        return form
    }

    /// Every `name="value"` of a tag.
    private static func attributes(of tag: Substring) -> [String: String] {
        var attributes: [String: String] = [:]
        var rest = tag.utf8
        while let mark = rest.firstRange(of: "=\"".utf8) {
            let before = rest[..<mark.lowerBound]
            let name = before.suffix(while: MadeValue.isWord)
            let after = rest[mark.upperBound...]
            guard let end = after.firstIndex(of: UInt8(ascii: "\"")) else { break }
            if !name.isEmpty { attributes[String(Substring(name))] = String(Substring(after[..<end])) }
            rest = after[after.index(after: end)...]
        }
        return attributes
    }
}

extension Substring {
    fileprivate func between(_ start: String, _ end: String) -> Substring? {
        guard let opening = firstRange(of: start), let closing = self[opening.upperBound...].firstRange(of: end) else {
            return nil
        }
        return self[opening.upperBound..<closing.lowerBound]
    }

    fileprivate func starts(withTag name: String) -> Bool {
        hasPrefix("<" + name) && !(dropFirst(name.count + 1).utf8.first.map(MadeValue.isWord) ?? false)
    }

    fileprivate func range(ofTag name: String) -> Range<Index>? {
        var rest = self
        while let start = rest.firstRange(of: "<" + name) {
            rest = rest[start.lowerBound...]
            if rest.starts(withTag: name), let end = rest.firstIndex(of: ">") {
                return start.lowerBound..<rest.index(after: end)
            }
            rest = rest.dropFirst()
        }
        return nil
    }
}

extension BidirectionalCollection where SubSequence == Self {
    fileprivate func suffix(while isWanted: (Element) -> Bool) -> Self {
        var start = endIndex
        while start > startIndex, isWanted(self[index(before: start)]) { start = index(before: start) }
        return self[start...]
    }
}
