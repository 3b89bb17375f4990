"""Every admin role by itself: what it is let in to, and whether it can make more of itself."""

from pathlib import Path
from random import Random

from . import routes
from .bodies import Bodies
from .playground import MAPPER, PASSWORD, client, user
from .wire import Lost, Request

# Who may do what: a line for each endpoint of a realm's administration. Made with --renew; a line that changes wants a reason.
TABLE = Path(__file__).with_name("permissions.txt")
SHORT = ("none", "view-users", "manage-clients")


class Person:
    """Somebody with one role of the realm's administration, or without any."""

    def __init__(self, server, ground, role, management):
        self.server, self.ground, self.role = server, ground, role
        self.id = server.must("POST", f"/{ground.name}/users", user(f"p-{role}"))
        if role != "none":
            held = server.must("GET", f"/{ground.name}/clients/{management}/roles/{role}")
            server.must("POST", f"/{ground.name}/users/{self.id}/role-mappings/clients/{management}", [held])
        self.login()

    def login(self):
        reply = self.server.login(f"p-{self.role}", PASSWORD, self.ground.name)
        if reply.status != 200:
            raise Lost(f"p-{self.role} cannot log in: {reply}")
        self.token = reply.json["access_token"]

    def ask(self, method, path, body=None):
        return self.server.connection.send(Request.json(method, "/admin/realms" + path, body, self.token))


def attack(server, ours, _theirs, findings, options):
    management = server.must("GET", f"/{ours.name}/clients?clientId=realm-management")[0]["id"]
    names = ["none", *sorted(role["name"] for role in server.must("GET", f"/{ours.name}/clients/{management}/roles"))]
    people = [Person(server, ours, name, management) for name in (SHORT if options.short else names)]
    rows = [matrix(options, ours, people, findings)]
    lifted = 0
    tried = 0
    for person in people:
        if person.role != "realm-admin":
            tried, lifted = tried + 1, lifted + lift(server, ours, person, management, findings)
    return [*rows, ("roles that lift themselves", tried, tried - lifted)]


def matrix(options, ground, people, findings):
    """Compares who is let in with the table. Bodies say as little as shows who may write."""
    rng, tried, wrong = Random(1), 0, 0
    kept = dict(line.split(": ", 1) for line in TABLE.read_text().splitlines()) if TABLE.exists() else {}
    lines = []
    for method, pattern in routes.all_routes(options.binary):
        if not pattern.startswith("/admin/realms/{realm}") or "{group2}" in pattern:
            continue
        # What is deleted is not there: the things are needed for the next one.
        ids = {} if method == "DELETE" else ground.ids
        path = routes.fill(pattern, ground.name, ids, lambda values: values[0]).removeprefix("/admin/realms")
        if method == "DELETE" and pattern == "/admin/realms/{realm}":
            continue
        if "/evaluate-scopes/" in pattern:
            path += f"?userId={ground.ids['user'][0]}"
        body = Bodies(ground).admin(method, pattern, rng)
        empty = [] if isinstance(body, list) else {} if method == "PUT" and body is not None else body
        let_in = []
        for person in people:
            tried += 1
            reply = person.ask(method, path, empty)
            if reply.status == 401:
                person.login()
                reply = person.ask(method, path, empty)
            if reply.status not in (403, 501):
                let_in.append(person.role)
        line = f"{method} {pattern}"
        lines.append(f"{line}: {' '.join(let_in) or 'nobody'}")
        expected = [role for role in kept.get(line, "").split() if role in {person.role for person in people}] or ["nobody"]
        if not options.renew and set(let_in or ["nobody"]) != set(expected):
            wrong += 1
            findings.add(f"{line} lets in {' '.join(let_in) or 'nobody'}, by {TABLE.name} {' '.join(expected)}")
    if options.renew:
        TABLE.write_text("\n".join(lines) + "\n")
    return "single roles at every endpoint", tried, tried - wrong


def rights(server, ground, person, management):
    """The administration's roles that someone has, however he has them."""
    found = server.must("GET", f"/{ground.name}/users/{person.id}/role-mappings/clients/{management}/composite")
    return {role["name"] for role in found}


