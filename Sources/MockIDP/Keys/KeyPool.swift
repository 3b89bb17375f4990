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
        /// Keys made ahead, by their number.
        var ready: [Int: RSAPrivateNumbers] = [:]
        var isRefilling = false
    }

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
        let (shipped, number) = state.withLock { state -> (Int?, Int) in
            if bits == Self.usualSize, let index = state.shipped.popFirst() { return (index, 0) }
            defer { state.asked[bits, default: 0] += 1 }
            return (nil, state.asked[bits, default: 0])
        }
        if bits == Self.usualSize { refill() }
        if let shipped { return try ShippedKey.numbers(shipped) }
        if let key = ready(bits, number) { return key }
        return try await withUnsafeThrowingContinuation { continuation in
            maker.async { [self] in
                continuation.resume(with: Result { try ready(bits, number) ?? made(bits, number) })
            }
        }
    }

    private func ready(_ bits: Int, _ number: Int) -> RSAPrivateNumbers? {
        bits == Self.usualSize ? state.withLock { $0.ready.removeValue(forKey: number) } : nil
    }

    private func made(_ bits: Int, _ number: Int) throws -> RSAPrivateNumbers {
        var bytes = SeededBytes("\(Base64.encode(seed)) rsa \(bits) \(number)")
        return try RSAPrivateNumbers(bits: bits) { bytes.next($0) }
    }

    /// Makes one key after the other until the reserve is full; between two of them those who wait have their turn.
    private func refill() {
        let number = state.withLock { state -> Int? in
            guard !state.isRefilling, state.shipped.count + state.ready.count < reserve else { return nil }
            let first = state.asked[Self.usualSize, default: 0]
            let number = (first...(first + reserve)).first { state.ready[$0] == nil }
            state.isRefilling = number != nil
            return number
        }
        guard let number else { return }
        maker.async { [self] in
            let key = try? made(Self.usualSize, number)
            state.withLock { state in
                state.isRefilling = false
                state.ready[number] = key
            }
            if key != nil { refill() }
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
