#!/usr/bin/env python3
"""Every command over every hostile file: `torture.py FOLDER [TREGUA] [--only REGEX] [--command REGEX] [--all]`.

FOLDER holds manifest.json (what is wrong with each file, which cues must survive, `A0001x` at a cue's start and `Z0001x` at
its end) and the files; where the large ones are missing and gen.py is there, it makes them in a temporary folder.
Each run has ten seconds of processor time and a gigabyte of address space. Prints a Markdown table, command by verdict,
and exits with 1 where a verdict is none of the good ones. What was not good is told on standard error, a line each.
"""
import collections, csv, html.parser, io, json, os, re, shutil, subprocess, sys, tempfile, time
import xml.etree.ElementTree
from concurrent.futures import ThreadPoolExecutor

CPU, SPACE, WALL = 10, 1 << 30, 300
GOOD = ["ok", "told", "refused as wanted", "asked"]
BAD = ["refused", "silent", "silent loss", "ill-formed", "leak", "crash", "hang", "memory"]
WRITABLE = "srt vtt ass ssa stl scc microdvd subviewer subviewer1 sbv mpl2 json imsc ebu-tt-d netflix-ttml itt dcp dcp-interop"
FORMS = "human json jsonl sarif junit github gitlab checkstyle csv html"
# Formats whose text cannot be searched in the file itself.
CODED = {"stl", "scc"}

# What a refusal is answered with: file and command (patterns), why the command refuses, the answer that its message names.
# With the answer no cue may be lost. `first:` is a command that is run on the file before. Without an answer the refusal is
# the right end: the format that is asked for cannot hold what is in the file.
LATER = "first:retime shift --by +1s --keep-unreadable"
ANSWERS = [
    ("srt-cp1252", ".", "no encoding is certain, and letters are read", "--input-encoding windows-1252"),
    ("mdvd-cp1250", ".", "no encoding is certain, and letters are read", "--input-encoding windows-1250"),
    ("srt-(invalid-utf8|cesu-surrogate|truncated-utf8)|vtt-invalid-utf8", ".", "no encoding is certain, and letters are read",
     "--input-encoding utf-8"),
    (".", "retime (shift|rate|points)", "times cannot be read and would stay, or would be before zero", "--keep-unreadable --clamp"),
    (".", "retime (conform|fit|snap)", "times would be before zero", "--clamp"),
    (".", "retime (fit|snap)", "times are before zero, and are to be moved first", LATER),
    (".", "retime conform", "times cannot be read and would stay", "--keep-unreadable"),
    (".", "retime conform", "both", "--keep-unreadable --clamp"),
    (".", "retime reels", "a reel without any cue", "--allow-empty"),
    (".", "retime reels", "a cue whose times cannot be read, or that is before or behind all reels, belongs to none", None),
    ("negative|mpl2-overflow", "convert|merge", "times before zero that the format cannot write", LATER),
    (".", "convert (stl|scc)", "letters that the format's table lacks, or a time beyond its day", None),
    ("big-srt-index-lines", "convert dcp", "a cue of five million lines", None),
    (".", "convert dcp", "a time beyond the day that a reel has at most", None),
    ("srt-duration-zero", "conform", "the insert lies behind the last cue, so nothing would change", None),
    ("big-(.*-10mb|stl-chain)", "split|merge (stacked|with another|styled|regions|interleaved|forced)", "a cue of ten megabytes is no subtitle", None),
    ("big-stl", "retime points", "a time beyond the day that EBU STL counts", None),
    ("big-", "compare", "equal times and words, by which nothing tells that two tracks are of one film", "--insist"),
    (".", "retime align", "three cues are too few to show a place", None),
    (".", "split", "there is one language in the file", None),
]


