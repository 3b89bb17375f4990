import SQLite

extension Transaction {
    /// Refuses the token from now on; it need not be remembered after `until` (seconds), when it has expired anyway.
    func revoke(tokenID: String, realmID: String, until: Int) throws {
        try run(
            """
            INSERT INTO revoked_token (token_id, realm_id, until) VALUES (?, ?, ?)
            ON CONFLICT (token_id) DO UPDATE SET until = max(until, excluded.until)
            """, [tokenID, realmID, until])
    }

    func isRevoked(tokenID: String) throws -> Bool {
        try count("SELECT count(*) FROM revoked_token WHERE token_id = ?", [tokenID]) > 0
    }

    /// Forgets the tokens that expired before that second.
    @discardableResult
    func forgetRevokedTokens(in realmID: String, expiredBefore now: Int) throws -> Int {
        try run("DELETE FROM revoked_token WHERE realm_id = ? AND until < ?", [realmID, now])
    }
}
