#!/usr/bin/env python3
"""What a change of the program changes: `ecosystem.py OLD NEW FOLDER… [--only REGEX]`.

Two builds of tregua go over every file of the folders with the same commands. Where they say something else, end otherwise or
write other bytes, the file is named with the command and the first line that differs. Exit code 1 where anything does.
"""
import collections, os, re, subprocess, sys, tempfile
from concurrent.futures import ThreadPoolExecutor

COMMANDS = [
    ["info", "--format", "json", "{in}"],
    ["check", "--format", "jsonl", "--message-language", "en", "{in}"],
    ["check", "--profile", "netflix/base", "--format", "jsonl", "--message-language", "en", "{in}"],
    ["check", "--fix", "--unsafe-fixes", "--diff", "--message-language", "en", "{in}"],
    ["retime", "shift", "--by", "+1.234s", "--allow-empty", "--overwrite", "-o", "{out}", "{in}"],
    ["retime", "rate", "--from", "25", "--to", "23.976", "--allow-empty", "--overwrite", "-o", "{out}", "{in}"],
    *(["convert", "--format", "json", "--fps", "25", "--lang", "es", "--overwrite", "--to", to, "-o", "{out}", "{in}"]
      for to in ("srt", "vtt", "ass", "stl", "imsc", "json", "microdvd")),
]


def ran(tregua, command, path, folder):
    out = os.path.join(folder, "out")
    args = [it.replace("{in}", path).replace("{out}", out) for it in command]
    env = dict(os.environ, NO_COLOR="1", LC_ALL="C.UTF-8")
    done = subprocess.run([tregua, *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env, timeout=300)
    written = b""
    if os.path.exists(out):
        with open(out, "rb") as file:
            written = file.read()
        os.unlink(out)
    told = [str(done.returncode).encode(), done.stdout, done.stderr, written]
    return [it.replace(folder.encode(), b"FOLDER") for it in told]


def judge(job):
    old, new, path = job
    out = []
    with tempfile.TemporaryDirectory() as folder:
        for command in COMMANDS:
            before, after = (ran(tregua, command, path, folder) for tregua in (old, new))
            for what, a, b in zip(("exit code", "output", "messages", "file"), before, after):
                if a != b:
                    pairs = zip(a.split(b"\n"), b.split(b"\n"))
                    line = next((pair for pair in pairs if pair[0] != pair[1]), (b"", b"(longer)"))
                    shown = [it.decode("utf-8", "replace")[:160] for it in line]
                    out.append((" ".join(command[:2]), what, path, *shown))
    return out


def main():
    args = sys.argv[1:]
    only = None
    if "--only" in args:
        at = args.index("--only")
        only = args[at + 1]
        del args[at : at + 2]
    if len(args) < 3:
        sys.exit("ecosystem.py OLD NEW FOLDER… [--only REGEX]")
    old, new, *folders = args
    old, new = os.path.abspath(old), os.path.abspath(new)
    walks = (os.walk(folder) for folder in folders)
    paths = sorted({os.path.join(at, name) for walk in walks for at, _, names in walk for name in names})
    paths = [it for it in paths if not only or re.search(only, it)]
    sums, files = collections.Counter(), set()
    with ThreadPoolExecutor(2) as pool:
        for found in pool.map(judge, ((old, new, it) for it in paths)):
            for command, what, path, was, is_ in found:
                sums[command, what] += 1
                files.add(path)
                print(f"{path}: {command}: {what}\n  - {was}\n  + {is_}")
    print(f"\n{len(paths)} files, {len(paths) * len(COMMANDS)} pairs of runs, {len(files)} files differ")
    for (command, what), count in sums.most_common():
        print(f"  {count:6} {command}: {what}")
    sys.exit(bool(files))


main()