def commands():
    """Name, arguments, what is judged. {in} is a copy of the file, {out} a name, {control} a sound film of three cues."""
    yield "info", "info {in}", "report:human"
    yield "info json", "info --format json {in}", "report:json"
    for form in FORMS.split():
        yield f"check {form}", f"check --lang es --format {form} {{in}}", f"report:{form}"
    yield "check --profile netflix/ru", "check --lang ru --profile netflix/ru --format json {in}", "report:json"
    yield "check --fix", "check --lang es --fix {in}", "in place"
    yield "check --unsafe-fixes", "check --lang es --fix --unsafe-fixes {in}", "in place"
    yield "check --diff", "check --lang es --fix --diff {in}", "report:diff"
    yield "retime shift -i", "retime shift --by +1s -i {in}", "in place"
    yield "retime shift -o", "retime shift --by +1s -o {out} {in}", "same kind"
    yield "retime rate", "retime rate --from 25 --to 23.976 -o {out} {in}", "same kind"
    yield "retime points", "retime points --at 00:00:02=00:00:03 --at 00:00:06=00:00:08 -o {out} {in}", "same kind"
    yield "retime align", "retime align --to {control} -o {out} {in}", "same kind"
    yield "retime fit", "retime fit --lang es --fps 25 -o {out} {in}", "same kind"
    yield "retime snap", "retime snap --to-grid --fps 25 -o {out} {in}", "same kind"
    yield "retime conform", "retime conform --insert 00:00:01+00:00:01 --fps 25 -o {out} {in}", "same kind"
    yield "retime reels", "retime reels --split 4s,1h --fps 25 {in}", "reels"
    for to in WRITABLE.split():
        rate = "29.97" if to == "scc" else "25"
        yield f"convert {to}", f"convert --lang es --fps {rate} --to {to} -o {{out}} {{in}}", f"convert:{to}"
    for form in ("human", "json", "html"):
        yield f"diff {form}", f"diff --format {form} {{in}} {{in}}", f"report:{form}"
        yield f"compare {form}", f"compare --lang es,ru --format {form} {{in}} {{in}}", f"report:{form}"
    yield "compare with another", "compare --lang es,ru --insist {in} {control}", "report:human"
    yield "merge stacked", "merge --lang es,ru --insist -o {out} --to srt {in} {in}", "merge"
    yield "merge with another", "merge --lang es,ru --insist -o {out} --to srt {in} {control}", "merge"
    yield "merge styled", "merge --lang es,ru --insist --layout styled -o {out} --to ass {in} {in}", "merge"
    yield "merge regions", "merge --lang es,ru --insist --layout regions -o {out} --to vtt {in} {in}", "merge"
    yield "merge interleaved", "merge --lang es,ru --insist --layout interleaved -o {out} --to srt {in} {in}", "merge"
    yield "merge forced", "merge forced -o {out} --to srt {in} {control}", "merge"
    yield "merge three-way, same", "merge three-way -o {out} {in} {in} {in}", "identical"
    yield "merge three-way, retimed", "merge three-way -o {out} {in} {moved} {in}", "same kind"
    yield "split", "split --lang es,ru --insist --to srt -o {dir} {in}", "split"


def limited(argv):
    """A run under the limits: exit code, output, messages, what it died of."""
    command = ["prlimit", f"--cpu={CPU}:{CPU + 1}", f"--as={SPACE}", "--core=0", "--"] + argv
    env = dict(os.environ, LANG="C.UTF-8", LC_ALL="C.UTF-8", NO_COLOR="1")
    try:
        run = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=WALL, env=env)
    except subprocess.TimeoutExpired:
        return None, b"", b"", "hang"
    code, err = run.returncode, run.stderr
    died = None
    if code in (-24, -9):
        died = "hang"
    elif b"memory allocation" in err or b"Cannot allocate" in err:
        died = "memory"
    elif code < 0 or code in (101, 134) or b"panicked at" in err or code > 2:
        died = "crash"
    return code, run.stdout, err, died


def markers(data):
    """The cues whose text begins, and those whose text ends, in these bytes."""
    if b"\0" in data[:4] or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = data.replace(b"\0", b"")
    return [{int(n) for n in re.findall(letter + rb"(\d{4,6})x", data)} for letter in (b"A", b"Z")]


def wanted(entry):
    cues = entry["expect"]["cues"]
    return set(range(cues["first"], cues["last"] + 1)) if isinstance(cues, dict) else set(cues)


class Tags(html.parser.HTMLParser):
    """What could act in a page."""

    def __init__(self):
        super().__init__()
        self.scripts, self.acts = 0, []

    def handle_starttag(self, tag, attrs):
        # The page's own script, and its data, which is none to a browser.
        self.scripts += tag == "script" and dict(attrs).get("type") != "application/json"
        for name, value in attrs:
            value = (value or "").strip().lower()
            inside = value.startswith("#") or value == "data:,"
            outside = name in ("src", "href", "action", "data", "srcset") and not inside
            if name.startswith("on") or outside or "javascript:" in value and name != "title" and name in ("href", "src"):
                self.acts.append(f"{tag} {name}={value[:40]}")
        if tag in ("iframe", "object", "embed", "img", "base"):
            self.acts.append(tag)


def steers(text, form):
    """What of a text would act on a terminal or in the log of a build."""
    hidden = re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    if hidden:
        return f"U+{ord(hidden[0]):04X} is shown as it is"
    # Three colons, as beside a file's name in a drawn finding, are no command.
    own = r"::(?!(error|warning|notice) file=)" if form == "github" else "::(?!:)"
    found = re.search(rf"^\s*({own}|##vso|##teamcity|##\[)", text, re.M)
    return f"a command of a build log: {found[0]}" if found else None


