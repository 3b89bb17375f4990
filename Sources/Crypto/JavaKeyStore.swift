/// Java's own key store format, version 1 and 2, big-endian throughout: a number of entries, each a private key with its
/// chain or a certificate, and a digest over all of it.
///
/// Keys are hidden by Sun's algorithm 1.3.6.1.4.1.42.2.17.1.1: a stream of SHA-1 digests, each over the password and the
/// digest before, is added bit by bit; a last digest tells whether the password was right.
enum JavaKeyStore {
    static func isOne(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0xFE, 0xED, 0xFE, 0xED]) }

    /// What a store has under one alias: a hidden key with its chain, or nothing but a certificate.
    private struct Entry {
        let alias: String
        let hidden: ArraySlice<UInt8>?
        let certificates: [Certificate]
    }

    static func read(_ bytes: [UInt8], _ password: String) throws(CryptoError) -> KeyStore {
        let entries = try entries(bytes)
        let trusted = entries.filter { $0.hidden == nil }.flatMap(\.certificates)
        guard let own = entries.first(where: { $0.hidden != nil }), let hidden = own.hidden else {
            return KeyStore(key: nil, chain: [], trusted: trusted)
        }
        return KeyStore(
            key: try PrivateKey(der: try shown(hidden, password)), chain: own.certificates, trusted: trusted)
    }

    /// The key under an alias.
    static func key(_ alias: String, in bytes: [UInt8], _ password: String) throws(CryptoError) -> PrivateKey? {
        let alias = alias.lowercased()
        guard let hidden = try entries(bytes).first(where: { $0.alias.lowercased() == alias })?.hidden else {
            return nil
        }
        return try PrivateKey(der: try shown(hidden, password))
    }

    private static func entries(_ bytes: [UInt8]) throws(CryptoError) -> [Entry] {
        var reader = Reader(bytes.dropFirst(4))
        guard let version = reader.number(4), version == 1 || version == 2, let count = reader.number(4) else {
            throw broken
        }
        var entries: [Entry] = []
        for _ in 0..<count {
            guard let tag = reader.number(4), let name = reader.text(), reader.number(8) != nil else { throw broken }
            let alias = String(decoding: name, as: UTF8.self)
            if tag == 2 {
                entries.append(Entry(alias: alias, hidden: nil, certificates: [try reader.certificate(version)]))
                continue
            }
            guard tag == 1, let hidden = reader.bytes(countOf: 4), let links = reader.number(4) else { throw broken }
            var certificates: [Certificate] = []
            for _ in 0..<links { certificates.append(try reader.certificate(version)) }
            entries.append(Entry(alias: alias, hidden: hidden, certificates: certificates))
        }
        return entries
    }

    fileprivate static let broken = CryptoError("read the key store", "it is no whole JKS file")

    /// The PKCS#8 form of a hidden key.
    private static func shown(_ hidden: ArraySlice<UInt8>, _ password: String) throws(CryptoError) -> [UInt8] {
        let password = password.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        var outer = DERReader(hidden)
        guard var info = outer.sequence(), info.read(0x30) != nil, let data = info.read(0x04), data.count > 40 else {
            throw broken
        }
        var digest = Array(data.prefix(20))
        var key: [UInt8] = []
        for byte in data.dropFirst(20).dropLast(20).enumerated() {
            if byte.offset % 20 == 0 { digest = Digest.sha1.hash(password + digest) }
            key.append(byte.element ^ digest[byte.offset % 20])
        }
        guard Digest.sha1.hash(password + key) == Array(data.suffix(20)) else {
            throw KeyStore.wrongPassword
        }
        return key
    }

    private struct Reader {
        private var rest: ArraySlice<UInt8>

        init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

        /// A number of up to eight bytes; nil when there are too few, or when it is too large for what is counted here.
        mutating func number(_ count: Int) -> Int? {
            guard let taken = take(count) else { return nil }
            return Int(exactly: taken.reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
        }

        mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
            guard count >= 0, count <= rest.count else { return nil }
            defer { rest = rest.dropFirst(count) }
            return rest.prefix(count)
        }

        mutating func bytes(countOf size: Int) -> ArraySlice<UInt8>? { number(size).flatMap { take($0) } }

        mutating func text() -> ArraySlice<UInt8>? { bytes(countOf: 2) }

        /// A certificate; from version 2 on its type stands before it.
        mutating func certificate(_ version: Int) throws(CryptoError) -> Certificate {
            guard version == 1 || text() != nil, let der = bytes(countOf: 4) else { throw JavaKeyStore.broken }
            return try Certificate(der: Array(der))
        }
    }
}
