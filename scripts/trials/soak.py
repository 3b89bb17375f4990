"""Uses the server hard and for long: memory and rows end where they began, and nobody waits for somebody else's work."""

import argparse
import itertools
import json
import socket
import sqlite3
import sys
import tempfile
import threading
import time
from pathlib import Path

from . import load
from .findings import Findings, percentile, table
from .playground import PASSWORD, SECRET, Playground
from .server import TOKEN, Server
from .wire import JSON, Connection, Lost, Request

GROWTH_MB = 40  # in five minutes
WAIT_MS = 50  # that others may wait
SHORT_LIVES = {"accessTokenLifespan": 5, "ssoSessionIdleTimeout": 5, "ssoSessionMaxLifespan": 10}


class Soak:
    def __init__(self, options):
        self.options, self.findings = options, Findings("soak")

    # Memory under mixed load.

    def load(self):
        seconds = self.options.minutes * 60
        with Server(self.options.binary) as server:
            ground = Playground(server, "soak")
            server.must("PUT", "/soak", SHORT_LIVES)
            begin, cpu = server.resident(), server.processor_seconds()
            rows, began = [("0 s", begin)], time.monotonic()
            end = load.visit(server.port, "soak", ground.ids["client"][0], seconds, self.options.visitors, self.options.seed)
            while (passed := time.monotonic() - began) < seconds and server.is_running:
                time.sleep(min(seconds / 10, max(seconds - passed, 0.01)))
                rows.append((f"{time.monotonic() - began:.0f} s", server.resident()))
            done = end()
            time.sleep(1)
            rows.append(("a second after it", server.resident()))
            requests = sum(done.values())
            table(rows, ("load", "resident MB"))
            table(sorted(done.items()), ("what", "times"))
            print(f"{requests} deeds, {requests / seconds:.0f} a second, {(server.processor_seconds() - cpu) * 1e6 / max(requests, 1):.0f} us each")
            self.findings.expect(server.is_running, "the server ended")
            for what in done:
                self.findings.expect(":" not in what, f"under load: {what}", done[what])
            self.findings.expect(rows[-1][1] - begin <= GROWTH_MB, f"memory grew from {begin:.0f} to {rows[-1][1]:.0f} MB")

    # Memory of one deed, again and again: shows in seconds what the load shows in minutes.

    def cycles(self):
        rows = []
        with Server(self.options.binary) as server:
            ground = Playground(server, "soak")
            visitor = load.Visitor(server.port, "soak", ground.ids["client"][0], self.options.seed)
            deeds = ((visitor.write_and_token, 300, 10), (visitor.make_realm, 16, 50), (visitor.make_user, 200, 5),
                     (visitor.login_fails, 200, 2), (visitor.login_and_logout, 200, 5))
            for deed, times, limit in deeds:
                for _ in range(times // 2):
                    deed()
                before = server.resident()
                for _ in range(times):
                    deed()
                kilobytes = max(server.resident() - before, 0) * 1_024 / times
                rows.append((deed.__name__, times, kilobytes))
                self.findings.expect(kilobytes <= limit, f"{deed.__name__} leaves {kilobytes:.1f} KB of memory each time")
        table(rows, ("again and again", "times", "KB each"))

    # Rows after everything has ended.

    def expiry(self):
        folder = tempfile.mkdtemp(prefix="mockidp-soak-")
        file, logins = Path(folder, "state.db"), self.options.logins
        with Server(self.options.binary, "--db", file, folder=folder) as server:
            ground = Playground(server, "short")
            server.must("PUT", "/short", {"accessTokenLifespan": 1, "ssoSessionIdleTimeout": 1, "ssoSessionMaxLifespan": 1})
            for number in range(logins):
                reply = server.login("alice", PASSWORD, "short", "app", client_secret=SECRET)
                if number % 4 == 0:
                    fields = [*load.CLIENT, ("token", reply.json["access_token"])]
                    server.connection.send(Request.form("/realms/short/protocol/openid-connect/revoke", fields))
            # Keycloak gives an idle session two minutes more in some places; the sweep may be as late.
            limit = time.monotonic() + self.options.sweep
            while (shown := self.sessions_shown(server, ground)) and time.monotonic() < limit:
                time.sleep(1)
                server.must("PUT", "/short", {"displayName": str(time.monotonic())})
            # What is not shown any more is removed by a sweep now and then, some of it with each.
            for number in range(int(min(self.options.sweep, 15) * 2) + logins // 100):
                server.must("PUT", "/short", {"displayName": str(number)})
                time.sleep(0.5)
        self.findings.expect(not shown, f"{shown} sessions are still shown {self.options.sweep} s after their end")
        rows = self.rows(file)
        table(rows.items(), (f"rows after {logins} logins", ""))
        for name in ("user_session", "client_session", "revoked_token"):
            # The administrator's own sessions live on.
            self.findings.expect(rows.get(name, 0) <= 20, f"{rows.get(name)} rows of {name} are left after everything has ended")

    @staticmethod
    def sessions_shown(server, ground):
        return len(server.must("GET", f"/short/users/{ground.ids['user'][0]}/sessions"))

    @staticmethod
    def rows(file):
        connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
        try:
            names = [name for name, in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")]
            return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}
        finally:
            connection.close()

    # Others, while one asks for much.

    def others(self):
        rows = []
        with Server(self.options.binary) as server, Server(self.options.binary) as neighbour:
            Playground(server, "others")
            # An idle server beside it tells what the machine itself costs.
            Playground(neighbour, "others")
            server.must("PUT", "/master", {"accessTokenLifespan": 3_600})
            works = {f"{self.options.users} users imported": self.import_users, "40 realms at once": self.realms_at_once,
                     "a storm of bodies": self.storm}
            for name, work in works.items():
                before = server.resident()
                rows += self.beside(name, work, server, neighbour)
                self.settle(name, server, before)
        table(rows, ("while", "asked for", "times", "p50 ms", "p99 ms", "max ms", "idle max ms"))

    def beside(self, name, work, server, neighbour):
        """Does the work and measures what others see of it."""
        probes, idle = self.probes(server), self.probes(neighbour)
        time.sleep(0.5)
        began = time.perf_counter()
        work(server)
        seconds = time.perf_counter() - began
        time.sleep(0.5)
        rows = []
        for kind in probes:
            (times, failures), (quiet, _) = probes[kind].end(), idle[kind].end()
            rows.append((f"{name} ({seconds:.1f} s)", kind, len(times), percentile(times, 0.5), percentile(times, 0.99), max(times), max(quiet)))
            self.findings.expect(not failures, f"{kind}: {failures} failures while {name}")
            self.findings.expect(max(times) <= WAIT_MS + max(quiet),
                                 f"{kind}: {max(times):.0f} ms while {name}, {max(quiet):.0f} ms at an idle server")
        return rows

    @staticmethod
    def probes(server):
        asked = {
            "discovery": Request("GET", "/realms/others/.well-known/openid-configuration"),
            "tokens": Request.form(TOKEN.format("others"), [*load.CLIENT, ("grant_type", "client_credentials")]),
            "users": Request.json("GET", "/admin/realms/others/users?max=1", None, server.token()),
        }
        return {kind: load.Probe(server.port, request) for kind, request in asked.items()}

    def import_users(self, server):
        users = [{"username": f"u{n}", "enabled": True, "email": f"u{n}@example.com", "firstName": "A", "lastName": "B"}
                 for n in range(self.options.users)]
        body = json.dumps({"realm": "large", "enabled": True, "users": users}).encode()
        token = server.token()
        for method, path, text in (("POST", "/admin/realms", body), ("DELETE", "/admin/realms/large", None)):
            reply = Connection(server.port, 120).send(Request.json(method, path, text, token))
            self.findings.expect(reply.status < 300, f"{method} of a realm of {self.options.users} users: {reply}")

    def realms_at_once(self, server):
        token, failed = server.token(), []

        def make(number):
            reply = Connection(server.port, 60).send(Request.json("POST", "/admin/realms", {"realm": f"many{number}", "enabled": True}, token))
            if reply.status != 201:
                failed.append(str(reply))
        threads = [threading.Thread(target=make, args=(number,)) for number in range(40)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.findings.expect(not failed, f"{len(failed)} of 40 realms were not made", failed[:1])

    def storm(self, server):
        """Large bodies without a right to anything: forms, documents, halves of them, chunks without an end."""
        megabytes, sockets = self.options.body, []
        bodies = [b"a&" * (megabytes << 19), b"a=b&" * (megabytes << 18), b"[" + b"1," * (megabytes << 19)]
        paths = [TOKEN.format("others"), "/admin/realms", "/realms/others/protocol/openid-connect/userinfo"]
        threads = [threading.Thread(target=self.pour, args=(server.port, path, body)) for path, body in itertools.product(paths, bodies)]
        for thread in threads:
            thread.start()
        for number in range(20):
            half = socket.create_connection(("127.0.0.1", server.port))
            sockets.append(half)
            head = f"POST {paths[number % 3]} HTTP/1.1\r\nHost: a\r\nContent-Type: {JSON}\r\n"
            length = "Transfer-Encoding: chunked\r\n\r\nfffffff\r\n" if number % 2 else f"Content-Length: {megabytes << 20}\r\n\r\n"
            try:
                half.settimeout(2)
                half.sendall((head + length).encode() + bodies[0][:(megabytes << 20) - 1])
            except OSError:
                pass  # refused in the middle
        for thread in threads:
            thread.join()
        for half in sockets:
            half.close()

    def pour(self, port, path, body):
        try:
            Connection(port, 60).send(Request("POST", path, [("Content-Type", "application/x-www-form-urlencoded")], body))
        except Lost:
            pass  # closed before it was all read

    def settle(self, name, server, before):
        """Memory goes back after the work."""
        limit = time.monotonic() + 10
        while (after := server.resident()) > before + GROWTH_MB and time.monotonic() < limit:
            time.sleep(0.5)
        print(f"resident {before:.0f} MB before, {after:.0f} MB after {name}")
        self.findings.expect(after <= before + 2 * GROWTH_MB, f"memory went from {before:.0f} to {after:.0f} MB with {name}")


def main():
    parser = argparse.ArgumentParser(prog="scripts/soak", description=__doc__)
    parser.add_argument("binary", help=argparse.SUPPRESS)
    parser.add_argument("--minutes", type=float, default=5, help="of the mixed load (5)")
    parser.add_argument("--parts", default="cycles,load,expiry,others")
    parser.add_argument("--visitors", type=int, default=3)
    parser.add_argument("--logins", type=int, default=2_000)
    parser.add_argument("--sweep", type=float, default=90, help="seconds that ended sessions may still be shown (90)")
    parser.add_argument("--users", type=int, default=100_000)
    parser.add_argument("--body", type=int, default=60, help="megabytes of a body in the storm (60)")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    soak = Soak(options)
    for part in options.parts.split(","):
        try:
            {"cycles": soak.cycles, "load": soak.load, "expiry": soak.expiry, "others": soak.others}[part]()
        except Lost as loss:
            soak.findings.add(f"{part} was cut short: {loss}")
    sys.exit(soak.findings.end())


if __name__ == "__main__":
    main()
