"""The fixture ``mockidp``: one server for a run of pytest, and with pytest-xdist one for each worker."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .server import Server


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.getgroup("mockidp").addoption(
        "--mockidp-realm",
        action="append",
        default=[],
        metavar="FILE",
        help="a realm file, or a folder of them, for the fixture mockidp; instead of MOCKIDP_REALMS and mockidp_realms",
    )
    parser.addini("mockidp_realms", "realm files and folders for the fixture mockidp", type="paths", default=[])
    parser.addini("mockidp_options", "options of `mockidp serve` for the fixture mockidp", type="args", default=[])


def realms(config: pytest.Config) -> list[Path]:
    """The files and folders to import: those of the command line, else of the environment, else of the ini-file."""
    named = config.getoption("--mockidp-realm") or os.environ.get("MOCKIDP_REALMS", "").split(os.pathsep)
    return [config.invocation_params.dir / name for name in named if name] or config.getini("mockidp_realms")


@pytest.fixture(scope="session")
def mockidp(pytestconfig: pytest.Config) -> Iterator[Server]:
    """A server that stands in for Keycloak, on free ports, with the realms that the options name."""
    from .server import Server  # not imported by runs that do without

    with Server(*realms(pytestconfig), options=pytestconfig.getini("mockidp_options")) as server:
        yield server
