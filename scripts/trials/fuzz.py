"""Sends every route valid requests, then changed ones, in an order that the seed decides, and judges every answer.

A finding is a 5xx that is not Keycloak's own, a connection lost, an answer that costs too much processor time or does not come, a server
that ends, grows without a bound or logs what it was given. Each is printed with its case, `--case N` repeats it, and as a curl line."""

import argparse
import collections
import itertools
import random
import re
import sys
import time

from . import crossings, mutations, routes
from .bodies import PROTOCOL, Bodies
from .findings import Findings, table
from .playground import PLANTED, SECRET, Playground
from .server import TOKEN, Gone, Server
from .wire import Lost, Request

ROUND = 400  # cases that one realm serves; some of them destroy it
WEIGHTS = {"POST": 5, "PUT": 5, "GET": 1, "DELETE": 0.5}
LISTS = ("", "/users", "/groups", "/roles", "/clients", "/client-scopes", "/components", "/keys", "/authentication/flows",
         "/authentication/required-actions", "/users/profile", "/client-policies/policies", "/events/config", "/default-groups")
SLOW = ("/certificates/{attr}/generate", "/components", "/components/{id}", "/admin/realms")  # make keys: four times the bound
MEMORY_MB = 600
PATIENCE = 45  # seconds for an answer: a key of 4,096 bits may take long on a busy machine

# The 500s that Keycloak itself answers, as recorded from 26.7.3: without an error in the log but what a realm names and lacks.
KEYCLOAKS_OWN = [
    (rb'"error":"unknown_error"', "a body that is missing or null, a part without its name, a text over 255 characters, an unknown group"),
    (rb'"errorMessage":"Failed to update realm"', "sslRequired or a flow that does not exist"),
    (rb'"errorMessage":"Failed to send', "a mail without a mail server"),
]


