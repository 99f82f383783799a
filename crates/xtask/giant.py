"""Memory and time that large SubRip files take.

giant.py ROOT [TREGUA] [--mb N ...] [--folder DIR] [--check]

Makes a file of each size of the feature's Kazakh track, over and over with its times moved on, and eight times as fast, so
that a gigabyte ends within ten thousand hours (stamps of longer ones are read, and the file is then held whole); then moves all times by
3.7 s into another file, in place, and back again. What came back must be the file that was, by its SHA-256; of files up
to 200 MB each line of the moved one is held against the first by a reader of its own. --check also checks each file. The
files go to DIR, target/giant where none is named, and are removed.
"""

import argparse
import hashlib
import os
import re
import sys
import time
from pathlib import Path

STAMP = re.compile(rb"(\d{2,}):(\d\d):(\d\d),(\d{3})")
BY = 3700


def millis(match):
    h, m, s, ms = map(int, match.groups())
    return ((h * 60 + m) * 60 + s) * 1000 + ms


def stamp(ms):
    return b"%02d:%02d:%02d,%03d" % (ms // 3600000, ms // 60000 % 60, ms // 1000 % 60, ms % 1000)


def make(source, size, out, faster=8):
    """The track again and again, so many times as fast, each time behind the last, until the file has the size."""
    text = source.read_bytes().replace(b"\r\n", b"\n").removeprefix(b"\xef\xbb\xbf")
    blocks = [block.split(b"\n", 2) for block in text.strip().split(b"\n\n")]
    times = [[millis(at) // faster for at in STAMP.finditer(block[1])] for block in blocks]
    length, number, after = times[-1][1] + 1000, 1, 0
    with open(out, "wb") as file:
        while file.tell() < size:
            part = []
            for (_, _, words), (start, end) in zip(blocks, times):
                part.append(b"%d\n%s --> %s\n%s\n\n" % (number, stamp(start + after), stamp(end + after), words))
                number += 1
            file.write(b"".join(part))
            after += length


def run(words):
    """Seconds of the processor and of the clock, and the most memory of a run, in KiB."""
    begin = time.monotonic()
    child = os.fork()
    if child == 0:
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        os.execv(words[0], words)
    _, status, used = os.wait4(child, 0)
    return os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, time.monotonic() - begin, used.ru_maxrss


def digest(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def same_but_moved(old, new):
    """Whether each time line is 3.7 s later and each other line as it was."""
    with open(old, "rb") as olds, open(new, "rb") as news:
        for was, now in zip(olds, news, strict=True):
            if b" --> " in was:
                was = STAMP.sub(lambda at: stamp(millis(at) + BY), was)
            if was != now:
                return False
    return True


def main():
    parser = argparse.ArgumentParser(prog="cargo xtask giant")
    parser.add_argument("root", type=Path)
    parser.add_argument("tregua", type=Path, nargs="?")
    parser.add_argument("--mb", type=int, nargs="+", default=[64, 200, 1000])
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    tregua = (args.tregua or args.root / "target/release/tregua").resolve()
    folder = args.folder or args.root / "target/giant"
    folder.mkdir(parents=True, exist_ok=True)
    source = args.root / "fixtures/feature/tregua-feature.kk.srt"
    big, moved = folder / "giant.kk.srt", folder / "moved.kk.srt"
    bad = False
    print("| file, MB | command | processor, s | clock, s | most memory, MiB | bytes a byte |")
    print("|---:|---|---:|---:|---:|---:|")
    try:
        for mb in args.mb:
            make(source, mb * 1_000_000, big)
            first, size = digest(big), big.stat().st_size
            jobs = [
                ("shift --by 3.7s -o", ["shift", "--by", "3.7s", big, "-o", moved, "--overwrite"]),
                ("shift --by 3.7s --in-place", ["shift", "--by", "3.7s", big, "--in-place"]),
                ("shift --by -3.7s --in-place", ["shift", "--by", "-3.7s", big, "--in-place"]),
            ]
            jobs = [(what, ["retime", *words], 0) for what, words in jobs]
            if args.check:
                jobs.append(("check --format json", ["check", "--format", "json", big], None))
            for what, words, want in jobs:
                code, cpu, wall, kib = run([str(tregua), *map(str, words)])
                print(f"| {mb} | `{what}` | {cpu:.2f} | {wall:.1f} | {kib / 1024:.0f} | {kib * 1024 / size:.2f} |", flush=True)
                if want is not None and code != want:
                    print(f"{what}: exit code {code}")
                    bad = True
                if what.endswith("-o") and mb <= 200 and not same_but_moved(big, moved):
                    print(f"{what}: another file than it should be")
                    bad = True
            if digest(big) != first:
                print(f"{mb} MB: there and back is another file")
                bad = True
    finally:
        for path in (big, moved):
            path.unlink(missing_ok=True)
    sys.exit(bad)


if __name__ == "__main__":
    main()
