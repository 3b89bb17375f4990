import JSON

extension UserProfileRepresentation {
    /// What is wrong with a profile's configuration, in Keycloak's sentences (`UPConfigUtils.validate`); recorded is only
    /// that usernames and addresses cannot go (recording: users 129).
    func problems(scopes: TextSet) -> [String] {
        let groups = self.groups ?? []
        var problems: [String] = []
        if let attributes = self.attributes {
            let names = TextSet(groups.compactMap(\.name))
            var seen: TextSet = []
            for attribute in attributes {
                problems += attribute.problemsOfName(&seen) + attribute.problems(groups: names, scopes: scopes)
            }
            problems += ["username", "email"].filter { !seen.contains($0) }.map {
                "The attribute '\($0)' can not be removed"
            }
        }
        let nameless = groups.count { $0.name == nil }
        if nameless > 0 {
            problems.append("Name is mandatory for groups, found \(nameless) group(s) without name.")
        }
        return problems
    }
}

extension ProfileAttributeRepresentation {
    fileprivate func problemsOfName(_ seen: inout TextSet) -> [String] {
        guard let name = self.name, !trimmed(name).isEmpty else {
            return ["Attribute configuration without 'name' is not allowed"]
        }
        if !seen.insert(name).inserted {
            return ["Attribute configuration already exists with 'name':'\(name)'"]
        }
        if name.utf8.allSatisfy(isPlainInName) { return [] }
        return [
            "Invalid attribute name (only letters, numbers and '.' '_' '-' special characters allowed): \(name)'"
        ]
    }

    fileprivate func problems(groups: TextSet, scopes: TextSet) -> [String] {
        let attribute = self.name ?? "null"
        var problems = problemsOfValidations(attribute)
        func check(_ values: [String]?, _ member: String, _ kind: String, _ known: TextSet) {
            for value in values ?? [] where !known.contains(value) {
                problems.append(
                    "'\(member)' configuration for attribute '\(attribute)' contains unsupported \(kind) '\(value)'")
            }
        }
        let roles: TextSet = ["admin", "user"]
        check(self.permissions?.view, "permissions.view", "role", roles)
        check(self.permissions?.edit, "permissions.edit", "role", roles)
        check(self.required?.roles, "required.roles", "role", roles)
        check(self.required?.scopes, "required.scopes", "scope", scopes)
        check(self.selector?.scopes, "selector.scopes", "scope", scopes)
        if let group = self.group, !groups.contains(group) {
            problems.append("Attribute '\(attribute)' references unknown group '\(group)'")
        }
        if let options = self.annotations?["inputOptions"], options.array == nil {
            problems.append(
                "Annotation 'inputOptions' configured for attribute '\(attribute)' must be an array of values!'")
        }
        if let labels = self.annotations?["inputOptionLabels"], labels.object == nil {
            problems.append(
                "Annotation 'inputOptionLabels' configured for attribute '\(attribute)' must be an object!'")
        }
        return problems
    }

    private func problemsOfValidations(_ attribute: String) -> [String] {
        // Not through the typed field, whose members have no order.
        (document["validations"]?.object ?? [:]).compactMap { name, config in
            if trimmed(name).isEmpty {
                return "Validation without validator id is defined for attribute '\(attribute)'"
            }
            guard Validator.known.contains(name) else {
                return "Validator '\(name)' defined for attribute '\(attribute)' doesn't exist"
            }
            let problems = Validator(name: name, config: config.object ?? [:]).problems
            if problems.isEmpty { return nil }
            let list = problems.map { "\($0), " }.joined()
            return "Validator '\(name)' defined for attribute '\(attribute)' has incorrect configuration: \(list)"
        }
    }
}

private func isPlainInName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
        true
    default: false
    }
}
