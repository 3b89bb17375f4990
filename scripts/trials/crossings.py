"""What users can link in circles, pile up or make enormous: a few requests each, sent before the random ones."""

from .mutations import DEEP, NUMBERS, Raw
from .playground import PASSWORD, user

KEYS = "org.keycloak.keys.KeyProvider"


def key(provider, **config):
    return {"name": "k", "providerId": provider, "providerType": KEYS, "config": {name: [value] for name, value in config.items()}}


def nested(depth, opening="[", closing="]"):
    return Raw(opening * depth + closing * depth)


def circles(realm, ids):
    """Groups, roles and flows below themselves."""
    (parent, child), (red, blue), (outer, inner) = ids["group"], ids["role"], ids["flow"]
    top, executions = f"/admin/realms/{realm}", f"/admin/realms/{realm}/authentication/executions"
    role, other = {"id": red, "name": "red"}, {"id": blue, "name": "blue"}
    holds = {"authenticatorFlow": True, "requirement": "REQUIRED"}
    return {
        "a group below itself": [("POST", f"{top}/groups/{parent}/children", {"id": parent, "name": "parent"})],
        "a group below its child": [("POST", f"{top}/groups/{child}/children", {"id": parent, "name": "parent"}),
                                    ("GET", f"{top}/groups?search=a", None), ("GET", f"{top}/users/{ids['user'][0]}/groups", None)],
        "a role of itself": [("POST", f"{top}/roles-by-id/{red}/composites", [role]), ("POST", f"{top}/roles-by-id/{red}/composites", [other]),
                             ("POST", f"{top}/roles-by-id/{blue}/composites", [role]),
                             ("GET", f"{top}/groups/{parent}/role-mappings/realm/composite", None)],
        "a flow in itself": [("POST", executions, {**holds, "parentFlow": outer, "flowId": outer})] * 2
        + [("GET", f"{top}/authentication/flows/outer/executions", None)],
        "two flows in each other": [("POST", executions, {**holds, "parentFlow": a, "flowId": b})
                                    for a, b in [(outer, inner), (inner, outer)] * 2]
        + [("GET", f"{top}/authentication/flows/outer/executions", None), ("POST", f"{top}/authentication/flows/outer/copy", {"newName": "x"}),
           ("DELETE", f"{top}/authentication/flows/{outer}", None)],
    }


def piles(realm, ids):
    """Paths, documents and lists far larger than anyone needs."""
    top = f"/admin/realms/{realm}"
    deep = f"{top}/client-policies/policies"
    return {
        "a long group path": [("GET", f"{top}/group-by-path/" + "%2F".join(["parent"] * 8_000), None),
                              ("POST", f"{top}/users", {"username": "x", "groups": ["a/" * 10_000]})],
        "a deep document": [("PUT", deep, {"policies": nested(depth)}) for depth in (990, 997, 998, 999, 1_000, DEEP)]
        + [("GET", deep, None), ("GET", "/admin/realms", None)],
        "deep attributes": [("PUT", top, {"attributes": {"a": nested(999)}}), ("PUT", top, {"browserSecurityHeaders": {"a": nested(998, '{"a":', "}")}}),
                            ("GET", top, None)],
        "a claim of many parts": [("PUT", f"{top}/clients/{ids['client'][0]}/protocol-mappers/models/{ids['mapper'][0]}", {
            "name": "made", "protocol": "openid-connect", "protocolMapper": "oidc-hardcoded-claim-mapper",
            "config": {"claim.name": "a." * 20_000, "claim.value": "y", "access.token.claim": "true"}}),
            ("GET", f"{top}/clients/{ids['client'][0]}/evaluate-scopes/generate-example-access-token?userId={ids['user'][0]}", None)],
        "many realms named at once": [("POST", "/admin/realms", {"realm": "r" * length}) for length in (255, 256, 60_000)],
    }


def numbers(realm, ids):
    """Numbers at their edges where the server counts, allocates or makes something of that size."""
    top = f"/admin/realms/{realm}"
    flow = f"{top}/authentication/flows/inner/executions"
    found = {f"priority {number}": [
        ("POST", f"{flow}/execution", {"provider": "auth-cookie", "priority": number}), ("POST", f"{flow}/execution", {"provider": "auth-cookie"}),
        ("POST", f"{flow}/flow", {"alias": f"n{number}", "type": "basic-flow", "provider": "x", "priority": number}), ("GET", flow, None)]
        for number in NUMBERS}
    for number in ("-1", "0", "7", "1000000000", "1000000000000", "9223372036854775807", "1e400"):
        found[f"secretSize {number}"] = [
            ("POST", f"{top}/components", key("hmac-generated", secretSize=number)), ("POST", f"{top}/components", key("aes-generated", secretSize=number)),
            *imported(realm, {"components": {KEYS: [key("hmac-generated", secretSize=number), key("aes-generated", secretSize=number)]}})]
    for number in ("-1", "0", "16", "8192", "16384", "2147483648"):
        found[f"keySize {number}"] = [
            ("POST", f"{top}/components", key("rsa-generated", keySize=number)), *imported(realm, {"components": {KEYS: [key("rsa-generated", keySize=number)] * 3}})]
    for name in ("accessTokenLifespan", "ssoSessionIdleTimeout", "ssoSessionMaxLifespan", "notBefore", "refreshTokenMaxReuse"):
        found[f"{name} at its edges"] = [step for number in NUMBERS for step in (
            ("PUT", top, {name: number}), ("GET", f"{top}/clients/{ids['client'][0]}/evaluate-scopes/generate-example-access-token?userId={ids['user'][0]}", None))]
    return found


