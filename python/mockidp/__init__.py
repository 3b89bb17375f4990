"""A server that stands in for Keycloak in tests: the program ``mockidp``, and a fixture of that name for pytest."""

from __future__ import annotations

from .program import program
from .server import Realm, Refused, Server

__all__ = ["Realm", "Refused", "Server", "program"]
