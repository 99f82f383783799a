"""Faults of names and links, of rights, of what is no file, and of streams: all on one SubRip file that is shifted."""
import os, socket, stat, subprocess
from faults_jobs import Box, Job, STRAY, plain_env
from faults_scenes import NOBODY, Mount, give_to_nobody, is_root, scene, weigh

NAMES = [b"new\nline", b"-rf", b"--help", b"bad\xff\xfe", b"*", b"quo'te\"", "r\u202exe".encode(), b"\x1b[31m", b" lead", b"@at", b"%d",
         b"a#b", b"back\\slash", "Қыс түні".encode(), b"tab\t", "zwsp\u200b".encode(), b"{lang}", b"~", b"$(id)"]


def other(job, name):
    """The same job on a file of another name."""
    old, = job.files
    twin = Job(job.command, job.form, {name: job.files[old]}, [word.replace(old, "{name}") for word in job.words])
    twin.new, twin.code, twin.targets = {name: job.new[old]}, job.code, {name}
    return twin


@scene("hostile names: newline, ESC, not UTF-8, 255 bytes, dashes, bidi", "one")
def names(job, tregua):
    for name in [*NAMES, b"n" * 251]:
        name = name + b".srt"
        with Box(other(job, os.fsdecode(name))) as box:
            path = os.path.join(os.fsencode(box.folder), name)
            done = box.run([tregua.encode(), *[w.encode().replace(b"{d}/{name}", path) for w in box.job.words]])
            verdict, why = weigh(box.job, box, done)
            if verdict == "good" and done.returncode != 0:
                verdict = "REFUSED"
            said = done.stdout + done.stderr
            if any(byte < 32 and byte not in b"\n" for byte in said) or "\u202e".encode() in said or said.count(b"\n") > 2:
                verdict, why = "RAW", repr(said)
            if verdict != "good":
                return verdict, f"{name!r}: {why}"
            # The name alone, from its own folder.
            done = box.run([tregua.encode(), *[w.encode().replace(b"{d}/{name}", b"./" + name) for w in box.job.words]])
            if done.returncode != 0:
                return "REFUSED", f"{name!r}: {done.stderr!r}"
    return "good", f"{len(NAMES) + 1} names"


def path_of(job, box):
    name, = job.files
    return os.path.join(box.folder, name)


@scene("a symbolic link, a chain of them, and one to another file system", "one")
def links(job, tregua):
    name, = job.files
    for kind in ("one", "chain", "elsewhere"):
        with Box(job) as box, Mount("4m") as disk:
            if kind == "elsewhere" and not disk.works:
                continue
            path = path_of(job, box)
            folder = disk.path if kind == "elsewhere" else os.path.join(box.folder, "real")
            os.makedirs(folder, exist_ok=True)
            real = os.path.join(folder, "film.srt")
            with open(path, "rb") as file, open(real, "wb") as copy:
                copy.write(file.read())
            os.unlink(path)
            middle = os.path.join(box.folder, "middle")
            os.symlink(real, middle if kind == "chain" else path)
            if kind == "chain":
                os.symlink("middle", path)
            done = box.run(job.line(tregua, box.folder))
            with open(real, "rb") as file:
                behind = file.read()
            if not os.path.islink(path) or behind != job.new[name] or done.returncode != 0 or any(map(STRAY.fullmatch, os.listdir(folder))):
                return "LINK", f"{kind}: exit code {done.returncode}: {done.stderr.decode(errors='replace')}"
    return "good", ""


def refused(job, tregua, prepare, wanted, **more):
    """A run that must leave everything as it is, and say why."""
    with Box(job) as box:
        prepare(box)
        try:
            done = box.run(job.line(tregua, box.folder), timeout=20, **more)
        except subprocess.TimeoutExpired:
            return "HANG", "no end after 20 seconds"
        said = done.stderr.decode(errors="replace").replace(box.folder, "D").strip()
        name, = job.files
        path = path_of(job, box)
        if stat.S_ISREG(os.stat(path).st_mode):
            with open(path, "rb") as file:
                if file.read() != job.files[name]:
                    return "LOSS", said
        if done.returncode != 2 or not any(word in said for word in wanted):
            return "MESSAGE", f"exit code {done.returncode}: {said}"
        if any(STRAY.fullmatch(entry) for entry in os.listdir(box.folder)):
            return "STRAY", said
        return "good", said


