"""An administrator of one realm with the ids and names of another."""

from random import Random

from . import mutations, routes
from .bodies import Bodies
from .playground import PASSWORD, user
from .wire import Request

# Kinds whose ids are unique in a server: with one of another realm nothing may be found.
FOREIGN = ("user", "group", "role", "client", "scope", "mapper", "scope mapper", "execution", "config", "component", "credential", "session", "flow")


def attack(server, ours, theirs, findings, options):
    token = administrator(server, ours)
    before = snapshot(server, theirs)
    master = snapshot_of(server, "master")
    rows = [foreign_ids(server, ours, theirs, token, findings, options), foreign_realm(server, theirs, token, findings, options),
            same_ids(server, ours, theirs, token, findings)]
    findings.expect(snapshot(server, theirs) == before, "the other realm is not what it was", differences(before, snapshot(server, theirs)))
    after = snapshot_of(server, "master")
    findings.expect(after == master, "master is not what it was", differences(master, after))
    # Last: every realm has a client in master.
    return [*rows, alike_names(server, findings)]


def administrator(server, ground):
    """A token of a realm-admin of the realm, who is nothing elsewhere."""
    name, who = ground.name, server.must("POST", f"/{ground.name}/users", user("chief"))
    management = server.must("GET", f"/{name}/clients?clientId=realm-management")[0]["id"]
    role = server.must("GET", f"/{name}/clients/{management}/roles/realm-admin")
    server.must("POST", f"/{name}/users/{who}/role-mappings/clients/{management}", [role])
    return server.login("chief", PASSWORD, name).json["access_token"]


def snapshot(server, ground):
    return snapshot_of(server, ground.name)


def snapshot_of(server, name):
    """What the realm says of itself."""
    parts = ("", "/users", "/groups?briefRepresentation=false&populateHierarchy=true", "/roles?briefRepresentation=false", "/clients",
             "/client-scopes", "/components", "/authentication/flows", "/authentication/required-actions", "/default-groups")
    found = {part: server.must("GET", f"/{name}{part}") for part in parts}
    for client in found["/clients"]:
        found[f"roles of {client['clientId']}"] = server.must("GET", f"/{name}/clients/{client['id']}/roles?briefRepresentation=false")
    for role in found["/roles?briefRepresentation=false"]:
        found[f"parts of {role['name']}"] = sorted(part["id"] for part in server.must("GET", f"/{name}/roles-by-id/{role['id']}/composites"))
    # Lists without an order of their own.
    return {part: sorted(map(str, value)) if isinstance(value, list) else value for part, value in found.items()}


def differences(before, after):
    return "\n".join(f"{part}: {str(before.get(part))[:300]} -> {str(after.get(part))[:300]}" for part in after if before.get(part) != after[part])


def ask(server, token, method, path, body):
    text = None if body is None else mutations.encode(body).encode("utf-8", "surrogatepass")
    return server.connection.send(Request.json(method, path, text, token))


def foreign_ids(server, ours, theirs, token, findings, options):
    """Our paths with their ids, in the path and in the body."""
    mixed = {kind: theirs.ids[kind] if kind in FOREIGN else ids for kind, ids in ours.ids.items()}
    mixed["flow name"] = theirs.ids["flow"]
    tried = held = 0
    for method, pattern in routes.all_routes(options.binary):
        kinds = [routes.kind(pattern, match.start()) for match in routes.PARAMETER.finditer(pattern) if match[1] != "realm"]
        if not pattern.startswith("/admin/realms/{realm}/") or not any(kind in FOREIGN or kind == "flow name" for kind in kinds):
            continue
        path = routes.fill(pattern, ours.name, mixed, lambda values: values[0])
        reply = ask(server, token, method, path, Bodies(ours).admin(method, pattern, Random(1)))
        tried += 1
        held += findings.expect(reply.status >= 400, f"{method} {pattern} with ids of another realm: {reply}")
    for method, path, body in bodies_with_foreign_ids(ours, theirs):
        reply = ask(server, token, method, f"/admin/realms/{ours.name}{path}", body)
        tried += 1
        held += findings.expect(reply.status >= 400, f"{method} {path} with an id of another realm in its body: {reply}", body)
    return "ids of another realm", tried, held


