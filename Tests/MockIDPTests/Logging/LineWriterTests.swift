import Foundation
import Testing

@testable import MockIDP

struct LineWriterTests {
    @Test func `a reader that stands still stops nobody, and is told what it missed`() throws {
        let pipe = Pipe()
        let writer = LineWriter(pipe.fileHandleForWriting.fileDescriptor)
        let line = String(repeating: "x", count: 99)
        for _ in 0..<2_000 { writer.put(line) }
        // As much as the pipe holds; more would wait for ever.
        let first = try #require(try pipe.fileHandleForReading.read(upToCount: 40_000))
        #expect(String(decoding: first, as: UTF8.self).hasPrefix(line + "\n"))
        writer.put("last")
        try pipe.fileHandleForWriting.close()
        let rest = String(decoding: try #require(try pipe.fileHandleForReading.readToEnd()), as: UTF8.self)
        #expect(rest.contains("lines are missing here"))
        #expect(rest.hasSuffix("\nlast\n"))
    }

    @Test func `lines are written whole, also long ones`() throws {
        let pipe = Pipe()
        let writer = LineWriter(pipe.fileHandleForWriting.fileDescriptor)
        let line = String(repeating: "é", count: 10_000)
        writer.put(line)
        try pipe.fileHandleForWriting.close()
        #expect(try pipe.fileHandleForReading.readToEnd() == Data((line + "\n").utf8))
    }
}