@scene("a second name (hard link)", "one")
def hard_link(job, tregua):
    return refused(job, tregua, lambda box: os.link(path_of(job, box), path_of(job, box) + ".two"), ["hard link"])


@scene("a read-only file", "one")
def read_only(job, tregua):
    if not is_root():
        return refused(job, tregua, lambda box: os.chmod(path_of(job, box), 0o444), ["read-only"])

    def prepare(box):
        give_to_nobody(box)
        os.chmod(path_of(job, box), 0o444)
    return refused(job, tregua, prepare, ["read-only"], user=NOBODY, group=NOBODY, extra_groups=[])


@scene("a read-only folder", "one")
def read_only_folder(job, tregua):
    def prepare(box):
        if is_root():
            os.chown(path_of(job, box), NOBODY, NOBODY)
        os.chmod(box.folder, 0o555)
    more = dict(user=NOBODY, group=NOBODY, extra_groups=[]) if is_root() else {}
    return refused(job, tregua, prepare, ["may not be written"], **more)


@scene("an owner that cannot be kept", "one")
def owner(job, tregua):
    if not is_root():
        return "n/a", "needs root"

    def prepare(box):
        os.chmod(box.folder, 0o777)
        os.chmod(path_of(job, box), 0o666)
    return refused(job, tregua, prepare, ["owner"], user=NOBODY, group=NOBODY, extra_groups=[])


@scene("an immutable file (chattr +i)", "one")
def immutable(job, tregua):
    with Box(job) as box:
        if subprocess.run(["chattr", "+i", path_of(job, box)], capture_output=True).returncode != 0:
            return "n/a", "no such attribute here"
        subprocess.run(["chattr", "-i", path_of(job, box)], capture_output=True)
    with Box(job) as box:
        path = path_of(job, box)
        subprocess.run(["chattr", "+i", path], capture_output=True)
        done = box.run(job.line(tregua, box.folder))
        subprocess.run(["chattr", "-i", path], capture_output=True)
        verdict, why = weigh(job, box, done)
        return (verdict, why) if done.returncode == 2 else ("LIE", why)


@scene("a file mounted by itself (rename says EBUSY)", "one")
def bound(job, tregua):
    with Box(job) as box:
        path = path_of(job, box)
        if subprocess.run(["mount", "--bind", path, path], capture_output=True).returncode != 0:
            return "n/a", "may not mount here"
        done = box.run(job.line(tregua, box.folder))
        subprocess.run(["umount", "-l", path], capture_output=True)
        said = done.stderr.decode(errors="replace").replace(box.folder, "D").strip()
        verdict, why = weigh(job, box, done)
        return (verdict, said) if done.returncode == 2 else ("LIE", said)


def instead(make):
    """Puts something else under the name of the file."""
    def prepare(box):
        name, = box.job.files
        path = os.path.join(box.folder, name)
        os.unlink(path)
        make(path)
    return prepare


@scene("a FIFO, socket, folder, device or dangling link in the place of the file", "one")
def no_file(job, tregua):
    kinds = [(os.mkfifo, "FIFO"), (lambda p: socket.socket(socket.AF_UNIX).bind(p), "socket"), (os.mkdir, "no subtitle files"),
             (lambda p: os.symlink("/dev/zero", p), "device"), (lambda p: os.symlink(p, p), "circle")]
    for make, word in kinds:
        with Box(job) as box:
            instead(make)(box)
            try:
                done = box.run(job.line(tregua, box.folder), timeout=10)
            except subprocess.TimeoutExpired:
                return "HANG", word
            said = done.stderr.decode(errors="replace")
            if done.returncode != 2 or word not in said:
                return "MESSAGE", f"{word}: exit code {done.returncode}: {said}"
    return "good", ""