class Fuzz:
    def __init__(self, binary, seed, bound):
        self.binary, self.seed, self.bound = binary, seed, bound
        self.routes = routes.all_routes(binary)
        self.weights = [WEIGHTS.get(method, 1) for method, _ in self.routes]
        self.findings, self.seen = Findings("fuzz"), set()
        self.kinds, self.own, self.answers = (collections.Counter() for _ in range(3))
        self.server, self.rounds = None, 0

    # The server and its realm.

    def begin(self):
        self.end()
        self.server = Server(self.binary).ready()
        self.server.connection.timeout = PATIENCE
        # Checks of what the log holds are worth nothing if the administrator's token ends on the way.
        self.server.must("PUT", "/master", {"accessTokenLifespan": 86_400})
        self.renew()

    def end(self):
        if self.server:
            self.server.stop(3)
            self.server = None

    def renew(self):
        """A new realm; the old ones go."""
        for realm in self.server.must("GET", "?briefRepresentation=true"):
            if realm["realm"] != "master":
                self.server.admin("DELETE", "/" + mutations.quote(realm["realm"], safe=""))
        self.rounds += 1
        self.playground = Playground(self.server, f"play{self.rounds}")
        self.bodies = Bodies(self.playground)
        self.ids = [*self.playground.everything(), "master", self.playground.name]

    # Requests.

    def valid(self, method, pattern, rng):
        """A request that the route is there for."""
        target = routes.fill(pattern, self.playground.name if rng.random() < 0.97 else "master", self.playground.ids, rng.choice)
        if pattern.startswith("/admin"):
            body = self.bodies.admin(method, pattern, rng)
            return Request.json(method, target, None if body is None else mutations.encode(body).encode(), self.server.token()), body
        fields = self.bodies.form(pattern, rng)
        if method == "POST":
            return Request.form(target, fields), fields
        if PROTOCOL in pattern:
            target += "?" + "&".join(f"{name}={mutations.quote(value, safe='')}" for name, value in fields)
        return Request(method, target), None

    def changed(self, method, pattern, rng):
        """A valid request with one of its parts changed; and the name of the change."""
        request, body = self.valid(method, pattern, rng)
        change = rng.choices(("body", "path", "headers", "framing"), (10 if body is not None else 0, 4, 2, 1))[0]
        if change == "body" and isinstance(body, list) and pattern.startswith("/realms"):
            request.body = mutations.changed_form(rng, body, self.ids)
        elif change == "body":
            request.body = mutations.changed_body(rng, body, self.ids).encode("utf-8", "surrogatepass")
        elif change == "path":
            request.target = mutations.changed_target(rng, request.target, self.ids)
        elif change == "headers":
            request.headers = mutations.changed_headers(rng, request.headers)
        else:
            request.raw = mutations.broken_head(rng, request, f"127.0.0.1:{self.server.port}")
        return change, request

    def case(self, number):
        """The request of a number: the routes in turn as they are, then whatever the seed says."""
        rng = random.Random(f"{self.seed}/{number}")
        if number < len(self.routes):
            # What deletes comes last.
            method, pattern = sorted(self.routes, key=lambda route: route[0] == "DELETE")[number]
            return "valid", method, pattern, self.valid(method, pattern, rng)[0]
        method, pattern = rng.choices(self.routes, self.weights)[0]
        if rng.random() < 0.02:
            method = rng.choice(("GET", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE", "get", "X" * 40))
        change, request = self.changed(method, pattern, rng)
        return change, method, pattern, request

    # Judgement.

    def ask(self, number, kind, name, request):
        """Sends a request and judges what comes; a server that suffered is replaced."""
        self.kinds[kind] += 1
        bound = self.bound * (4 if kind == "crossing" or name.endswith(SLOW) else 1)
        before = self.server.processor_seconds()
        problem, reply = None, None
        try:
            reply = self.server.connection.send(request)
            self.answers[f"{reply.status // 100}xx"] += 1
            problem = self.judged(reply)
        except Lost as loss:
            problem = self.judged_loss(loss, request)
        if not problem and self.server.is_running and (used := self.server.processor_seconds() - before) > bound:
            problem = f"{used:.1f} s of processor time"
        problem = problem or self.judged_log(self.server.new_log())
        if problem:
            self.report(number, name, problem, request)
            self.begin()
        return reply

    def judged(self, reply):
        if reply.status < 500 or reply.status in (501, 505):
            return None
        log = self.server.new_log()
        errors = [line for line in log.splitlines() if " ERROR " in line and not re.search(r"\) realm '.*': ", line)]
        if reply.status == 500 and not errors and ("ERROR" not in log or "does not exist" in log):
            for pattern, reason in KEYCLOAKS_OWN:
                if re.search(pattern, reply.body):
                    self.own[reason] += 1
                    return None
        return f"{reply.status} {reply.body[:100].decode('utf-8', 'replace')} {log.strip()[:400]}"

    def judged_loss(self, loss, request):
        if not self.server.is_running:
            return f"the server ended: {self.server.ending} {self.server.new_log().strip()[-300:]}"
        if "Timeout" in str(loss):
            return f"no answer: {loss}"
        # A head that cannot be read may be answered by closing.
        return None if request.raw is not None else f"connection lost: {loss}"

    def judged_log(self, log):
        if planted := [text for text in PLANTED if text in log]:
            return f"a secret in the log: {planted[0]}"
        if found := re.search(r"\beyJ[\w-]+\.[\w-]+\.[\w-]+", log):
            return f"a token in the log: {found[0][:40]}"
        long = [line for line in log.splitlines() if len(line) > 1_000]
        return f"a line of {len(long[0])} characters in the log: {long[0][:160]}" if long else None

    def report(self, number, name, problem, request):
        alike = (name, re.sub(r"[\d.]+", "", problem)[:120])
        if alike not in self.seen:
            self.seen.add(alike)
            self.findings.add(f"{name}: {problem}", f"case {number}\n{request.curl(self.server.url)}")

    # The run.

    def run(self, seconds, only=None, parts=("crossings", "routes")):
        until = time.monotonic() + seconds
        try:
            self.begin()
            if only is None and "crossings" in parts:
                self.cross(until)
            numbers = itertools.count() if "routes" in parts else []
            for number in numbers if only is None else [only]:
                if time.monotonic() > until or self.findings.enough:
                    break
                kind, method, pattern, request = self.case(number)
                reply = self.ask(number, kind, f"{method[:8]} {pattern}", request)
                if reply and reply.status == 204 and request.method == "DELETE" and request.target == f"/admin/realms/{self.playground.name}":
                    self.renew()
                if number % ROUND == ROUND - 1:
                    self.look_after()
        except Lost as loss:
            self.findings.add(f"the server does not serve its administrator any more: {loss}")
        finally:
            self.end()

    def cross(self, until):
        """The crossings, each with the ids of the realm that stands when its turn comes."""
        for name in crossings.all_of(self.playground.name, self.playground.ids):
            if time.monotonic() > until or self.findings.enough:
                break
            begun = self.playground
            for method, path, body in crossings.all_of(begun.name, begun.ids)[name]:
                body = None if body is None else mutations.encode(body).encode("utf-8", "surrogatepass")
                self.ask(name, "crossing", name, Request.json(method, path, body, self.server.token()))
                if self.playground is not begun:
                    break  # the server was replaced
        self.look_after()

    def look_after(self):
        """What was written must be readable, and the next realm can be made."""
        realm = f"/admin/realms/{self.playground.name}"
        for path in LISTS:
            self.ask("afterwards", "afterwards", f"GET {path} afterwards", Request.json("GET", realm + path, None, self.server.token()))
        fields = [("client_id", "app"), ("client_secret", SECRET), ("grant_type", "client_credentials")]
        self.ask("afterwards", "afterwards", "a token afterwards", Request.form(TOKEN.format(self.playground.name), fields))
        if (memory := self.server.resident()) > MEMORY_MB:
            self.findings.add(f"{memory:.0f} MB resident after {ROUND} cases")
            self.begin()
        try:
            self.renew()
        except (Lost, Gone) as problem:
            # A changed master realm may have shut its administrator out: that is what was asked for.
            if "500" in str(problem):
                self.findings.add(f"a realm cannot be read or made after what came before: {problem}")
            self.begin()


def main():
    parser = argparse.ArgumentParser(prog="scripts/fuzz", description=__doc__)
    parser.add_argument("binary", help=argparse.SUPPRESS)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--case", type=int, help="this case alone")
    parser.add_argument("--bound", type=float, default=3, help="processor seconds that an answer may cost (3); keys are made beside it")
    parser.add_argument("--parts", default="crossings,routes", help="which of the two (both)")
    options = parser.parse_args()
    fuzz = Fuzz(options.binary, options.seed, options.bound)
    fuzz.run(options.seconds, options.case, options.parts.split(","))
    table([(kind, count) for kind, count in sorted(fuzz.kinds.items())], ("requests", "sent"))
    table([(kind, count) for kind, count in sorted(fuzz.answers.items())], ("answers", ""))
    table([(count, reason) for reason, count in fuzz.own.items()], ("500s", "that are Keycloak's own"))
    sys.exit(fuzz.findings.end())


if __name__ == "__main__":
    main()
