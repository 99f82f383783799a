"""Faults of the place a run is in: a full disk, no memory, odd names, links, rights, streams, locales, threads.

Each scene is a function over a job; it gives a verdict and what was said. `good` is good; `n/a` says why not.
"""
import os, resource, shutil, signal, socket, stat, subprocess, tempfile, time
from faults_calls import judge
from faults_jobs import Box, Job, plain_env, subrip

NOBODY = 65534
SCENES = []


def scene(title, jobs):
    """`jobs`: what it is tried on, by names, or `all` carriers, or `one`: a single SubRip file that is shifted in place."""
    def add(function):
        SCENES.append((title, jobs, function))
        return function
    return add


def is_root():
    return os.geteuid() == 0


def weigh(job, box, done, wanted=None):
    """The common verdict; `wanted` is words that must be said."""
    said = done.stderr.decode(errors="replace")
    verdict, why = judge(job, box, done.returncode, said, "", None)
    if verdict == "good" and wanted and not any(word in said for word in wanted):
        verdict, why = "MESSAGE", f"does not say {wanted[0]!r}"
    return verdict, (why + " " + said.replace(box.folder, "D").strip()).strip()


def limited(kind, value, quiet=()):
    def set_limits():
        for number in quiet:
            signal.signal(number, signal.SIG_IGN)
        resource.setrlimit(kind, (value, value))
    return set_limits


class Mount:
    """A small file system of its own."""

    def __init__(self, size):
        self.path = tempfile.mkdtemp(prefix="tregua-faults-disk-")
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size},mode=777", "tmpfs", self.path], capture_output=True)
        self.works = done.returncode == 0

    def fill(self):
        """Leaves not a page free."""
        with open(os.path.join(self.path, "filler"), "wb", buffering=0) as file:
            try:
                while file.write(bytes(4096)):
                    pass
            except OSError:
                pass

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.works:
            subprocess.run(["umount", "-l", self.path], capture_output=True)
        shutil.rmtree(self.path, ignore_errors=True)


@scene("a really full disk (tmpfs)", "all")
def full_disk(job, tregua):
    with Mount("4m") as disk:
        if not disk.works:
            return "n/a", "may not mount here; see the file size limit"
        with Box(job, disk.path) as box:
            disk.fill()
            done = box.run(job.line(tregua, box.folder))
            return weigh(job, box, done, ["no space left on device"])


