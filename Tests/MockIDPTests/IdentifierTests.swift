import Testing

@testable import MockIDP

struct IdentifierTests {
    @Test func `a made-up word has a digit, unless its source brings none`() {
        let ids = Identifiers(seed: "words")
        let isDigit = { (byte: UInt8) in byte >= 0x30 && byte <= 0x39 }
        #expect((0..<2000).allSatisfy { _ in ids.word(16).utf8.contains(where: isDigit) })
        #expect((0..<2000).allSatisfy { _ in ids.sessionID().utf8.contains(where: isDigit) })
        #expect(Identifiers(random: { [UInt8](repeating: 0, count: $0) }).word(3) == "AAAA")
    }
}
