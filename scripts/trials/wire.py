"""Requests exactly as they are written: http.client would refuse to send half of them."""

import contextlib
import http.client
import json
import shlex
import socket
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"


class Lost(Exception):
    """No answer: the connection was closed, refused, or nothing came in time."""


def as_bytes(text):
    return text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")


@dataclass
class Request:
    method: str
    target: str
    headers: list = field(default_factory=list)
    body: bytes | None = None
    # The bytes to send where no request of this shape says them.
    raw: bytes | None = None

    @classmethod
    def json(cls, method, target, body=None, token=None):
        headers = [("Authorization", f"Bearer {token}")] if token else []
        if body is None:
            return cls(method, target, headers)
        text = body if isinstance(body, bytes) else json.dumps(body).encode()
        return cls(method, target, [*headers, ("Content-Type", JSON)], text)

    @classmethod
    def form(cls, target, fields, headers=()):
        body = fields if isinstance(fields, bytes) else urlencode(fields).encode()
        return cls("POST", target, [*headers, ("Content-Type", FORM)], body)

    def encoded(self, host):
        if self.raw is not None:
            return self.raw
        headers = list(self.headers)
        names = {name.lower() for name, _ in headers}
        if "host" not in names:
            headers.insert(0, ("Host", host))
        if not names & {"content-length", "transfer-encoding"} and (self.body is not None or self.method in ("POST", "PUT")):
            headers.append(("Content-Length", str(len(self.body or b""))))
        head = b"%s %s HTTP/1.1\r\n" % (as_bytes(self.method), as_bytes(self.target))
        head += b"".join(b"%s: %s\r\n" % (as_bytes(name), as_bytes(value)) for name, value in headers)
        return head + b"\r\n" + (self.body or b"")

    def curl(self, base):
        """A line that sends the same again; long bodies are shortened, and say so."""
        if self.raw is not None:
            host, port = base.removeprefix("http://").split(":")
            return f"printf %b {shlex.quote(_escaped(self.raw))} | nc -q3 {host} {port}"
        words = ["curl", "-si", "--path-as-is", "-X", self.method]
        for name, value in self.headers:
            if name == "Authorization" and value.startswith("Bearer ey"):
                value = "Bearer $TOKEN"
            words += ["-H", f"{name}: {value if len(value) < 300 else value[:100] + f'…({len(value)} characters)'}"]
        if self.body is not None:
            words += ["--data-raw", _escaped(self.body) if len(self.body) < 2000 else
                      _escaped(self.body[:400]) + f"…({len(self.body)} bytes)"]
        words.append(base + (self.target if len(self.target) < 2000 else
                             self.target[:200] + f"…({len(self.target)} characters)"))
        return " ".join(shlex.quote(word).replace("'Authorization: Bearer $TOKEN'", '"Authorization: Bearer $TOKEN"')
                        for word in words)


def _escaped(data):
    text = data.decode("utf-8", "backslashreplace")
    return text.replace("\0", "\\0") if text.isprintable() else repr(text)[1:-1]


@dataclass
class Reply:
    status: int
    headers: http.client.HTTPMessage
    body: bytes
    seconds: float

    @property
    def json(self):
        return json.loads(self.body) if self.body else None

    def __str__(self):
        return f"{self.status} {self.body[:160].decode('utf-8', 'replace')}"


class Connection:
    """One connection that is kept while both sides keep it."""

    def __init__(self, port, timeout=20):
        self.port, self.timeout, self.socket = port, timeout, None

    def close(self):
        if self.socket:
            self.socket.close()
        self.socket = None

    def send(self, request):
        kept = self.socket is not None
        began = time.perf_counter()
        try:
            return self._once(request, began)
        except (Lost, OSError, http.client.HTTPException) as problem:
            self.close()
            # A kept connection may have been closed by the server in the meantime: that is its right.
            if not kept or isinstance(problem, TimeoutError):
                raise Lost(f"{type(problem).__name__} {problem}".strip()) from problem
        try:
            return self._once(request, began)
        except (Lost, OSError, http.client.HTTPException) as problem:
            self.close()
            raise Lost(f"{type(problem).__name__} {problem}".strip()) from problem

    def _once(self, request, began):
        if self.socket is None:
            self.socket = socket.create_connection(("127.0.0.1", self.port), self.timeout)
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            self.socket.sendall(request.encoded(f"127.0.0.1:{self.port}"))
        except (BrokenPipeError, ConnectionResetError):
            pass  # the answer of a server that reads no further may be there all the same
        if request.raw is not None:
            # Nothing more will come, whatever the head may have announced.
            with contextlib.suppress(OSError):
                self.socket.shutdown(socket.SHUT_WR)
        answer = http.client.HTTPResponse(self.socket, method=request.method)
        answer.begin()
        body = answer.read()
        if answer.will_close or request.raw is not None:
            self.close()
        return Reply(answer.status, answer.headers, body, time.perf_counter() - began)
