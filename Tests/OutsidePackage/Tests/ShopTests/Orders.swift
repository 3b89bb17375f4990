import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// The service under test: it asks the identity provider who orders.
struct Orders {
    let userinfo: String

    func place(with token: String) async throws -> String {
        guard let url = URL(string: userinfo) else { return "no address" }
        var request = URLRequest(url: url)
        request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization")
        let (body, response) = try await URLSession.shared.data(for: request)
        guard (response as? HTTPURLResponse)?.statusCode == 200 else { return "refused" }
        return "ordered by \(try JSONDecoder().decode(User.self, from: body).preferred_username)"
    }

    private struct User: Decodable {
        let preferred_username: String
    }
}
