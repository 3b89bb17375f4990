"""The server under trial: a process of its own on a free port, what it says in a file, its memory and processor time from /proc."""

import contextlib
import os
import re
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from .wire import Connection, Lost, Request

TOKEN = "/realms/{}/protocol/openid-connect/token"


class Gone(Exception):
    """The server ended by itself."""


class Server:
    def __init__(self, binary, *arguments, folder=None, environment=None):
        self.folder = folder or tempfile.mkdtemp(prefix="mockidp-trial-")
        self.log_path = Path(self.folder, "log")
        self.command = [str(binary), "serve", "--port", "0", "--management-port", "none", *map(str, arguments)]
        self.log = open(self.log_path, "ab")
        self.log_read = self.log.tell()
        self.process = subprocess.Popen(
            self.command, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log,
            env={**os.environ, **(environment or {})})
        self.port, self.connection, self._token = None, None, (0, "")

    def ready(self):
        """Waits for the line that names the port."""
        limit, text = time.monotonic() + 60, ""
        while time.monotonic() < limit and self.is_running:
            text += self.new_log()
            if found := re.search(r"Listening on: http://[^ ,]*:(\d+)", text):
                self.port = int(found[1])
                self.url = f"http://127.0.0.1:{self.port}"
                self.connection = Connection(self.port)
                return self
            time.sleep(0.002)
        self.kill()
        raise Gone(f"the server did not start: {self.log_path.read_text(errors='replace')[-500:]}")

    def __enter__(self):
        return self.ready()

    def __exit__(self, *_):
        self.stop()

    # How it lives.

    @property
    def pid(self):
        return self.process.pid

    @property
    def is_running(self):
        return self.process.poll() is None

    @property
    def ending(self):
        """How the process ended: the signal's name or the status."""
        status = self.process.wait(5)
        return signal.Signals(-status).name if status < 0 else f"status {status}"

    def resident(self):
        """Resident memory in MB."""
        return int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{self.pid}/status").read_text())[1]) / 1024

    def processor_seconds(self):
        """What it has used of the processors: neighbours on a busy machine do not change it much."""
        user, system = Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def new_log(self):
        """What was logged since the last call."""
        with open(self.log_path, "rb") as log:
            log.seek(self.log_read)
            text = log.read()
        self.log_read += len(text)
        return text.decode("utf-8", "replace")

    def stop(self, seconds=10):
        """Asks for a clean end; returns whether it came in time."""
        if self.connection:
            self.connection.close()
        self.process.terminate()
        clean = True
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            clean = False
            self.kill()
        self.log.close()
        return clean

    def kill(self):
        self.process.kill()
        self.process.wait()

    # What it is asked.

    def login(self, user="admin", password="admin", realm="master", client="admin-cli", **more):
        fields = {"grant_type": "password", "client_id": client, "username": user, "password": password, **more}
        return self.connection.send(Request.form(TOKEN.format(realm), fields))

    def token(self):
        """The administrator's, kept for half a minute."""
        when, token = self._token
        if time.monotonic() - when > 30:
            reply = self.login()
            if reply.status != 200:
                raise Lost(f"the administrator cannot log in: {reply}")
            token = reply.json["access_token"]
            self._token = (time.monotonic(), token)
        return token

    def admin(self, method, path, body=None):
        return self.connection.send(Request.json(method, "/admin/realms" + path, body, self.token()))

    def must(self, method, path, body=None):
        """As `admin`, where anything but success ends the trial. Returns the answer's JSON, or the new thing's id."""
        reply = self.admin(method, path, body)
        if reply.status >= 300:
            raise Lost(f"{method} {path}: {reply}")
        if location := reply.headers.get("Location"):
            return location.rsplit("/", 1)[-1]
        return reply.json

    def answers(self):
        with contextlib.suppress(Lost):
            return Connection(self.port, 5).send(Request("GET", "/realms/master")).status == 200
        return False


