import HTTPServer

/// `/admin/realms/{realm}/users`.
enum UserRoutes {
    private static let users = "/admin/realms/{realm}/users"
    private static let user = users + "/{id}"
    private static let credential = user + "/credentials/{credential}"

    static let routes: [Route] =
        [
            .admin("GET", users, .recorded("users"), listUsers),
            .admin("POST", users, .recorded("users"), createUser),
            .admin("GET", users + "/count", .recorded("users"), countUsers),
            .admin("GET", users + "/profile", .recorded("users"), getUserProfile),
            .admin("PUT", users + "/profile", .recorded("users"), updateUserProfile),
            .admin("GET", users + "/profile/metadata", .recorded("realms"), getUserProfileMetadata),
            .admin("GET", user, .recorded("users"), getUser),
            .admin("PUT", user, .recorded("users"), updateUser),
            .admin("DELETE", user, .recorded("users"), deleteUser),
            .admin("GET", user + "/unmanagedAttributes", .recorded("users"), unmanagedAttributes),
            .admin("PUT", user + "/reset-password", .recorded("users"), resetPassword),
            .admin("GET", user + "/credentials", .recorded("users"), listCredentials),
            .admin("DELETE", credential, .recorded("users"), deleteCredential),
            .admin("PUT", credential + "/userLabel", .recorded("users"), labelCredential),
            .admin("POST", credential + "/moveToFirst", .modelled, moveCredentialToFirst),
            .admin("POST", credential + "/moveAfter/{previous}", .modelled, moveCredentialAfter),
            .admin("PUT", user + "/disable-credential-types", .recorded("users"), disableCredentialTypes),
            .admin(
                "GET", user + "/configured-user-storage-credential-types", .recorded("users"), configuredCredentialTypes
            ),
            .admin("GET", user + "/groups", .recorded("users"), listUserGroups),
            .admin("GET", user + "/groups/count", .recorded("users"), countUserGroups),
            .admin("PUT", user + "/groups/{group}", .recorded("users"), joinGroup),
            .admin("DELETE", user + "/groups/{group}", .recorded("users"), leaveGroup),
            .admin("GET", user + "/sessions", .recorded("events_sessions"), listUserSessions),
            .admin("GET", user + "/offline-sessions/{client}", .recorded("events_sessions"), listOfflineSessions),
            .admin("POST", user + "/logout", .recorded("users"), logoutUser),
            .admin("PUT", user + "/execute-actions-email", .recorded("users")) { try await sendMail($0, .actions) },
            .admin("PUT", user + "/reset-password-email", .recorded("users")) { try await sendMail($0, .actions) },
            .admin("PUT", user + "/send-verify-email", .recorded("users")) { try await sendMail($0, .verification) },
            .admin("GET", user + "/consents", .recorded("users"), listConsents),
            .admin("DELETE", user + "/consents/{client}", .recorded("consent"), revokeConsent),
            .admin("GET", user + "/federated-identity", .recorded("users"), listFederatedIdentities),
            .admin("POST", user + "/federated-identity/{provider}", .recorded("users"), addFederatedIdentity),
            .admin("DELETE", user + "/federated-identity/{provider}", .modelled, removeFederatedIdentity),
        ] + roleMappingRoutes(user, holder: .user)
}
