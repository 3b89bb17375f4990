/// The name that a mistyped one was probably meant to be, or nil when none is near.
func nearestName(to name: String, among names: [String]) -> String? {
    let typed = Array(name.utf8.prefix(64))
    let limit = max(1, min(3, typed.count / 3))
    let distances = names.map { (name: $0, distance: editDistance(typed, Array($0.utf8))) }
    return distances.filter { $0.distance <= limit }.min { $0.distance < $1.distance }?.name
}

/// How many letters must be added, removed, replaced or swapped with their neighbour (optimal string alignment).
private func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var before: [Int] = []
    var previous = Array(0...right.count)
    for (row, letter) in left.enumerated() {
        var current = [row + 1]
        for (column, other) in right.enumerated() {
            var best = min(
                previous[column + 1] + 1, current[column] + 1, previous[column] + (letter == other ? 0 : 1))
            if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
                best = min(best, before[column - 1] + 1)
            }
            current.append(best)
        }
        before = previous
        previous = current
    }
    return previous[right.count]
}
