import Crypto
import HTTPServer
import JSON

/// `GET keys`: the realm's keys, and which of them is in use for each algorithm (recordings: realms 29, algorithms 16).
func listKeys(_ call: AdminCall) async throws -> Reply {
    let name = try await call.read(.viewRealm) { _, realm in realm.name }
    guard let keys = try await call.idp.realms.realm(named: name)?.keys else { throw AdminError.realmNotFound }
    await keys.signCertificates()
    var active = JSONObject()
    for key in keys.all where key.status == .active && active[key.algorithm] == nil {
        active[key.algorithm] = .string(key.kid)
    }
    let shown: JSONObject = ["active": .object(active), "keys": .array(keys.all.map { .object($0.shown) })]
    return .adminJSON(shown)
}

extension RealmKey {
    fileprivate var shown: JSONObject {
        var shown: JSONObject = [
            "providerId": .string(componentID), "providerPriority": JSONValue(priority), "kid": .string(kid),
            "status": .string(status.rawValue), "type": .string(type), "algorithm": .string(algorithm),
        ]
        shown["publicKey"] = publicKey.map { .string(Base64.encode($0.der)) }
        shown["certificate"] = certificate.map { .string(Base64.encode($0)) }
        shown["use"] = .string(use.rawValue)
        if let certificate, let end = (try? Certificate(der: certificate))?.notAfter {
            shown["validTo"] = JSONValue(end * 1000)
        }
        return shown
    }
}

/// `/admin/realms/{realm}/keys`.
enum KeyRoutes {
    static let routes: [Route] = [.admin("GET", "/admin/realms/{realm}/keys", listKeys)]
}
