"""Mixed use of a server at full speed by processes of their own."""

import collections
import multiprocessing
import random
import time

from .playground import PASSWORD, SECRET, client, user
from .server import TOKEN
from .wire import Connection, Lost, Request

FORK = multiprocessing.get_context("fork")
CLIENT = [("client_id", "app"), ("client_secret", SECRET)]


class Visitor:
    """One client of the server: it keeps its connection and what it was given."""

    def __init__(self, port, realm, client_uuid, seed):
        self.connection, self.realm, self.client = Connection(port), realm, client_uuid
        self.rng, self.count = random.Random(seed), collections.Counter()
        self.protocol, self.name = f"/realms/{realm}/protocol/openid-connect", f"v{seed}"
        self.tokens, self.admin_since, self.number = None, 0, 0

    # What a visitor does, with how often.
    def deeds(self):
        return [
            (20, self.client_credentials), (8, self.login), (4, self.login_fails), (8, self.refresh), (12, self.introspect), (10, self.userinfo),
            (15, self.discovery), (5, self.certs), (20, self.read), (6, self.change_client), (6, self.make_user), (2, self.revoke), (3, self.logout),
            (2, self.change_role), (0.4, self.make_realm)]

    def run(self, until):
        weights, deeds = zip(*self.deeds())
        while time.monotonic() < until:
            deed = self.rng.choices(deeds, weights)[0]
            try:
                status = deed()
                self.count[deed.__name__ if status < 500 else f"{deed.__name__}: {status}"] += 1
            except Lost as loss:
                self.count[f"{deed.__name__}: lost, {loss}"] += 1
        return self.count

    def form(self, path, fields):
        return self.connection.send(Request.form(self.protocol + path, [*CLIENT, *fields]))

    def ask(self, method, path, body=None):
        if time.monotonic() - self.admin_since > 30:
            login = {"grant_type": "password", "client_id": "admin-cli", "username": "admin", "password": "admin"}
            self.admin = self.connection.send(Request.form(TOKEN.format("master"), login)).json["access_token"]
            self.admin_since = time.monotonic()
        return self.connection.send(Request.json(method, f"/admin/realms{path}", body, self.admin))

    def fresh(self):
        self.number += 1
        return f"{self.name}-{self.number}"

    def client_credentials(self):
        return self.form("/token", [("grant_type", "client_credentials")]).status

    def login(self):
        reply = self.form("/token", [("grant_type", "password"), ("username", "alice"), ("password", PASSWORD), ("scope", "openid")])
        self.tokens = reply.json if reply.status == 200 else None
        return reply.status

    def login_fails(self):
        return self.form("/token", [("grant_type", "password"), ("username", "alice"), ("password", "wrong")]).status

    def refresh(self):
        if not self.tokens:
            return self.login()
        reply = self.form("/token", [("grant_type", "refresh_token"), ("refresh_token", self.tokens["refresh_token"])])
        self.tokens = reply.json if reply.status == 200 else None
        return reply.status

    def introspect(self):
        return self.form("/token/introspect", [("token", self.tokens["access_token"])]).status if self.tokens else self.login()

    def userinfo(self):
        if not self.tokens:
            return self.login()
        return self.connection.send(Request("GET", self.protocol + "/userinfo", [("Authorization", f"Bearer {self.tokens['access_token']}")])).status

    def revoke(self):
        return self.form("/revoke", [("token", self.tokens["access_token"])]).status if self.tokens else self.login()

    def logout(self):
        tokens, self.tokens = self.tokens, None
        return self.form("/logout", [("refresh_token", tokens["refresh_token"])]).status if tokens else self.login()

    def discovery(self):
        return self.connection.send(Request("GET", f"/realms/{self.realm}/.well-known/openid-configuration")).status

    def certs(self):
        return self.connection.send(Request("GET", self.protocol + "/certs")).status

    def read(self):
        return self.ask("GET", f"/{self.realm}" + self.rng.choice(("/users?max=20", "/roles", f"/clients/{self.client}", "/groups", ""))).status

    def change_client(self):
        """Every write makes a new version of the realm, and every token after it one more prepared grant."""
        return self.ask("PUT", f"/{self.realm}/clients/{self.client}", {"clientId": "app", "description": self.fresh()}).status

    def make_user(self):
        reply = self.ask("POST", f"/{self.realm}/users", user(self.fresh()))
        if reply.status == 201:
            self.ask("DELETE", f"/{self.realm}/users/{reply.headers['Location'].rsplit('/', 1)[-1]}")
        return reply.status

    def change_role(self):
        name = self.fresh()
        status = self.ask("POST", f"/{self.realm}/roles", {"name": name}).status
        self.ask("DELETE", f"/{self.realm}/roles/{name}")
        return status

    def write_and_token(self):
        self.change_client()
        return self.client_credentials()

    def login_and_logout(self):
        self.login()
        return self.logout()

    def make_realm(self):
        """A realm for one test, as suites make them: made, used, deleted."""
        name = self.fresh()
        status = self.ask("POST", "", {"realm": name, "enabled": True, "clients": [client("app")], "users": [user("bob")]}).status
        path = f"/realms/{name}/protocol/openid-connect"
        self.connection.send(Request("GET", path + "/certs"))
        for grant in ([("grant_type", "client_credentials")], [("grant_type", "password"), ("username", "bob"), ("password", PASSWORD)]):
            self.connection.send(Request.form(path + "/token", [*CLIENT, *grant]))
        self.ask("DELETE", f"/{name}")
        return status


def visit(port, realm, client_uuid, seconds, visitors, seed=1):
    """Starts the visitors; returns a function that waits for their end and gives what they did."""
    results = FORK.SimpleQueue()
    until = time.monotonic() + seconds

    def one(number):
        results.put(Visitor(port, realm, client_uuid, seed * 100 + number).run(until))

    processes = [FORK.Process(target=one, args=(number,), daemon=True) for number in range(visitors)]
    for process in processes:
        process.start()

    def end():
        total = collections.Counter()
        for _ in processes:
            total += results.get()
        for process in processes:
            process.join()
        return total
    return end


class Probe:
    """A process that asks for one thing every few milliseconds and notes how long it takes."""

    def __init__(self, port, request, pause=0.005):
        self.stopping, self.results = FORK.Event(), FORK.SimpleQueue()

        def ask():
            connection, times, failures = Connection(port), [], 0
            while not self.stopping.is_set():
                began = time.perf_counter()
                try:
                    failures += connection.send(request).status >= 500
                except Lost:
                    failures += 1
                times.append((time.perf_counter() - began) * 1_000)
                time.sleep(pause)
            self.results.put((times, failures))

        self.process = FORK.Process(target=ask, daemon=True)
        self.process.start()

    def end(self):
        """Milliseconds of each answer, and how many there were none of."""
        self.stopping.set()
        result = self.results.get()
        self.process.join()
        return result
