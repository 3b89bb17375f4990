import Crypto
import JSON

/// A password as it is stored: hashed cheaply, for a test server must not spend 200,000 rounds on each.
func hashedPassword(_ password: String, _ idp: Services) throws -> CredentialRepresentation {
    let salt = idp.ids.bytes(16)
    let hash = try PasswordHash.hash(password, salt: salt, size: 32, PasswordHash.cheap)
    let secret: JSONObject = [
        "value": .string(Base64.encode(hash)), "salt": .string(Base64.encode(salt)), "additionalParameters": [:],
    ]
    let data: JSONObject = ["hashIterations": 1, "algorithm": "pbkdf2-sha256", "additionalParameters": [:]]
    var document = CredentialRepresentation()
    document.type = "password"
    document.createdDate = Int64(idp.nowMilliseconds())
    document.secretData = JSONValue.object(secret).text
    document.credentialData = JSONValue.object(data).text
    return document
}
