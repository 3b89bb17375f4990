import Foundation
import Testing

/// Public set-ups, each starting the program as it starts Keycloak: the scripts of fixtures/programs/setups.
@Suite struct SetupTests {
    struct Setup: Sendable, CustomTestStringConvertible {
        let who: String
        let script: String
        var tools = ["bash", "curl", "jq"]
        /// Packages from PyPI, which scripts/test installs.
        var package: String?

        var testDescription: String { who }

        /// Whether its tools and packages are there.
        var canRun: Bool {
            let hasTools = tools.allSatisfy { tool in
                ["/usr/bin/", "/bin/"].contains { FileManager.default.isExecutableFile(atPath: $0 + tool) }
            }
            return hasTools && (package.map(Packages.installed.contains) ?? true)
        }
    }

    static let setups = [
        Setup(who: "compose files: health checks by curl and bash", script: "health-checks"),
        Setup(who: "Testcontainers: waits for lines of the log", script: "log-lines"),
        Setup(
            who: "testcontainers-keycloak: a key store, a context path, realm files, a provider",
            script: "testcontainers-java"),
        Setup(
            who: "Keycloak's guide to containers: its Dockerfile", script: "container-guide",
            tools: ["bash", "curl", "jq", "openssl"]),
        Setup(who: "GitHub Actions: a service container without a command", script: "no-command"),
        Setup(who: "Helm's chart keycloakx: variables and probes below /auth", script: "helm-keycloakx"),
        Setup(who: "Aspire: a realm file and a users file", script: "aspire"),
        Setup(who: "Quarkus Dev Services: a realm for alice and bob", script: "quarkus-dev-services"),
        Setup(who: "Terraform's provider: the scripts of its CI", script: "terraform-provider"),
        Setup(
            who: "testcontainers-python: its Keycloak class", script: "testcontainers-python", tools: ["bash"],
            package: "testcontainers"),
        Setup(who: "set-up scripts: kcadm.sh", script: "kcadm", tools: ["bash", "sed"]),
    ]

    private static let folder = CommandLineProgram.root.appending(path: "fixtures/programs/setups")

    @Test func `every script is in the table`() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        #expect(Set(files) == Set(Self.setups.map { $0.script + ".bash" } + ["common.bash"]))
    }

    @Test(arguments: setups)
    func `a set-up works unchanged`(_ setup: Setup) async throws {
        if !setup.canRun { try Test.cancel("its tools are not there: ./scripts/test installs them") }
        let script = Self.folder.appending(path: setup.script + ".bash").path
        let (output, status) = try await CommandLineProgram.run(
            "HOME=$PWD PYTHON='\(Packages.python)' bash '\(script)'")
        #expect(status == 0, "\(output)")
    }
}

/// The Python packages that scripts/test installs.
private enum Packages {
    private static let environment = CommandLineProgram.root.appending(path: ".cache/venv")

    static let python = environment.appending(path: "bin/python3").path

    /// Their names; none where PyPI could not be reached.
    static let installed: Set<String> = {
        let list = try? String(contentsOf: environment.appending(path: "installed.txt"), encoding: .utf8)
        return Set(
            (list ?? "").split(separator: "\n").compactMap {
                $0.split(whereSeparator: { "[=".contains($0) }).first.map(String.init)
            })
    }()
}
