// `#embed` is C23; clang takes it in every C, with a warning.
#pragma clang diagnostic ignored "-Wc23-extensions"
#include "Embedded.h"

#define ACCESSOR(name) EmbeddedFile embedded_##name(void) { return (EmbeddedFile){name, sizeof name}; }

static const unsigned char fresh_realm[] = {
#embed "data/fresh-realm.json"
};
ACCESSOR(fresh_realm)

static const unsigned char master_realm[] = {
#embed "data/master-realm.json"
};
ACCESSOR(master_realm)

static const unsigned char user_profile[] = {
#embed "data/user-profile.json"
};
ACCESSOR(user_profile)

static const unsigned char event_types[] = {
#embed "data/event-types.json"
};
ACCESSOR(event_types)

static const unsigned char client_policy_profiles[] = {
#embed "data/client-policy-profiles.json"
};
ACCESSOR(client_policy_profiles)

static const unsigned char serverinfo[] = {
#embed "data/serverinfo.json"
};
ACCESSOR(serverinfo)

static const unsigned char component_types[] = {
#embed "data/component-types.tsv"
};
ACCESSOR(component_types)

static const unsigned char discovery[] = {
#embed "data/discovery.json"
};
ACCESSOR(discovery)

static const unsigned char endpoints[] = {
#embed "data/endpoints.txt"
};
ACCESSOR(endpoints)

static const unsigned char keycloak_options[] = {
#embed "data/keycloak-options.tsv"
};
ACCESSOR(keycloak_options)

static const unsigned char rsa_primes[] = {
#embed "data/keys/rsa-2048.primes"
};
ACCESSOR(rsa_primes)

static const unsigned char state[] = {
#embed "data/state.sqlite"
};
ACCESSOR(state)

static const unsigned char session_iframe[] = {
#embed "data/pages/session-iframe.html"
};
ACCESSOR(session_iframe)

static const unsigned char third_party_cookies_1[] = {
#embed "data/pages/third-party-cookies-1.html"
};
ACCESSOR(third_party_cookies_1)

static const unsigned char third_party_cookies_2[] = {
#embed "data/pages/third-party-cookies-2.html"
};
ACCESSOR(third_party_cookies_2)
