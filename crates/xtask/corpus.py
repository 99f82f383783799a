#!/usr/bin/env python3
"""What must hold for every real file: `corpus.py FOLDER [TREGUA] [--only REGEX] [--law REGEX]`.

Each file of FOLDER that `tregua info` reads as a subtitle goes through these laws; the others must be left alone:

  same         `retime shift --by 0ms -i` leaves every byte as it was; a file that is refused is not touched.
  times only   `retime shift --by +1s` changes digits of times and nothing else; `--by -1s` gives the first bytes back.
  cues         a conversion writes as many cues as it read, or names those that it left out. What it read and what it
               wrote is counted here, not by Tregua, where the format can be counted by a pattern.
  again        what was written in a format, converted to that format once more, is the same bytes (but captions of SCC
               that were made of several cues seen at once, which is told).
  alone        `check` and `convert` say and write the same with 1 and 8 threads, in 4 locales and 3 time zones.

Prints a Markdown table and exits with 1 where a law is broken; each breach is told on standard error, a line each.
A file whose times cannot all be read is asked about (exit code 2 with the option's name); it is then run with the answer.
"""
import collections, difflib, json, os, re, shutil, subprocess, sys, tempfile
from concurrent.futures import ThreadPoolExecutor

LOCALES = ["C", "es_ES.UTF-8", "tr_TR.UTF-8", "kk_KZ.UTF-8"]
ZONES = ["UTC", "Asia/Almaty", "America/Buenos_Aires"]
WRITABLE = "srt vtt ass ssa stl scc microdvd subviewer subviewer1 sbv mpl2 json imsc ebu-tt-d netflix-ttml itt dcp dcp-interop".split()
# Files in which digits are times and nothing else can be told apart by looking: judged by their fields instead.
STL_HEAD, STL_BLOCK = 1024, 128


class Broken(Exception):
    """A law that does not hold."""


