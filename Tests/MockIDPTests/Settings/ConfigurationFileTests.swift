import Testing

@testable import MockIDP

/// `conf/keycloak.conf`.
@Suite struct ConfigurationFileTests {
    private func read(_ text: String, profile: String = "dev", _ environment: [String: String] = [:]) -> [String] {
        ConfigurationFile.read(text, path: "f", profile: profile, environment).map { "\($0.name)=\($0.value)" }
    }

    @Test func `a line is an option, and comments are none`() {
        let text = "# a comment\n! another\n\nhttp-port = 1\nhostname:x\nempty=\nno mark\n"
        #expect(read(text) == ["http-port=1", "hostname=x"])
    }

    @Test func `a line that ends with a backslash goes on, and a backslash takes a meaning away`() {
        #expect(read("features=a,\\\n  b") == ["features=a,b"])
        #expect(read(#"db-url=jdbc\:x"#) == ["db-url=jdbc:x"])
    }

    @Test func `a value takes variables, with what stands in for one that is not set`() {
        let environment = ["HOST": "a.example"]
        #expect(read("hostname=https://${HOST}/${PATH_:p}${NO}", environment) == ["hostname=https://a.example/p${NO}"])
    }

    /// As the lines of the keycloak.conf that Keycloak ships with have it.
    @Test func `Keycloak's folder has a name`() {
        let home = Home.folder
        #expect(home.hasPrefix("/") && !home.hasSuffix("/"))
        #expect(
            read("https-certificate-file=${kc.home.dir}/conf/a.pem") == ["https-certificate-file=\(home)/conf/a.pem"])
    }

    @Test func `an option of one profile counts under its command alone`() {
        let text = "%dev.http-port=1\n%prod.http-port=2"
        #expect(read(text) == ["http-port=1"])
        #expect(read(text, profile: "prod") == ["http-port=2"])
    }

    @Test func `both spellings of a provider's option are one`() {
        #expect(read("spi-a--b--c=1\nspi-a-b-c=2") == ["spi-a-b-c=1", "spi-a-b-c=2"])
    }
}
