"""What the faults are tried on: every command that changes files, in every format that it can change.

A job is a folder of files and a command line. It is run once undisturbed; the files that this run changed or made are its
targets, and what they hold afterwards is NEW. The tracks are the first minutes of the feature in fixtures/, with a few
defects put in so that every command has something to do.
"""
import os, re, shutil, subprocess, sys, tempfile

CUES = 60
STRAY = re.compile(r"\.tregua-[0-9a-f]{16}\.tmp")

# Name of the format: ending of the file and what is said to the converter that makes it.
FORMATS = {
    "srt": (".srt", None), "vtt": (".vtt", []), "ass": (".ass", []), "ssa": (".ssa", []),
    "ttml": (".ttml", []), "stl": (".stl", ["--fps", "25"]), "scc": (".scc", ["--fps", "29.97"]),
    "microdvd": (".sub", ["--fps", "25", "--to", "microdvd"]), "sami": (".smi", None),
    "subviewer": (".sub", ["--to", "subviewer"]), "subviewer1": (".sub", ["--to", "subviewer1"]),
    "sbv": (".sbv", []), "mpl2": (".mpl", []), "json": (".json", []), "lrc": (".lrc", None),
    "dcp": (".xml", ["--to", "dcp", "--fps", "24", "--title", "La estepa y el mar"]),
    "dcp-interop": (".xml", ["--to", "dcp-interop", "--title", "La estepa y el mar"]),
}
# The formats that every command is tried with; the others are shifted, mended and converted.
CORE = ["srt", "vtt", "ass", "ssa", "ttml", "stl", "scc", "microdvd", "sami"]


def clock(ms, comma=","):
    hours, rest = divmod(ms, 3_600_000)
    minutes, rest = divmod(rest, 60_000)
    seconds, rest = divmod(rest, 1000)
    return f"{hours:02}:{minutes:02}:{seconds:02}{comma}{rest:03}"


