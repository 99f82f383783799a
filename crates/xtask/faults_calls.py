"""Faults at system calls: every call that touches the folder of a job is, in a run of its own, where the process is
killed, where a signal comes, or what fails.

A first run under strace lists the calls. Each fault is then put in with strace's `inject`, and counts only where
strace's own log says that it struck a call on the folder.
"""
import os, re, subprocess, tempfile
from faults_jobs import Box, STRAY, plain_env

SIGNALS = ["KILL", "INT", "TERM", "HUP"]
# What each call may be answered. `retval=1` is a disk that says it took one byte and took none.
ANSWERS = {
    "open": ["EACCES", "EMFILE", "EIO", "EINTR"], "openat": ["EACCES", "EMFILE", "EIO", "EINTR"], "read": ["EIO", "EINTR"],
    "write": ["ENOSPC", "EIO", "EDQUOT", "EFBIG", "EINTR", "retval=1"],
    "fsync": ["EIO", "ENOSPC", "EINTR", "EINVAL"], "close": ["EIO", "EINTR"],
    "renameat2": ["EXDEV", "EACCES", "EBUSY", "EIO", "ENOSPC", "EINVAL"], "rename": ["EXDEV", "EACCES", "EIO"],
    "linkat": ["EPERM", "EIO"], "link": ["EPERM", "EIO"], "unlink": ["EACCES", "EIO"], "unlinkat": ["EACCES", "EIO"],
    "flock": ["EINTR", "ENOLCK"], "fchmod": ["EPERM", "EIO"], "fchown": ["EPERM", "EIO"],
    "fsetxattr": ["ENOSPC", "EPERM"], "faccessat2": ["EACCES", "EIO"], "mkdir": ["EACCES", "EEXIST"],
}
CREATING = ["ENOSPC", "EROFS", "EEXIST"]
OTHERS = ["EIO"]
# What may be answered without any harm: the program may go on as if nothing had happened.
NEW, OLD = "new", "old"


class Call:
    def __init__(self, name, nth, rest):
        self.name, self.nth, self.rest = name, nth, rest

    def answers(self):
        if self.name in ("open", "openat") and "O_CREAT" in self.rest:
            return ANSWERS["open"] + CREATING
        return ANSWERS.get(self.name, OTHERS)

    def shown(self):
        return f"{self.name} no. {self.nth}"


def strace(log, *options):
    return ["strace", "-f", "-y", "-s", "64", "-o", log, *options]


LINE = re.compile(r"^(\d+)\s+(\w+)\((.*)$")
# The folder at hand stands in every call, also where it does not matter.
HERE = re.compile(r"AT_FDCWD<[^>]*>")


def touches(call, rest, folder):
    # What it is started with and what it says name the folder too.
    if call in ("execve", "chdir", "getcwd") or call == "write" and re.match(r"[012]<", rest):
        return False
    return folder in HERE.sub("", rest)


def calls_of(job, tregua, base=()):
    """The calls that touch the job's folder; `base` are faults that are always there."""
    with Box(job) as box, tempfile.NamedTemporaryFile() as log:
        box.run([*strace(log.name), *[o for fault in base for o in ("-e", "inject=" + fault)], *job.line(tregua, box.folder)])
        counts, out = {}, []
        with open(log.name, errors="replace") as lines:
            for line in lines:
                found = LINE.match(line)
                if found:
                    thread, call, rest = found.groups()
                    counts[thread, call] = counts.get((thread, call), 0) + 1
                    if touches(call, rest, box.folder):
                        out.append(Call(call, counts[thread, call], rest.replace(box.folder, "D").strip()))
        return out


class Point:
    """One fault put in, and what came of it."""

    def __init__(self, job, call, fault, verdict, why, done, said):
        self.job, self.call, self.fault = job, call, fault
        self.verdict, self.why, self.code, self.said = verdict, why, done, said

    def line(self):
        return f"{self.job.name}: {self.call.shown()} [{self.call.rest[:90]}] {self.fault}: {self.verdict}: {self.why}; exit code {self.code}; {self.said}"


def strike(job, tregua, call, fault, base=()):
    """One run with one fault. On a busy machine a run that does not end gets a second chance, of ten minutes."""
    try:
        return struck_once(job, tregua, call, fault, base, 120)
    except subprocess.TimeoutExpired:
        pass
    try:
        return struck_once(job, tregua, call, fault, base, 600)
    except subprocess.TimeoutExpired:
        return Point(job, call, fault, "HANG", "no end after ten minutes", "none", "")


