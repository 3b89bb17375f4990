import JSON

extension RoleRecord {
    /// The role as listings show it: without attributes.
    var shownInBrief: JSONObject {
        var shown = document
        shown.attributes = nil
        return shown.ordered
    }

    /// The role as it is shown by itself: with its attributes, if only an empty object.
    var shownInFull: JSONObject {
        var shown = document
        if shown.attributes == nil { shown.attributes = [:] }
        return shown.ordered
    }
}
