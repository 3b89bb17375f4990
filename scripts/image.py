"""Writes an archive that `docker load` takes: image.py TREE DOCKERFILE VERSION SECONDS ARCHIVE, for scripts/image.

One layer, the tree, with entries sorted, owned by root and of the time SECONDS; how the image is used is read from the last stage of
the Dockerfile. The same tree makes the same bytes.
"""

import datetime
import hashlib
import io
import json
import pathlib
import platform
import re
import shlex
import sys
import tarfile

ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}


def instructions(dockerfile):
    """Pairs of a word and what follows it, of the last stage; lines that end with a backslash go on."""
    text = re.sub(r"\\\n\s*", "", pathlib.Path(dockerfile).read_text())
    lines = [line.split(None, 1) for line in text.splitlines() if line and not line.startswith("#")]
    last = max(index for index, line in enumerate(lines) if line[0] == "FROM")
    return lines[last + 1 :]


def nanoseconds(text):
    return int(text.removesuffix("s")) * 1_000_000_000


def health_check(text):
    options, _, command = text.partition("CMD ")
    check = {"Test": ["CMD", *json.loads(command)]}
    for name, value in re.findall(r"--([a-z-]+)=(\S+)", options):
        key = "".join(word.capitalize() for word in name.split("-"))
        check[key] = int(value) if name == "retries" else nanoseconds(value)
    return check


def usage(dockerfile):
    """The `config` of an image (OCI image specification, config.md; Healthcheck is Docker's)."""
    config = {"Env": ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"]}
    for word, rest in instructions(dockerfile):
        match word:
            case "ENV":
                config["Env"] += shlex.split(rest)
            case "USER":
                config["User"] = rest
            case "EXPOSE":
                config["ExposedPorts"] = {f"{port}/tcp": {} for port in rest.split()}
            case "ENTRYPOINT":
                config["Entrypoint"] = json.loads(rest)
            case "HEALTHCHECK":
                config["Healthcheck"] = health_check(rest)
    return config


def layer(tree, seconds):
    def settled(entry):
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = ""
        entry.mtime = seconds
        return entry

    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w", format=tarfile.GNU_FORMAT) as archive:
        for path in sorted(pathlib.Path(tree).rglob("*")):
            archive.add(path, path.relative_to(tree), recursive=False, filter=settled)
    return held.getvalue()


def main(tree, dockerfile, version, seconds, out):
    seconds = int(seconds)
    content = layer(tree, seconds)
    digest = hashlib.sha256(content).hexdigest()
    moment = datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    config = json.dumps({
        "architecture": ARCHITECTURES[platform.machine()],
        "os": "linux",
        "created": moment,
        "config": usage(dockerfile),
        "rootfs": {"type": "layers", "diff_ids": [f"sha256:{digest}"]},
        "history": [{"created": moment, "created_by": "scripts/image"}],
    }).encode()  # fmt: skip
    name = f"{hashlib.sha256(config).hexdigest()}.json"
    manifest = [{"Config": name, "RepoTags": ["mockidp:latest", f"mockidp:{version}"], "Layers": [f"{digest}.tar"]}]
    files = {f"{digest}.tar": content, name: config, "manifest.json": json.dumps(manifest).encode()}
    with tarfile.open(out, "w", format=tarfile.GNU_FORMAT) as archive:
        for path, data in files.items():
            entry = tarfile.TarInfo(path)
            entry.size, entry.mtime = len(data), seconds
            archive.addfile(entry, io.BytesIO(data))


main(*sys.argv[1:])
