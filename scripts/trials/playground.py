"""A realm that holds one of everything, with the ids of its parts by kind: what valid requests are made of."""

from .wire import Lost

SECRET = "planted-client-secret-0f9d"
PASSWORD = "planted-password-71c3"
# Must never be read in a log.
PLANTED = (SECRET, PASSWORD, "planted-smtp-7d21")
MAPPER = {"name": "made", "protocol": "openid-connect", "protocolMapper": "oidc-hardcoded-claim-mapper",
          "config": {"claim.name": "x", "claim.value": "y", "access.token.claim": "true"}}

# A client can introspect only the tokens that name it.
AUDIENCE = {"name": "audience", "protocol": "openid-connect", "protocolMapper": "oidc-audience-mapper",
            "config": {"included.client.audience": "app", "access.token.claim": "true"}}


def client(client_id, **more):
    return {"clientId": client_id, "secret": SECRET, "redirectUris": ["https://app.example.com/*"],
            "directAccessGrantsEnabled": True, "serviceAccountsEnabled": True, "protocolMappers": [MAPPER, AUDIENCE], **more}


def user(name, **more):
    return {"username": name, "enabled": True, "email": f"{name}@example.com", "firstName": "A", "lastName": "B",
            "credentials": [{"type": "password", "value": PASSWORD, "temporary": False}], **more}


class Playground:
    """The realm `name` of a server; `ids` has at least one id for each kind."""

    def __init__(self, server, name):
        self.server, self.name = server, name
        self.ids = {}
        server.must("POST", "", {
            "realm": name, "enabled": True, "smtpServer": {"host": "127.0.0.1", "from": "a@example.com", "password": PLANTED[2]}})
        self._people()
        self._clients()
        self._flows()
        self._sessions()

    def _make(self, kind, path, body):
        made = self.server.must("POST", f"/{self.name}{path}", body)
        self.ids.setdefault(kind, []).append(made)
        return made

    def _list(self, kind, path, key="id", first=3):
        found = self.server.must("GET", f"/{self.name}{path}")
        self.ids.setdefault(kind, []).extend(thing[key] for thing in found[:first])

    def _people(self):
        for name in ("alice", "bob"):
            self._make("user", "/users", user(name))
        parent = self._make("group", "/groups", {"name": "parent"})
        self._make("group", f"/groups/{parent}/children", {"name": "child"})
        for name in ("red", "blue"):
            self.server.must("POST", f"/{self.name}/roles", {"name": name})
            self.ids.setdefault("role", []).append(self.server.must("GET", f"/{self.name}/roles/{name}")["id"])
        self.ids["role name"] = ["red", "blue", f"default-roles-{self.name}"]
        self._list("credential", f"/users/{self.ids['user'][0]}/credentials")
        self.server.must("PUT", f"/{self.name}/users/{self.ids['user'][0]}/groups/{parent}")

    def _clients(self):
        for name in ("app", "other"):
            made = self._make("client", "/clients", client(name))
            self.server.must("POST", f"/{self.name}/clients/{made}/roles", {"name": f"{name}-role"})
        self.ids["client id"] = ["app", "other", "realm-management"]
        self.ids["client role"] = ["app-role"]
        scope = self._make("scope", "/client-scopes", {"name": "extra", "protocol": "openid-connect"})
        self._list("scope", "/client-scopes", first=2)
        self._list("mapper", f"/clients/{self.ids['client'][0]}/protocol-mappers/models")
        self._make("scope mapper", f"/client-scopes/{scope}/protocol-mappers/models", MAPPER)

    def _flows(self):
        for alias in ("outer", "inner"):
            self._make("flow", "/authentication/flows", {
                "alias": alias, "providerId": "basic-flow", "topLevel": True, "builtIn": False})
        # Some paths want a flow's alias, some its id.
        self.ids["flow name"] = ["outer", "inner", "browser", *self.ids["flow"]]
        execution = self._make("execution", "/authentication/flows/outer/executions/execution", {"provider": "auth-cookie"})
        self.server.must("POST", f"/{self.name}/authentication/flows/outer/executions/flow", {
            "alias": "nested", "type": "basic-flow", "provider": "registration-page-form"})
        self._list("execution", "/authentication/flows/outer/executions")
        self._make("config", f"/authentication/executions/{execution}/config", {"alias": "c", "config": {"a": "b"}})
        self._list("component", "/components")
        self.ids["action"] = ["UPDATE_PASSWORD", "VERIFY_EMAIL"]

    def _sessions(self):
        reply = self.server.login("alice", PASSWORD, self.name, "app", client_secret=SECRET, scope="openid")
        if reply.status != 200:
            raise Lost(f"alice cannot log in: {reply}")
        self.tokens = reply.json
        self.ids["session"] = [self.tokens["session_state"]]

    def everything(self):
        """Every id, whatever its kind."""
        return [id for ids in self.ids.values() for id in ids]
