import MockIDP
import Testing

struct VersionTests {
    @Test func `the version names the commit that the program is made from`() throws {
        #expect(try #/[0-9a-f]{7}|unknown/#.wholeMatch(in: MockIDPServer.commit) != nil)
        #expect(MockIDPServer.versionText == "mockidp 0.1.0 (commit \(MockIDPServer.commit)), as Keycloak 26.7.3")
    }
}