def bodies_with_foreign_ids(ours, theirs):
    red, blue = {"id": theirs.ids["role"][0], "name": "theirs"}, ours.ids["role"][1]
    return [
        ("POST", f"/roles-by-id/{blue}/composites", [red]), ("POST", f"/users/{ours.ids['user'][0]}/role-mappings/realm", [red]),
        ("POST", f"/groups/{ours.ids['group'][0]}/role-mappings/realm", [red]), ("POST", f"/clients/{ours.ids['client'][0]}/scope-mappings/realm", [red]),
        ("POST", f"/groups/{ours.ids['group'][0]}/children", {"id": theirs.ids["group"][0], "name": "parent"}),
        ("PUT", f"/users/{ours.ids['user'][0]}/groups/{theirs.ids['group'][0]}", None),
        ("PUT", f"/clients/{ours.ids['client'][0]}/default-client-scopes/{theirs.ids['scope'][0]}", None),
        ("PUT", f"/default-default-client-scopes/{theirs.ids['scope'][0]}", None),
        ("POST", "/authentication/executions", {"parentFlow": theirs.ids["flow"][0], "authenticator": "auth-cookie", "requirement": "REQUIRED"}),
    ]


def foreign_realm(server, theirs, token, findings, options):
    """Their paths, and the server's, with our administrator."""
    tried = held = 0
    for method, pattern in routes.all_routes(options.binary):
        if not pattern.startswith("/admin/realms/{realm}"):
            continue
        for name in (theirs.name, "master"):
            path = routes.fill(pattern, name, theirs.ids, lambda values: values[0])
            reply = ask(server, token, method, path, Bodies(theirs).admin(method, pattern, Random(1)))
            tried += 1
            held += findings.expect(reply.status in (401, 403, 404, 501), f"{method} {path} by another realm's administrator: {reply}")
    return "another realm's administrator", tried, held


def same_ids(server, ours, theirs, token, findings):
    """Our things under ids that exist elsewhere: refused, or ours alone."""
    master_id = server.must("GET", "/master")["id"]
    theirs_id = server.must("GET", f"/{theirs.name}")["id"]
    ids = [master_id, theirs_id, *(theirs.ids[kind][0] for kind in FOREIGN)]
    kinds = [("/clients", lambda id, n: {"id": id, "clientId": f"c{n}"}), ("/groups", lambda id, n: {"id": id, "name": f"g{n}"}),
             ("/roles", lambda id, n: {"id": id, "name": f"r{n}"}), ("/users", lambda id, n: {"id": id, "username": f"u{n}"}),
             ("/client-scopes", lambda id, n: {"id": id, "name": f"s{n}", "protocol": "openid-connect"}),
             ("/components", lambda id, n: {"id": id, "name": f"k{n}", "providerId": "hmac-generated", "providerType": "org.keycloak.keys.KeyProvider",
                                            "config": {}}),
             ("/authentication/flows", lambda id, n: {"id": id, "alias": f"f{n}", "providerId": "basic-flow", "topLevel": True, "builtIn": False})]
    tried = held = 0
    for path, make in kinds:
        for number, id in enumerate(ids):
            reply = ask(server, token, "POST", f"/admin/realms/{ours.name}{path}", make(id, number))
            tried += 1
            held += findings.expect(reply.status < 500, f"POST {path} under an id of another realm: {reply}", id)
            if path != "/clients" or reply.status != 201:
                continue
            roles = ask(server, token, "GET", f"/admin/realms/{ours.name}/clients/{id}/roles", None)
            findings.expect(roles.json == [], f"a client with the id of a realm shows that realm's roles: {roles}")
            for name in ("admin", "create-realm", "red"):
                reply = ask(server, token, "DELETE", f"/admin/realms/{ours.name}/clients/{id}/roles/{name}", None)
                held -= not findings.expect(reply.status == 404, f"a client with the id of a realm removes its role {name}: {reply}")
    return "ids that exist elsewhere", tried, held


def alike_names(server, findings):
    """Realms whose names Unicode takes for equal: each has its own people."""
    pairs = [("caf\u00e9", "cafe\u0301"), ("\u212aelvin", "Kelvin"), ("\u00c5", "A\u030a"), ("\ud55c", "\u1112\u1161\u11ab")]
    tried = held = 0
    for names in pairs:
        for number, name in enumerate(names):
            server.must("POST", "", {"realm": name, "enabled": True, "users": [user(f"u{number}")]})
        for number, name in enumerate(names):
            for who in (0, 1):
                tried += 1
                reply = server.login(f"u{who}", PASSWORD, mutations.quote(name, safe=""))
                held += findings.expect((reply.status == 200) == (who == number), f"u{who} of {names[who]!a} at the realm {name!a}: {reply}")
    return "names alike in Unicode", tried, held
