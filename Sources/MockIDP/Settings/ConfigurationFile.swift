/// `conf/keycloak.conf`: a line `name=value` for each option, `#` before a comment (Java's properties).
enum ConfigurationFile {
    /// The options of a file's text, in their order.
    ///
    /// - Parameters:
    ///   - profile: `dev` or `prod`: a name may begin with `%dev.`, and then counts under that command alone.
    ///   - environment: what `${NAME}` and `${NAME:default}` in a value stand for.
    static func read(_ text: String, path: String, profile: String, _ environment: [String: String]) -> [Given] {
        logicalLines(text).compactMap { line in
            guard let mark = line.firstIndex(where: { $0 == "=" || $0 == ":" }) else { return nil }
            var name = trimmed(line[..<mark])
            if name.first == "%" {
                guard name.hasPrefix("%\(profile).") else { return nil }
                name = String(name.dropFirst(profile.count + 2))
            }
            if name.hasPrefix("kc.") { name = String(name.dropFirst(3)) }
            let value = expanded(trimmed(line[line.utf8.index(after: mark)...]), environment)
            guard !name.isEmpty, !value.isEmpty else { return nil }
            return Given(name: plainProviderName(name), value: value, origin: .file(path, name))
        }
    }

    /// Lines without comments; one that ends with a backslash goes on in the next.
    private static func logicalLines(_ text: String) -> [String] {
        var lines: [String] = []
        var continued = ""
        for part in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            let line = trimmed(part)
            if continued.isEmpty, line.isEmpty || line.hasPrefix("#") || line.hasPrefix("!") { continue }
            if line.hasSuffix("\\"), !line.hasSuffix("\\\\") {
                continued += line.dropLast()
                continue
            }
            lines.append(unescaped(continued + line))
            continued = ""
        }
        return continued.isEmpty ? lines : lines + [unescaped(continued)]
    }

    /// A backslash takes its meaning from what follows: `\:` is a colon.
    private static func unescaped(_ line: String) -> String {
        guard line.contains("\\") else { return line }
        var result = ""
        var isEscaped = false
        for character in line {
            if !isEscaped, character == "\\" {
                isEscaped = true
                continue
            }
            result.append(isEscaped && character == "t" ? "\t" : isEscaped && character == "n" ? "\n" : character)
            isEscaped = false
        }
        return result
    }

    /// What a name stands for: a variable, or Keycloak's folder, which its own keycloak.conf writes so.
    private static func variable(_ name: String, _ environment: [String: String]) -> String? {
        name == "kc.home.dir" ? Home.folder : environment[name]
    }

    /// The text with `${NAME}` and `${NAME:default}` replaced; a name that is not set and has no default stays.
    static func expanded(_ text: String, _ environment: [String: String]) -> String {
        guard text.includes("${") else { return text }
        var result = ""
        var rest = text[...]
        while let start = rest.place(of: "${"), let end = rest[start...].firstIndex(of: "}") {
            let parts = rest[start..<end].dropFirst(2).split(
                separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            let value =
                parts.first.flatMap { variable(String($0), environment) } ?? parts.dropFirst().first.map(String.init)
            result += rest[..<start]
            result += value ?? String(rest[start...end])
            rest = rest[rest.utf8.index(after: end)...]
        }
        return result + rest
    }
}
