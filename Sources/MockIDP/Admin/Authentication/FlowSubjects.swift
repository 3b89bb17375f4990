extension Subject where Thing == FlowRecord {
    /// The flow whose id the path has.
    static var flow: Self { byID(unknown: .flowNotFound) }

    /// The same where it is only shown.
    static var shownFlow: Self { byID(unknown: .flowByIDNotFound) }

    private static func byID(unknown: AdminError) -> Self {
        Self("flow", unknown: unknown, sees: .viewRealm, changes: .manageRealm)
    }

    /// The flow whose alias the path has.
    static var flowByAlias: Self {
        Self("flow", unknown: .flowNotFound, sees: .viewRealm, changes: .manageRealm) { tx, alias, realm in
            try tx.flow(alias: alias, in: realm)
        }
    }
}

extension Subject where Thing == ExecutionRecord {
    /// The step that the path names.
    static var execution: Self {
        Self(unknown: .illegalExecution, sees: .viewRealm, changes: .manageRealm)
    }
}

extension Subject where Thing == AuthenticatorConfigRecord {
    /// The settings whose id the path has.
    static var config: Self { named(by: "id") }

    /// The same below a step, which does not matter.
    static var configOfStep: Self { named(by: "config") }

    private static func named(by parameter: String) -> Self {
        Self(parameter, unknown: .configNotFound, sees: .viewRealm, changes: .manageRealm)
    }
}

extension Subject where Thing == RequiredActionRecord {
    /// The required action whose alias the path has.
    static var requiredAction: Self {
        Self("alias", unknown: .requiredActionNotFound, sees: .viewRealm, changes: .manageRealm) { tx, alias, realm in
            try tx.requiredAction(alias: alias, in: realm)
        }
    }
}
