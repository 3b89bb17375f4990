import HTTPServer

/// The page that asks for name and password; ids and names of its fields are Keycloak's, which browser tests fill in.
func loginPage(of realm: RunningRealm, action: String, headers: [(String, String)]) -> Reply {
    page(
        title: realm.pageTitle, headers: headers,
        """
        <h1>\(realm.pageTitle)</h1>
        <form id="kc-form-login" action="\(action)" method="post">
          <label for="username">Username or email</label>
          <input id="username" name="username" type="text" autocomplete="username" autofocus>
          <label for="password">Password</label>
          <input id="password" name="password" type="password" autocomplete="current-password">
          <input id="id-hidden-input" name="credentialId" type="hidden" value="">
          <input id="kc-login" name="login" type="submit" value="Sign In">
        </form>
        """)
}

/// The page that tells of a request that cannot be sent back to its client.
func errorPage(of realm: RunningRealm, message: String) -> Reply {
    page(
        title: realm.pageTitle, status: 400,
        """
        <h1>We are sorry...</h1>
        <p id="kc-error-message">\(message)</p>
        """)
}

extension RunningRealm {
    /// The title of every page of the realm.
    var pageTitle: String {
        let name = record.document.displayName.flatMap { $0.isEmpty ? nil : $0 } ?? name
        return "Sign in to \(name)"
    }
}
