import HTTPServer
import Testing

@testable import MockIDPTestKit

/// The list of requests has bounds.
@Suite struct RequestRecorderTests {
    @Test func `only the last thousand requests are kept, and long paths not wholly`() {
        let recorder = RequestRecorder(time: ManualClock(at: 5).source)
        for number in 1...2_500 { recorder.note(Call(method: "GET", target: "/\(number)?q"), .empty(status: 204)) }
        #expect(recorder.requests.map(\.path) == (1_501...2_500).map { "/\($0)" })
        recorder.forget()
        recorder.note(Call(method: "GET", target: "/" + String(repeating: "a", count: 60_000)), .empty(status: 404))
        #expect(recorder.requests.count == 1 && recorder.requests[0].path.utf8.count < 1_010)
    }
}
