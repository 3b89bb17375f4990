"""A server in a process of its own, and what tests ask of it."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import quote, urlsplit

from .http import Refused, send
from .program import program

__all__ = ["Realm", "Refused", "Server"]

# How long a start and a stop may take on a busy machine, in seconds.
PATIENCE = 30.0


class Realm:
    """The addresses of a realm."""

    def __init__(self, server: str, name: str) -> None:
        self.name = name
        self.issuer = f"{server}/realms/{quote(name, safe='')}"
        self.discovery = f"{self.issuer}/.well-known/openid-configuration"
        protocol = f"{self.issuer}/protocol/openid-connect"
        self.jwks = f"{protocol}/certs"
        self.token = f"{protocol}/token"
        self.userinfo = f"{protocol}/userinfo"
        self.introspection = f"{protocol}/token/introspect"
        self.authorization = f"{protocol}/auth"
        self.admin = f"{server}/admin/realms/{quote(name, safe='')}"


class Server:
    """A server on free ports that forgets everything when it stops.

    ``realms`` are the files and folders to import at the start, ``options`` those of ``mockidp serve``. Variables such as
    ``KC_HOSTNAME`` that happen to be set are not passed on: a test should not depend on them.
    """

    def __init__(self, *realms: str | os.PathLike[str], options: Sequence[str] = ()) -> None:
        self._words = [*options, *(os.path.abspath(realm) for realm in realms)]
        self._ports = ["--port", "0", "--management-port", "0"]
        self._folder = tempfile.TemporaryDirectory(prefix="mockidp-")
        self.environment: dict[str, str] = {}
        """``KEYCLOAK_URL``, ``KEYCLOAK_USER`` and the others that clients read."""
        self.log = Path(self._folder.name) / "log"
        """What the server said."""
        try:
            self._start()
        except BaseException:
            self._folder.cleanup()
            raise

    @property
    def url(self) -> str:
        """Where the server is, such as ``http://127.0.0.1:41235``."""
        return self.environment["MOCKIDP_URL"]

    @property
    def management_url(self) -> str:
        """Where ``/health`` and ``/metrics`` are."""
        return self.environment["MOCKIDP_MANAGEMENT_URL"]

    def realm(self, name: str = "master") -> Realm:
        """The addresses of a realm, whether or not there is one of that name."""
        return Realm(self.url, name)

    def tokens(self, client: str, secret: str | None = None, *, realm: str = "master", **form: str) -> dict[str, Any]:
        """The answer of the token endpoint: by the password grant when there is a ``username``, else by client credentials.

        Further parameters, such as ``scope`` or another ``grant_type``, are sent as they are.
        """
        form = {"grant_type": "password" if "username" in form else "client_credentials", "client_id": client, **form}
        if secret is not None:
            form["client_secret"] = secret
        answer: dict[str, Any] = send("POST", self.realm(realm).token, form=form)
        return answer

    def token(self, client: str, secret: str | None = None, *, realm: str = "master", **form: str) -> str:
        """The access token of ``tokens``."""
        return str(self.tokens(client, secret, realm=realm, **form)["access_token"])

    def admin_token(self) -> str:
        """An access token of the administrator."""
        user, password = self.environment["KEYCLOAK_USER"], self.environment["KEYCLOAK_PASSWORD"]
        return self.token("admin-cli", username=user, password=password)

    def admin(self, method: str, path: str = "", body: Any = None) -> Any:
        """What the admin REST API answers below ``/admin/realms``: ``admin("POST", "/shop/users", {"username": "alice"})``."""
        return send(method, f"{self.url}/admin/realms{path}", body=body, token=self.admin_token())

    def reset(self) -> None:
        """Starts again at the same addresses: everything is as it was at the start."""
        self._end()
        self._start()

    def stop(self) -> None:
        """Stops the server."""
        self._end()
        self._folder.cleanup()

    def __enter__(self) -> Server:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _start(self) -> None:
        ready = Path(self._folder.name) / "ready"
        ready.unlink(missing_ok=True)
        words = [program(), "serve", *self._ports, "--ready-file", str(ready), *self._words]
        ours = ("KC_", "KEYCLOAK_", "MOCKIDP_")
        variables = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                words, env=variables, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
            )
        deadline = time.monotonic() + PATIENCE
        while not ready.exists():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self._end()
                raise RuntimeError("mockidp did not start:\n" + self.log.read_text(errors="replace"))
            time.sleep(0.001)
        lines = (line.partition("=") for line in ready.read_text().splitlines())
        self.environment = {name: "".join(shlex.split(value)) for name, _, value in lines}
        ports = [str(urlsplit(url).port) for url in (self.url, self.management_url)]
        self._ports = ["--port", ports[0], "--management-port", ports[1]]

    def _end(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
