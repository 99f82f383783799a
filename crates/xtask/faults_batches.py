"""Faults of many files and many runs: killed and interrupted batches, runs at the same time, sizes."""
import itertools, os, random, resource, shutil, signal, subprocess, tempfile, time
from faults_jobs import STRAY, clock, plain_env, subrip
from faults_scenes import limited, scene

FILES = 300
CUES = [(n * 3000, n * 3000 + 1500, f"Ya viene  el viento {n}.") for n in range(1, 60)]


class Batch:
    """A folder of many files, all the same, and what they are after so many runs."""

    def __init__(self, number=FILES, cues=CUES):
        self.folder = tempfile.mkdtemp(prefix="tregua-faults-batch-")
        self.names = [f"film{n:04}.es.srt" for n in range(number)]
        self.old = subrip(cues)
        for name in self.names:
            with open(os.path.join(self.folder, name), "wb") as file:
                file.write(self.old)

    def named(self, way):
        """What a command of that way is given: the files, or the folder."""
        return [self.folder] if way.startswith("a catalogue") else self.paths()

    def paths(self):
        return [os.path.join(self.folder, name) for name in self.names]

    def contents(self):
        out = {}
        for name in os.listdir(self.folder):
            with open(os.path.join(self.folder, name), "rb") as file:
                out[name] = file.read()
        return out

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder, ignore_errors=True)


WAYS = {"a set": ["retime", "shift", "--by", "1s", "-i"], "file by file": ["check", "--fix", "--fps", "24"],
        "a catalogue fixed": ["check", "--fix", "--fps", "24"], "a catalogue moved": ["retime", "shift", "--by", "1s", "-i"]}


def result(tregua, words, old):
    """What a command makes of one file."""
    with Batch(1) as one:
        subprocess.run([tregua, *words, *one.paths()], capture_output=True, env=plain_env())
        new = one.contents()[one.names[0]]
        assert new != old, words
        return new


