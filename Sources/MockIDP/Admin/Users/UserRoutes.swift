import HTTPServer

/// `/admin/realms/{realm}/users`.
enum UserRoutes {
    private static let users = "/admin/realms/{realm}/users"
    private static let user = users + "/{id}"
    private static let credential = user + "/credentials/{credential}"

    static let routes: [Route] =
        [
            .admin("GET", users, listUsers),
            .admin("POST", users, createUser),
            .admin("GET", users + "/count", countUsers),
            .admin("GET", users + "/profile", getUserProfile),
            .admin("PUT", users + "/profile", updateUserProfile),
            .admin("GET", users + "/profile/metadata", getUserProfileMetadata),
            .admin("GET", user, getUser),
            .admin("PUT", user, updateUser),
            .removing(user, .user),
            .admin("GET", user + "/unmanagedAttributes", unmanagedAttributes),
            .admin("PUT", user + "/reset-password", resetPassword),
            .admin("GET", user + "/credentials", listCredentials),
            .admin("DELETE", credential, deleteCredential),
            .admin("PUT", credential + "/userLabel", labelCredential),
            .admin("POST", credential + "/moveToFirst", moveCredentialToFirst),
            .admin("POST", credential + "/moveAfter/{previous}", moveCredentialAfter),
            .admin("PUT", user + "/disable-credential-types", disableCredentialTypes),
            .admin(
                "GET", user + "/configured-user-storage-credential-types", configuredCredentialTypes
            ),
            .admin("GET", user + "/groups", listUserGroups),
            .admin("GET", user + "/groups/count", countUserGroups),
            .admin("PUT", user + "/groups/{group}", joinGroup),
            .admin("DELETE", user + "/groups/{group}", leaveGroup),
            .admin("GET", user + "/sessions", listUserSessions),
            .admin("GET", user + "/offline-sessions/{client}", listOfflineSessions),
            .admin("POST", user + "/logout", logoutUser),
            .admin("PUT", user + "/execute-actions-email") { try await sendMail($0, .actions) },
            .admin("PUT", user + "/reset-password-email") { try await sendMail($0, .actions) },
            .admin("PUT", user + "/send-verify-email") { try await sendMail($0, .verification) },
            .admin("GET", user + "/consents", listConsents),
            .admin("DELETE", user + "/consents/{client}", revokeConsent),
            .admin("GET", user + "/federated-identity", listFederatedIdentities),
            .admin("POST", user + "/federated-identity/{provider}", addFederatedIdentity),
            .admin("DELETE", user + "/federated-identity/{provider}", removeFederatedIdentity),
        ]
}
