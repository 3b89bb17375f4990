import HTTPServer

extension MockIDPServer {
    /// The variables by which clients find this server.
    public var clientEnvironment: ClientEnvironment {
        ClientEnvironment(
            url: reachable(baseURL), httpsURL: httpsBaseURL.map(reachable), managementURL: managementURL.map(reachable),
            settings)
    }

    /// An address at which this machine's programs reach what listens on all of its addresses.
    private func reachable(_ url: String) -> String {
        let uri = URI(url)
        guard let scheme = uri.scheme, var place = uri.authority.flatMap({ Authority($0) }) else { return url }
        place.host = loopback(place.host)
        return scheme + "://" + place.text + uri.path
    }

    /// Writes the variables to the ready file, whole or not at all.
    public func writeReadyFile() throws {
        guard let path = settings.readyFile else { return }
        try Files.write(Array((clientEnvironment.text(.dotenv) + "\n").utf8), to: path + ".part")
        try Files.move(path + ".part", to: path)
    }
}

extension MockIDPServer {
    /// Removes the ready file, since nothing answers any more.
    public func removeReadyFile() {
        if let path = settings.readyFile { Files.remove(path) }
    }
}