def ms(text):
    hours, minutes, seconds, rest = re.match(r"(\d+):(\d+):(\d+)[,.](\d+)", text).groups()
    return ((int(hours) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(rest)


def cues_of(path):
    """(in-time, out-time, text) of each cue of a clean SubRip file."""
    with open(path, encoding="utf-8-sig", newline=None) as file:
        blocks = file.read().strip().split("\n\n")
    out = []
    for block in blocks[:CUES]:
        _, times, *lines = block.split("\n")
        start, _, end = times.partition(" --> ")
        out.append((ms(start), ms(end), "\n".join(lines)))
    return out


def subrip(cues):
    return "".join(f"{n}\n{clock(a)} --> {clock(b)}\n{text}\n\n" for n, (a, b, text) in enumerate(cues, 1)).encode()


def flawed(cues):
    """The same cues with gaps that are too short and doubled spaces."""
    out = []
    for n, (start, end, text) in enumerate(cues):
        if n % 12 == 5 and n + 1 < len(cues):
            end = cues[n + 1][0] - 10
        if n % 9 == 1 and " " in text:
            text = text.replace(" ", "  ", 1)
        out.append((start, end, text))
    return out


def silence(cues):
    """Where the longest silence between two cues begins."""
    return max((b[0] - a[1], a[1]) for a, b in zip(cues, cues[1:]))[1]


def moved(cues, by):
    return [(start + by, end + by, text) for start, end, text in cues]


def sami(cues):
    head = ("<SAMI>\n<HEAD>\n<STYLE TYPE=\"text/css\">\n<!--\nP { font-family: Arial; }\n"
            ".ESCC { Name: Español; lang: es-ES; SAMIType: CC; }\n-->\n</STYLE>\n</HEAD>\n<BODY>\n")
    body = "".join(f"<SYNC Start={a}><P Class=ESCC>{text.replace(chr(10), '<br>')}\n<SYNC Start={b}><P Class=ESCC>&nbsp;\n"
                   for a, b, text in cues)
    return (head + body + "</BODY>\n</SAMI>\n").encode()


def lrc(cues):
    line = lambda a, text: f"[{a // 60000:02}:{a % 60000 // 1000:02}.{a % 1000 // 10:02}]{text}\n"
    plain = lambda text: re.sub(r"<[^>]*>", "", text.replace("\n", " "))
    return "".join(line(a, plain(text)) + line(b, "") for a, b, text in cues).encode()


class Materials:
    """The tracks in every format, made once."""

    def __init__(self, tregua, fixtures):
        self.tregua = tregua
        self.folder = tempfile.mkdtemp(prefix="tregua-faults-made-")
        feature = os.path.join(fixtures, "feature", "tregua-feature.")
        self.cues = {lang: cues_of(feature + lang + ".srt") for lang in ("es-ES", "kk", "ru")}
        self.bytes = {}
        for name in FORMATS:
            self.bytes[name] = self.made(name, flawed(self.cues["es-ES"]))

    def made(self, name, cues):
        ending, options = FORMATS[name]
        if name == "srt":
            return subrip(cues)
        if name == "sami":
            return sami(cues)
        if name == "lrc":
            return lrc(cues)
        source, out = os.path.join(self.folder, "a.es-ES.srt"), os.path.join(self.folder, "b.es-ES" + ending)
        with open(source, "wb") as file:
            file.write(subrip(cues))
        self.run("convert", "-q", "--overwrite", *options, "-o", out, source)
        with open(out, "rb") as file:
            return file.read()

    def plan(self):
        """A plan of a shift, as `--plan` writes it."""
        source, out = os.path.join(self.folder, "a.es-ES.srt"), os.path.join(self.folder, "plan.toml")
        self.run("retime", "shift", "--by", "1s", "--plan", out, "--overwrite", source)
        with open(out, "rb") as file:
            return file.read()

    def merged(self, ending, *options):
        """The three languages in one track."""
        paths = []
        for lang, cues in self.cues.items():
            paths.append(os.path.join(self.folder, f"m.{lang}.srt"))
            with open(paths[-1], "wb") as file:
                file.write(subrip(cues))
        out = os.path.join(self.folder, "m.mul" + ending)
        self.run("merge", "--overwrite", *options, "-o", out, *paths)
        with open(out, "rb") as file:
            return file.read()

    def run(self, *words):
        done = subprocess.run([self.tregua, *words], capture_output=True, env=plain_env())
        if done.returncode not in (0, 1):
            sys.exit(f"{' '.join(words)}: exit code {done.returncode}: {done.stderr.decode(errors='replace')}")

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)


def plain_env(**more):
    env = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "TREGUA_", "RUST_BACKTRACE"))}
    # What runs keep for later ones is not to be mixed with the user's own.
    env.update({"NO_COLOR": "1", "RAYON_NUM_THREADS": "1", "LC_ALL": "C", "XDG_CACHE_HOME": os.path.join(tempfile.gettempdir(), "tregua-faults-cache"), **more})
    return {key: value for key, value in env.items() if value is not None}


class Job:
    """Files in a folder and a command line; `{d}` is the folder. `each`: files are written one by one, not as a set."""

    def __init__(self, command, form, files, words, each=False):
        self.command, self.form, self.files, self.words, self.each = command, form, files, words, each
        self.new, self.code, self.targets = {}, 0, set()

    @property
    def name(self):
        return f"{self.command} ({self.form})"

    def line(self, tregua, folder):
        return [tregua, *(word.replace("{d}", folder) for word in self.words)]

    def learn(self, tregua):
        """Runs it undisturbed; says why where it is no use as a job."""
        with Box(self) as box:
            done = box.run(self.line(tregua, box.folder))
            self.code = done.returncode
            if done.returncode not in (0, 1):
                return f"exit code {done.returncode}: {done.stderr.decode(errors='replace').strip()}"
            self.new = box.contents()
            self.targets = {name for name in self.new if self.new[name] != self.files.get(name)}
            if not self.targets or set(self.files) - set(self.new):
                return "it changed nothing"
            if any(STRAY.fullmatch(name) for name in self.new):
                return "it left a temporary file"
        return None


