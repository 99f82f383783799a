"""The power goes. A file system of its own lies in an image on a loop device; when the process is killed, the image is
copied at once, as it is: what the program wrote and did not sync is not in it. The copy is mounted, which replays its
journal, and looked at. After a run that ended well the copy has to hold the new files: that is what its fsyncs are for.
"""
import os, shutil, subprocess, tempfile
from faults_calls import calls_of, changes, judge, strace
from faults_jobs import Box, plain_env
from faults_scenes import is_root, scene

JOBS = ["retime shift -i (srt)", "retime shift -i, a set of three (srt)", "retime shift --suffix, new files (srt)", "check --fix (srt)",
        "convert from it (srt)", "split (srt)"]


class Disk:
    """Images beside one another, one mounted at a time."""

    def __init__(self, kind):
        self.folder = tempfile.mkdtemp(prefix="tregua-faults-disk-")
        self.root = os.path.join(self.folder, "root")
        os.mkdir(self.root)
        base = self.image("base")
        with open(base, "wb") as file:
            file.truncate(32 << 20)
        made = subprocess.run([f"mkfs.{kind}", "-q", *(["-F"] if kind == "ext4" else []), base], capture_output=True) if shutil.which(f"mkfs.{kind}") else None
        self.works = is_root() and made is not None and made.returncode == 0 and self.mount("base")

    def image(self, name):
        return os.path.join(self.folder, name + ".img")

    def mount(self, name):
        return subprocess.run(["mount", "-o", "loop", self.image(name), self.root], capture_output=True).returncode == 0

    def unmount(self):
        subprocess.run(["umount", self.root], capture_output=True)

    def copy(self, name, to):
        # Holes stay holes; an image is mostly that.
        subprocess.run(["cp", "--sparse=always", self.image(name), self.image(to)], check=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.unmount()
        shutil.rmtree(self.folder, ignore_errors=True)


@scene("the power goes at each call that changes something, and right after the end (ext4)", JOBS)
def power(job, tregua):
    if not shutil.which("strace"):
        return "n/a", "no strace"
    with Disk("ext4") as disk:
        if not disk.works:
            return "n/a", "no loop device, or no mkfs.ext4, here"
        box = Box(job, disk.root)
        disk.unmount()
        calls = [call for call in calls_of(job, tregua) if changes(call) and call.name != "flock"]
        for call in [*calls, None]:
            disk.copy("base", "now")
            if not disk.mount("now"):
                return "n/a", "could not be mounted again"
            line = job.line(tregua, box.folder)
            if call:
                line = [*strace("/dev/null", "-e", f"trace={call.name}", "-e", f"inject={call.name}:signal=KILL:when={call.nth}"), *line]
            done = subprocess.run(line, stdin=subprocess.DEVNULL, capture_output=True, env=plain_env(), cwd="/")
            disk.copy("now", "then")
            disk.unmount()
            if not disk.mount("then"):
                return "LOSS", f"{call and call.shown()}: the file system cannot be mounted"
            verdict, why = judge(job, box, done.returncode, "", "signal=KILL", None)
            now = box.contents()
            disk.unmount()
            if verdict != "good":
                return verdict, f"{call.shown() + ' ' + call.rest[:80] if call else 'after the end'}: {why}"
            # That the old version is gone is not waited for.
            if call is None and (done.returncode != job.code or any(now[name] != job.new[name] for name in job.targets)):
                return "LOSS", f"ended with exit code {done.returncode}, and after the power cut not all is new"
        return "good", f"{len(calls) + 1} points"
