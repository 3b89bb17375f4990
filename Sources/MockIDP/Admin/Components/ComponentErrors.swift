/// The sentences of the components' endpoints (recording: idp_flows_components).
extension AdminError {
    static let componentNotFound = error(404, "Could not find component")
    static let parentComponentNotFound = error(404, "Could not find parent component")

    /// Why a component cannot be made (`ComponentRefusal` has the sentences).
    init(_ refusal: ComponentRefusal) {
        self = refusal == .unknownProvider ? .error(400, refusal.sentence) : .message(400, refusal.sentence)
    }
}