class Box:
    """A fresh folder with the files of a job; those that are to be replaced have an owner, a mode and an attribute."""
    MODE, OWNER, NOTE = 0o640, (1234, 4321), ("user.note", b"keep me")

    def __init__(self, job, base=None):
        self.job = job
        self.folder = tempfile.mkdtemp(prefix="tregua-faults-", dir=base)
        for name, content in job.files.items():
            path = os.path.join(self.folder, name)
            with open(path, "wb") as file:
                file.write(content)
            os.chmod(path, self.MODE)
            if os.geteuid() == 0:
                os.chown(path, *self.OWNER)
            try:
                os.setxattr(path, *self.NOTE)
            except OSError:
                pass

    def run(self, line, timeout=90, **more):
        more.setdefault("env", plain_env())
        more.setdefault("cwd", self.folder)
        return subprocess.run(line, stdin=subprocess.DEVNULL, capture_output=True, timeout=timeout, **more)

    def contents(self):
        out = {}
        for name in os.listdir(self.folder):
            with open(os.path.join(self.folder, name), "rb") as file:
                out[name] = file.read()
        return out

    def kept(self, name):
        """Whether a file has the owner, mode and attribute it had."""
        path = os.path.join(self.folder, name)
        meta = os.stat(path)
        owner = os.geteuid() != 0 or (meta.st_uid, meta.st_gid) == self.OWNER
        try:
            note = os.getxattr(path, self.NOTE[0]) == self.NOTE[1]
        except OSError:
            note = not has_attributes(self.folder)
        return meta.st_mode & 0o7777 == self.MODE and owner and note

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder, ignore_errors=True)


def has_attributes(folder):
    with tempfile.NamedTemporaryFile(dir=folder) as file:
        try:
            os.setxattr(file.name, *Box.NOTE)
            return True
        except OSError:
            return False


