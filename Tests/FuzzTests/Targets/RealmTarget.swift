import HTTPServer

extension Target {
    /// A realm document, imported by an administrator: made whole and readable, or refused and not there.
    static let realm = Target(name: "realm") {
        [Array(RealmServer.document.utf8)]
    } run: { bytes in
        let server = serverForDocuments
        try await server.start()
        let before = await server.realms()
        let reply = await server.answer("POST", "/admin/realms", bytes)
        try expect(!reply.isFault, "an import ends in \(reply.status)")
        let made = await server.realms().filter { !before.contains($0) }
        try expect(
            made.count == (reply.status == 201 ? 1 : 0),
            "\(made.count) realms are made by an import that ends in \(reply.status)")
        for name in made {
            try await server.expectReadable(name)
            try await server.remove(name)
        }
    }
}

private let serverForDocuments = RealmServer()