def ill_formed(form, data):
    """What is wrong with a report, if anything."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return f"no UTF-8: {error}"
    try:
        if form in ("json", "sarif", "gitlab"):
            json.loads(text)
        elif form == "jsonl":
            for line in text.split("\n")[:-1]:
                json.loads(line)
        elif form in ("junit", "checkstyle"):
            xml.etree.ElementTree.fromstring(text)
        elif form == "csv":
            for row in csv.reader(io.StringIO(text.lstrip("\ufeff"), newline="")):
                for cell in row:
                    if cell.lstrip()[:1] in ("=", "+", "-", "@") and cell.strip():
                        return f"a cell that is a formula: {cell[:40]}"
        elif form == "html":
            page = Tags()
            page.feed(text)
            if page.acts or page.scripts > 1:
                return f"the page acts: {page.scripts} scripts, {page.acts[:3]}"
    except (ValueError, csv.Error, xml.etree.ElementTree.ParseError) as error:
        return f"{form}: {error}"
    return steers(text.replace("\r\n", "\n"), form) if form not in ("html", "diff") else None


def survives(entry, data, err, original=None):
    """Whether every cue that must survive is there, or was named as lost. Markup may stand in a marker of the original."""
    starts, ends = markers(data)
    seen = markers(original) if original else [wanted(entry)] * 2
    lost = (wanted(entry) & seen[0]) - starts | (wanted(entry) & seen[1]) - ends
    if not lost:
        return "ok", ""
    return ("told" if err.strip() else "silent loss"), f"{len(lost)} cues are not there, as {sorted(lost)[:3]}"


def read(path):
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return b""


class Torture:
    def __init__(self, folder, tregua):
        self.folder, self.tregua = folder, tregua
        self.control = os.path.join(folder, "ctl-srt-lf.srt")

    def run(self, entry, name, line, kind, answer=None):
        with tempfile.TemporaryDirectory(prefix="torture-") as home:
            source = os.path.join(self.folder, entry["name"])
            places = {"{in}": os.path.join(home, entry["name"]), "{out}": os.path.join(home, "out"),
                      "{dir}": os.path.join(home, "results"), "{control}": self.control,
                      "{moved}": os.path.join(home, "moved-" + entry["name"])}
            shutil.copy(source, places["{in}"])
            os.mkdir(places["{dir}"])
            words = line.split()
            if kind in ("same kind", "identical") and "." in entry["name"]:
                places["{out}"] += os.path.splitext(entry["name"])[1]
            if "{moved}" in words:
                moved = limited([self.tregua, "retime", "shift", "--by", "+1s", "--keep-unreadable", "-o", places["{moved}"], source])
                if moved[0] != 0:
                    shutil.copy(source, places["{moved}"])
            if answer and answer.startswith("first:"):
                limited([self.tregua] + answer[6:].split() + ["-i", places["{in}"]])
                entry = dict(entry, changed=read(places["{in}"]))
            elif answer:
                words += answer.split()
            argv = [self.tregua] + [places.get(word, word) for word in words]
            code, out, err, died = limited(argv)
            if died:
                return died, err[-200:].decode("utf-8", "replace")
            return self.judge(entry, kind, places, code, out, err)

    def judge(self, entry, kind, places, code, out, err):
        said = err.decode("utf-8", "replace")
        turned = steers(said, "")
        if turned:
            return "leak", "messages: " + turned
        if b"root:x:" in out + err:
            return "leak", "another file's content"
        original = entry.get("changed") or read(os.path.join(self.folder, entry["name"]))
        if kind != "in place" and read(places["{in}"]) != original:
            return "silent loss", "the input was changed"
        outcome = entry["expect"]["outcome"]
        if code == 2 and kind.startswith("report:") and out:
            # A machine's report tells of the failure itself.
            wrong = ill_formed(kind.split(":")[1], out)
            if wrong:
                return "ill-formed", wrong
        if code == 2:
            if not said.strip() and not out.strip():
                return "silent", "exit code 2 and not a word"
            if kind == "in place" and read(places["{in}"]) != original:
                return "silent loss", "refused, and the file was changed"
            free = outcome != "recover" or entry["format"] == "zip"
            return ("refused as wanted" if free else "refused"), said.strip()[:200]
        if kind == "identical" and read(places["{out}"]) == original:
            # Versions that are the same byte for byte are not read.
            return ("ok" if outcome == "recover" else "refused as wanted"), ""
        if outcome == "error" and not said.strip() and not out.strip():
            return "silent", "nothing is said of a file that is no track"
        if kind.startswith("report:"):
            wrong = ill_formed(kind.split(":")[1], out)
            return ("ill-formed", wrong) if wrong else ("ok", "")
        if kind == "in place":
            return survives(entry, read(places["{in}"]), err if code else b"", original)
        if kind == "identical":
            same = read(places["{out}"]) == original
            return ("ok", "") if same else ("silent loss", "not the same bytes")
        if kind in ("split", "reels"):
            folder = places["{dir}"] if kind == "split" else os.path.dirname(places["{in}"])
            names = [name for name in sorted(os.listdir(folder)) if kind == "split" or ".reel" in name]
            data = b"".join(read(os.path.join(folder, name)) for name in names)
            return survives(entry, data, err, original if kind == "reels" else None)
        data = read(places["{out}"])
        if kind.startswith("convert:") and kind.split(":")[1] in CODED:
            _, data, _, died = limited([self.tregua, "convert", "-q", "--to", "srt", "--input-format", kind.split(":")[1], places["{out}"]])
            if died:
                return died, "reading back"
        if kind == "same kind" and entry["format"] in CODED:
            data = data.replace(b"\x8f", b"") if entry["format"] == "stl" else original
        return survives(entry, data, err, original if kind == "same kind" else None)


def complete(folder, manifest):
    """The folder with all files: this one, or one that gen.py fills."""
    if all(os.path.exists(os.path.join(folder, entry["name"])) for entry in manifest):
        return folder
    maker = os.path.join(folder, "gen.py")
    if not os.path.exists(maker):
        return folder
    made = tempfile.mkdtemp(prefix="torture-all-")
    subprocess.run([sys.executable, maker, made, "--all"], check=True, stdout=sys.stderr)
    return made


def answers(entry, command):
    return [how for file, name, _, how in ANSWERS if re.search(file, entry["name"]) and re.search(name, command)]


def main():
    words, options = [], {}
    args = iter(sys.argv[1:])
    for arg in args:
        if arg in ("--only", "--command", "--json"):
            options[arg] = next(args)
        else:
            words.append(arg)
    folder = words[0]
    tregua = os.path.abspath(words[1] if len(words) > 1 else "target/release/tregua")
    with open(os.path.join(folder, "manifest.json"), encoding="utf-8") as file:
        manifest = json.load(file)["files"]
    folder = complete(folder, manifest)
    torture = Torture(folder, tregua)
    files = [e for e in manifest if re.search(options.get("--only", ""), e["name"]) and os.path.exists(os.path.join(folder, e["name"]))]
    table, notes, begun = collections.OrderedDict(), [], time.time()
    jobs = [(e, *c) for c in commands() if re.search(options.get("--command", ""), c[0]) for e in files]

    def one(job):
        entry, name, line, kind = job
        verdict, why = torture.run(entry, name, line, kind)
        if verdict == "refused":
            for answer in answers(entry, name):
                if answer is None:
                    verdict = "refused as wanted"
                    break
                again, why_not = torture.run(entry, name, line, kind, answer)
                if again in ("ok", "told"):
                    verdict = "asked"
                    break
                if again not in ("refused", "silent loss"):
                    verdict, why = again, f"with {answer}: {why_not}"
                    break
                why += f" / with {answer}: {again}: {why_not}"
        return entry["name"], name, verdict, why

    with ThreadPoolExecutor(max_workers=2) as pool:
        for file, name, verdict, why in pool.map(one, jobs):
            table.setdefault(name, collections.Counter())[verdict] += 1
            if verdict not in GOOD[:1] + GOOD[2:]:
                notes.append({"file": file, "command": name, "verdict": verdict, "why": why})
            if verdict in BAD:
                print(f"{verdict}: {name}: {file}: {why}".replace("\n", " | "), file=sys.stderr, flush=True)
    if "--json" in options:
        with open(options["--json"], "w", encoding="utf-8") as file:
            json.dump(notes, file, indent=1, ensure_ascii=False)
    print(f"{len(files)} files, {len(jobs)} runs, {time.time() - begun:.0f} s\n")
    columns = GOOD + BAD
    print("| command | " + " | ".join(columns) + " |")
    print("|---|" + "---:|" * len(columns))
    total = collections.Counter()
    for name, counts in table.items():
        total.update(counts)
        print(f"| `{name}` | " + " | ".join(str(counts[column]) for column in columns) + " |")
    print("| **all** | " + " | ".join(f"**{total[column]}**" for column in columns) + " |")
    sys.exit(1 if any(total[verdict] for verdict in BAD) else 0)


if __name__ == "__main__":
    main()
