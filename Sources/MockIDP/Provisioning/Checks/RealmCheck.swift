import JSON

/// Looks through a realm document for all that would keep it from becoming a realm, before anything is written.
///
/// What a document leaves out a new realm has by itself, so names are looked for in the completed document, and only what
/// the caller wrote is looked at.
struct RealmCheck {
    let body: JSONObject
    let known: KnownNames
    /// For users' passwords and the realm's policy.
    let expressions: Expressions
    private(set) var problems: [RealmProblem] = []
    private var seen: [NameOfKind: Place] = [:]
    /// The list that the last noted name's object is in.
    private var list: [JSONPathElement] = []
    /// How many groups were looked at.
    private var countOfGroups = 0

    /// Where a name stands: a list, the object in it and its member. The path of the list is shared by all of its objects:
    /// it may be long, and they many.
    private struct Place {
        let list: [JSONPathElement]
        let object: JSONPathElement?
        let member: JSONPathElement?
        var path: [JSONPathElement] { list + [object, member].compactMap { $0 } }
    }

    /// All that is wrong with a document, nothing if it can be imported.
    static func problems(
        of body: RealmRepresentation, completed: JSONObject, _ expressions: Expressions
    ) -> [RealmProblem] {
        var check = RealmCheck(body: body.document, known: KnownNames(completed), expressions: expressions)
        check.checkSettings()
        check.checkFlows()
        check.checkScopes()
        check.checkClients()
        check.checkRoles()
        check.checkGroups()
        check.checkComponents()
        check.checkUsers()
        return check.problems
    }

    private init(body: JSONObject, known: KnownNames, expressions: Expressions) {
        self.body = body
        self.known = known
        self.expressions = expressions
    }

    mutating func add(_ path: [JSONPathElement], _ sentence: String, _ answer: RealmProblem.Answer = .failed) {
        problems.append(RealmProblem(path, sentence, answer))
    }

    /// Notes a name, which no other of its kind may have.
    mutating func note(
        _ kind: String, _ name: String?, in scope: String = "", at object: [JSONPathElement], _ member: JSONPathElement?
    ) {
        guard let name, !name.isEmpty else { return }
        if !object.dropLast().elementsEqual(list) { list = Array(object.dropLast()) }
        let key = NameOfKind(kind: kind, scope: scope, name: name)
        let place = Place(list: list, object: object.last, member: member)
        if let twin = seen[key] {
            problems.append(RealmProblem(place.path, "There are two \(kind) '\(name)'", .conflict, twin: twin.path))
        } else {
            seen[key] = place
        }
    }

    /// The name that an object must have, which no other of its kind may have, and its id.
    @discardableResult
    mutating func name(
        of object: JSONObject, _ member: String, _ kind: (one: String, many: String), in scope: String = "",
        at path: [JSONPathElement]
    ) -> String? {
        note("\(kind.many) with the id", object.text("id"), at: path, "id")
        guard let name = object.text(member), !name.isEmpty else {
            add(path, "A \(kind.one) has no \(member)")
            return nil
        }
        note(kind.many, name, in: scope, at: path, .member(member))
        return name
    }

    /// The objects of a member that is a list, with their places.
    func objects(
        _ member: String, of object: JSONObject, at path: [JSONPathElement]
    ) -> some Sequence<(JSONObject, [JSONPathElement])> {
        Self.objects(object[member], at: path + [.member(member)])
    }

    static func objects(
        _ list: JSONValue?, at path: [JSONPathElement]
    ) -> some Sequence<(JSONObject, [JSONPathElement])> {
        (list?.array ?? []).enumerated().lazy.compactMap { index, value in
            value.object.map { ($0, path + [.index(index)]) }
        }
    }

    /// What tells a group's own subgroups from those of others.
    mutating func nextGroup() -> String {
        countOfGroups += 1
        return String(countOfGroups)
    }

    /// The texts of a member that is a list, with their places.
    static func texts(_ list: JSONValue?, at path: [JSONPathElement]) -> [(String, [JSONPathElement])] {
        guard let values = list?.array else { return [] }
        return values.enumerated().compactMap { index, value in value.string.map { ($0, path + [.index(index)]) } }
    }

    // MARK: Settings

    private mutating func checkSettings() {
        if let name = body.text("realm"), let problem = unreachableRealmName(name) {
            add(["realm"], problem, .sentence(problem))
        }
        if let id = body.text("id"), let problem = unreachableRealmName(id) { add(["id"], problem, .sentence(problem)) }
        if let name = body.text("realm"), name.utf16.count > 255 {
            add(["realm"], "The realm's name is longer than 255 characters", .sentence("Database operation failed"))
        }
        do {
            try PasswordPolicy(body.text("passwordPolicy") ?? "").checkSyntax()
        } catch let refusal as PasswordRefusal {
            add(["passwordPolicy"], refusal.sentence, .sentence(refusal.sentence))
        } catch {}
        if let ssl = body.text("sslRequired"), !["all", "external", "none"].contains(ssl.lowercased()) {
            add(["sslRequired"], "Expected all, external or none, found '\(ssl)'")
        }
        for binding in CompletedRealm.bindings {
            guard let alias = body.text(binding), !alias.isEmpty, !known.flows.contains(alias) else { continue }
            add([.member(binding)], "The flow '\(alias)' does not exist")
        }
    }

