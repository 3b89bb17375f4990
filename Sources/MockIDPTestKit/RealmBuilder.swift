/// Puts the parts of a realm together: `client`, `user`, `role` and `group`, with `if`, `switch` and `for` between them.
@resultBuilder
public enum RealmBuilder {
    /// A client, user or role.
    public static func buildExpression(_ part: RealmPart) -> [RealmPart] { [part] }
    /// A group.
    public static func buildExpression(_ group: RealmGroup) -> [RealmPart] { [RealmPart(group)] }
    /// Parts one after the other.
    public static func buildBlock(_ parts: [RealmPart]...) -> [RealmPart] { parts.flatMap { $0 } }
    /// Parts of an `if` without `else`.
    public static func buildOptional(_ parts: [RealmPart]?) -> [RealmPart] { parts ?? [] }
    /// Parts of an `if`.
    public static func buildEither(first parts: [RealmPart]) -> [RealmPart] { parts }
    /// Parts of an `else`.
    public static func buildEither(second parts: [RealmPart]) -> [RealmPart] { parts }
    /// Parts of a `for`.
    public static func buildArray(_ parts: [[RealmPart]]) -> [RealmPart] { parts.flatMap { $0 } }
}

/// Puts the groups in a group together.
@resultBuilder
public enum GroupBuilder {
    /// Groups one after the other.
    public static func buildBlock(_ groups: [RealmGroup]...) -> [RealmGroup] { groups.flatMap { $0 } }
    /// A group.
    public static func buildExpression(_ group: RealmGroup) -> [RealmGroup] { [group] }
    /// Groups of an `if` without `else`.
    public static func buildOptional(_ groups: [RealmGroup]?) -> [RealmGroup] { groups ?? [] }
    /// Groups of an `if`.
    public static func buildEither(first groups: [RealmGroup]) -> [RealmGroup] { groups }
    /// Groups of an `else`.
    public static func buildEither(second groups: [RealmGroup]) -> [RealmGroup] { groups }
    /// Groups of a `for`.
    public static func buildArray(_ groups: [[RealmGroup]]) -> [RealmGroup] { groups.flatMap { $0 } }
}
