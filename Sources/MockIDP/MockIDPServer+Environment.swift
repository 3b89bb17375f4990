extension MockIDPServer {
    /// The variables by which clients find this server.
    public var clientEnvironment: ClientEnvironment {
        ClientEnvironment(url: reachable(baseURL), managementURL: managementURL.map(reachable), settings)
    }

    /// An address at which this machine's programs reach what listens on all of its addresses.
    private func reachable(_ url: String) -> String {
        for (all, loopback) in [("//0.0.0.0:", "//127.0.0.1:"), ("//[::]:", "//[::1]:")] {
            if let place = url.firstRange(of: all) { return url.replacingCharacters(in: place, with: loopback) }
        }
        return url
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

extension String {
    fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
        String(self[..<range.lowerBound]) + text + self[range.upperBound...]
    }
}
