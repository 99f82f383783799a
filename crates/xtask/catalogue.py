#!/usr/bin/env python3
"""Measures runs over a catalogue of 3000 files: stretches of the feature in three languages.

    catalogue.py [TREGUA [FOLDER]]

Writes a table for docs/catalogues.md on standard output."""

import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FILES = 3000
SIZES = [30_000, 60_000, 95_000, 100_000, 160_000, 165_000]


def make(folder):
    """Writes the catalogue, the same every time; gives its size in bytes."""
    random.seed(4)
    languages = ["es-ES", "kk", "ru"]
    feature = os.path.join(ROOT, "fixtures", "feature")
    blocks = []
    for language in languages:
        with open(f"{feature}/tregua-feature.{language}.srt", encoding="utf-8") as file:
            blocks.append(file.read().strip().split("\n\n"))
    total = 0
    for n in range(FILES):
        cues = blocks[n % 3]
        wanted = random.choice(SIZES)
        start = random.randrange(0, len(cues) - 1100)
        out, size = [], 0
        for i, cue in enumerate(cues[start:]):
            if size >= wanted:
                break
            lines = cue.split("\n")
            lines[0] = str(i + 1)
            out.append("\n".join(lines))
            size += len(out[-1].encode()) + 2
        data = ("\n\n".join(out) + "\n").encode()
        below = f"{folder}/{n // 100:02}"
        os.makedirs(below, exist_ok=True)
        with open(f"{below}/film{n:04}.{languages[n % 3]}.srt", "wb") as file:
            file.write(data)
        total += len(data)
    return total


def run(command, env):
    """Processor and wall seconds, and the peak of memory in MB, of a process."""
    before = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env)
    _, _, usage = os.wait4(child.pid, 0)
    return usage.ru_utime + usage.ru_stime, time.monotonic() - before, usage.ru_maxrss / 1000


def main():
    tregua = sys.argv[1] if len(sys.argv) > 1 else f"{ROOT}/target/release/tregua"
    work = sys.argv[2] if len(sys.argv) > 2 else tempfile.mkdtemp(prefix="tregua-catalogue-")
    films, out = f"{work}/films", f"{work}/out"
    size = make(films)
    env = {**os.environ, "TREGUA_CACHE_DIR": f"{work}/cache", "LC_ALL": "C"}
    print(f"{FILES} files, {size / 1e6:.0f} MB; load {os.getloadavg()[0]:.1f} at the start.\n")
    print("| run | processor s | wall s | memory MB |\n|---|---|---|---|")
    every = [os.path.join(folder, name) for folder, _, names in os.walk(films) for name in names]
    for name, command in [
        ("`cat` of all files", ["cat", *every]),
        ("`check --no-cache`", [tregua, "check", films, "--no-cache"]),
        ("`check --no-cache --select timing,file/structure`",
         [tregua, "check", films, "--no-cache", "--select", "timing,file/structure"]),
        ("`check`", [tregua, "check", films]),
        ("`check` again", [tregua, "check", films]),
        ("`retime shift --output-dir`", [tregua, "retime", "shift", "--by", "1s", films, "--output-dir", out]),
        ("`convert --to vtt --output-dir`", [tregua, "convert", films, "--to", "vtt", "--output-dir", out]),
    ]:
        cpu, wall, memory = run(command, env)
        print(f"| {name} | {cpu:.2f} | {wall:.1f} | {memory:.0f} |", flush=True)
        shutil.rmtree(out, ignore_errors=True)
    if len(sys.argv) <= 2:
        shutil.rmtree(work)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_NOFILE, (4096, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    main()
