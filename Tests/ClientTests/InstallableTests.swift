import Foundation
import JSON
import Testing

/// What scripts/wheel and scripts/image make, and the files that use it, each with the program that stands beside the tests.
@Suite(.serialized, .enabled(if: PythonProgram.isInstalled, PythonProgram.howToInstall), .timeLimit(.minutes(5)))
struct InstallableTests {
    @Test func `a wheel brings the program and a fixture, a server for each worker, and is made again to the byte`()
        async throws
    {
        let report = try await PythonProgram("wheel.py").answers(from: BuiltProgram.path)
        let name = try #require(report["name"]?.string)
        #expect(
            try #/mockidp-0\.1\.0-py3-none-manylinux_2_[0-9]+_[a-z0-9_]+\.whl/#.wholeMatch(in: name) != nil, "\(name)")
        #expect(report["same"] == true)
        #expect(report["version"]?.string?.hasPrefix("mockidp 0.1.0 ") == true)
        #expect(report["module"] == report["version"])
        #expect(report["status"] == 0, "\(report["suite"]?.string ?? "")")
        #expect(report["servers"] == 2)
        // A start that fails says why.
        #expect(report["unknown"]?.string?.contains("nowhere.json: No such file or directory") == true)
    }

    /// With the program of a wheel, and with the one that the action's own script builds; here it has done so already.
    @Test func `the example workflow passes with the action`() async throws {
        let report = try await PythonProgram("action.py").answers(from: BuiltProgram.path)
        let exported = [
            "KEYCLOAK_CLIENT_ID", "KEYCLOAK_PASSWORD", "KEYCLOAK_REALM", "KEYCLOAK_URL", "KEYCLOAK_USER",
            "KEYCLOAK_VERSION",
        ]
        for source in ["wheel", "sources"] {
            #expect(report[source]?["steps"]?.array?.count == 5)
            #expect(report[source]?["exported"]?.array?.compactMap(\.string) == exported)
        }
    }

    @Test func `the compose file's server is healthy and has one issuer for all`() async throws {
        let report = try await PythonProgram("compose.py").answers(from: BuiltProgram.path)
        let address = "http://127.0.0.1:\(report["port"]?.string ?? "")/realms/shop"
        #expect(report["healthy"] == 0)
        #expect(report["discovery"]?["issuer"] == "http://localhost:8080/realms/shop")
        #expect(report["discovery"]?["token_endpoint"]?.string == address + "/protocol/openid-connect/token")
        #expect(report["warnings"] == [])
        #expect(report["stopped"] == 0)
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/usr/bin/dpkg"), "the tree is copied from a Debian"))
    func `the image's tree serves as a container, and its archive is used as the Dockerfile says`() async throws {
        let report = try await PythonProgram("image.py").answers(from: BuiltProgram.path)
        #expect(report["status"] == 0, "\(report["said"]?.string ?? "")")
        // Without the right to make namespaces no more can be tried.
        #expect(report["tried"] == false || report["said"]?.string?.contains("SIGTERM stops it cleanly") == true)
        #expect(report["tags"] == ["mockidp:latest", "mockidp:0.1.0"])
        #expect(report["same"] == true)
        #expect(report["config"]?["User"] == "1000")
        #expect(report["config"]?["Entrypoint"] == ["/opt/keycloak/bin/kc.sh"])
        #expect(report["config"]?["Healthcheck"]?["Test"] == ["CMD", "mockidp", "health"])
        #expect(report["config"]?["ExposedPorts"] == ["8080/tcp": [:], "8443/tcp": [:], "9000/tcp": [:]])
    }
}
