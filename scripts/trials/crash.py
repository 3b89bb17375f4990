"""Kills the server with SIGKILL at random moments of its life and looks at what it kept.

What was acknowledged must be there, what was under way is there whole or not at all, the file opens, the administrator is the one that was asked
for, and after a clean end the file alone holds everything."""

import argparse
import collections
import itertools
import json
import random
import shutil
import sqlite3
import sys
import tempfile
import threading
import time
from pathlib import Path

from .findings import Findings, table
from .playground import client, user
from .server import Gone, Server
from .wire import Connection, Lost, Request

ADMIN = ("boss", "secret")
USERS = 300  # of an imported realm
ROUNDS = 8  # that one file lives through


def document(name):
    """A realm that takes a while to import."""
    return {"realm": name, "enabled": True, "roles": {"realm": [{"name": "r"}]}, "clients": [client("c")],
            "groups": [{"name": "g"}], "users": [user(f"u{n}", realmRoles=["r"], groups=["/g"]) for n in range(USERS)]}


class Books:
    """What the server has acknowledged, and what it was asked for without an answer."""

    def __init__(self):
        self.made, self.gone, self.names, self.open_imports = set(), set(), {}, set()
        self.imports, self.acknowledged = set(), 0
        self.lock = threading.Lock()


class Writer(threading.Thread):
    """Writes until the server is gone."""

    def __init__(self, server, token, books, number, rng):
        super().__init__(daemon=True)
        self.connection, self.token, self.books = Connection(server.port), token, books
        self.number, self.rng = number, rng

    def ask(self, method, path, body=None):
        reply = self.connection.send(Request.json(method, "/admin/realms" + path, body, self.token))
        if reply.status < 300:
            self.books.acknowledged += 1
        return reply

    def run(self):
        try:
            for count in itertools.count():
                self.step(f"w{self.number}-{count}-{self.rng.getrandbits(32):x}")
        except Lost:
            pass

    def step(self, name):
        reply = self.ask("POST", "/master/users", {"username": name})
        if reply.status != 201:
            raise Lost(str(reply))
        path = "/master/users/" + reply.headers["Location"].rsplit("/", 1)[-1]
        choice = self.rng.randrange(4)
        if choice == 0 and self.ask("PUT", path, {"lastName": name}).status == 204:
            with self.books.lock:
                self.books.names[path] = name
        with self.books.lock:
            self.books.made.add(path)
        if choice == 1:
            with self.books.lock:
                self.books.made.discard(path)
            if self.ask("DELETE", path).status == 204:
                with self.books.lock:
                    self.books.gone.add(path)
        elif choice == 2 and self.ask("POST", "/master/roles", {"name": name}).status == 201:
            with self.books.lock:
                self.books.made.add(f"/master/roles/{name}")


class Importer(Writer):
    """Imports realms until the server is gone."""

    def step(self, name):
        with self.books.lock:
            self.books.open_imports.add(name)
        if self.ask("POST", "", document(name)).status == 201:
            with self.books.lock:
                self.books.open_imports.discard(name)
                self.books.imports.add(name)


