/// Why a command ends without having done what was asked.
enum Failure: Error, Equatable {
    /// It cannot be understood: status 2, and where to find help.
    case misuse(String, of: Command? = nil)
    /// It cannot be done: status 1.
    case failed(String)

    /// The line for standard error.
    var message: String {
        switch self {
        case .misuse(let message, _), .failed(let message): message
        }
    }

    /// The same, of that command.
    func of(_ command: Command) -> Failure {
        if case .misuse(let message, nil) = self { .misuse(message, of: command) } else { self }
    }
}
