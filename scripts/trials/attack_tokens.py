"""Tokens that nobody signed, of another realm, another kind or another time, at every endpoint that takes one."""

import json

from . import signing
from .playground import SECRET, PASSWORD
from .wire import Request

PROTOCOL = "/realms/{}/protocol/openid-connect"
CLIENT = [("client_id", "app"), ("client_secret", SECRET)]


class Doors:
    """The endpoints that take a token; each says whether it let the token in."""

    def __init__(self, server, ground):
        self.server, self.ground, self.path = server, ground, PROTOCOL.format(ground.name)

    def send(self, request):
        return self.server.connection.send(request)

    def bearer(self, method, path, token):
        return self.send(Request(method, path, [("Authorization", f"Bearer {token}")]))

    def takes_access(self):
        """Name of the door, and a function of the token: whether it was let in."""
        return {
            "userinfo": lambda token: self.bearer("GET", f"{self.path}/userinfo", token).status == 200,
            "userinfo, posted": lambda token: self.send(Request.form(f"{self.path}/userinfo", [("access_token", token)])).status == 200,
            "introspection": lambda token: self.active(token),
            "admin": lambda token: self.bearer("GET", f"/admin/realms/{self.ground.name}", token).status == 200,
            "admin of master": lambda token: self.bearer("GET", "/admin/realms", token).status == 200,
        }

    def takes_refresh(self):
        return {
            "refresh": lambda token: self.send(Request.form(f"{self.path}/token", [
                *CLIENT, ("grant_type", "refresh_token"), ("refresh_token", token)])).status == 200,
            "introspection": lambda token: self.active(token),
            "logout": lambda token: self.send(Request.form(f"{self.path}/logout", [*CLIENT, ("refresh_token", token)])).status == 204,
        }

    def active(self, token):
        reply = self.send(Request.form(f"{self.path}/token/introspect", [*CLIENT, ("token", token)]))
        return reply.status == 200 and reply.json.get("active") is True


def forgeries(token, keys, other):
    """Name and text of each forged form of a good token."""
    header, payload = signing.parts(token)
    text, signature = token.rsplit(".", 1)
    mallory = signing.RSAKey()
    more = {**payload, "realm_access": {"roles": ["admin"]}, "exp": 4_000_000_000, "preferred_username": "admin"}
    for alg in ("none", "None", "NONE", "nOnE", "", "RS256 ", "rs256", None, 1, []):
        yield f"alg {alg}, no signature", signing.unsigned({**header, "alg": alg}, more) + "."
        yield f"alg {alg}, the old signature", signing.unsigned({**header, "alg": alg}, payload) + "." + signature
    yield "no signature", text + "."
    yield "two parts", text
    yield "four parts", token + ".x"
    yield "a payload changed", signing.unsigned(header, more) + "." + signature
    raw = signing.decode(signature)
    yield "a bit flipped", text + "." + signing.encode(bytes([raw[0] ^ 1]) + raw[1:])
    yield "a byte cut", text + "." + signing.encode(raw[:-1])
    yield "a zero in front", text + "." + signing.encode(b"\0" + raw)
    yield "zeros", text + "." + signing.encode(b"\0" * len(raw))
    yield "padding", token + "="
    yield "more behind it", token + "A"
    yield "a line break", text + ".\n" + signature
    yield "another's signature", text + "." + other.rsplit(".", 1)[1]
    for name, secret in secrets(keys).items():
        yield f"HS256 with {name}", signing.hs256({**header, "alg": "HS256"}, more, secret)
        yield f"HS512 named, with {name}", signing.hs256({**header, "alg": "HS512"}, more, secret)
    yield "a key of one's own", mallory.rs256({**header, "alg": "RS256"}, more)
    yield "a key of one's own in the header", mallory.rs256({"alg": "RS256", "typ": "JWT", "jwk": mallory.jwk}, more)
    yield "a key elsewhere", mallory.rs256({"alg": "RS256", "typ": "JWT", "kid": "x", "jku": "http://127.0.0.1:9/keys"}, more)
    for kid in ("", "../../../../dev/null", "x' UNION SELECT 'x", "\0", "k" * 60_000):
        yield f"kid {kid[:12]!r}", mallory.rs256({**header, "alg": "RS256", "kid": kid}, more)
    yield "a doubled member", signing.encode(b'{"alg":"none","alg":"RS256"}') + "." + token.split(".", 1)[1]
    yield "not base64", "!!!." + token.split(".", 1)[1]
    yield "no object", signing.unsigned(b"[]", b"[]") + "." + signature
    yield "deep", signing.unsigned(b"[" * 5_000, b"[" * 5_000) + "." + signature
    yield "five parts", ".".join([signing.encode(b'{"alg":"RSA-OAEP","enc":"A256GCM"}'), "AAAA", "AAAA", "AAAA", "AAAA"])
    yield "nothing", ""