def lift(server, ground, person, management, findings):
    """Everything that might give the person a role. Returns 1 if something did."""
    before = rights(server, ground, person, management)
    admin_role = server.must("GET", f"/{ground.name}/clients/{management}/roles/realm-admin")
    default_role = server.must("GET", f"/{ground.name}/roles/default-roles-{ground.name}")
    app, scope = ground.ids["client"][0], ground.ids["scope"][0]
    mine = {"id": default_role["id"], "name": default_role["name"]}
    realm_id = server.must("GET", f"/{ground.name}")["id"]
    fresh = f"x-{person.role}"
    hard = {**MAPPER, "name": fresh, "protocolMapper": "oidc-hardcoded-role-mapper", "config": {"role": "realm-management.realm-admin"}}
    composites = {"composite": True, "composites": {"client": {"realm-management": ["realm-admin"]}}}
    account = server.must("GET", f"/{ground.name}/clients?clientId=account")[0]["id"]
    part = server.must("GET", f"/{ground.name}/clients/{management}/roles/{min(before)}") if before else mine
    tries = [
        ("POST", f"/users/{person.id}/role-mappings/clients/{management}", [admin_role]),
        ("PUT", f"/users/{person.id}", {"clientRoles": {"realm-management": ["realm-admin"]}, "groups": ["/parent"]}),
        ("POST", f"/groups/{ground.ids['group'][0]}/role-mappings/clients/{management}", [admin_role]),
        ("POST", f"/roles/{default_role['name']}/composites", [admin_role]),
        ("POST", f"/roles-by-id/{mine['id']}/composites", [admin_role]),
        ("POST", f"/roles-by-id/{part['id']}/composites", [admin_role]),
        ("POST", f"/clients/{account}/roles/view-profile/composites", [admin_role]),
        ("POST", f"/clients/{account}/roles/manage-account/composites", [admin_role]),
        ("POST", "/roles", {"name": fresh, **composites}), ("PUT", f"/roles/{default_role['name']}", {**mine, **composites}),
        ("PUT", f"/roles-by-id/{mine['id']}", {**mine, **composites}),
        ("POST", f"/clients/{account}/roles", {"name": fresh, **composites}),
        ("POST", "/groups", {"name": fresh, "clientRoles": {"realm-management": ["realm-admin"]}}),
        ("POST", "/users", {**user(fresh), "clientRoles": {"realm-management": ["realm-admin"]}}),
        ("PUT", "", {"defaultRole": {"id": admin_role["id"], "name": "realm-admin"}, "defaultRoles": ["realm-admin"]}),
        ("POST", "/clients", {**client(fresh), "id": realm_id, "protocolMappers": [hard]}),
        ("GET", f"/clients/{realm_id}/roles", None), ("POST", f"/clients/{realm_id}/roles/{default_role['name']}/composites", [admin_role]),
        ("POST", f"/clients/{app}/protocol-mappers/models", hard), ("POST", f"/client-scopes/{scope}/protocol-mappers/models", hard),
        ("POST", f"/clients/{app}/scope-mappings/clients/{management}", [admin_role]),
        ("POST", f"/client-scopes/{scope}/scope-mappings/clients/{management}", [admin_role]),
        ("POST", "/partialImport", {"ifResourceExists": "OVERWRITE", "users": [{**user(f"p-{person.role}"), "clientRoles": {"realm-management": ["realm-admin"]}}]}),
    ]
    lifted = 0
    for method, path, body in tries:
        reply = person.ask(method, f"/{ground.name}{path}", body)
        if (after := rights(server, ground, person, management)) - before:
            lifted = 1
            findings.add(f"{person.role} makes himself {' '.join(sorted(after - before))[:60]}: {method} {path} -> {reply.status}", body)
            repair(server, ground, admin_role, management, person)
            break
    return lifted


def repair(server, ground, admin_role, management, person):
    """Takes the role away again, wherever it may be."""
    for holder in [f"/roles-by-id/{role['id']}/composites" for role in server.must("GET", f"/{ground.name}/roles")] + [
            f"/users/{person.id}/role-mappings/clients/{management}"]:
        server.admin("DELETE", f"/{ground.name}{holder}", [admin_role])
    account = server.must("GET", f"/{ground.name}/clients?clientId=account")[0]["id"]
    for name in ("view-profile", "manage-account"):
        server.admin("DELETE", f"/{ground.name}/clients/{account}/roles/{name}/composites", [admin_role])
