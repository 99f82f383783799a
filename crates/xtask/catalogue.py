#!/usr/bin/env python3
"""Measures runs over a catalogue and over one large file, beside subtitler where it is there.

    catalogue.py [TREGUA] [--subtitler PROGRAM] [--rounds N] [--folder FOLDER]

The catalogue is 3000 files, stretches of the feature in three languages, the same every time; the large file is the Kazakh track
over and over with its times moved on, 200 MB. Every run of a round comes after the one before it, so that all share what else
the machine does; the tables have medians. Results stay to the end: 1.2 GB a round. With --folder the files made at the start
stay there."""

import argparse
import os
import pathlib
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import giant

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FEATURE = os.path.join(ROOT, "fixtures", "feature")
FILES = 3000
SIZES = [30_000, 60_000, 95_000, 100_000, 160_000, 165_000]
LARGE = 200_000_000


def make_catalogue(folder):
    """Writes the catalogue; gives its size in bytes."""
    random.seed(4)
    languages = ["es-ES", "kk", "ru"]
    blocks = []
    for language in languages:
        with open(f"{FEATURE}/tregua-feature.{language}.srt", encoding="utf-8") as file:
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


def make_large(path):
    """The Kazakh track again and again, as fast as it is. Hours grow to four digits."""
    giant.make(pathlib.Path(FEATURE, "tregua-feature.kk.srt"), LARGE, f"{path}.part", faster=1)
    os.replace(f"{path}.part", path)


def run(command, env):
    """Processor and wall seconds, and the peak of memory in MB, of a process and what it starts."""
    # What the run before left to be written is not paid for by this one.
    os.sync()
    begin = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env)
    _, status, usage = os.wait4(child.pid, 0)
    # 1 is for findings; xargs has 123 then.
    if os.waitstatus_to_exitcode(status) not in (0, 1, 123):
        sys.exit(f"{' '.join(command)[:200]}: ended with {os.waitstatus_to_exitcode(status)}")
    return usage.ru_utime + usage.ru_stime, time.monotonic() - begin, usage.ru_maxrss / 1000


def jobs(tregua, subtitler, films, large, work):
    """What is run: the table, the row, the command, how many rounds of all it is in, and what is put away behind it."""
    out, moved = f"{work}/out", f"{work}/moved.srt"
    every = sorted(os.path.join(folder, name) for folder, _, names in os.walk(films) for name in names)
    listed = f"{work}/list"
    with open(listed, "w", encoding="utf-8") as file:
        file.write("\0".join(every))
    few = ["--select", "timing,file/structure"]
    shift = [tregua, "retime", "shift", "--by", "3.7s"]
    rows = [("catalogue", "`cat` of all files", ["cat", *every], 1, None)]
    for threads in (["--jobs", "1"], []):
        name = "one thread" if threads else "all threads"
        rows += [
            ("catalogue", f"`check --no-cache`, {name}", [tregua, "check", films, "--no-cache", *threads], 1, None),
            ("catalogue", f"`check --no-cache --select timing,file/structure`, {name}",
             [tregua, "check", films, "--no-cache", *few, *threads], 1, None),
            ("catalogue", f"`retime shift --output-dir`, {name}", [*shift, films, "--output-dir", out, *threads], 1, out),
            ("file", f"`check --no-cache`, {name}", [tregua, "check", large, "--no-cache", *threads], 1, None),
            ("file", f"`check --no-cache --select timing,file/structure`, {name}",
             [tregua, "check", large, "--no-cache", *few, *threads], 1, None),
        ]
    rows += [
        ("catalogue", "`check`, when nothing has changed", [tregua, "check", films], 1, None),
        ("catalogue", "`convert --to vtt --output-dir`", [tregua, "convert", films, "--to", "vtt", "--output-dir", out], 1, out),
        ("file", "`retime shift -o`, written, synced and read back", [*shift, large, "-o", moved], 1, moved),
    ]
    if subtitler:
        cores = os.cpu_count() or 1
        each = f'mkdir -p {out}; xargs -0 -P{cores} -I{{}} sh -c \'"{subtitler}" shift "$1" 3700 -o "{out}/$(basename "$1")"\' - {{}} < {listed}'
        rows += [
            ("catalogue", f"`subtitler validate --guideline netflix` under `xargs -P{cores} -n1`",
             ["sh", "-c", f'xargs -0 -P{cores} -n1 "{subtitler}" validate --guideline netflix < {listed}'], 3, None),
            ("catalogue", f"`subtitler shift` under `xargs -P{cores}`, nothing synced", ["sh", "-c", each], 3, out),
            ("file", "`subtitler validate --guideline netflix`",
             [subtitler, "validate", "--guideline", "netflix", large], 3, None),
            ("file", "`subtitler shift`, nothing synced", [subtitler, "shift", large, "3700", "-o", moved], 3, moved),
        ]
    return rows


def put_away(path, aside):
    """Moves a result away. It is not removed before the end: ext4 gives the number of a removed file to no other for a while, so that
    the next run would search through all of them for each file it makes, and take three times as long."""
    if path and os.path.exists(path):
        os.makedirs(aside, exist_ok=True)
        os.rename(path, f"{aside}/{len(os.listdir(aside))}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tregua", nargs="?", default=f"{ROOT}/target/release/tregua")
    parser.add_argument("--subtitler", help="the program of that name, to be measured beside")
    parser.add_argument("--rounds", type=int, default=5, help="of everything; slow ones are run in every third")
    parser.add_argument("--folder", help="where the files go and stay")
    asked = parser.parse_args()
    work = asked.folder or tempfile.mkdtemp(prefix="tregua-catalogue-")
    films, large, aside = f"{work}/films", f"{work}/large.kk.srt", f"{work}/aside"
    size = make_catalogue(films)
    if not os.path.exists(large):
        make_large(large)
    env = {**os.environ, "TREGUA_CACHE_DIR": f"{work}/cache", "LC_ALL": "C"}
    load = os.getloadavg()[0]
    rows = jobs(asked.tregua, asked.subtitler, films, large, work)
    # What is kept is there when the first round asks for it.
    run([asked.tregua, "check", films], env)
    taken = {}
    for n in range(asked.rounds):
        for table, name, command, every, left in rows:
            if n % every == 0:
                put_away(left, aside)
                taken.setdefault((table, name), []).append(run(command, env))
                put_away(left, aside)
    shutil.rmtree(aside, ignore_errors=True)
    print(f"{FILES} files, {size / 1e6:.0f} MB, and one of {LARGE / 1e6:.0f} MB; {asked.rounds} rounds; load {load:.1f} at the start.")
    for table, title in (("catalogue", "the catalogue"), ("file", "one large file")):
        print(f"\n| run, {title} | processor s | least | wall s | memory MB |\n|---|---:|---:|---:|---:|")
        for (of, name), all_of in taken.items():
            if of == table:
                cpu, wall, memory = ([one[i] for one in all_of] for i in range(3))
                middle = statistics.median
                print(f"| {name} | {middle(cpu):.2f} | {min(cpu):.2f} | {middle(wall):.2f} | {max(memory):.0f} |")
    if not asked.folder:
        shutil.rmtree(work)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_NOFILE, (4096, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    sys.exit(main())
