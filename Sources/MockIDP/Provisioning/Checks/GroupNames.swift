import JSON

/// The groups of a realm document by their paths. It is a tree, since paths repeat the names of all groups around: those of
/// some ten thousand groups in a deep one would be gigabytes.
struct GroupNames {
    /// Of each group the places of those right below it, by name; the first is the realm.
    private var below: [TextMap<Int>] = [[:]]

    init(of groups: JSONValue?) { add(groups, to: 0) }

    private mutating func add(_ groups: JSONValue?, to parent: Int) {
        for group in groups?.array ?? [] {
            guard let name = group["name"]?.string else { continue }
            let place = below[parent][name] ?? below.count
            if place == below.count {
                below.append([:])
                below[parent][name] = place
            }
            add(group["subGroups"], to: place)
        }
    }

    /// Whether there is a group at a path, with or without its first slash: on each level the shortest name counts, as when
    /// the database is asked.
    func contains(_ path: String) -> Bool {
        var names = path.split(separator: "/", omittingEmptySubsequences: false)[...]
        if names.first == "" { names.removeFirst() }
        if names.last == "" { names.removeLast() }
        var place = 0
        while let first = names.popFirst() {
            var name = String(first)
            while below[place][name] == nil, name.utf8.count < Self.longest, let next = names.popFirst() {
                name += "/" + next
            }
            guard let next = below[place][name] else { return false }
            place = next
        }
        return place != 0
    }

    /// No name has more bytes.
    private static let longest = 4 * 255
}