@scene("nothing to change: inode, times and bytes stay", "one")
def nothing(job, tregua):
    with Box(job) as box:
        path = path_of(job, box)
        os.utime(path, (10**9, 10**9))
        before = os.stat(path)
        done = box.run([tregua, "retime", "shift", "--by", "0s", "-i", path])
        after = os.stat(path)
        same = (before.st_ino, before.st_mtime_ns, before.st_ctime_ns) == (after.st_ino, after.st_mtime_ns, after.st_ctime_ns)
        return ("good", "") if same and done.returncode == 0 else ("REWRITTEN", done.stderr.decode(errors="replace"))


@scene("the output is the input by another path, link, hard link or bind mount", "one")
def same_file(job, tregua):
    name, = job.files
    for kind in ("path", "link", "hard link", "mount"):
        for overwrite in (False, True):
            with Box(job) as box:
                path, out = path_of(job, box), os.path.join(box.folder, "out.srt")
                if kind == "path":
                    os.mkdir(os.path.join(box.folder, "x"))
                    out = os.path.join(box.folder, "x", "..", name)
                elif kind == "link":
                    os.symlink(name, out)
                elif kind == "hard link":
                    os.link(path, out)
                else:
                    open(out, "w").close()
                    if subprocess.run(["mount", "--bind", path, out], capture_output=True).returncode != 0:
                        continue
                line = [tregua, "retime", "shift", "--by", "1s", "-o", out, *(["--overwrite"] if overwrite else []), path]
                done = box.run(line)
                if kind == "mount":
                    subprocess.run(["umount", "-l", out], capture_output=True)
                with open(path, "rb") as file:
                    now = file.read()
                said = done.stderr.decode(errors="replace").replace(box.folder, "D")
                right = done.returncode == 0 and now == job.new[name] if overwrite and kind in ("path", "link") else done.returncode == 2 and now == job.files[name]
                if not right:
                    return "LOSS" if now not in (job.files[name], job.new[name]) else "MESSAGE", f"{kind}, overwrite {overwrite}: exit code {done.returncode}: {said}"
    return "good", ""


WORDS = [["retime", "shift", "--by", "1s"], ["convert", "--to", "vtt"], ["check"], ["check", "--format", "json"], ["check", "--fix", "--diff"],
         ["info"], ["formats"], ["rules"], ["explain", "timing/gap-too-short"], ["profiles"], ["diff"], ["man"], ["completions", "bash"]]


@scene("standard output: full (/dev/full), reader gone, closed, or the input itself", "one")
def stdout(job, tregua):
    name, = job.files
    for words in WORDS:
        for how in ("full", "gone", "closed", "input"):
            with Box(job) as box:
                path, more = path_of(job, box), {}
                given = {"formats": 0, "rules": 0, "explain": 0, "profiles": 0, "man": 0, "completions": 0, "diff": 2}.get(words[0], 1)
                with open("/dev/full", "wb") as full, open(path, "ab") as same:
                    reader, writer = os.pipe()
                    os.close(reader)
                    out = {"full": full, "gone": writer, "closed": None, "input": same}[how]
                    if how == "closed":
                        more["preexec_fn"] = lambda: os.close(1)
                    if how == "input" and words[0] not in ("retime", "convert"):
                        os.close(writer)
                        continue
                    second = os.path.join(box.folder, "second.srt")
                    with open(second, "wb") as file:
                        file.write(job.new[name])
                    files = [path, second][:given]
                    done = subprocess.run([tregua, *words, *files], stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.PIPE,
                                          env=plain_env(), timeout=20, **more)
                    os.close(writer)
                said = done.stderr.decode(errors="replace")
                with open(path, "rb") as file:
                    if file.read() != job.files[name]:
                        return "LOSS", f"{words} {how}: {said}"
                fine = {0, 1} if words[0] in ("check", "diff") else {0}
                allowed = {"full": {2}, "input": {2}, "gone": fine | {141, -13}, "closed": fine | {2}}[how]
                if done.returncode not in allowed or "panicked" in said or how == "gone" and "error" in said:
                    return "CODE", f"{words} {how}: exit code {done.returncode}: {said}"
                if how == "full" and "no space left on device" not in said:
                    return "MESSAGE", f"{words} {how}: {said}"
    return "good", f"{len(WORDS)} commands"
