import SQLite

extension Transaction {
    /// Refuses the token from now on; it need not be remembered after `expires` (seconds), when it has ended anyway.
    func revoke(tokenID: String, realmID: String, until expires: Int) throws {
        try run(
            """
            INSERT INTO revoked_token (token_id, realm_id, expires) VALUES (?, ?, ?)
            ON CONFLICT (token_id) DO UPDATE SET expires = max(expires, excluded.expires)
            """, [tokenID, realmID, expires])
    }

    func isRevoked(tokenID: String) throws -> Bool {
        try count("SELECT count(*) FROM revoked_token WHERE token_id = ?", [tokenID]) > 0
    }
}
