import JSON
import Testing

@Suite struct NumberTests {
    @Test(
        arguments: [
            ("0", 0), ("-0", 0), ("12", 12), ("9223372036854775807", Int.max), ("9223372036854775808", nil),
            ("1.0", nil),
            ("1e2", nil),
        ] as [(String, Int?)])
    func `an integer is a number without fraction that fits`(text: String, value: Int?) throws {
        #expect(try #require(JSONNumber(text: text)).int == value)
    }

    @Test func `doubles come near, and beyond the largest are infinite`() throws {
        #expect(try #require(JSONNumber(text: "1.50")).double == 1.5)
        #expect(try #require(JSONNumber(text: "-1e-2")).double == -0.01)
        #expect(try #require(JSONNumber(text: "1e400")).double == .infinity)
        #expect(try #require(JSONNumber(text: "1e-400")).double == 0)
    }

    @Test(arguments: ["", "01", " 1", "1 ", "+1", "NaN", "1.", "true", "\"1\"", "0x1", "١"])
    func `other texts are not numbers`(text: String) {
        #expect(JSONNumber(text: text) == nil)
    }

    @Test func `what is not finite has no JSON text`() {
        #expect(JSONNumber(Double.infinity) == nil && JSONNumber(Double.nan) == nil)
        let half = 2.5
        #expect(JSONNumber(half)?.text == "2.5")
    }
}
