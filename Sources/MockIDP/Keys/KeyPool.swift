import Crypto
import Dispatch
import Synchronization

/// RSA keys ready for new realms: finding the primes of one costs more than all of the start-up, so realms take keys that
/// ship in the binary (public by nature, which the log says), and once those run out, keys made in the background.
///
/// Each key is handed out once, in the order of the file: no two realms share a key. Which ones the realms of a database
/// have got, the database notes. Those made are numbered, and each follows from a seed, its size and its number: whoever
/// has made it and when, the same calls get the same keys.
public final class KeyPool: Sendable {
    private struct State {
        var shipped: Range<Int>
        /// How many made keys of each size were asked for, which is the number of the next.
        var asked: [Int: Int] = [:]
        /// Keys whose numbers are there already.
        var ready: [Place: RSAPrivateNumbers] = [:]
        var isRefilling = false

        /// The place of the next key of so many bits, which is taken with it.
        mutating func take(_ bits: Int) -> Place {
            if bits == KeyPool.usualSize, let index = shipped.popFirst() { return .shipped(index) }
            defer { asked[bits, default: 0] += 1 }
            return .made(asked[bits, default: 0])
        }

        /// What is to be made ready next: two of those that ship, made ones as a reserve once few of them are left.
        func next(_ reserve: Int) -> Place? {
            if let index = shipped.prefix(2).first(where: { ready[.shipped($0)] == nil }) { return .shipped(index) }
            guard shipped.count + ready.count < reserve else { return nil }
            let first = asked[KeyPool.usualSize, default: 0]
            return (first...(first + reserve)).first { ready[.made($0)] == nil }.map { .made($0) }
        }
    }

    /// Where a key comes from: the place in the file, or its number among those of its size that are made.
    private enum Place: Hashable { case shipped(Int), made(Int) }

    /// How many bits the keys have that ship and that are made ahead.
    private static let usualSize = 2048

    private let state: Mutex<State>
    private let reserve: Int
    private let seed: [UInt8]
    /// One thread makes keys, one after the other, whoever asks: the machine has other things to do.
    private let maker = DispatchQueue(label: "keys", qos: .utility)

    /// - Parameters:
    ///   - shipped: the shipped keys that may be handed out; by default all.
    ///   - reserve: how many keys are kept ready, once no more than so many of the shipped ones are left.
    ///   - random: where the bytes come from that all further keys follow from.
    init(
        shipped: Range<Int> = 0..<ShippedKey.count, reserve: Int = 24, random: (Int) -> [UInt8] = { Random.bytes($0) }
    ) {
        state = Mutex(State(shipped: shipped))
        self.reserve = reserve
        seed = random(32)
    }

    /// How many of the shipped keys, from the first on, are no longer to be had.
    var shippedKeysTaken: Int { state.withLock { $0.shipped.lowerBound } }

    /// The numbers of an RSA key that no one else has. Only 2048 bits are kept ready; others are made, while the caller's
    /// thread serves others.
    nonisolated(nonsending) func rsa(bits: Int = 2048) async throws -> RSAPrivateNumbers {
        let place = state.withLock { $0.take(bits) }
        if bits == Self.usualSize { prepare() }
        if let key = ready(place, bits) { return key }
        if case .shipped(let index) = place { return try ShippedKey.numbers(index) }
        return try await withUnsafeThrowingContinuation { continuation in
            maker.async { [self] in
                continuation.resume(with: Result { try ready(place, bits) ?? numbers(place, bits) })
            }
        }
    }

    private func ready(_ place: Place, _ bits: Int) -> RSAPrivateNumbers? {
        bits == Self.usualSize ? state.withLock { $0.ready.removeValue(forKey: place) } : nil
    }

    private func numbers(_ place: Place, _ bits: Int) throws -> RSAPrivateNumbers {
        switch place {
        case .shipped(let index): return try ShippedKey.numbers(index)
        case .made(let number):
            var bytes = SeededBytes("\(Base64.encode(seed)) rsa \(bits) \(number)")
            return try RSAPrivateNumbers(bits: bits) { bytes.next($0) }
        }
    }

    /// Has the next keys ready before they are asked for, one after the other; between two of them those who wait have their
    /// turn.
    func prepare() {
        let place = state.withLock { state -> Place? in
            let place = state.isRefilling ? nil : state.next(reserve)
            state.isRefilling = state.isRefilling || place != nil
            return place
        }
        guard let place else { return }
        maker.async { [self] in
            let key = try? numbers(place, Self.usualSize)
            state.withLock { state in
                state.isRefilling = false
                if case .shipped(let index) = place, !state.shipped.contains(index) { return }  // gone meanwhile
                state.ready[place] = key
            }
            if key != nil { prepare() }
        }
    }
}

/// The keys that ship.
enum ShippedKey {
    private static let primeSize = 128

    /// How many there are.
    static var count: Int { BuiltIn.rsaPrimes.count / (2 * primeSize) }

    /// The numbers of the key at that place of the file.
    static func numbers(_ index: Int) throws -> RSAPrivateNumbers {
        let pair = BuiltIn.rsaPrimes.dropFirst(2 * primeSize * index).prefix(2 * primeSize)
        return try RSAPrivateNumbers(p: Array(pair.prefix(primeSize)), q: Array(pair.suffix(primeSize)))
    }
}
