"""Requests to the server, without a proxy whatever the environment says."""

from __future__ import annotations

import http.client
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit


class Refused(Exception):
    """An answer that is no success: its ``status``, and its ``body``, which is Keycloak's error."""

    def __init__(self, status: int, body: Any) -> None:
        super().__init__(f"{status}: {body}")
        self.status = status
        self.body = body


def send(
    method: str, url: str, *, form: Mapping[str, str] | None = None, body: Any = None, token: str | None = None
) -> Any:
    """What is answered, read as JSON; for an answer without a body that made something, where that is."""
    parts = urlsplit(url)
    headers = {}
    content = None
    if form is not None:
        content, headers["Content-Type"] = urlencode(form), "application/x-www-form-urlencoded"
    elif body is not None:
        content, headers["Content-Type"] = json.dumps(body), "application/json"
    if token is not None:
        headers["Authorization"] = f"Bearer {token}"
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)
    try:
        connection.request(method, parts.path + ("?" + parts.query if parts.query else ""), content, headers)
        response = connection.getresponse()
        text = response.read().decode()
    finally:
        connection.close()
    is_json = response.headers.get_content_type() == "application/json"
    answer = json.loads(text) if is_json and text else text or response.headers["Location"]
    if response.status >= 300:
        raise Refused(response.status, answer)
    return answer