@scene("a limit of the file size: short write, then EFBIG", "all")
def size_limit(job, tregua):
    least = min(len(job.new[name]) for name in job.targets)
    with Box(job) as box:
        done = box.run(job.line(tregua, box.folder), preexec_fn=limited(resource.RLIMIT_FSIZE, least // 2, [signal.SIGXFSZ]))
        return weigh(job, box, done, ["larger than is allowed"])


@scene("the same, and the signal it sends kills", "all")
def size_limit_kills(job, tregua):
    least = min(len(job.new[name]) for name in job.targets)
    with Box(job) as box:
        done = box.run(job.line(tregua, box.folder), preexec_fn=limited(resource.RLIMIT_FSIZE, least // 2))
        verdict, why = judge(job, box, done.returncode, "", "signal=KILL", None)
        return verdict, why


@scene("writes that take 100 bytes at a time and are interrupted", "all")
def short_writes(job, tregua):
    library = short_writer()
    if library is None:
        return "n/a", "no C compiler"
    with Box(job) as box:
        done = box.run(job.line(tregua, box.folder), env=plain_env(LD_PRELOAD=library))
        return must_succeed(job, box, done)


SHORT_WRITER = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <sys/types.h>
static int count;
ssize_t write(int fd, const void *bytes, size_t n) {
    ssize_t (*real)(int, const void *, size_t) = dlsym(RTLD_NEXT, "write");
    if (fd > 2) {
        if (++count % 3 == 0) { errno = EINTR; return -1; }
        if (n > 100) n = 100;
    }
    return real(fd, bytes, n);
}
"""
LIBRARY = []


def short_writer():
    if not LIBRARY:
        folder = tempfile.mkdtemp(prefix="tregua-faults-made-")
        source, library = os.path.join(folder, "short.c"), os.path.join(folder, "short.so")
        with open(source, "w") as file:
            file.write(SHORT_WRITER)
        cc = shutil.which("cc")
        built = cc and subprocess.run([cc, "-shared", "-fPIC", "-o", library, source, "-ldl"], capture_output=True).returncode == 0
        LIBRARY.append(library if built else None)
    return LIBRARY[0]


def must_succeed(job, box, done):
    verdict, why = weigh(job, box, done)
    if verdict == "good" and done.returncode != job.code:
        return "REFUSED", why
    return verdict, why


@scene("no free memory (ulimit -v from 8 to 512 MiB)", "all")
def memory(job, tregua):
    ended = []
    for mib in (8, 12, 16, 20, 24, 28, 32, 40, 48, 64, 96, 128, 192, 256, 384, 512):
        with Box(job) as box:
            done = box.run(job.line(tregua, box.folder), preexec_fn=limited(resource.RLIMIT_AS, mib << 20))
            said = done.stderr.decode(errors="replace")
            # The loader of a program that does not fit ends it with 127; so does the kernel.
            killed = done.returncode < 0 or done.returncode == 127
            verdict, why = judge(job, box, done.returncode, said, "signal=KILL" if killed else "", None)
            if verdict != "good":
                return verdict, f"at {mib} MiB: {why} {said}"
            ended.append(f"{mib}:{done.returncode}")
    return "good", " ".join(ended)


@scene("no thread can be started", "all")
def no_threads(job, tregua):
    if not is_root():
        return "n/a", "needs root to run as another user"
    with Box(job) as box:
        give_to_nobody(box)
        done = box.run(job.line(tregua, box.folder), user=NOBODY, group=NOBODY, extra_groups=[],
                       preexec_fn=limited(resource.RLIMIT_NPROC, 0), env=plain_env(RAYON_NUM_THREADS="8"))
        return must_succeed_elsewhere(job, box, done)


def give_to_nobody(box):
    os.chmod(box.folder, 0o755)
    for root, folders, files in os.walk(box.folder):
        for name in [".", *folders, *files]:
            os.chown(os.path.join(root, name), NOBODY, NOBODY)


def must_succeed_elsewhere(job, box, done):
    """As `must_succeed`, where the files belong to somebody else than usual."""
    now, said = box.contents(), done.stderr.decode(errors="replace").replace(box.folder, "D")
    if now != job.new:
        return "REFUSED", said
    return ("good", "") if done.returncode == job.code and "panicked" not in said else ("CODE", said)


@scene("16 open files at most", "all")
def few_files(job, tregua):
    with Box(job) as box:
        done = box.run(job.line(tregua, box.folder), preexec_fn=limited(resource.RLIMIT_NOFILE, 16))
        return weigh(job, box, done)


@scene("HOME and all of the environment unset", "all")
def no_home(job, tregua):
    with Box(job) as box:
        return must_succeed(job, box, box.run(job.line(tregua, box.folder), env={"RAYON_NUM_THREADS": "1"}))


@scene("TMPDIR is missing, or may not be written", "all")
def no_temp(job, tregua):
    for place in ("/nonexistent", "/proc"):
        with Box(job) as box:
            verdict, why = must_succeed(job, box, box.run(job.line(tregua, box.folder), env=plain_env(TMPDIR=place)))
            if verdict != "good":
                return verdict, why
    return "good", ""


@scene("the folder at hand was deleted", "all")
def no_folder(job, tregua):
    with Box(job) as box:
        gone = tempfile.mkdtemp(prefix="tregua-faults-")
        done = box.run(["sh", "-c", 'cd "$0" && rmdir "$0" && exec "$@"', gone, *job.line(tregua, box.folder)])
        return must_succeed(job, box, done)


@scene("five locales and four time zones: same bytes", "all")
def locales(job, tregua):
    said = set()
    for locale in ("C", "tr_TR.UTF-8", "ja_JP.SJIS", "kk_KZ.UTF-8", "de_DE.UTF-8"):
        for zone in ("UTC", "Pacific/Kiritimati", "America/St_Johns", "no such zone"):
            with Box(job) as box:
                line = [*job.line(tregua, box.folder), "--message-language", "en"]
                done = box.run(line, env=plain_env(LC_ALL=locale, LANG=locale, TZ=zone))
                verdict, why = must_succeed(job, box, done)
                if verdict != "good":
                    return verdict, f"{locale} {zone}: {why}"
                said.add(done.stderr.replace(box.folder.encode(), b"D") + done.stdout)
    return ("good", "") if len(said) == 1 else ("DIFFERS", "what is said depends on the locale")


@scene("1, 2, 8 and 64 threads: same bytes, same messages in the same order", "all")
def threads(job, tregua):
    said = set()
    for number in (1, 2, 8, 64):
        for _ in range(3):
            with Box(job) as box:
                done = box.run(job.line(tregua, box.folder), env=plain_env(RAYON_NUM_THREADS=str(number)))
                verdict, why = must_succeed(job, box, done)
                if verdict != "good":
                    return verdict, f"{number}: {why}"
                said.add(done.stderr.replace(box.folder.encode(), b"D") + done.stdout)
    return ("good", "") if len(said) == 1 else ("DIFFERS", "what is said depends on the threads")


@scene("times of the files in 2106, 2500, 1969 and 1901", "all")
def years(job, tregua):
    for when in (4_291_747_200, 16_725_225_600, -1, -2_145_916_800):
        with Box(job) as box:
            for name in job.files:
                os.utime(os.path.join(box.folder, name), (when, when))
            verdict, why = must_succeed(job, box, box.run(job.line(tregua, box.folder)))
            if verdict != "good":
                return verdict, f"{when}: {why}"
    return "good", ""


@scene("nothing is left to write to: standard error closed, or full", "all")
def no_stderr(job, tregua):
    for how in ("2>&-", "2>/dev/full", ">&- 2>&-", ">&- <&-"):
        with Box(job) as box:
            done = box.run(["sh", "-c", f'"$0" "$@" {how}', *job.line(tregua, box.folder)])
            now = box.contents()
            if now != job.new or done.returncode != job.code:
                return "CODE", f"{how}: exit code {done.returncode}, {'written' if now == job.new else 'not written'}; {done.stderr.decode(errors='replace')}"
    return "good", ""


@scene("another program writes to a target while the run is stopped at its first write", "all")
def changed(job, tregua):
    if not shutil.which("strace"):
        return "n/a", "no strace"
    name = sorted(name for name in job.targets if name in job.files)
    if not name:
        return "n/a", "it replaces nothing"
    mark = b"\n99\n09:00:00,000 --> 09:00:01,000\nOtra mano.\n"
    with Box(job) as box:
        path = os.path.join(box.folder, name[0])
        line = ["strace", "-f", "-o", "/dev/null", "-e", "trace=fsync", "-e", "inject=fsync:delay_enter=1500000:when=1"]
        run = subprocess.Popen([*line, *job.line(tregua, box.folder)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                               stdin=subprocess.DEVNULL, env=plain_env(), cwd=box.folder)
        end = time.monotonic() + 20
        while time.monotonic() < end and not any(n.startswith(".tregua-") for n in os.listdir(box.folder)):
            time.sleep(0.01)
        time.sleep(0.2)
        with open(path, "ab") as file:
            file.write(mark)
        said = run.communicate(timeout=60)[1].decode(errors="replace").replace(box.folder, "D")
        with open(path, "rb") as file:
            kept = file.read() == job.files[name[0]] + mark
        if not kept:
            return "LOSS", "what the other program wrote is gone"
        return ("good", "") if run.returncode == 2 and "another program changed it" in said else ("MESSAGE", said)
