"""Measures a built server beside openssl and nginx in one run. Called by scripts/bench; --seconds bounds its time."""

import argparse
import contextlib
import json
import os
import platform
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

CORES = sorted(os.sched_getaffinity(0))
LOAD_CORE, SERVER_CORE = CORES[0], CORES[-1]
SCRIPT = Path(__file__).with_suffix(".lua")
FORM = "application/x-www-form-urlencoded"
REALM = "bench"
CLIENT = {
    "clientId": "ai-service-client-id",
    "secret": "a-secret-of-thirty-two-characters",
    "redirectUris": ["https://ai-service.yourdomain.com/*"],
    "webOrigins": ["*"],
    "directAccessGrantsEnabled": True,
    "serviceAccountsEnabled": True,
    # A client can introspect only the tokens that name it as an audience.
    "protocolMappers": [{
        "name": "audience", "protocol": "openid-connect", "protocolMapper": "oidc-audience-mapper",
        "config": {"included.client.audience": "ai-service-client-id", "access.token.claim": "true"},
    }],
}
USER = {
    "username": "alice", "enabled": True, "email": "alice@example.com", "firstName": "Alice", "lastName": "Example",
    "credentials": [{"type": "password", "value": "wonderland", "temporary": False}],
}


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def start(command, cores, **options):
    """Starts a process that runs on the given cores alone: it inherits ours, so no second exec is in the way."""
    os.sched_setaffinity(0, cores)
    try:
        return subprocess.Popen(command, stdin=subprocess.DEVNULL, **options)
    finally:
        os.sched_setaffinity(0, {LOAD_CORE})


def stop(process):
    process.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(10)
    process.kill()


def resident(pid):
    """Resident memory in MB."""
    return int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())[1]) / 1024


def processor_seconds(pid):
    """What the process has used of the processors: unlike the rates, no neighbour changes it much."""
    user, system = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


