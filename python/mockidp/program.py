"""Where the program is."""

from __future__ import annotations

import os
import shutil
import sysconfig
from collections.abc import Iterator
from pathlib import Path


def program() -> str:
    """The path of the program that was installed with this package; ``MOCKIDP_PROGRAM`` names another."""
    for path in _places():
        if os.access(path, os.X_OK):
            return path
    raise FileNotFoundError("the program mockidp is not where this package was installed, nor on the path")


def _places() -> Iterator[str]:
    if named := os.environ.get("MOCKIDP_PROGRAM"):
        yield named
        return
    yield os.path.join(sysconfig.get_path("scripts"), "mockidp")
    if "posix_user" in sysconfig.get_scheme_names():
        yield os.path.join(sysconfig.get_path("scripts", "posix_user"), "mockidp")
    # pip install --target FOLDER
    yield str(Path(__file__).parents[1] / "bin" / "mockidp")
    if found := shutil.which("mockidp"):
        yield found