def struck_once(job, tregua, call, fault, base, patience):
    """One run with one fault. None where the fault struck something else."""
    kind = fault if fault.startswith(("signal=", "retval=")) else "error=" + fault
    names = {call.name, *(other.split(":")[0] for other in base)}
    inject = [f"{call.name}:{kind}:when={call.nth}", *(other for other in base if other.split(":")[0] != call.name)]
    if any(other.split(":")[0] == call.name for other in base):
        return None
    with Box(job) as box, tempfile.NamedTemporaryFile() as log:
        # With its filter strace is quicker, and puts no signals in.
        quick = [] if kind.startswith("signal=") else ["--seccomp-bpf"]
        done = box.run([*strace(log.name, *quick, "-e", "trace=" + ",".join(sorted(names)), *[o for i in inject for o in ("-e", "inject=" + i)]),
                        *job.line(tregua, box.folder)], patience)
        with open(log.name, errors="replace") as file:
            struck = hit(file.read(), call.name, kind, box.folder)
        if not struck:
            return None
        said = done.stderr.decode(errors="replace").replace(box.folder, "D")
        verdict, why = judge(job, box, done.returncode, said, fault, call)
        return Point(job, call, fault, verdict, why, done.returncode, said.strip())


def hit(log, call, kind, folder):
    """Whether the fault struck a call on the folder, by strace's own log."""
    lines = log.splitlines()
    for n, line in enumerate(lines):
        if kind.startswith("signal="):
            name = "SIG" + kind.removeprefix("signal=")
            if f"--- {name} " in line or f"killed by {name}" in line:
                return any(folder in HERE.sub("", earlier) and f" {call}(" in earlier for earlier in lines[:n + 1][-4:])
        elif "(INJECTED)" in line and f" {call}" in line:
            return folder in HERE.sub("", line)
    return False


def judge(job, box, code, said, fault, call):
    """What became of the files: (verdict, why). All is well where the verdict is `good`."""
    now = box.contents()
    states, strays = {}, sorted(name for name in now if name not in job.files and name not in job.new)
    for name in {*job.files, *job.new}:
        if now.get(name) == job.new.get(name) and name in job.targets:
            states[name] = NEW
        elif now.get(name) == job.files.get(name):
            states[name] = OLD
        else:
            held = now.get(name)
            return "LOSS", f"{name} is {'gone' if held is None else f'{len(held)} bytes that are neither its old nor its new ones'}"
    targets = {states[name] for name in job.targets}
    killed = fault == "signal=KILL"
    if any(states[name] == NEW and name in job.files and not box.kept(name) for name in job.targets):
        return "RIGHTS", "owner, mode or attributes are not what they were"
    unknown = [name for name in strays if not STRAY.fullmatch(name)]
    if unknown:
        return "STRAY", f"left {unknown}"
    # Where memory ends, the runtime says so itself, and how to make it say more.
    if "memory allocation of" in said:
        said = re.sub(r"note: run with `RUST_BACKTRACE=1`.*", "", said)
    if re.search(r"panicked|RUST_BACKTRACE|Os \{|os error", said):
        return "NOISE", "says what only programmers read"
    if killed:
        return "good", "mixed" if len(targets) == 2 else ""
    if strays and not all(name in said for name in strays):
        return "STRAY", f"left {strays} and does not name it"
    if targets == {NEW}:
        # Where the end of a folder cannot be read, nobody knows that these were all of its files.
        ending = call is not None and call.name in ("getdents64", "close")
        if ending and code == 2 and ("cannot be read" in said or "has stopped by a fault" in said):
            return "good", ""
        if code != job.code and code not in (130,):
            return "CODE", f"all is written, and the exit code is {code}, not {job.code}"
        return "good", ""
    if len(targets) == 2 and not job.each:
        return "HALF", "some files of the set are new, some old"
    signal = fault.startswith("signal=")
    if signal:
        if code == 130 or code < 0:
            return "good", ""
        return "LIE", f"interrupted with nothing written, and the exit code is {code}"
    if code in (0, 1):
        return "LIE", f"not all is written, and the exit code is {code}"
    if code != 2:
        return "CODE", f"the exit code is {code}, not 2"
    if "error: " not in said or not any(name in said for name in (*job.files, *job.new, "D")):
        return "MESSAGE", "does not say which file it is about"
    return "good", ""


# Calls that change something, or keep others from changing it.
CHANGING = {"write", "fsync", "fchmod", "fchown", "fsetxattr", "flock", "rename", "renameat2", "link", "linkat", "unlink", "mkdir"}


def changes(call):
    return call.name in CHANGING or "O_CREAT" in call.rest or call.name == "close" and ".tregua-" in call.rest


def faults_of(call, level):
    """The faults to put in at a call: `deep` is all of them at each call, `each` those that tell most, and `changing` the
    same at the calls that change something."""
    if level == "deep":
        return ["signal=" + name for name in SIGNALS] + call.answers()
    if level == "changing" and not changes(call):
        return []
    if call.name in ("write", "fsync", "renameat2", "linkat", "rename"):
        return ["signal=KILL", "signal=INT"] + call.answers()
    signals = ["signal=KILL", "signal=INT"] if call.name in ("unlink", "close", "fchmod", "flock") else ["signal=KILL"]
    return signals + call.answers()[:1]
