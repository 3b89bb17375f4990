"""A valid body for each route that takes one, made of the representations in fixtures/ and of what the realm holds."""

import json
from pathlib import Path

from .playground import MAPPER, PASSWORD, SECRET, client, user

FIXTURES = Path(__file__).parents[2] / "fixtures"
PROTOCOL = "/protocol/openid-connect/"


def representation(name):
    return json.loads((FIXTURES / "representations" / f"{name}.json").read_text())


def without(thing, *names):
    return {name: value for name, value in thing.items() if name not in names}


def realm_document(rng):
    """A realm with a little of everything, under a name of its own."""
    name = f"made-{rng.getrandbits(32):x}"
    return {
        "realm": name, "enabled": True, "attributes": {"a": "b"}, "passwordPolicy": "length(2) and regexPattern(^[a-z]+$)",
        "users": [user("carol", groups=["/g/h"], realmRoles=["r"])], "clients": [client("c")],
        "roles": {"realm": [{"name": "r", "composite": True, "composites": {"realm": ["s"]}}, {"name": "s"}],
                  "client": {"c": [{"name": "cr"}]}},
        "groups": [{"name": "g", "subGroups": [{"name": "h"}]}], "clientScopes": [{"name": "cs", "protocol": "openid-connect"}],
        "authenticationFlows": [{"alias": "f", "providerId": "basic-flow", "topLevel": True, "builtIn": False,
                                 "authenticationExecutions": [{"authenticator": "auth-cookie", "requirement": "REQUIRED", "priority": 10}]}],
        "components": {"org.keycloak.keys.KeyProvider": [
            {"name": "k", "providerId": "hmac-generated", "config": {"secretSize": ["64"], "priority": ["100"]}}]},
    }


