"""Runs the program against an S3-compatible server of this machine: `cargo xtask cloud`.

Moto is installed into target/cloud from the Python registry, Azurite from npm's where there is an npm, and both are started on
free ports; the tests in crates/cli/tests/cloud are run against them, with the feature `cloud`, and what each of them shows is
printed as a table. MOTO_SERVER and AZURITE_BLOB name other programs, TREGUA_S3 and TREGUA_AZURE the addresses of other servers whose
objects may be changed.
"""

import base64
import datetime
import hashlib
import hmac
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOME = ROOT / "target" / "cloud"
MOTO = "moto[server]==5.2.1"
AZURITE = "azurite@3"
# The account that every Azure emulator has; both are in its documentation.
ACCOUNT = "devstoreaccount1"
ACCOUNT_KEY = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="

# What each file of the tests is about.
AGAINST = {
    "s3": "moto, an S3 server",
    "failing": "S3 servers that fail",
    "web": "web servers",
    "others": "Azurite; a server that answers as Google's",
}


def moto_server() -> str:
    """Where moto's server is, installed where it is not."""
    named = os.environ.get("MOTO_SERVER")
    if named:
        return named
    server = HOME / "venv" / "bin" / "moto_server"
    if not server.exists():
        subprocess.run([sys.executable, "-m", "venv", HOME / "venv"], check=True)
        pip = [HOME / "venv" / "bin" / "pip", "install", "--quiet", "--disable-pip-version-check", MOTO]
        subprocess.run(pip, check=True)
    return str(server)


def azurite() -> str | None:
    """Where Azurite is, installed where it is not; nothing where there is no npm."""
    named = os.environ.get("AZURITE_BLOB")
    if named:
        return named
    server = HOME / "npm" / "node_modules" / ".bin" / "azurite-blob"
    if not server.exists():
        if not shutil.which("npm"):
            return None
        (HOME / "npm").mkdir(parents=True, exist_ok=True)
        npm = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", HOME / "npm", AZURITE]
        if subprocess.run(npm, stdout=subprocess.DEVNULL).returncode:
            return None
    return str(server)


def start(name: str, command: list[str]) -> tuple[subprocess.Popen, str]:
    """Starts a server on a free port, which takes the place of PORT, and waits until it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    HOME.mkdir(parents=True, exist_ok=True)
    log = open(HOME / f"{name}.log", "w")
    command = [port if word == "PORT" else word for word in command]
    process = subprocess.Popen(command, stdout=log, stderr=log)
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", int(port)), timeout=1).close()
            return process, f"http://127.0.0.1:{port}"
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.1)
    process.terminate()
    raise SystemExit(f"{name} does not answer; see {HOME / name}.log")


def make_container(server: str, container: str) -> None:
    """Makes a container in Azurite. The request is signed by hand, as the tests need nothing else of Azure's own client."""
    date = datetime.datetime.now(datetime.timezone.utc).strftime("%a, %d %b %Y %H:%M:%S GMT")
    headers = {"x-ms-date": date, "x-ms-version": "2021-08-06"}
    spelt = "".join(f"{name}:{value}\n" for name, value in sorted(headers.items()))
    text = "PUT" + "\n" * 12 + spelt + f"/{ACCOUNT}/{ACCOUNT}/{container}\nrestype:container"
    sum_ = hmac.new(base64.b64decode(ACCOUNT_KEY), text.encode(), hashlib.sha256).digest()
    headers["Authorization"] = f"SharedKey {ACCOUNT}:{base64.b64encode(sum_).decode()}"
    # What Python would send by itself is signed as empty.
    headers |= {"Content-Length": "0", "Content-Type": ""}
    address = f"{server}/{ACCOUNT}/{container}?restype=container"
    request = urllib.request.Request(address, method="PUT", headers=headers, data=b"")
    try:
        urllib.request.urlopen(request, timeout=10)
    except urllib.error.HTTPError as error:
        if error.code != 409:
            raise


def run(servers: dict[str, str]) -> int:
    """Runs the tests, and prints the table."""
    command = ["cargo", "test", "--package", "tregua", "--features", "cloud", "--test", "cloud"]
    environment = {**os.environ, **servers, "CARGO_TERM_COLOR": "never"}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    rows, others = [], []
    for line in process.stdout:
        found = re.match(r"test (\w+)::(\w+) \.\.\. (\w+)", line)
        if found:
            rows.append(found.groups())
        else:
            others.append(line)
    code = process.wait()
    if code:
        print("".join(others))
    print("| against | what is shown | |")
    print("|---|---|---|")
    for module, name, verdict in sorted(rows, key=lambda row: (list(AGAINST).index(row[0]), row[1])):
        print(f"| {AGAINST[module]} | {name.replace('_', ' ')} | {verdict} |")
    good = sum(verdict == "ok" for _, _, verdict in rows)
    print(f"\n{good} of {len(rows)}")
    return code or int(good == 0)


def main() -> int:
    servers, processes = {}, []
    try:
        if "TREGUA_S3" not in os.environ:
            process, servers["TREGUA_S3"] = start("moto", [moto_server(), "-H", "127.0.0.1", "-p", "PORT"])
            processes.append(process)
        if "TREGUA_AZURE" not in os.environ and (program := azurite()):
            options = ["--inMemoryPersistence", "--skipApiVersionCheck", "--disableTelemetry", "--silent"]
            process, servers["TREGUA_AZURE"] = start("azurite", [program, *options, "--blobPort", "PORT"])
            processes.append(process)
            make_container(servers["TREGUA_AZURE"], "films")
        return run(servers)
    finally:
        for process in processes:
            process.terminate()
            process.wait()


if __name__ == "__main__":
    sys.exit(main())
