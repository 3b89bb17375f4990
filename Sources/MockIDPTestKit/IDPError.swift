internal import JSON

/// What a server refused: the request, the status, and the reason that it gave.
///
///     let refused = await #expect(throws: IDPError.self) { try await shop.token(client: "web", secret: "wrong") }
///     #expect(refused?.status == 401 && refused?.error == "unauthorized_client")
public struct IDPError: Error, Hashable, CustomStringConvertible {
    /// Method and path, such as `POST /realms/shop/protocol/openid-connect/token`.
    public let request: String
    /// The status code.
    public let status: Int
    /// The error's name, such as `invalid_grant`; the admin API often has none.
    public let error: String?
    /// Keycloak's sentence: `error_description`, or the admin API's `errorMessage`.
    public let errorDescription: String?
    /// What Keycloak would write into its log: all that is wrong with a realm's document, with the place of each.
    public internal(set) var details: [String] = []

    init(_ request: String, _ status: Int, _ answer: JSONValue) {
        self.request = request
        self.status = status
        error = answer["error"]?.string
        errorDescription = (answer["error_description"] ?? answer["errorMessage"])?.string
    }

    /// `POST /admin/realms: 409 Realm shop already exists`
    public var description: String {
        let reason = [error, errorDescription].compactMap { $0 }.joined(separator: ": ")
        return (["\(request): \(status) \(reason)"] + details).joined(separator: "\n  ")
    }
}
