"""Writes a wheel (PEP 427): wheel.py ROOT PROGRAM VERSION TAG SECONDS FOLDER [NOTICE …], for scripts/wheel.

The entries are sorted, their times are SECONDS since 1970 and their modes fixed, so that the same files make the same bytes.
"""

import base64
import contextlib
import hashlib
import pathlib
import sys
import time
import zipfile

with contextlib.suppress(ImportError):
    import deflate

    class Smallest:
        """libdeflate at its best level in the shape of zlib.compressobj: slow, and 4 % smaller."""

        def __init__(self):
            self.held = b""

        def compress(self, data):
            self.held += data
            return b""

        def flush(self):
            return deflate.deflate_compress(self.held, 12)

    zipfile._get_compressor = lambda kind, level=None: Smallest()

ENTRY_POINTS = "[pytest11]\nmockidp = mockidp.pytest_plugin\n"


def metadata(release, licences, readme):
    shown = "".join(f"License-File: {name}\n" for name in licences)
    return f"""Metadata-Version: 2.4
Name: mockidp
Version: {release}
Summary: A test server that answers as Keycloak answers, with a pytest fixture
License-Expression: Apache-2.0
{shown}Keywords: keycloak,openid,oauth,oidc,mock,pytest
Classifier: Framework :: Pytest
Classifier: Operating System :: POSIX :: Linux
Classifier: Typing :: Typed
Requires-Python: >=3.9
Description-Content-Type: text/markdown

{readme}"""


def files(root, program, release, tag, notices):
    """Names and contents of everything but RECORD."""
    package = root / "python/mockidp"
    held = {f"mockidp/{path.name}": path.read_bytes() for path in package.iterdir() if path.is_file()}
    held[f"mockidp-{release}.data/scripts/mockidp"] = pathlib.Path(program).read_bytes()
    # The program holds other libraries, whose licences want to be shown.
    licences = {"LICENSE": root / "LICENSE"} | dict(notice.split("=", 1) for notice in notices)
    information = {
        "METADATA": metadata(release, licences, (root / "python/README.md").read_text()),
        "WHEEL": f"Wheel-Version: 1.0\nGenerator: mockidp\nRoot-Is-Purelib: false\nTag: {tag}\n",
        "entry_points.txt": ENTRY_POINTS,
    } | {f"licenses/{name}": pathlib.Path(path).read_text() for name, path in licences.items()}
    folder = f"mockidp-{release}.dist-info"
    return folder, held | {f"{folder}/{name}": text.encode() for name, text in information.items()}


def record(folder, held):
    rows = []
    for name, content in sorted(held.items()):
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        rows.append(f"{name},sha256={digest},{len(content)}\n")
    return "".join(rows) + f"{folder}/RECORD,,\n"


def write(path, folder, held, seconds):
    # Zip files know no time before 1980.
    moment = max(time.gmtime(seconds)[:6], (1980, 1, 1, 0, 0, 0))
    entries = sorted(held.items()) + [(f"{folder}/RECORD", record(folder, held).encode())]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as wheel:
        for name, content in entries:
            entry = zipfile.ZipInfo(name, moment)
            entry.create_system = 3
            entry.external_attr = (0o100755 if "/scripts/" in name else 0o100644) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            wheel.writestr(entry, content, compresslevel=9)


def main(root, program, release, tag, seconds, out, *notices):
    folder, held = files(pathlib.Path(root), program, release, tag, notices)
    path = pathlib.Path(out) / f"{folder.removesuffix('.dist-info')}-{tag}.whl"
    path.parent.mkdir(parents=True, exist_ok=True)
    write(path, folder, held, int(seconds))
    print(path)


main(*sys.argv[1:])