class Trial:
    def __init__(self, binary, seed):
        self.binary, self.rng = binary, random.Random(seed)
        self.findings, self.counts = Findings("crash"), collections.Counter()
        self.folder = Path(tempfile.mkdtemp(prefix="mockidp-crash-"))

    def server(self, file, *more):
        return Server(self.binary, "--db", file, "--admin", ":".join(ADMIN), *more, folder=self.folder)

    def life(self, number, kills):
        """One file through some rounds. Returns how many kills it took."""
        file, books = self.folder / f"state{number}.db", Books()
        kinds = ["first start", *self.rng.choices(["writing", "importing", "starting"], (5, 3, 2), k=min(kills, ROUNDS) - 1)]
        for kind in kinds:
            self.counts[f"kills while {kind}"] += 1
            try:
                self.kill_while(kind, file, books)
                self.look(kind, file, books)
            except (Gone, Lost) as problem:
                self.findings.add(f"after a kill while {kind}: {problem}", file)
                break
        self.counts["writes acknowledged"] += books.acknowledged
        return len(kinds)

    def kill_while(self, kind, file, books):
        if kind in ("first start", "starting"):
            more = []
            if self.rng.random() < 0.5 and kind == "starting":
                name = f"file{self.rng.getrandbits(32):x}"
                books.open_imports.add(name)
                more = [self.realm_file(name)]
            server = self.server(file, *more)
            time.sleep(self.rng.uniform(0, 0.06))
            server.kill()
            return
        server = self.server(file).ready()
        token = server.login(*ADMIN).json["access_token"]
        makers = [Writer] * 3 if kind == "writing" else [Writer, Importer, Importer]
        writers = [make(server, token, books, n, random.Random(self.rng.random())) for n, make in enumerate(makers)]
        for writer in writers:
            writer.start()
        time.sleep(self.rng.uniform(0.01, 0.5))
        server.kill()
        for writer in writers:
            writer.join(20)

    def realm_file(self, name):
        path = self.folder / f"{name}.json"
        path.write_text(json.dumps(document(name)))
        return path

    def look(self, kind, file, books):
        """What a new server says of the file, and what SQLite says of it afterwards."""
        with self.server(file) as server:
            self.compare(server, kind, books, file)
        if not self.findings.expect(server.process.returncode == 0, f"no clean end: {server.process.returncode}", file):
            return
        self.check_file(file, kind)
        if self.rng.random() < 0.4:
            self.counts["copies of the file alone"] += 1
            copy = self.folder / "copy.db"
            for path in self.folder.glob("copy.db*"):
                path.unlink()
            shutil.copy(file, copy)
            with self.server(copy) as server:
                self.compare(server, f"{kind}, copied", books, copy)

    def compare(self, server, kind, books, file):
        reply = server.login(*ADMIN)
        if not self.findings.expect(reply.status == 200, f"after a kill while {kind} the administrator cannot log in: {reply}", file):
            return
        self.findings.expect(server.login().status != 200, f"after a kill while {kind} admin:admin logs in", file)
        server._token = (time.monotonic() + 30, reply.json["access_token"])
        missing = [path for path in books.made if server.admin("GET", path).status != 200]
        self.findings.expect(not missing, f"{len(missing)} of {len(books.made)} acknowledged writes are gone after a kill while {kind}", missing[:3])
        back = [path for path in books.gone if server.admin("GET", path).status != 404]
        self.findings.expect(not back, f"{len(back)} of {len(books.gone)} deleted things are back after a kill while {kind}", back[:3])
        old = [path for path, name in books.names.items()
               if (server.admin("GET", path).json or {}).get("lastName") != name and path in books.made]
        self.findings.expect(not old, f"{len(old)} changes are gone after a kill while {kind}", old[:3])
        self.counts["things looked for"] += len(books.made) + len(books.gone) + len(books.names)
        for name in [*books.imports, *books.open_imports]:
            self.compare_import(server, kind, name, must=name in books.imports)

    def compare_import(self, server, kind, name, must):
        reply = server.admin("GET", f"/{name}")
        if reply.status == 404:
            self.findings.expect(not must, f"an imported realm is gone after a kill while {kind}", name)
            return
        self.counts["imports looked at"] += 1
        parts = [server.admin("GET", f"/{name}/users/count").json, len(server.admin("GET", f"/{name}/clients?clientId=c").json),
                 server.admin("GET", f"/{name}/roles/r").status, len(server.admin("GET", f"/{name}/groups").json)]
        self.findings.expect(parts == [USERS, 1, 200, 1], f"half an import after a kill while {kind}: {parts}", name)

    def check_file(self, file, kind):
        connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
        try:
            problems = connection.execute("PRAGMA integrity_check").fetchall()
            self.findings.expect(problems == [("ok",)], f"the file is damaged after a kill while {kind}", problems[:3])
            strays = connection.execute("PRAGMA foreign_key_check").fetchall()
            self.findings.expect(not strays, f"rows without their owners after a kill while {kind}", strays[:3])
        finally:
            connection.close()


def main():
    parser = argparse.ArgumentParser(prog="scripts/crash", description=__doc__)
    parser.add_argument("binary", help=argparse.SUPPRESS)
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    trial, kills = Trial(options.binary, options.seed), 0
    for number in itertools.count():
        if kills >= options.kills or trial.findings.enough:
            break
        kills += trial.life(number, options.kills - kills)
    table(sorted(trial.counts.items()), ("what", "how many"))
    status = trial.findings.end()
    if not status:
        shutil.rmtree(trial.folder)
    sys.exit(status)


if __name__ == "__main__":
    main()