def jobs(made):
    """Every command with every format."""
    cues = made.cues["es-ES"]
    reference = {"reference.ru.srt": subrip(made.cues["ru"])}
    plan = {"plan.toml": made.plan()}
    out = []
    for form, (ending, _) in FORMATS.items():
        film, path = {"film.es-ES" + ending: made.bytes[form]}, "{d}/film.es-ES" + ending
        rate = {"stl": ["--fps", "25"], "scc": ["--fps", "29.97"], "microdvd": ["--fps", "25"]}.get(form, ["--fps", "24"])
        known = rate if form in ("microdvd",) else []

        def add(command, words, files=film, **more):
            out.append(Job(command, form, dict(files), words, **more))

        add("retime shift -i", ["retime", "shift", "--by", "1s", "-i", *known, path])
        # In these three nothing is mended unasked; their times are put onto another film's frames.
        other = {"stl": "50", "scc": "25", "sami": "25"}.get(form)
        fix = ["--unsafe-fixes", "--fps", other] if other else ["--fix", *rate]
        few = {"film.es-ES" + ending: made.made(form, flawed(cues[:14]))} if other else film
        add("check --fix", ["check", *fix, path], few, each=True)
        if form not in CORE:
            continue
        add("retime rate -i", ["retime", "rate", "--from", "25", "--to", "24", "-i", *known, path])
        add("retime points -i", ["retime", "points", "--at", "00:00:12=00:00:13", "--at", "00:03:00=00:03:03", "-i", *known, path])
        add("retime apply -i", ["retime", "apply", "-i", *known, "{d}/plan.toml", path], {**film, **plan})
        # In SAMI a time is the end of one cue and the start of the next; it is not moved for one of them.
        if form != "sami":
            add("retime fit -i", ["retime", "fit", "-i", *rate, path])
            add("retime snap -i", ["retime", "snap", "--chain", "-i", *rate, path])
        late = {"film.es-ES" + ending: made.made(form, moved(cues, 2400))}
        add("retime align -i", ["retime", "align", "--to", "{d}/reference.ru.srt", "-i", *known, path], {**late, **reference})
        add("retime conform -i", ["retime", "conform", "--cut", "00:00:40:00..00:00:52:00", "-i", *rate, path])
        reels = {f"film.reel{n}.es-ES{ending}": made.bytes[form] for n in (1, 2)}
        # In the longest silence: SCC sends a caption before it is shown.
        seconds = silence(cues) // 1000 + 1
        lengths = f"00:{seconds // 60:02}:{seconds % 60:02}:00,02:00:00:00"
        add("retime reels --split", ["retime", "reels", "--split", lengths, "--overwrite", *rate, path], {**film, **reels})
        add("retime -o --overwrite", ["retime", "shift", "--by", "1s", *known, "-o", "{d}/old" + ending, "--overwrite", path],
            {**film, "old" + ending: made.bytes[form][: len(made.bytes[form]) // 2]})
        theirs = {"theirs.es-ES" + ending: made.made(form, cues[:40] + moved(cues[40:], 80))}
        ours = {"film.es-ES" + ending: made.made(form, moved(cues[:9], 40) + cues[9:])}
        base = {"base.es-ES" + ending: made.made(form, cues)}
        # Every caption of this film is of one line with its times, so that a change of each side is in one place; which is refused.
        if form != "scc":
            add("merge three-way -i", ["merge", "three-way", "-i", *known, "{d}/base.es-ES" + ending, path, "{d}/theirs.es-ES" + ending],
                {**base, **ours, **theirs})
        add("convert from it", ["convert", *known, "-o", "{d}/old.vtt" if form == "srt" else "{d}/old.srt", "--overwrite", path],
            {**film, "old.vtt" if form == "srt" else "old.srt": b"1\n00:00:01,000 --> 00:00:02,000\nVieja.\n"})
    tracks = {f"film.{lang}.srt": subrip(flawed(cues)) for lang, cues in made.cues.items()}
    paths = ["{d}/" + name for name in tracks]
    old = b"1\n00:00:01,000 --> 00:00:02,000\nVieja.\n"
    for form, (ending, options) in FORMATS.items():
        if options is not None:
            out.append(Job("convert to it", form, {"film.es-ES.srt": made.bytes["srt"], "old" + ending: old},
                           ["convert", *options, "-o", "{d}/old" + ending, "--overwrite", "{d}/film.es-ES.srt"]))
    for form, ending, options in (("srt", ".srt", []), ("vtt", ".vtt", ["--layout", "regions"]), ("ass", ".ass", ["--layout", "styled"]),
                                  ("ssa", ".ssa", ["--layout", "styled"]), ("ttml", ".ttml", ["--layout", "regions"])):
        out.append(Job("merge", form, {**tracks, "old" + ending: old},
                       ["merge", *options, "-o", "{d}/old" + ending, "--overwrite", *paths]))
        names = {f"part.{lang}{ending}": old for lang in ("es-ES" if form == "vtt" else "es", "kk", "ru")}
        out.append(Job("split", form, {"film.mul" + ending: made.merged(ending, *options), **names},
                       ["split", "-o", "{d}/part.{lang}" + ending, "--overwrite", "{d}/film.mul" + ending]))
    reels = {f"reel{n}.es-ES.srt": subrip(part) for n, part in ((1, cues[:20]), (2, cues[:20]))}
    out.append(Job("retime reels --join", "srt", {**reels, "old.srt": old},
                   ["retime", "reels", "--fps", "24", "--join", "00:02:00:00,00:02:00:00", "-o", "{d}/old.srt", "--overwrite",
                    "{d}/reel1.es-ES.srt", "{d}/reel2.es-ES.srt"]))
    out.append(Job("retime shift -i, a set of three", "srt", tracks, ["retime", "shift", "--by", "1s", "-i", *paths]))
    out.append(Job("retime shift --suffix, new files", "srt", tracks, ["retime", "shift", "--by", "1s", "--suffix", ".new", *paths]))
    for command, words in (("retime shift -i, a folder", ["retime", "shift", "--by", "1s", "-i"]), ("check --fix, a folder", ["check", "--fix", "--fps", "24"]),
                           ("retime shift --suffix, a folder", ["retime", "shift", "--by", "1s", "--suffix", ".new"]),
                           ("convert, a folder", ["convert", "--to", "vtt", "--output-dir", "{d}"])):
        out.append(Job(command, "srt", tracks, [*words, "--jobs", "1", "{d}"], each=True))
        # So many that the later ones are written together, where they are new files.
        if "-i" not in words and "--fix" not in words:
            many = {f"film{n:02}.es-ES.srt": subrip(cues[n:n + 5]) for n in range(15)}
            out.append(Job(command + " of fifteen", "srt", many, [*words, "--jobs", "1", "{d}"], each=True))
    out.append(Job("check --fix, three files", "srt", tracks, ["check", "--fix", "--fps", "24", *paths], each=True))
    return out
