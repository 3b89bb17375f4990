// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

// A package of somebody who tests against mockidp: what the README shows, built and run by scripts/check outside.
let package = Package(
    name: "shop",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "mockidp", path: "../..")],
    targets: [
        .testTarget(
            name: "ShopTests", dependencies: [.product(name: "MockIDPTestKit", package: "mockidp")],
            swiftSettings: [.enableUpcomingFeature("MemberImportVisibility")])
    ]
)