def imported(realm, parts):
    """A realm of these parts made, read and deleted."""
    for keys in parts.get("components", {}).values():
        for made in keys:
            made.pop("providerType", None)
    return [("POST", "/admin/realms", {"realm": f"{realm}-imported", "enabled": True, **parts}), ("GET", f"/admin/realms/{realm}-imported", None),
            ("DELETE", f"/admin/realms/{realm}-imported", None)]


def expressions(realm, ids):
    """Regular expressions that trap, never end, or that one engine reads and another does not."""
    top, who = f"/admin/realms/{realm}", ids["user"][0]
    password = {"type": "password", "value": "a" * 40 + "!"}
    found = {}
    for expression in (r"(a){0}\1", r"(a+)+$", r"((a{1,1000}){1,1000}){1,1000}b", r"(a|a)*b", r"(?:a?){40}a{40}b", r"(?<=x)y", "[", r"\p{IsAlphabetic}+",
                       "(" * 5_000 + ")" * 5_000, "(?R)", r"(?:(?:a*)*)*\z.", r"(a?){65535}", r"\Qabc\E+"):
        profile = {"attributes": [{"name": "username"}, {"name": "email"}, {"name": "x", "validations": {"pattern": {"pattern": expression}}}]}
        found[f"expression {expression[:40]}"] = [
            ("PUT", top, {"passwordPolicy": f"regexPattern({expression})"}), ("PUT", f"{top}/users/{who}/reset-password", password),
            ("PUT", top, {"passwordPolicy": ""}), ("PUT", f"{top}/users/profile", profile),
            ("PUT", f"{top}/users/{who}", {**user("alice"), "attributes": {"x": ["a" * 40 + "!"]}}),
            ("PUT", f"{top}/users/{who}/reset-password", {"type": "password", "value": PASSWORD})]
    return found


def documents(realm, _):
    """Realm documents that name things in circles, twice, or not at all."""
    execution = {"authenticatorFlow": True, "flowAlias": "f", "requirement": "REQUIRED"}
    flow = {"alias": "f", "providerId": "basic-flow", "topLevel": True, "builtIn": False, "authenticationExecutions": [execution] * 2}
    deep = {"name": "g"}
    for _ in range(400):
        deep = {"name": "g", "subGroups": [deep]}
    same = {"id": "same"}
    return {
        "an imported flow in itself": imported(realm, {"authenticationFlows": [flow]}),
        "imported flows in a chain": imported(realm, {"authenticationFlows": [
            {**flow, "alias": f"f{n}", "authenticationExecutions": [{**execution, "flowAlias": f"f{n + 1}"}] * 2} for n in range(24)]
            + [{**flow, "alias": "f24", "authenticationExecutions": []}]}),
        "imported roles in a circle": imported(realm, {"roles": {"realm": [
            {"name": "a", "composite": True, "composites": {"realm": ["b"]}}, {"name": "b", "composite": True, "composites": {"realm": ["a"]}}]}}),
        "imported groups, deep": imported(realm, {"groups": [deep]}),
        "imported things of one id": imported(realm, {
            "clients": [{**same, "clientId": "a"}], "users": [{**same, "username": "a"}], "groups": [{**same, "name": "a"}],
            "roles": {"realm": [{**same, "name": "a"}]}, "clientScopes": [{**same, "name": "a", "protocol": "openid-connect"}]}),
        "an imported NUL": imported(realm, {"roles": {"realm": [{"id": "a\0b", "name": "a\0b"}]}, "groups": [{"name": "\0"}], "users": [{"username": "\0"}]}),
        "imported key of another kind": imported(realm, {"components": {KEYS: [key("rsa", privateKey="AAAA", certificate="AAAA", algorithm="RS256")]}}),
        "imported twice": imported(realm, {"clients": [{"clientId": "a"}] * 2, "users": [{"username": "a"}] * 2}),
    }


def all_of(realm, ids):
    """Name and requests of each crossing."""
    return {**circles(realm, ids), **piles(realm, ids), **numbers(realm, ids), **expressions(realm, ids), **documents(realm, ids)}