def stopped(tregua, number, way, rounds):
    """Batches that get a signal at any time: (verdict, what was seen)."""
    words, dice, seen = WAYS[way], random.Random(number), []
    with Batch() as batch:
        start = time.monotonic()
        done = subprocess.run([tregua, *words, *batch.named(way)], capture_output=True, env=plain_env(RAYON_NUM_THREADS=None))
        whole = time.monotonic() - start
        new = batch.contents()[batch.names[0]]
        if done.returncode not in (0, 1) or new == batch.old:
            return "CODE", f"undisturbed: exit code {done.returncode}"
    for turn in range(rounds):
        with Batch() as batch:
            run = subprocess.Popen([tregua, *words, *batch.named(way)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                                   stdin=subprocess.DEVNULL, env=plain_env(RAYON_NUM_THREADS=None))
            time.sleep(whole * (0.1 + 0.85 * (turn + dice.random()) / rounds))
            run.send_signal(number)
            said = run.communicate(timeout=120)[1].decode(errors="replace")
            now = batch.contents()
            strays = [name for name in now if name not in batch.names]
            states = {name: "new" if now.get(name) == new else "old" if now.get(name) == batch.old else "lost" for name in batch.names}
            count = sum(state == "new" for state in states.values())
            seen.append(f"{count}/{run.returncode}")
            if "lost" in states.values():
                return "LOSS", f"{[n for n in states if states[n] == 'lost'][:3]}"
            if not all(map(STRAY.fullmatch, strays)):
                return "STRAY", f"{strays[:3]}"
            if number != signal.SIGKILL:
                if strays:
                    return "STRAY", f"{strays[:3]}: {said[-300:]}"
                if way == "a set" and count not in (0, len(batch.names)):
                    return "HALF", f"{count} of {len(batch.names)} written"
                if run.returncode == 130 and way.startswith("a catalogue") and not all(word in said for word in ("interrupted", "not begun")):
                    return "MESSAGE", said[-300:]
                if count == len(batch.names) and run.returncode in (done.returncode, 130, -number):
                    continue
                if run.returncode not in (130, -number):
                    return "CODE", f"{count} written, exit code {run.returncode}: {said[-300:]}"
            # Whatever was left is no obstacle to the next run.
            again = subprocess.run([tregua, *words, *batch.named(way)], capture_output=True, env=plain_env(RAYON_NUM_THREADS=None))
            if again.returncode not in (0, 1):
                return "CODE", f"the run after it: exit code {again.returncode}: {again.stderr[-300:]}"
    return "good", f"files new/exit code: {' '.join(seen)}"


def tries(name, number, rounds):
    @scene(f"{name} at any time in a batch of {FILES} files", "none")
    def batch(_, tregua):
        notes = []
        for way in WAYS:
            verdict, why = stopped(tregua, number, way, rounds)
            if verdict != "good":
                return verdict, f"{way}: {why}"
            notes.append(f"{way}: {why}")
        return "good", "; ".join(notes)


tries("kill -9", signal.SIGKILL, 12)
tries("SIGINT", signal.SIGINT, 8)
tries("SIGTERM", signal.SIGTERM, 8)


@scene("a catalogue killed again and again, each time gone on with (--resume): every file is moved once", "none")
def resumed(_, tregua):
    dice, kills = random.Random(7), 0
    right = subrip([(a + 1000, b + 1000, text) for a, b, text in CUES])
    for turn in range(4):
        with Batch() as batch, tempfile.TemporaryDirectory() as beside:
            line = [tregua, "retime", "shift", "--by", "1s", "-i", "-q", "--resume", os.path.join(beside, "record"), batch.folder]
            for _ in range(40):
                run = subprocess.Popen(line, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                                       env=plain_env(RAYON_NUM_THREADS=None))
                try:
                    said = run.communicate(timeout=0.1 + dice.random() / 2)[1]
                except subprocess.TimeoutExpired:
                    run.send_signal(signal.SIGKILL if turn % 2 else signal.SIGTERM)
                    said = run.communicate()[1]
                    kills += 1
                if run.returncode == 0:
                    break
                if run.returncode not in (-9, -15, 130):
                    return "CODE", f"exit code {run.returncode}: {said[-300:]}"
            else:
                said = subprocess.run(line, capture_output=True, env=plain_env(RAYON_NUM_THREADS=None)).stderr
            now = batch.contents()
            odd = [name for name in batch.names if now.get(name) != right]
            if odd or not all(STRAY.fullmatch(name) for name in now if name not in batch.names):
                return "LOSS", f"{len(odd)} files are not moved just once, {odd[:2]}: {said[-300:]}"
    return "good", f"{kills} kills"


@scene("eight runs at once on one file, fifteen rounds: none is lost", "none")
def together(_, tregua):
    for turn in range(15):
        with Batch(1) as batch:
            path = batch.paths()[0]
            runs = [subprocess.Popen([tregua, "retime", "shift", "--by", "1s", "-i", path], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                                     env=plain_env()) for _ in range(8)]
            said = [run.communicate(timeout=60)[1] for run in runs]
            right = subrip([(a + 8000, b + 8000, text) for a, b, text in CUES])
            if [run.returncode for run in runs] != [0] * 8 or batch.contents() != {batch.names[0]: right}:
                return "LOSS", f"round {turn}: {[run.returncode for run in runs]} {said}"
    return "good", "120 runs"


@scene("eight runs at once on three files named in any order: no deadlock, every set whole", "none")
def crossed(_, tregua):
    for turn in range(4):
        with Batch(3) as batch:
            orders = list(itertools.permutations(batch.paths()))
            runs = [subprocess.Popen([tregua, "retime", "shift", "--by", "1s", "-i", *orders[n % 6]], stdout=subprocess.DEVNULL,
                                     stderr=subprocess.PIPE, env=plain_env()) for n in range(8)]
            said = [run.communicate(timeout=90)[1] for run in runs]
            right = subrip([(a + 8000, b + 8000, text) for a, b, text in CUES])
            if [run.returncode for run in runs] != [0] * 8 or set(batch.contents().values()) != {right}:
                return "LOSS", f"round {turn}: {[run.returncode for run in runs]} {said}"
    return "good", "32 runs"


@scene("different commands at once on one file, and a converter that reads it", "none")
def mixed(_, tregua):
    for turn in range(8):
        with Batch(1) as batch:
            path = batch.paths()[0]
            lines = [["retime", "shift", "--by", "1s", "-i", path], ["check", "--fix", path], ["retime", "shift", "--by", "2s", "-i", path],
                     ["convert", "--to", "srt", "-o", path + ".out", "--overwrite", path], ["check", "--fix", path]]
            runs = [subprocess.Popen([tregua, *line], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=plain_env()) for line in lines]
            said = [run.communicate(timeout=60)[1] for run in runs]
            right = subrip([(a + 3000, b + 3000, text.replace("  ", " ")) for a, b, text in CUES])
            now = batch.contents()
            out = now.pop(batch.names[0] + ".out", None)
            whole = {subrip([(a + by, b + by, t.replace("  ", " ") if clean else t) for a, b, t in CUES])
                     for by in (0, 1000, 2000, 3000) for clean in (False, True)}
            codes = [run.returncode for run in runs]
            # The converter may find the file changed under its hands, which it says.
            if not set(codes) <= {0, 1, 2} or now != {batch.names[0]: right} or out is not None and out.strip() not in {w.strip() for w in whole}:
                return "LOSS", f"round {turn}: {codes} {said}"
    return "good", "40 runs"


def measured(line, **more):
    """(exit code, what was said, seconds, MiB at most)"""
    start = time.monotonic()
    with tempfile.TemporaryFile() as err:
        run = subprocess.Popen(line, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=err, env=plain_env(RAYON_NUM_THREADS=None), **more)
        _, status, usage = os.wait4(run.pid, 0)
        run.returncode = os.waitstatus_to_exitcode(status)
        err.seek(0)
        return run.returncode, err.read().decode(errors="replace"), time.monotonic() - start, usage.ru_maxrss / 1024


@scene("a sparse file of 4 GB", "none")
def huge(_, tregua):
    notes = []
    with Batch(1) as batch:
        path = batch.paths()[0]
        os.truncate(path, 4 << 30)
        for words, more in ((["retime", "shift", "--by", "1s", "-i"], {}), (["check"], {}), (["check", "--fix"], {}), (["convert", "--to", "vtt"], {}),
                            (["retime", "shift", "--by", "1s", "-i", "--max-size", "8192"], {"preexec_fn": limited(resource.RLIMIT_AS, 2 << 30)})):
            code, said, seconds, mib = measured([tregua, *words, path], **more)
            with open(path, "rb") as file:
                same = file.read(len(batch.old)) == batch.old
            if not same or os.stat(path).st_size != 4 << 30:
                return "LOSS", f"{words}"
            if code != 2 or not ("over the limit" in said or "memory" in said):
                return "MESSAGE", f"{words}: exit code {code}: {said}"
            if seconds > 5 or mib > 256:
                return "SLOW", f"{words}: {seconds:.1f} s, {mib:.0f} MiB"
            notes.append(f"{words[0]}: {seconds:.2f} s, {mib:.0f} MiB")
    return "good", "; ".join(notes)


@scene("memory that ends in the middle of a run: limits from 16 to 80 MiB, a file of 4 MB", "none")
def scarce(_, tregua):
    cues = [(n * 300, n * 300 + 150, f"Ya viene  el viento {n}.") for n in range(1, 80_000)]
    seen = []
    for words in (["retime", "shift", "--by", "1s", "-i"], ["check", "--fix", "--select", "text/stray-space"]):
        with Batch(1, cues) as batch:
            new = None
            for mib in [1024, *range(16, 80, 2)]:
                path = batch.paths()[0]
                with open(path, "wb") as file:
                    file.write(batch.old)
                code, said, _, _ = measured([tregua, *words, path], preexec_fn=limited(resource.RLIMIT_AS, mib << 20))
                now = batch.contents()
                held = now.pop(batch.names[0])
                new = new or held
                if held not in (batch.old, new) or now and (code >= 0 or not all(map(STRAY.fullmatch, now))):
                    return "LOSS", f"{words} at {mib} MiB: {sorted(now)} {said[-200:]}"
                if held == batch.old and code in (0, 1) or held == new and code not in (0, 1) or "panicked" in said:
                    return "LIE", f"{words} at {mib} MiB: exit code {code}: {said[-300:]}"
                for name in now:
                    os.unlink(os.path.join(batch.folder, name))
                seen.append(code)
    if set(seen) <= {0, 1}:
        return "n/a", "the limit was never met"
    return "good", " ".join(map(str, seen))


@scene("100 000 files in the folder", "none")
def crowd(_, tregua):
    with Batch(1) as batch:
        for n in range(100_000):
            with open(os.path.join(batch.folder, f"x{n:06}.srt"), "wb") as file:
                file.write(b"1\n00:00:01,000 --> 00:00:02,500\nYa viene el viento.\n")
        code, said, seconds, mib = measured([tregua, "retime", "shift", "--by", "1s", "-i", batch.paths()[0]])
        note = f"one of them moved: {seconds:.2f} s, {mib:.0f} MiB"
        if code != 0:
            return "CODE", f"exit code {code}: {said}"
        if seconds > 5 or mib > 256:
            return "SLOW", note
        code, said, seconds, mib = measured([tregua, "check", "--select", "timing/overlap", batch.folder])
        if "panicked" in said or code not in (0, 1, 2):
            return "CODE", f"exit code {code}: {said[-300:]}"
        if seconds > 120 or mib > 1024:
            return "SLOW", f"check: {seconds:.1f} s, {mib:.0f} MiB"
        return "good", f"{note}; checked as a folder: {seconds:.1f} s, {mib:.0f} MiB, exit code {code}"


@scene("temporary files of killed runs: never read, and mentioned when old", "none")
def leftovers(_, tregua):
    with Batch(1) as batch:
        path, left = batch.paths()[0], os.path.join(batch.folder, ".tregua-0123456789abcdef.tmp")
        with open(left, "wb") as file:
            file.write(batch.old)
        for words in (["retime", "shift", "--by", "1s", "-i"], ["check", "--fix"], ["convert", "--to", "vtt"], ["merge", path]):
            done = subprocess.run([tregua, *words, left], capture_output=True, env=plain_env())
            if done.returncode != 2 or b"temporary file" not in done.stderr:
                return "MESSAGE", f"{words}: exit code {done.returncode}: {done.stderr}"
        young = subprocess.run([tregua, "retime", "shift", "--by", "1s", "-i", path], capture_output=True, env=plain_env())
        if b"interrupted run left" in young.stderr:
            return "MESSAGE", "a file of a run that may still live is called left behind"
        return "good", ""


@scene("a result without any cue takes no file's place", "none")
def empty(_, tregua):
    with Batch(1) as batch:
        path, text = batch.paths()[0], os.path.join(batch.folder, "text.srt")
        for content in (b"", b"\n\n\n", b"Nadie nos espera.\nNi un solo tiempo.\n", bytes(1000), b"\xff\xfe", b"WEBVTT\n\nNOTE nada\n"):
            with open(text, "wb") as file:
                file.write(content)
            for words in (["retime", "shift", "--by", "1s", "-o", path, "--overwrite"], ["convert", "-o", path, "--overwrite"],
                          ["retime", "shift", "--by", "1s", "-i"], ["check", "--fix"]):
                done = subprocess.run([tregua, *words, text], capture_output=True, env=plain_env())
                now = batch.contents()
                if now[batch.names[0]] != batch.old or now["text.srt"] != content:
                    return "LOSS", f"{content!r} {words}"
                if words[0] != "check" and done.returncode != 2:
                    return "LIE", f"{content!r} {words}: exit code {done.returncode}: {done.stderr}"
    return "good", ""
