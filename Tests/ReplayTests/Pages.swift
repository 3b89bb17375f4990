import JSON

extension Comparison {
    /// Compares a recorded page (title and forms) with a live one; values of hidden fields are bound.
    mutating func comparePages(_ recorded: JSONValue, _ page: String) {
        let live = HTMLDigest(page)
        if recorded["title"]?.string != live.title {
            differences.append(
                "html title: \(live.title ?? "none") where \(recorded["title"]?.string ?? "none") is recorded")
        }
        let forms = recorded["forms"]?.array ?? []
        if forms.count != live.forms.count {
            differences.append("html: \(live.forms.count) forms where \(forms.count) are recorded")
        }
        for (form, other) in zip(forms, live.forms) { compareForms(form, other) }
    }

    private mutating func compareForms(_ recorded: JSONValue, _ live: HTMLDigest.Form) {
        compareAddresses(recorded["action"]?.string ?? "", live.action, "html form")
        for (name, value) in recorded["hidden"]?.object ?? [:] {
            if let one = value.string, one.utf8.count >= 6, let other = live.hidden[name] {
                binding.bind(one, to: other)
            }
        }
        let (id, method) = (recorded["id"]?.string ?? "", recorded["method"]?.string ?? "")
        if id != live.id || method != live.method {
            differences.append(
                "html form: id \(live.id) method \(live.method) where id \(id) method \(method) is recorded")
        }
        for field in recorded["fields"]?.array ?? [] {
            let wanted = (field.object ?? [:]).reduce(into: [String: String]()) { $0[$1.name] = $1.value.string }
            if !live.fields.contains(wanted) { differences.append("html form \(id): field missing: \(field.text)") }
        }
    }
}
