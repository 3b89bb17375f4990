import Synchronization

/// A value made when it is first asked for, and kept.
final class Lazily<Value: Sendable>: Sendable {
    private let value: Mutex<Value?>
    private let make: @Sendable () -> Value

    init(_ make: @escaping @Sendable () -> Value) {
        value = Mutex(nil)
        self.make = make
    }

    /// One that is there already.
    init(made value: Value) {
        self.value = Mutex(value)
        make = { value }
    }

    /// Whether the value is there already.
    var isMade: Bool { value.withLock { $0 != nil } }

    /// The value; who asks first makes it while others wait, so `make` must be short.
    func callAsFunction() -> Value {
        value.withLock { value in
            if let value { return value }
            let made = make()
            value = made
            return made
        }
    }
}
