import Crypto
import Dispatch
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// RSA keys ready for new realms: finding the primes of one costs more than all of the start-up, so realms take keys that
/// ship in the binary (public by nature, which the log says), and once those run out, keys made in the background.
///
/// Each key is handed out once, in the order of the file: no two realms share a key. Which ones the realms of a database
/// have got, the database notes.
public final class KeyPool: Sendable {
    private struct State {
        var shipped: Range<Int>
        var fresh: [PrivateKey] = []
        var isRefilling = false
    }

    /// How many fresh keys are kept ready, once no more than so many of the shipped ones are left.
    private static let reserve = 24

    private let state: Mutex<State>
    /// One thread makes keys, one after the other, whoever asks: the machine has other things to do.
    private let maker = DispatchQueue(label: "keys", qos: .utility)

    /// - Parameter shipped: the shipped keys that may be handed out; by default all.
    init(shipped: Range<Int> = 0..<ShippedKey.count) { state = Mutex(State(shipped: shipped)) }

    /// How many of the shipped keys, from the first on, are no longer to be had.
    var shippedKeysTaken: Int { state.withLock { $0.shipped.lowerBound } }

    /// An RSA key that no one else has. Only 2048 bits are kept ready; others are made, while the caller's thread serves
    /// others.
    nonisolated(nonsending) func rsa(bits: Int = 2048) async throws -> PrivateKey {
        guard bits == 2048 else { return try await made(bits: bits) }
        let (index, key, refills) = state.withLock { state -> (Int?, PrivateKey?, Bool) in
            let index = state.shipped.popFirst()
            let key = index == nil ? state.fresh.popLast() : nil
            let refills = !state.isRefilling && state.shipped.count + state.fresh.count < Self.reserve
            if refills { state.isRefilling = true }
            return (index, key, refills)
        }
        if refills { refill() }
        if let key { return key }
        if let index { return try ShippedKey.key(index) }
        return try await made(bits: bits)
    }

    nonisolated(nonsending) private func made(bits: Int) async throws -> PrivateKey {
        try await withUnsafeThrowingContinuation { continuation in
            maker.async { continuation.resume(with: Result { try makeKey(bits: bits) }) }
        }
    }

    /// Makes one key after the other until the reserve is full; between two of them those who wait have their turn.
    private func refill() {
        maker.async {
            let key = try? makeKey(bits: 2048)
            let goesOn = self.state.withLock { state in
                if let key { state.fresh.append(key) }
                state.isRefilling = key != nil && state.shipped.count + state.fresh.count < Self.reserve
                return state.isRefilling
            }
            if goesOn { self.refill() }
        }
    }
}

/// The keys that ship.
enum ShippedKey {
    private static let primeSize = 128

    /// How many there are.
    static var count: Int { BuiltIn.rsaPrimes.count / (2 * primeSize) }

    /// The key at that place of the file.
    static func key(_ index: Int) throws -> PrivateKey {
        let pair = BuiltIn.rsaPrimes.dropFirst(2 * primeSize * index).prefix(2 * primeSize)
        return try PrivateKey(
            rsa: RSAPrivateNumbers(p: Array(pair.prefix(primeSize)), q: Array(pair.suffix(primeSize))))
    }
}

/// A key made in the background; none once the process is about to end.
///
/// OpenSSL takes itself apart at exit, and whoever still generates a key then crashes: the end waits for those under way.
private func makeKey(bits: Int) throws -> PrivateKey {
    _ = exitWaits
    keysUnderWay.add(1, ordering: .sequentiallyConsistent)
    defer { keysUnderWay.subtract(1, ordering: .sequentiallyConsistent) }
    if isEnding.load(ordering: .sequentiallyConsistent) { throw CancellationError() }
    return try PrivateKey.generate(.rsa(bits: bits))
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
