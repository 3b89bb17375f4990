// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
    .treatAllWarnings(as: .error),
]

// What `mockidp --version` says. SwiftPM does not look at git again while the manifest is unchanged, so the scripts tell it.
let commit = (Context.environment["MOCKIDP_COMMIT"] ?? Context.gitInformation?.currentCommit ?? "unknown").prefix(7)

let package = Package(
    name: "mockidp",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "mockidp", targets: ["Command"]),
        .library(name: "MockIDP", targets: ["MockIDP"]),
        .library(name: "MockIDPTestKit", targets: ["MockIDPTestKit"]),
    ],
    targets: [
        // C libraries of the system: a module map and a shim.h each, nothing else.
        .systemLibrary(
            name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),
        .systemLibrary(
            name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),
        .systemLibrary(
            name: "CEvent", pkgConfig: "libevent_openssl", providers: [.apt(["libevent-dev"]), .brew(["libevent"])]),
        .systemLibrary(
            name: "CArgon2", pkgConfig: "libargon2", providers: [.apt(["libargon2-dev"]), .brew(["argon2"])]),
        .systemLibrary(
            name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"]), .brew(["pcre2"])]),
        // Files compiled into the binary, and the commit it is made from.
        .target(
            name: "Embedded", exclude: ["data"], cSettings: [.define("MOCKIDP_COMMIT", to: "\"\(commit)\"")]),
        // Rooms that know nothing of Keycloak.
        .target(name: "JSON", swiftSettings: strict),
        .target(name: "Crypto", dependencies: ["COpenSSL", "CArgon2"], swiftSettings: strict),
        .target(name: "JOSE", dependencies: ["Crypto", "JSON"], swiftSettings: strict),
        .target(name: "Patterns", dependencies: ["CPCRE2"], swiftSettings: strict),
        .target(name: "Processes", swiftSettings: strict),
        .target(name: "SQLite", dependencies: ["CSQLite"], swiftSettings: strict),
        .target(name: "HTTPServer", dependencies: ["CEvent", "Crypto"], swiftSettings: strict),
        .target(name: "Text", dependencies: ["JSON"], swiftSettings: strict),
        .target(name: "Representations", dependencies: ["JSON", "Text"], swiftSettings: strict),
        .target(name: "Tokens", dependencies: ["JSON", "Crypto", "JOSE", "Text"], swiftSettings: strict),
        // The identity provider, its command line, its test kit.
        .target(
            name: "MockIDP",
            dependencies: [
                "Embedded", "JSON", "Crypto", "JOSE", "Patterns", "SQLite", "HTTPServer", "Text", "Representations",
                "Tokens",
            ],
            exclude: ["Rooms.md"], swiftSettings: strict),
        // Keycloak's command line for administrators; knows the admin API only as any client does.
        .target(name: "Kcadm", dependencies: ["JSON", "Crypto", "JOSE", "HTTPServer"], swiftSettings: strict),
        .executableTarget(
            name: "Command", dependencies: ["MockIDP", "Kcadm", "Processes", "Text"], swiftSettings: strict),
        .target(
            name: "MockIDPTestKit", dependencies: ["MockIDP", "JSON", "JOSE", "HTTPServer"], swiftSettings: strict),
        // Tests.
        .testTarget(name: "JSONTests", dependencies: ["JSON"], swiftSettings: strict),
        .testTarget(name: "CryptoTests", dependencies: ["Crypto", "COpenSSL"], swiftSettings: strict),
        .testTarget(name: "JOSETests", dependencies: ["JOSE", "Crypto", "JSON"], swiftSettings: strict),
        .testTarget(name: "PatternsTests", dependencies: ["Patterns"], swiftSettings: strict),
        .testTarget(name: "SQLiteTests", dependencies: ["SQLite"], swiftSettings: strict),
        .testTarget(name: "TokensTests", dependencies: ["Tokens", "Text", "JOSE", "JSON"], swiftSettings: strict),
        .testTarget(name: "HTTPServerTests", dependencies: ["HTTPServer", "Crypto"], swiftSettings: strict),
        .testTarget(
            name: "MockIDPTests",
            dependencies: ["MockIDP", "MockIDPTestKit", "JSON", "JOSE", "Crypto", "HTTPServer", "SQLite"],
            swiftSettings: strict),
        .testTarget(
            name: "TestKitTests", dependencies: ["MockIDP", "MockIDPTestKit", "Crypto", "HTTPServer"],
            swiftSettings: strict),
        // They run the program, which `swift build --build-tests` makes too.
        .testTarget(name: "CommandTests", dependencies: ["Processes"], swiftSettings: strict),
        .testTarget(
            name: "KcadmTests", dependencies: ["Kcadm", "JSON", "Crypto", "JOSE", "HTTPServer"], swiftSettings: strict),
        .testTarget(
            name: "ReplayTests", dependencies: ["MockIDP", "MockIDPTestKit", "JSON", "JOSE", "Crypto", "HTTPServer"],
            swiftSettings: strict),
        .testTarget(
            name: "ClientTests", dependencies: ["MockIDP", "MockIDPTestKit", "JSON", "HTTPServer", "Processes"],
            swiftSettings: strict),
        .testTarget(
            name: "GatewayTests",
            dependencies: ["MockIDP", "MockIDPTestKit", "JSON", "JOSE", "Crypto", "HTTPServer", "Processes"],
            swiftSettings: strict),
        .testTarget(
            name: "FuzzTests", dependencies: ["MockIDP", "JSON", "JOSE", "Crypto", "HTTPServer", "Patterns"],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)

// The readers that FuzzTests tries, in a program with libFuzzer instead (scripts/fuzz --targets).
if Context.environment["MOCKIDP_FUZZ"] != nil {
    package.targets.removeAll(where: \.isTest)
    package.targets.append(
        .executableTarget(
            name: "Fuzz", dependencies: ["MockIDP", "JSON", "JOSE", "Crypto", "HTTPServer", "Patterns"], path: "Tests",
            sources: ["Fuzz", "FuzzTests/Targets"]))
}
