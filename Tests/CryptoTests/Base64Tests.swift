import Crypto
import Foundation
import Testing

@Suite struct Base64Tests {
    @Test func `the vectors of RFC 4648 encode and decode`() {
        let vectors = [
            "": "", "f": "Zg==", "fo": "Zm8=", "foo": "Zm9v", "foob": "Zm9vYg==", "fooba": "Zm9vYmE=",
            "foobar": "Zm9vYmFy",
        ]
        for (plain, encoded) in vectors {
            let bytes = Array(plain.utf8)
            let url = encoded.replacingOccurrences(of: "=", with: "")
            #expect(Base64.encode(bytes) == encoded)
            #expect(Base64.urlEncode(bytes) == url)
            #expect(Base64.decode(encoded) == bytes)
            #expect(Base64.urlDecode(url) == bytes)
            #expect(Base64.decodeLeniently(url) == bytes)
        }
    }

    @Test func `bytes of every length survive, and agree with Foundation`() {
        for count in 0..<200 {
            let bytes = Random.bytes(count)
            let encoded = Base64.encode(bytes)
            #expect(encoded == Data(bytes).base64EncodedString())
            #expect(Base64.decode(encoded) == bytes)
            #expect(Base64.urlDecode(Base64.urlEncode(bytes)) == bytes)
            #expect(Base64.urlEncode(bytes).utf8.count == Base64.urlEncodedCount(count))
            #expect(Base64.urlDecode(Array(Base64.urlEncode(bytes).utf8)[...]) == bytes)
        }
    }

    @Test(arguments: ["Zg==", "Zg=", "Zm9v\n", " Zm9v", "Zm 9v", "Zh", "Zm9", "+/+/", "Z", "Zm9vY", "Zm9v.", "Zm9é"])
    func `the URL form is strict`(text: String) {
        #expect(Base64.urlDecode(text) == nil)
    }

    @Test(arguments: ["Zg", "Zg=", "Zg===", "Zh==", "Zm9v\n", "-_-_", "====", "=", "Z===", "Zm9v=="])
    func `the standard form is strict`(text: String) {
        #expect(Base64.decode(text) == nil)
    }

    @Test func `lenient decoding takes both alphabets, whitespace and stray bits`() {
        #expect(Base64.decodeLeniently("-_+/") == [251, 255, 191])
        #expect(Base64.decodeLeniently(" Zm\r\n9v ") == Array("foo".utf8))
        #expect(Base64.decodeLeniently("Zh==") == Array("f".utf8))
        #expect(Base64.decodeLeniently("Z") == nil)
        #expect(Base64.decodeLeniently("Z!==") == nil)
    }
}
