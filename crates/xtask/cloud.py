"""Runs the program against an S3-compatible server of this machine: `cargo xtask cloud`.

Moto is installed into target/cloud from the Python registry and started on a free port; the tests in crates/cli/tests/cloud
are run against it, with the feature `cloud`, and what each of them shows is printed as a table. MOTO_SERVER names another
moto_server, TREGUA_S3 the address of another server whose objects may be changed.
"""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOME = ROOT / "target" / "cloud"
MOTO = "moto[server]==5.2.1"

# What each file of the tests is about.
AGAINST = {
    "s3": "moto, an S3 server",
    "failing": "S3 servers that fail",
    "web": "web servers",
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


def start() -> tuple[subprocess.Popen, str]:
    """Starts the server on a free port, and waits until it answers."""
    server = moto_server()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    HOME.mkdir(parents=True, exist_ok=True)
    log = open(HOME / "moto.log", "w")
    process = subprocess.Popen([server, "-H", "127.0.0.1", "-p", str(port)], stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{address}/moto-api/", timeout=1)
            return process, address
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.1)
    process.terminate()
    raise SystemExit(f"the server does not answer; see {HOME / 'moto.log'}")


def run(address: str) -> int:
    """Runs the tests, and prints the table."""
    command = ["cargo", "test", "--package", "tregua", "--features", "cloud", "--test", "cloud"]
    environment = {**os.environ, "TREGUA_S3": address, "CARGO_TERM_COLOR": "never"}
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
    named = os.environ.get("TREGUA_S3")
    if named:
        return run(named)
    process, address = start()
    try:
        return run(address)
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    sys.exit(main())
