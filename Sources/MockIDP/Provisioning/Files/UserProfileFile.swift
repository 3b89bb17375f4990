import JSON

extension Services {
    /// Reads the user profile that the settings name for realms without one of their own.
    func readUserProfile() throws {
        guard let path = settings.userProfileFile else { return }
        let value: JSONValue
        do { value = try JSONReader.read(try Files.read(path), options: .lenient) } catch let error as JSONError {
            throw ImportError(sentence: "\(path): \(error)")
        }
        guard let profile = value.object else {
            throw ImportError(sentence: "\(path): a user profile is a JSON object")
        }
        store.use(standardProfile: profile)
    }
}
