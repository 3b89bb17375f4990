/// A kind of step that a flow may have (keycloak: authenticator-providers.json, flow-executions.json).
struct AuthenticatorKind: Sendable {
    let displayName: String
    let choices: [String]
    let isConfigurable: Bool

    private static let required = ["REQUIRED"]
    private static let optional = ["REQUIRED", "DISABLED"]
    private static let any = ["REQUIRED", "ALTERNATIVE", "DISABLED"]
    /// What a sub-flow may be.
    static let ofSubflow = ["REQUIRED", "ALTERNATIVE", "DISABLED", "CONDITIONAL"]
    /// What a form may be.
    static let ofForm = optional

    private init(_ displayName: String, _ choices: [String] = any, configurable: Bool = false) {
        self.displayName = displayName
        self.choices = choices
        isConfigurable = configurable
    }

    static let all: [String: AuthenticatorKind] = [
        "allow-access-authenticator": .init("Allow access"),
        "auth-conditional-otp-form": .init("Conditional OTP Form", configurable: true),
        "auth-cookie": .init("Cookie"),
        "auth-otp-form": .init("OTP Form"),
        "auth-password-form": .init("Password Form", required),
        "auth-recovery-authn-code-form": .init("Recovery Authentication Code Form"),
        "auth-spnego": .init("Kerberos"),
        "auth-username-form": .init("Username Form", required),
        "auth-username-password-form": .init("Username Password Form", required),
        "auth-x509-client-username-form": .init("X509/Validate Username Form", configurable: true),
        "client-jwt": .init("Signed JWT"),
        "client-secret": .init("Client Id and Secret"),
        "client-secret-jwt": .init("Signed JWT with Client Secret"),
        "client-x509": .init("X509 Certificate"),
        "conditional-client-scope": .init("Condition - client scope", optional, configurable: true),
        "conditional-credential": .init("Condition - credential", optional, configurable: true),
        "conditional-level-of-authentication": .init(
            "Condition - Level of Authentication", optional, configurable: true),
        "conditional-sub-flow-executed": .init("Condition - sub-flow executed", optional, configurable: true),
        "conditional-user-attribute": .init("Condition - user attribute", optional, configurable: true),
        "conditional-user-configured": .init("Condition - user configured", optional),
        "conditional-user-role": .init("Condition - user role", optional, configurable: true),
        "deny-access-authenticator": .init("Deny access", configurable: true),
        "direct-grant-auth-x509-username": .init("X509/Validate Username", configurable: true),
        "direct-grant-validate-otp": .init("OTP"),
        "direct-grant-validate-password": .init("Password"),
        "direct-grant-validate-username": .init("Username Validation", required),
        "docker-http-basic-authenticator": .init("Docker Authenticator", required),
        "federated-jwt": .init("Signed JWT - Federated"),
        "http-basic-authenticator": .init("HTTP Basic Authentication"),
        "identity-provider-redirector": .init("Identity Provider Redirector", configurable: true),
        "idp-add-organization-member": .init("Organization Member Onboard"),
        "idp-auto-link": .init("Automatically set existing user"),
        "idp-confirm-link": .init("Confirm link existing account"),
        "idp-confirm-override-link": .init("Confirm override existing link"),
        "idp-create-user-if-unique": .init("Create User If Unique", configurable: true),
        "idp-detect-existing-broker-user": .init("Detect existing broker user"),
        "idp-email-verification": .init("Verify existing account by Email"),
        "idp-review-profile": .init("Review Profile", configurable: true),
        "idp-username-password-form": .init(
            "Username Password Form for identity provider reauthentication", required),
        "organization": .init("Organization Identity-First Login", configurable: true),
        "registration-page-form": .init("Registration Page", optional),
        "registration-password-action": .init("Password Validation", optional, configurable: true),
        "registration-recaptcha-action": .init("reCAPTCHA", optional, configurable: true),
        "registration-recaptcha-enterprise": .init("reCAPTCHA Enterprise", optional, configurable: true),
        "registration-terms-and-conditions": .init("Terms and conditions", optional),
        "registration-user-creation": .init("Registration User Profile Creation", optional),
        "reset-credential-email": .init("Send Reset Email", required, configurable: true),
        "reset-credentials-choose-user": .init("Choose User", required),
        "reset-otp": .init("Reset OTP", configurable: true),
        "reset-password": .init("Reset Password"),
        "user-session-limits": .init("User session count limiter", optional, configurable: true),
        "webauthn-authenticator": .init("WebAuthn Authenticator"),
        "webauthn-authenticator-passwordless": .init("WebAuthn Passwordless Authenticator"),
    ]
}
