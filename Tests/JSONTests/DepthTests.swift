import Foundation
import JSON
import Testing

@Suite struct DepthTests {
    /// Runs on a thread with a small stack; macOS gives secondary threads 512 KiB.
    func onStack<T: Sendable>(kibibytes: Int = 512, _ body: @escaping @Sendable () -> T) -> T {
        nonisolated(unsafe) var result: T?
        let done = DispatchSemaphore(value: 0)
        let thread = Thread {
            result = body()
            done.signal()
        }
        thread.stackSize = kibibytes * 1024
        thread.start()
        done.wait()
        return result.unsafelyUnwrapped
    }

    let deepTexts = [
        String(repeating: "[", count: 1000) + String(repeating: "]", count: 1000),
        String(repeating: #"{"a":"#, count: 999) + "{}" + String(repeating: "}", count: 999),
    ]

    @Test func `a thousand levels are read and compared on a small stack`() {
        for text in deepTexts {
            let isSame = onStack {
                guard let one = try? JSONReader.read(text), let other = try? JSONReader.read(text) else { return false }
                return one == other
            }
            #expect(isSame)
        }
    }

    /// An unoptimised build needs a MiB for this; an optimised one 128 KiB.
    @Test func `a thousand levels are written and hashed`() throws {
        for text in deepTexts {
            let value = try JSONReader.read(text)
            let isSame = onStack(kibibytes: 2048) {
                let again = try? JSONReader.read(value.write(pretty: true))
                return value.text == text && again?.hashValue == value.hashValue
            }
            #expect(isSame)
        }
    }

    @Test(arguments: ["[", #"{"a":"#])
    func `one level more is refused, and so is a million`(opening: String) {
        for levels in [1001, 1_000_000] {
            let text = String(repeating: opening, count: levels)
            let reason = onStack {
                do throws(JSONError) {
                    _ = try JSONReader.read(text, options: .lenient)
                    return nil as JSONError.Reason?
                } catch { return error.reason }
            }
            #expect(reason == .tooDeep)
            let path = [JSONPathElement](repeating: opening == "[" ? 0 : "a", count: 1100)
            #expect(onStack { JSONReader.position(ofMember: path, in: Array(text.utf8)) } == nil)
        }
    }
}