    // MARK: Flows, client scopes, components

    private mutating func checkFlows() {
        for (config, path) in objects("authenticatorConfig", of: body, at: []) {
            note("authenticator configurations with the id", config.text("id"), at: path, "id")
        }
        for (flow, path) in objects("authenticationFlows", of: body, at: []) {
            name(of: flow, "alias", ("flow", "flows"), at: path)
            for (step, path) in objects("authenticationExecutions", of: flow, at: path) {
                note("executions with the id", step.text("id"), at: path, "id")
                guard let alias = step.text("flowAlias"), !alias.isEmpty, !known.flows.contains(alias) else { continue }
                add(path + ["flowAlias"], "The flow '\(alias)' does not exist")
            }
        }
        for (action, path) in objects("requiredActions", of: body, at: []) {
            name(of: action, "alias", ("required action", "required actions"), at: path)
        }
    }

    private mutating func checkScopes() {
        for (scope, path) in objects("clientScopes", of: body, at: []) {
            name(of: scope, "name", ("client scope", "client scopes"), at: path)
        }
        for (mapping, path) in objects("scopeMappings", of: body, at: []) { checkHolder(of: mapping, at: path) }
        for (clientId, list) in body["clientScopeMappings"]?.object ?? [:] {
            let path: [JSONPathElement] = ["clientScopeMappings", .member(clientId)]
            checkClient(clientId, at: path)
            for (mapping, path) in Self.objects(list, at: path) { checkHolder(of: mapping, at: path) }
        }
    }

    private mutating func checkHolder(of mapping: JSONObject, at path: [JSONPathElement]) {
        if let clientId = mapping.text("client") { return checkClient(clientId, at: path + ["client"]) }
        let member = mapping.contains("clientScope") ? "clientScope" : "clientTemplate"
        let name = mapping.text(member) ?? ""
        if !known.scopes.contains(name) {
            add(path + (mapping.contains(member) ? [.member(member)] : []), "The client scope '\(name)' does not exist")
        }
    }

    mutating func checkClient(_ clientId: String, at path: [JSONPathElement]) {
        if !known.clients.contains(clientId) { add(path, "The client '\(clientId)' does not exist") }
    }

    private mutating func checkComponents() {
        for (type, list) in body["components"]?.object ?? [:] {
            for (component, path) in Self.objects(list, at: ["components", .member(type)]) {
                check(component, type: type, at: path)
            }
        }
    }

    private mutating func check(_ component: JSONObject, type: String, at path: [JSONPathElement]) {
        note("components with the id", component.text("id"), at: path, "id")
        let provider = component.text("providerId") ?? ""
        if !known.isProvider(provider, type: type) {
            add(
                path + (component.contains("providerId") ? ["providerId"] : []),
                "There is no provider '\(provider)' of \(type)", .sentence(ComponentRefusal.unknownProvider.sentence))
        } else if type == RealmKeys.providerType {
            checkKey(component, at: path)
        }
        if type == UserProfile.providerType { checkProfile(of: component, at: path) }
        for (type, list) in component["subComponents"]?.object ?? [:] {
            for (child, path) in Self.objects(list, at: path + ["subComponents", .member(type)]) {
                check(child, type: type, at: path)
            }
        }
    }
}

extension RealmCheck {
    /// What a key is made from. Its material is looked at when the key is made.
    fileprivate mutating func checkKey(_ component: JSONObject, at path: [JSONPathElement]) {
        var key = ComponentRepresentation(component)
        key.providerType = RealmKeys.providerType
        do throws(ComponentRefusal) {
            try checkComponent(key)
        } catch {
            add(path + ["config"], error.sentence, .sentence(error.sentence))
        }
    }

    /// A profile stands as a text in its component's configuration.
    fileprivate mutating func checkProfile(of component: JSONObject, at path: [JSONPathElement]) {
        guard let text = component["config"]?[UserProfile.configName]?[0]?.string, !text.isEmpty else { return }
        let path = path + ["config", .member(UserProfile.configName), 0]
        do throws(RepresentationError) {
            let profile = try UserProfileRepresentation(body: Array(text.utf8))
            for problem in profile.problems(scopes: known.scopes) { add(path, problem) }
        } catch {
            add(path, error.description ?? error.error)
        }
    }
}

/// Why no address reaches a realm of this name; nil if one does. Characters that mean something in a URL are Keycloak's
/// rule (recording: names 224 to 248), the two names that every client takes out of a path are ours.
func unreachableRealmName(_ name: String) -> String? {
    // By bytes: a combining mark behind one of them makes another character of the two.
    if let reserved = name.utf8.first(where: ":/?#@!$&()*+,;=[]\\".utf8.contains) {
        return "Character '\(Character(Unicode.Scalar(reserved)))' not allowed."
    }
    return name == "." || name == ".." ? "Realm name '\(name)' not allowed." : nil
}
