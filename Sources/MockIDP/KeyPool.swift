import Crypto
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// RSA keys ready for new realms: generating one costs more than all of the start-up, so the first realms take keys that
/// ship in the binary (public by nature, which the log says) and later ones take keys made in the background.
///
/// Each key is handed out once: no two realms share a key.
public final class KeyPool: Sendable {
    private struct State {
        var ready: [PrivateKey]
        var shipped: ArraySlice<[UInt8]>
        var isRefilling = false
    }

    /// How many keys the background task keeps ready, once more than half of the shipped ones are gone.
    private static let reserve = 6

    private let state: Mutex<State>

    /// - Parameter shipped: private keys in PEM, handed out first; empty makes every key fresh.
    init(shipped: [[UInt8]]) { state = Mutex(State(ready: [], shipped: shipped[...])) }

    /// An RSA key that no one else has. Only 2048 bits are kept ready; other sizes are generated here and now.
    func takeRSA(bits: Int = 2048) throws -> PrivateKey {
        guard bits == 2048 else { return try PrivateKey.generate(.rsa(bits: bits)) }
        let (key, pem, refill) = state.withLock { state -> (PrivateKey?, [UInt8]?, Bool) in
            let key = state.ready.popLast()
            let pem = key == nil ? state.shipped.popFirst() : nil
            let refill = !state.isRefilling && state.ready.count + state.shipped.count < Self.reserve
            if refill { state.isRefilling = true }
            return (key, pem, refill)
        }
        if refill { Task.detached(priority: .background) { self.refill() } }
        if let key { return key }
        if let pem { return try PrivateKey(pem: String(decoding: pem, as: UTF8.self)) }
        return try PrivateKey.generate(.rsa(bits: bits))
    }

    /// Waits until `count` keys can be taken without generating one; the loop serves others meanwhile.
    func fill(to count: Int) async {
        let missing = state.withLock { count - $0.ready.count - $0.shipped.count }
        guard missing > 0 else { return }
        await Task.detached {
            for _ in 0..<missing {
                guard let key = makeKey() else { return }
                self.state.withLock { $0.ready.append(key) }
            }
        }.value
    }

    private func refill() {
        while let key = makeKey() {
            let isFull = state.withLock { state in
                state.ready.append(key)
                if state.ready.count >= Self.reserve { state.isRefilling = false }
                return !state.isRefilling
            }
            if isFull { return }
        }
        state.withLock { $0.isRefilling = false }
    }
}

/// A key made in the background; nil once the process is about to end.
///
/// OpenSSL takes itself apart at exit, and whoever still generates a key then crashes: the end waits for those under way.
private func makeKey() -> PrivateKey? {
    _ = exitWaits
    keysUnderWay.add(1, ordering: .sequentiallyConsistent)
    defer { keysUnderWay.subtract(1, ordering: .sequentiallyConsistent) }
    return isEnding.load(ordering: .sequentiallyConsistent) ? nil : try? PrivateKey.generate(.rsa(bits: 2048))
}

private let keysUnderWay = Atomic(0)
private let isEnding = Atomic(false)
private let exitWaits: Int32 = {
    _ = Random.bytes(1)  // what is registered later runs earlier at exit: OpenSSL has to be first
    return atexit {
        isEnding.store(true, ordering: .sequentiallyConsistent)
        while keysUnderWay.load(ordering: .sequentiallyConsistent) > 0 { usleep(1000) }
    }
}()