class Server:
    """The server under test on ports of its own."""

    def __init__(self, binary, cores, *realm_files):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.command = [binary, "serve", "--port", str(self.port), "--management-port", str(free_port()), *realm_files]
        began = time.perf_counter()
        self.process = start(self.command, cores, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.ready_ms = (self.first_answer() - began) * 1000

    def first_answer(self):
        """Asks for discovery again and again until it comes. Nothing here costs the server's core anything."""
        ask = (b"GET /realms/master/.well-known/openid-configuration HTTP/1.1\r\n"
               b"Host: 127.0.0.1\r\nConnection: close\r\n\r\n")
        limit = time.perf_counter() + 30
        while time.perf_counter() < limit:
            try:
                with socket.create_connection(("127.0.0.1", self.port), 5) as connection:
                    connection.sendall(ask)
                    if connection.recv(12) == b"HTTP/1.1 200":
                        return time.perf_counter()
            except OSError:
                continue
            if self.process.poll() is not None:
                break
        stop(self.process)
        sys.exit(f"the server did not answer: {' '.join(self.command)}")

    def call(self, method, path, body=None, token=None, kind="application/json"):
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        if body is not None:
            headers["Content-Type"] = kind
            body = urlencode(body).encode() if kind == FORM else json.dumps(body).encode()
        with urlopen(Request(self.url + path, body, headers, method=method), timeout=30) as answer:
            text = answer.read()
            return json.loads(text) if text else None, answer.headers.get("Location") or ""

    def admin_token(self):
        login = {"grant_type": "password", "client_id": "admin-cli", "username": "admin", "password": "admin"}
        return self.call("POST", "/realms/master/protocol/openid-connect/token", login, kind=FORM)[0]["access_token"]

    def provision(self):
        """The article's client and a user; returns the client's path in the admin API."""
        token = self.admin_token()
        # The token of a run must outlive it.
        self.call("PUT", "/admin/realms/master", {"accessTokenLifespan": 3600}, token)
        self.call("POST", "/admin/realms", {"realm": REALM, "enabled": True}, token)
        location = self.call("POST", f"/admin/realms/{REALM}/clients", CLIENT, token)[1]
        self.call("POST", f"/admin/realms/{REALM}/users", USER, token)
        return urlsplit(location).path


@contextlib.contextmanager
def nginx(content, core):
    """nginx with one worker on one core, serving the content as a file."""
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        port = free_port()
        Path(folder, "discovery.json").write_bytes(content)
        Path(folder, "nginx.conf").write_text(f"""
            daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;
            events {{ worker_connections 1024; }}
            http {{
                access_log off; default_type application/json; keepalive_requests 1000000000;
                sendfile on; tcp_nopush on; open_file_cache max=10;
                server {{ listen 127.0.0.1:{port}; root {folder}; }}
            }}""")
        process = start(["nginx", "-p", folder, "-c", f"{folder}/nginx.conf"], {core}, stderr=subprocess.DEVNULL)
        try:
            url = f"http://127.0.0.1:{port}/discovery.json"
            wait_for(url)
            yield url
        finally:
            stop(process)


def wait_for(url):
    limit = time.perf_counter() + 10
    while time.perf_counter() < limit:
        with contextlib.suppress(OSError):
            return urlopen(url, timeout=5).read()
        time.sleep(0.01)
    sys.exit(f"nothing answers at {url}")


def realm_file(binary, folder):
    """A realm of 57 kB as people keep theirs: master's parts under another name, without ids and keys."""
    exported = Path(folder) / "master.json"
    subprocess.run([binary, "export", "--file", exported, "--realm", "master"], check=True, stdout=subprocess.DEVNULL)

    def without_ids(value):
        if isinstance(value, dict):
            return {name: without_ids(part) for name, part in value.items() if name not in ("id", "containerId")}
        return [without_ids(part) for part in value] if isinstance(value, list) else value

    realm = without_ids(json.loads(exported.read_text()))
    for name in ("users", "defaultRole", "scopeMappings", "clientScopeMappings", "components"):
        realm.pop(name, None)
    realm |= {"realm": "shop", "roles": {"realm": [{"name": "buyer"}]}}
    realm["clients"] = [client for client in realm["clients"] if client["clientId"] != "master-realm"]
    file = Path(folder) / "shop.json"
    file.write_text(json.dumps(realm, indent=2))
    return str(file)


def start_up(binary, runs):
    """Milliseconds from exec to the first 200, without and with a realm file, and what `python3 -c pass` takes, in turns on
    the same core."""
    with tempfile.TemporaryDirectory() as folder:
        return timed_starts(binary, runs, realm_file(binary, folder))


def timed_starts(binary, runs, file):
    ready, imported, python, memory = [], [], [], []
    for _ in range(runs):
        server = Server(binary, {SERVER_CORE})
        ready.append(server.ready_ms)
        memory.append(resident(server.process.pid))
        stop(server.process)
        server = Server(binary, {SERVER_CORE}, file)
        imported.append(server.ready_ms)
        stop(server.process)
        began = time.perf_counter()
        start([os.path.realpath(sys.executable), "-c", "pass"], {SERVER_CORE}).wait()
        python.append((time.perf_counter() - began) * 1000)
    median = statistics.median
    return {"ready_ms": median(ready), "ready_ms_best": min(ready), "ready_ms_worst": max(ready),
            "realm_ms": median(imported), "python_ms": median(python), "resident_mb": median(memory)}


def openssl_signs(seconds):
    """RSA signatures a second on the server's core. The line is +F2:index:bits:signs/s:verifies/s."""
    speed = ["openssl", "speed", "-elapsed", "-mr", "-seconds", str(seconds), "rsa2048"]
    command = ["taskset", "-c", str(SERVER_CORE), *speed]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return float(re.search(r"^\+F2:\d+:2048:([\d.]+)", text, re.M)[1])


def wrk(url, seconds, cores, connections=16, method="GET", kind="", token="", body=""):
    threads = str(len(cores))
    command = ["taskset", "-c", ",".join(map(str, cores)), "wrk", "-t", threads, "-c", str(connections),
               "-d", f"{seconds}s", "-s", str(SCRIPT), url, "--", method, kind, token, body]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    result = json.loads(text.strip().splitlines()[-1])
    result["per_second"] = result["requests"] / result["seconds"]
    if result["refused"] or result["broken"]:
        print(f"!! {method} {url}: {result['refused']} refused, {result['broken']} broken", file=sys.stderr)
    return result


def loads(server, client_path):
    """What is asked of the server: name, and the arguments of wrk."""
    realm = f"{server.url}/realms/{REALM}"
    token = f"{realm}/protocol/openid-connect/token"
    login = {"client_id": CLIENT["clientId"], "client_secret": CLIENT["secret"]}
    password = {"grant_type": "password", "username": "alice", "password": "wonderland", **login}
    person = server.call("POST", urlsplit(token).path, password, kind=FORM)[0]["access_token"]
    bearer = f"Bearer {server.admin_token()}"

    def form(fields):
        return {"method": "POST", "kind": FORM, "body": urlencode(fields)}

    return {
        "discovery": (f"{realm}/.well-known/openid-configuration", {}),
        "JWKS": (f"{realm}/protocol/openid-connect/certs", {}),
        "client_credentials": (token, form({"grant_type": "client_credentials", **login})),
        "password": (token, form(password)),
        "introspection": (f"{token}/introspect", form({"token": person, **login})),
        "GET clients/{id}": (server.url + client_path, {"token": bearer}),
        "POST users": (f"{server.url}/admin/realms/{REALM}/users", {
            "method": "POST", "kind": "application/json", "token": bearer,
            "body": '{"username":"user{n}","enabled":true,"email":"user{n}@example.com"}'}),
    }


def under_load(binary, server_cores, load_cores, seconds, beside):
    """Every load, one after the other, on one server; `beside(name)` may measure a neighbour right after a load."""
    server = Server(binary, set(server_cores))
    try:
        path = server.provision()
        report = {"resident_mb_after_start": resident(server.process.pid), "loads": {}}
        for name, (url, arguments) in loads(server, path).items():
            before = processor_seconds(server.process.pid)
            load = report["loads"][name] = wrk(url, seconds, load_cores, **arguments)
            used = processor_seconds(server.process.pid) - before
            load["processor_us"] = used * 1e6 / max(load["requests"], 1)
            beside(name, url)
        report["resident_mb_after_load"] = resident(server.process.pid)
        return report
    finally:
        stop(server.process)


def measure(binary, seconds, runs):
    machine = {"cores": len(CORES), "system": platform.platform(), "python": sys.version.split()[0]}
    report = {"machine": machine, "seconds": seconds, "start": start_up(binary, runs)}
    neighbours = {"openssl": [openssl_signs(3)]}

    def beside(name, url):
        if name == "discovery":
            with nginx(urlopen(url).read(), SERVER_CORE) as file:
                neighbours["nginx"] = wrk(file, seconds, [LOAD_CORE])
        if name == "client_credentials":
            neighbours["openssl"].append(openssl_signs(3))

    report["one_core"] = under_load(binary, [SERVER_CORE], [LOAD_CORE], seconds, beside)
    report["all_cores"] = under_load(binary, CORES, CORES, seconds, lambda *_: None)
    report["openssl_rsa2048_signs_per_second"] = statistics.mean(neighbours["openssl"])
    report["nginx_discovery"] = neighbours["nginx"]
    one = report["one_core"]["loads"]
    report["ratios"] = {
        "ready_to_python": report["start"]["ready_ms"] / report["start"]["python_ms"],
        "realm_to_python": report["start"]["realm_ms"] / report["start"]["python_ms"],
        "client_credentials_to_openssl":
            one["client_credentials"]["per_second"] / report["openssl_rsa2048_signs_per_second"],
        "discovery_to_nginx": one["discovery"]["per_second"] / report["nginx_discovery"]["per_second"],
    }
    return report


def show(report):
    begin, one, all_, ratios = report["start"], report["one_core"], report["all_cores"], report["ratios"]
    print(f"exec to first 200      {begin['ready_ms']:8.1f} ms   (best {begin['ready_ms_best']:.1f}, "
          f"worst {begin['ready_ms_worst']:.1f})   python3 -c pass {begin['python_ms']:.1f} ms   "
          f"ratio {ratios['ready_to_python']:.2f}")
    print(f"with a realm of 57 kB  {begin['realm_ms']:8.1f} ms   {'':45}ratio {ratios['realm_to_python']:.2f}")
    print(f"resident after start   {begin['resident_mb']:8.1f} MB   after load "
          f"{one['resident_mb_after_load']:.1f} MB on one core, {all_['resident_mb_after_load']:.1f} MB on all")
    print(f"\n{'':22}{'server on one core':>38}{'server on all cores':>38}")
    print(f"{'':22}" + f"{'per second':>12}{'p50 ms':>9}{'p99 ms':>9}{'CPU us':>8}" * 2)
    for name in one["loads"]:
        line = "".join(f"{r['per_second']:12.0f}{r['p50_ms']:9.2f}{r['p99_ms']:9.2f}{r['processor_us']:8.0f}"
                       for r in (one["loads"][name], all_["loads"][name]))
        print(f"{name:22}{line}")
    print(f"\nopenssl rsa2048, same core   {report['openssl_rsa2048_signs_per_second']:8.0f} signatures/s   "
          f"client_credentials / openssl {ratios['client_credentials_to_openssl']:.2f}")
    print(f"nginx, same bytes, same core {report['nginx_discovery']['per_second']:8.0f} requests/s     "
          f"discovery / nginx {ratios['discovery_to_nginx']:.2f}")


def main():
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument("binary", help=argparse.SUPPRESS)
    parser.add_argument("--seconds", type=int, default=5, help="of each load (5)")
    parser.add_argument("--runs", type=int, default=21, help="of the start-up (21)")
    parser.add_argument("--json", default=".build/bench.json", help="where the figures go (.build/bench.json)")
    options = parser.parse_args()
    os.sched_setaffinity(0, {LOAD_CORE})
    if (load := os.getloadavg()[0]) > 0.5:
        print(f"!! the machine is busy (load {load:.1f}): these figures are too low", file=sys.stderr)
    report = measure(options.binary, options.seconds, options.runs)
    show(report)
    Path(options.json).write_text(json.dumps(report, indent=2) + "\n")


main()
