#!/usr/bin/env python3
"""Gives files that Tregua wrote to readers that know nothing of it, and compares what they see with the feature.

    python3 tests/peers/readers.py [--formats vtt,ass,...] [--out docs-table.md]

Installs pysubs2, ttconv and webvtt-py into target/readers and uses ffmpeg where it is installed. For each language of
the feature and each format: the number of cues, how many texts are the same, and the largest difference of an in- or
out-time in milliseconds. Ends with 1 when a reader refuses a file, loses a cue, or sees another text or time than the
format's grain and the listed losses explain.
"""
import argparse, json, os, re, shutil, subprocess, sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BASE = os.path.join(ROOT, "target", "readers")
VERSIONS = ["pysubs2==1.8.1", "ttconv==1.2.3", "webvtt-py==0.6.0"]
# The grain of a format in milliseconds, rounding of readers included.
GRAIN = {"srt": 1, "vtt": 1, "ass": 11, "ssa": 11, "imsc": 1, "ebu-tt-d": 1, "netflix-ttml": 1, "itt": 42, "stl": 42, "scc": 68}
EXTENSION = {"srt": "srt", "vtt": "vtt", "ass": "ass", "ssa": "ssa", "imsc": "ttml", "ebu-tt-d": "xml",
             "netflix-ttml": "xml", "itt": "itt", "stl": "stl", "scc": "scc"}
READERS = {"srt": ["pysubs2", "ttconv", "ffmpeg"], "vtt": ["pysubs2", "webvtt-py", "ttconv", "ffmpeg"],
           "ass": ["pysubs2", "ffmpeg"], "ssa": ["pysubs2", "ffmpeg"], "imsc": ["pysubs2", "ttconv"],
           "ebu-tt-d": ["pysubs2", "ttconv"], "netflix-ttml": ["pysubs2", "ttconv"], "itt": ["ttconv"], "stl": ["ttconv"], "scc": ["ttconv", "ffmpeg"]}
# ffmpeg shows a caption from the time at which its line begins to be sent, not from the code that shows it.
TIMES_OF_ITS_OWN = {("scc", "ffmpeg")}

CHILD = r'''
import json, re, sys
reader, fmt, path = sys.argv[1:]
plain = lambda t: re.sub(r"<[^>]*>", "", t)
if reader == "pysubs2":
    import pysubs2
    form = {"imsc": "ttml", "ebu-tt-d": "ttml", "netflix-ttml": "ttml", "itt": "ttml"}.get(fmt, fmt)
    subs = pysubs2.load(path, format_=form)
    out = [(e.start, e.end, plain(e.plaintext)) for e in subs if not e.is_comment]
elif reader == "webvtt-py":
    import webvtt
    ms = lambda s: sum(int(round(float(x) * k)) for x, k in zip(reversed(s.split(":")), (1000, 60000, 3600000)))
    out = [(ms(c.start), ms(c.end), c.text) for c in webvtt.read(path)]
else:
    import io
    from ttconv.isd import ISD
    import ttconv.model as m
    if fmt == "srt":
        import ttconv.srt.reader as r
        doc = r.to_model(open(path, encoding="utf-8"))
    elif fmt == "vtt":
        import ttconv.vtt.reader as r
        doc = r.to_model(open(path, encoding="utf-8"))
    elif fmt == "stl":
        import ttconv.stl.reader as r
        doc = r.to_model(open(path, "rb"))
    elif fmt == "scc":
        import ttconv.scc.reader as r
        doc = r.to_model(open(path, encoding="utf-8").read())
    else:
        import xml.etree.ElementTree as et
        import ttconv.imsc.reader as r
        doc = r.to_model(et.parse(path))
    out = []
    def words(e):
        if isinstance(e, m.Text): return e.get_text()
        if isinstance(e, m.Br): return "\n"
        return "".join(words(c) for c in e)
    def walk(e, at):
        begin = at + (e.get_begin() or 0) if hasattr(e, "get_begin") else at
        if isinstance(e, m.P):
            end = e.get_end()
            out.append((int(round(begin * 1000)), int(round((at + end) * 1000)) if end is not None else None, words(e)))
            return
        for c in e: walk(c, begin)
    walk(doc.get_body(), 0)
print(json.dumps(out))
'''


def say(*words):
    print("+", *words, file=sys.stderr)