def secrets(keys):
    """What an attacker knows and a careless verifier might take for an HMAC secret."""
    found = {"an empty secret": b"", "a word": b"secret", "the client's secret": SECRET.encode()}
    for key in keys:
        if key["kty"] == "RSA":
            certificate = key["x5c"][0]
            found[f"the certificate of {key['alg']}"] = certificate.encode()
            found[f"its PEM of {key['alg']}"] = f"-----BEGIN CERTIFICATE-----\n{certificate}\n-----END CERTIFICATE-----\n".encode()
            found[f"the modulus of {key['alg']}"] = signing.decode(key["n"])
            found[f"the JWK of {key['alg']}"] = json.dumps(key).encode()
    return found


def attack(server, ours, theirs, findings, _options):
    keys = server.connection.send(Request("GET", PROTOCOL.format(ours.name) + "/certs")).json["keys"]
    doors, rows = Doors(server, ours), []
    tokens, foreign = ours.tokens, theirs.tokens
    admin = server.token()
    rows.append(("good tokens are let in", *controls(server, doors, tokens, admin, findings)))
    for kind, open_doors, good, elsewhere in (
            ("access", doors.takes_access(), tokens["access_token"], foreign["access_token"]),
            ("refresh", doors.takes_refresh(), tokens["refresh_token"], foreign["refresh_token"]),
            ("administrator's", {"admin": lambda token: doors.bearer("GET", "/admin/realms/master/users", token).status == 200}, admin, foreign["access_token"])):
        forged = [*forgeries(good, keys, elsewhere), ("another realm's", elsewhere)]
        rows.append((f"forged {kind} tokens", *knock(open_doors, forged, findings)))
    others = {"an ID token": tokens["id_token"], "a refresh token": tokens["refresh_token"]}
    no_access = {name: door for name, door in doors.takes_access().items() if name != "introspection"}
    rows.append(("tokens of another kind", *knock(no_access, others.items(), findings)))
    rows.append(("tokens of a user who is gone", *knock(doors.takes_access(), gone(server, ours), findings)))
    return rows


def controls(server, doors, tokens, admin, findings):
    """A verifier that refuses everything would pass all the rest."""
    wanted = [("userinfo", tokens["access_token"]), ("userinfo, posted", tokens["access_token"]), ("admin of master", admin)]
    held = sum(findings.expect(doors.takes_access()[name](token), f"a good token is refused at {name}") for name, token in wanted)
    held += findings.expect(doors.active(tokens["access_token"]), "a good token is not active")
    return len(wanted) + 1, held


def knock(doors, tokens, findings):
    tried = held = 0
    for name, token in tokens:
        for door, lets_in in doors.items():
            tried += 1
            held += findings.expect(not lets_in(token), f"{door} lets in {name}", token[:300])
    return tried, held


def gone(server, ours):
    """Access tokens of somebody who was disabled, who was logged out, and who was deleted."""
    found = []
    for how in ("disabled", "logged out", "deleted"):
        name = how.replace(" ", "-")
        who = server.must("POST", f"/{ours.name}/users", {
            "username": name, "enabled": True, "email": f"{name}@example.com", "firstName": "A", "lastName": "B",
            "credentials": [{"type": "password", "value": PASSWORD}]})
        token = server.login(name, PASSWORD, ours.name, "app", client_secret=SECRET, scope="openid").json["access_token"]
        if how == "disabled":
            server.must("PUT", f"/{ours.name}/users/{who}", {"enabled": False})
        elif how == "deleted":
            server.must("DELETE", f"/{ours.name}/users/{who}")
        else:
            server.must("POST", f"/{ours.name}/users/{who}/logout")
        found.append((f"a token of somebody {how}", token))
    return found