class Bodies:
    """What each kind of path takes; the longest ending that fits decides."""

    def __init__(self, playground):
        self.ids, self.name, self.tokens = playground.ids, playground.name, playground.tokens

    def admin(self, method, pattern, rng):
        """A JSON value, or None where the route takes none."""
        roles = [{"id": rng.choice(self.ids["role"]), "name": "red"}]
        flow, execution = rng.choice(self.ids["flow"]), self.ids["execution"][0]
        fresh = f"n{rng.getrandbits(32):x}"
        table = [
            ("/admin/realms", lambda: realm_document(rng)),
            ("/admin/realms/{realm}", lambda: without(representation("realm"), "id", "realm")),
            ("/users", lambda: user(fresh)), ("/users/{id}", lambda: user("alice")),
            ("/reset-password", lambda: {"type": "password", "value": PASSWORD, "temporary": False}),
            ("/userLabel", lambda: "label"), ("/disable-credential-types", lambda: ["otp"]),
            ("/execute-actions-email", lambda: ["UPDATE_PASSWORD"]), ("/users/profile", lambda: {
                "attributes": [{"name": "username"}, {"name": "email", "validations": {"pattern": {"pattern": "^a+$"}}}]}),
            ("/federated-identity/{provider}", lambda: {"userId": "u", "userName": "n"}),
            ("/clients", lambda: client(fresh)), ("/clients/{id}", lambda: without(representation("client"), "id", "clientId")),
            ("/nodes", lambda: {"node": "127.0.0.1"}), ("/client-scopes", lambda: {"name": fresh, "protocol": "openid-connect"}),
            ("/client-scopes/{id}", lambda: without(representation("client-scope"), "id")),
            ("/models", lambda: {**MAPPER, "name": fresh}), ("/models/{mapper}", lambda: MAPPER), ("/add-models", lambda: [MAPPER]),
            ("/roles", lambda: {"name": fresh, "attributes": {"a": ["b"]}}), ("/roles/{role}", lambda: {"name": "red"}),
            ("/roles-by-id/{role}", lambda: {"name": "red"}), ("/composites", lambda: roles), ("/realm", lambda: roles),
            ("/clients/{client}", lambda: roles), ("/groups", lambda: {"name": fresh, "attributes": {"a": ["b"]}}),
            ("/groups/{id}", lambda: {"name": fresh}), ("/children", lambda: {"name": fresh}),
            ("/components", lambda: {"name": fresh, "providerId": "hmac-generated", "providerType": "org.keycloak.keys.KeyProvider",
                                     "config": {"secretSize": ["64"], "priority": ["0"]}}),
            ("/components/{id}", lambda: without(representation("component"), "id")),
            ("/authentication/flows", lambda: {"alias": fresh, "providerId": "basic-flow", "topLevel": True, "builtIn": False}),
            ("/flows/{flow}", lambda: {"id": flow, "alias": fresh, "providerId": "basic-flow", "topLevel": True, "builtIn": False}),
            ("/copy", lambda: {"newName": fresh}), ("/executions/execution", lambda: {"provider": "auth-cookie", "priority": 5}),
            ("/executions/flow", lambda: {"alias": fresh, "type": "basic-flow", "provider": "registration-page-form", "priority": 5}),
            ("/flows/{flow}/executions", lambda: {"id": execution, "requirement": "REQUIRED", "priority": 7}),
            ("/authentication/executions", lambda: {
                "parentFlow": flow, "authenticator": "auth-cookie", "requirement": "REQUIRED", "priority": 3}),
            ("/config", lambda: {"alias": fresh, "config": {"a": "b"}}), ("/config/{id}", lambda: {"alias": fresh, "config": {"a": "c"}}),
            ("/register-required-action", lambda: {"providerId": "UPDATE_EMAIL", "name": fresh}),
            ("/required-actions/{alias}", lambda: {"alias": "UPDATE_PASSWORD", "name": "n", "enabled": True, "priority": 5}),
            ("/events/config", lambda: {"eventsEnabled": True, "eventsExpiration": 100}),
            ("/client-policies/policies", lambda: {"policies": []}), ("/client-policies/profiles", lambda: {"profiles": []}),
            ("/permissions", lambda: {"enabled": True}),
        ]
        fits = [(ending, make) for ending, make in table if pattern.endswith(ending)]
        if method not in ("POST", "PUT") and not (method == "DELETE" and fits and fits[-1][0] in ("/composites", "/realm")):
            return None
        return max(fits, key=lambda fit: len(fit[0]))[1]() if fits else {}

    def form(self, pattern, rng):
        """The fields of a protocol endpoint's form."""
        client = {"client_id": "app", "client_secret": SECRET}
        login = {"grant_type": "password", "username": "alice", "password": PASSWORD, "scope": "openid"}
        token = rng.choice(["access_token", "refresh_token", "id_token"])
        if pattern.endswith("/token"):
            grant = rng.choice([
                login, {"grant_type": "client_credentials"},
                {"grant_type": "refresh_token", "refresh_token": self.tokens["refresh_token"]},
                {"grant_type": "authorization_code", "code": "a.b.c", "redirect_uri": "https://app.example.com/"},
                {"grant_type": "urn:ietf:params:oauth:grant-type:token-exchange", "subject_token": self.tokens["access_token"],
                 "subject_token_type": "urn:ietf:params:oauth:token-type:access_token"},
                {"grant_type": "urn:ietf:params:oauth:grant-type:device_code", "device_code": "x"},
                {"grant_type": "urn:openid:params:grant-type:ciba", "auth_req_id": "x"},
                {"grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer", "assertion": self.tokens["access_token"]}])
            return [*client.items(), *grant.items()]
        if pattern.endswith("/introspect") or pattern.endswith("/revoke"):
            return [*client.items(), ("token", self.tokens[token]), ("token_type_hint", token)]
        if pattern.endswith("/logout"):
            return [*client.items(), ("refresh_token", self.tokens["refresh_token"])]
        if pattern.endswith("/userinfo"):
            return [("access_token", self.tokens["access_token"])]
        return [*client.items(), ("response_type", "code"), ("scope", "openid"), ("redirect_uri", "https://app.example.com/"),
                ("state", "s"), ("nonce", "n"), ("prompt", "login"), ("request", "a.b.c"), ("token", self.tokens[token])]