def run(tregua, *args, env=None):
    done = subprocess.run([tregua, *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env, timeout=300)
    if done.returncode not in (0, 1, 2):
        raise Broken(f"{' '.join(args)}: ended with {done.returncode}: {done.stderr[-300:]!r}")
    return done


def told(done):
    return " ".join(done.stderr.decode("utf-8", "replace").split())


def read(path):
    with open(path, "rb") as file:
        return file.read()


def answered(tregua, make, fallback=()):
    """Runs; where it is refused with the name of an option that would let it go on, once more with that."""
    more = []
    for _ in range(4):
        done = run(tregua, *make(more))
        if done.returncode != 2:
            return done, more
        said = told(done)
        named = [it for it in ("--keep-unreadable", "--clamp", "--allow-empty") if it in said and it not in more]
        if not named:
            return done, more
        more += named
    return done, more


def text(data):
    """The text of a file, for looking at digits; None where it is not one of these encodings."""
    if data[:4] in (b"\xff\xfe\0\0", b"\0\0\xfe\xff"):
        return data[: len(data) // 4 * 4].decode("utf-32")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data[: len(data) // 2 * 2].decode("utf-16", "surrogatepass")
    if data[:4].count(0) >= 2:
        return data[: len(data) // 2 * 2].decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be", "surrogatepass")
    return data.decode("latin-1")


# A number that is part of a time: with others by colons, in braces, brackets, an attribute, or with a unit.
AROUND = re.compile(r"""[:.,;{}\[\]"'=\-><\s/#tfsmh|T]|$""", re.I)


def times_only(before, after, form):
    if form == "EBU STL":
        if len(before) != len(after):
            raise Broken("the file's length changed")
        for at, (a, b) in enumerate(zip(before, after)):
            if a != b and not (at >= STL_HEAD and 5 <= (at - STL_HEAD) % STL_BLOCK < 13):
                # The header's own stamps: first in-cue and start of programme.
                if not 256 <= at < 272:
                    raise Broken(f"byte {at} is no time code and changed")
        return
    a, b = text(before), text(after)
    parts = re.compile(r"\d+")
    rest, other = parts.split(a), parts.split(b)
    if rest == other:
        for hit, new in zip(parts.finditer(a), parts.finditer(b)):
            if hit.group() != new.group():
                left, right = a[hit.start() - 1 : hit.start()], a[hit.end() : hit.end() + 1]
                if not (AROUND.match(left) and AROUND.match(right)):
                    raise Broken(f"“{a[max(0, hit.start() - 20):hit.end() + 20]}” changed, and is no time")
        return
    # A number became longer or got a part it did not have: 3s to 4.5s. Only what stands beside digits may differ.
    for tag, i, j, k, l in difflib.SequenceMatcher(None, a.splitlines(), b.splitlines(), autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        old, new = "\n".join(a.splitlines()[i:j]), "\n".join(b.splitlines()[k:l])
        mask = lambda it: re.sub(r"-?[\d:.,;]*\d[\d:.,;]*", "#", it)
        if mask(old) != mask(new):
            raise Broken(f"“{old[:80]}” became “{new[:80]}”")


def different(a, b):
    """The first line that differs, in both."""
    for old, new in zip(text(a).splitlines(), text(b).splitlines()):
        if old != new:
            return f"“{old.strip()[:120]}” became “{new.strip()[:120]}”"
    return "one is longer"


def count(data, form):
    """Cues of a file by a pattern, where one can tell; else None."""
    if form in ("srt", "vtt", "SubRip", "WebVTT"):
        stamp = re.compile(r"^[^\n]*\d[ \t]*-+>[ \t]*-?\d*[:\d]", re.M)
        return len(stamp.findall(text(data).replace("\r\n", "\n").replace("\r", "\n")))
    if form in ("ass", "ssa"):
        return len(re.findall(r"^Dialogue:", text(data), re.M))
    if form == "json":
        return len(json.loads(data.decode("utf-8-sig"))["cues"])
    if form in ("microdvd", "mpl2"):
        return len(re.findall(r"^[\[{]\d+[\]}][\[{]\d*[\]}]", text(data), re.M)) - (1 if re.match(r"\{1\}\{1\}[\d.]+\s", text(data)) else 0)
    return None


class File:
    def __init__(self, tregua, path, folder):
        self.tregua, self.path, self.folder = tregua, path, folder
        self.told = collections.Counter()
        info = run(tregua, "info", "--format", "json", path)
        self.info = json.loads(info.stdout)[0] if info.returncode == 0 and info.stdout else None

    def copy(self, name="in"):
        at = os.path.join(self.folder, name + os.path.splitext(self.path)[1])
        shutil.copyfile(self.path, at)
        return at

    def same(self):
        at, bytes_ = self.copy(), read(self.path)
        done, _ = answered(self.tregua, lambda more: ["retime", "shift", "--by", "0ms", "-i", *more, at])
        if read(at) != bytes_:
            raise Broken("changed by a shift of nothing")
        return "refused, untouched" if done.returncode == 2 else "ok"

    def times(self):
        at, bytes_ = self.copy(), read(self.path)
        first, more = answered(self.tregua, lambda more: ["retime", "shift", "--by", "+1s", "-i", *more, at])
        moved = read(at)
        if first.returncode == 2:
            if moved != bytes_:
                raise Broken("refused, and changed")
            return "refused, untouched"
        times_only(bytes_, moved, self.info["format"])
        if "--clamp" in more:
            # What was held at zero does not go back.
            return "held"
        back = run(self.tregua, "retime", "shift", "--by", "-1s", "-i", *more, at)
        if back.returncode == 2 and "before zero" in told(back) and re.search(rb"(?m)^-\d", moved):
            return "refused, untouched"
        if back.returncode == 2:
            raise Broken(f"does not go back: {told(back)[:200]}")
        if read(at) != bytes_:
            # A minute of 75 seconds is spelt anew when it moves, and stays a minute and 15: no time is another.
            if self.track(at) == self.track(self.path):
                return "respelt"
            raise Broken("is not what it was after a second there and back")
        return "ok" if self.info["cues"] else "no cues"

    def track(self, path):
        return run(self.tregua, "convert", "--to", "json", "--fps", "25", "-q", path).stdout

    def convert(self, source, to, out, rate):
        args = ["convert", "--format", "json", "--overwrite", "--to", to, "-o", out, "--fps", rate, "--lang", "es"]
        return run(self.tregua, *args, source)

    def cues(self, to):
        rate = "29.97" if to == "scc" else "25"
        out = os.path.join(self.folder, f"out.{to}")
        done = self.convert(self.path, to, out, rate)
        if done.returncode == 2:
            if os.path.exists(out):
                raise Broken("refused, and written")
            return "refused"
        said = json.loads(done.stdout)["files"][0]
        left = len({loss.get("cue") for loss in said["losses"] if loss["kind"] == "cue"})
        joined = sum(loss["kind"] == "overlap" for loss in said["losses"])
        given = self.info["cues"]
        own = count(read(self.path), self.info["format"])
        if own is not None and own != given and not self.info["oddities"]:
            raise Broken(f"{own} cues by a pattern, {given} by Tregua, and no oddity told")
        written = count(read(out), to)
        # Where cues are seen together a format may need one cue of them, or several: that is told as overlap.
        if written is not None and written + left != given and not joined:
            raise Broken(f"{given} cues read, {written} written, {left} said to be left out")
        self.told["cues"] += given
        self.told["left out and named"] += left
        return "ok"

    def again(self, to):
        rate = "29.97" if to == "scc" else "25"
        first = os.path.join(self.folder, f"first.{to}")
        second = os.path.join(self.folder, f"second.{to}")
        made = self.convert(self.path, to, first, rate)
        if made.returncode == 2:
            return "refused"
        if not self.info["cues"]:
            return "no cues"
        forms = {"subviewer1": ["--input-format", "subviewer1"], "dcp-interop": [], "dcp": []}
        args = ["convert", "--overwrite", "--to", to, "-o", second, "--fps", rate, "--lang", "es", *forms.get(to, [])]
        done = run(self.tregua, *args, first)
        if done.returncode == 2:
            if "no cue" in told(done) or not self.info["cues"]:
                return "refused"
            raise Broken(f"its own result is refused: {told(done)[:200]}")
        if read(first) != read(second):
            # Captions that are seen together are one in this format, and a caption has one place.
            if to == "scc" and any(it["kind"] == "overlap" for it in json.loads(made.stdout)["files"][0]["losses"]):
                return "joined"
            raise Broken(f"a second conversion gives other bytes: {different(read(first), read(second))}")
        return "ok"

    def alone(self):
        seen = set()
        for n, (locale, zone) in enumerate([(l, ZONES[n % 3]) for n, l in enumerate(LOCALES)] + [("C", z) for z in ZONES]):
            env = dict(os.environ, LC_ALL=locale, LANG=locale, TZ=zone, RAYON_NUM_THREADS="18"[n % 2], NO_COLOR="1")
            check = run(self.tregua, "check", "--format", "json", "--message-language", "en", self.path, env=env)
            out = os.path.join(self.folder, "alone.json")
            made = run(self.tregua, "convert", "--overwrite", "--to", "json", "--fps", "25", "-o", out, "--message-language", "en", self.path, env=env)
            seen.add((check.returncode, check.stdout, made.returncode, read(out) if made.returncode != 2 else b""))
        if len(seen) != 1:
            raise Broken(f"{len(seen)} different results")
        return "ok"


def judge(job):
    tregua, path, wanted = job
    out = []
    with tempfile.TemporaryDirectory() as folder:
        try:
            file = File(tregua, path, folder)
        except (Broken, subprocess.TimeoutExpired) as error:
            return [("read", "broken", path, str(error))], {}
        if file.info is None:
            before = read(path)
            at = file.copy()
            run(tregua, "retime", "shift", "--by", "+1s", "-i", at)
            ok = read(at) == before
            return [("read", "no subtitle" if ok else "broken", path, "refused by info, changed by retime")], {}
        jobs = [("same", file.same), ("times only", file.times), ("alone", file.alone)]
        for to in WRITABLE:
            jobs.append((f"cues, {to}", lambda to=to: file.cues(to)))
            jobs.append((f"again, {to}", lambda to=to: file.again(to)))
        for law, work in jobs:
            if wanted and not re.search(wanted, law):
                continue
            try:
                out.append((law, work(), path, ""))
            except (Broken, subprocess.TimeoutExpired) as error:
                out.append((law, "broken", path, str(error)))
        return out, file.told


def main():
    args = sys.argv[1:]
    def option(name):
        if name in args:
            at = args.index(name)
            value = args[at + 1]
            del args[at : at + 2]
            return value
        return None
    only, wanted = option("--only"), option("--law")
    folder = args[0]
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    tregua = os.path.abspath(args[1]) if len(args) > 1 else os.path.join(root, "target/release/tregua")
    paths = sorted(os.path.join(at, name) for at, _, names in os.walk(folder) for name in names)
    paths = [it for it in paths if not only or re.search(only, it)]
    table, files, sums = collections.defaultdict(collections.Counter), collections.defaultdict(set), collections.Counter()
    with ThreadPoolExecutor(2) as pool:
        for results, more in pool.map(judge, ((tregua, it, wanted) for it in paths)):
            sums.update(more)
            for law, verdict, path, why in results:
                table[law][verdict] += 1
                files[law].add(path)
                if verdict == "broken":
                    print(f"{law}: {os.path.relpath(path, folder)}: {why}", file=sys.stderr)
    print("| law | files | runs | ok | refused, nothing written | broken |\n|---|---:|---:|---:|---:|---:|")
    for law, row in table.items():
        refused = sum(n for verdict, n in row.items() if verdict.startswith("refused") or verdict.startswith("no "))
        good = row["ok"] + row["respelt"] + row["joined"] + row["held"]
        print(f"| {law} | {len(files[law])} | {sum(row.values())} | {good} | {refused} | {row['broken']} |")
    print("\n" + ", ".join(f"{n} {what}" for what, n in sorted(sums.items())))
    sys.exit(any(row["broken"] for row in table.values()))


main()
