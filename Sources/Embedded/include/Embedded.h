// The files under data/, compiled in, and the commit.
#pragma once

typedef struct {
    const unsigned char *_Nonnull bytes;
    unsigned long count;
} EmbeddedFile;

EmbeddedFile embedded_fresh_realm(void);
EmbeddedFile embedded_master_realm(void);
EmbeddedFile embedded_user_profile(void);
EmbeddedFile embedded_event_types(void);
EmbeddedFile embedded_client_policy_profiles(void);
EmbeddedFile embedded_serverinfo(void);
EmbeddedFile embedded_component_types(void);
EmbeddedFile embedded_discovery(void);
EmbeddedFile embedded_endpoints(void);
EmbeddedFile embedded_keycloak_options(void);
EmbeddedFile embedded_rsa_primes(void);
EmbeddedFile embedded_state(void);
EmbeddedFile embedded_session_iframe(void);
EmbeddedFile embedded_third_party_cookies_1(void);
EmbeddedFile embedded_third_party_cookies_2(void);

/// The short hash of the commit that the program is made from, or "unknown".
const char *_Nonnull embedded_commit(void);

/// The words that the program was called with.
int embedded_argument_count(void);
const char *_Nonnull embedded_argument(int index);