def setup():
    python = os.path.join(BASE, "venv", "bin", "python")
    if not os.path.exists(python):
        say("installing", *VERSIONS)
        subprocess.run([sys.executable, "-m", "venv", os.path.join(BASE, "venv")], check=True)
        subprocess.run([python, "-m", "pip", "-q", "install", *VERSIONS], check=True)
    if not os.environ.get("NO_BUILD"):
        subprocess.run(["cargo", "build", "-q", "--release", "--package", "tregua"], cwd=ROOT, check=True)
    return python, os.path.join(ROOT, "target", "release", "tregua")


def srt(text):
    ms = lambda s: int(s[0:2]) * 3600000 + int(s[3:5]) * 60000 + int(s[6:8]) * 1000 + int(s[9:12])
    out = []
    for block in re.split(r"\n\n+", text.replace("\r\n", "\n").lstrip("\ufeff").strip()):
        lines = block.split("\n")
        start, end = lines[1].split(" --> ")
        out.append([ms(start), ms(end), "\n".join(lines[2:])])
    return out


def read(python, reader, fmt, path):
    if reader == "ffmpeg":
        form = {"scc": ["-f", "scc"]}.get(fmt, [])
        done = subprocess.run(["ffmpeg", "-v", "error", *form, "-i", path, "-f", "srt", "-"], capture_output=True)
        if done.returncode or not done.stdout:
            return None, done.stderr.decode("utf-8", "replace").strip()[-200:]
        return srt(done.stdout.decode("utf-8", "replace")), ""
    done = subprocess.run([python, "-c", CHILD, reader, fmt, path], capture_output=True, text=True)
    if done.returncode:
        return None, done.stderr.strip().splitlines()[-1][-200:]
    return json.loads(done.stdout), ""


def flat(text):
    """Letters alone: blanks, tags, line breaks and the escapes of other formats are a matter of taste."""
    text = re.sub(r"<[^>]*>|\{[^}]*\}|\\[hNn]", "", text)
    return re.sub(r"\s+", "", text)


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--formats", default=",".join(GRAIN))
    ap.add_argument("--out")
    args = ap.parse_args()
    python, tregua = setup()
    work = os.path.join(BASE, "files")
    os.makedirs(work, exist_ok=True)
    rows, bad = [], []
    for lang in ("es-ES", "kk", "ru"):
        source = os.path.join(ROOT, "fixtures", "feature", f"tregua-feature.{lang}.srt")
        want = srt(open(source, encoding="utf-8").read())
        for fmt in args.formats.split(","):
            path = os.path.join(work, f"film.{lang}.{fmt}.{EXTENSION[fmt]}")
            rate = "29.97" if fmt == "scc" else "24"
            command = [tregua, "convert", source, "--to", fmt, "--fps", rate, "-o", path, "--overwrite", "--format", "json"]
            done = subprocess.run(command, capture_output=True, text=True)
            if done.returncode:
                rows.append((fmt, lang, "-", "not written: " + done.stderr.strip()[:90], "", ""))
                continue
            lost = {loss.get("cue") for loss in json.loads(done.stdout)["files"][0]["losses"]
                    if loss["kind"] in ("text", "lines", "overlap")}
            for reader in READERS[fmt]:
                if reader == "ffmpeg" and not shutil.which("ffmpeg"):
                    continue
                seen, why = read(python, reader, fmt, path)
                if seen is None:
                    bad.append((fmt, lang, reader, why))
                    rows.append((fmt, lang, reader, "refused: " + why, "", ""))
                    continue
                same = sum(flat(a[2]) == flat(b[2]) for a, b in zip(want, seen))
                unexplained = sum(flat(a[2]) != flat(b[2]) and i + 1 not in lost
                                  for i, (a, b) in enumerate(zip(want, seen)))
                off = max((max(abs(a[0] - b[0]), abs(a[1] - b[1])) for a, b in zip(want, seen) if b[1] is not None), default=0)
                rows.append((fmt, lang, reader, f"{len(seen)} of {len(want)}", f"{same}", f"{off}"))
                own = (fmt, reader) in TIMES_OF_ITS_OWN
                if len(seen) != len(want) or unexplained or off > GRAIN[fmt] and not own:
                    bad.append((fmt, lang, reader, f"{len(seen)} cues, {unexplained} other texts, {off} ms off"))
    table = ["| format | language | reader | cues | same text | largest difference, ms |", "|---|---|---|---|---|---|"]
    table += ["| " + " | ".join(row) + " |" for row in rows]
    print("\n".join(table))
    if args.out:
        with open(args.out, "w", encoding="utf-8") as file:
            file.write("\n".join(table) + "\n")
    for row in bad:
        print("NOT AS WRITTEN:", *row, file=sys.stderr)
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
