#!/usr/bin/env python3
"""Nothing is ever lost: every command that changes files, in every format, with every system call killed or failing in
turn, and in every bad place; run by `cargo xtask faults [TREGUA]`. A table goes to standard output, each failure and the
progress to standard error. Exit code 1 where anything is not as promised.

Needs Linux and strace; as root it tries more (mounts, other users). Options: --only WORDS (jobs or scenes whose names
hold them), --quick (fewer faults a call), --every (in every format, at every call), --no-calls, --no-scenes, --said FILE (what was said, for reading).
"""
import argparse, concurrent.futures, os, re, shutil, subprocess, sys, time

sys.dont_write_bytecode = True
import faults_jobs, faults_calls, faults_scenes
import faults_names, faults_batches, faults_power  # their scenes list themselves

# Jobs whose every call gets every fault. Others in SubRip get those that tell most at every call, and other formats, which
# are written by the same few functions, at every call that changes something; --every makes no such difference.
DEEP = {"retime shift -i (srt)", "retime shift -i, a set of three (srt)", "retime shift --suffix, new files (srt)", "check --fix (srt)",
        "convert from it (srt)", "merge three-way -i (srt)", "split (srt)", "merge (srt)", "check --fix, a folder (srt)"}
# File systems that know less: no exchange of names, and no second names either.
POOR = {"no exchange of names": ("renameat2:error=EINVAL",), "no exchange, no links": ("renameat2:error=EINVAL", "linkat:error=EPERM", "link:error=EPERM")}
CARRIERS = ["retime shift -i (srt)", "retime shift -i, a set of three (srt)", "check --fix (srt)", "check --fix, three files (srt)",
            "convert from it (srt)", "merge three-way -i (srt)", "merge (srt)", "split (srt)", "retime reels --split (srt)", "retime fit -i (ttml)",
            "retime shift -i, a folder (srt)", "check --fix, a folder (srt)", "retime shift -i (stl)", "retime conform -i (ass)", "retime align -i (vtt)"]


class Row:
    def __init__(self):
        self.points = self.good = self.missed = self.mixed = 0
        self.bad = []

    def add(self, point):
        if point is None:
            self.missed += 1
            return
        self.points += 1
        if point.verdict == "good":
            self.good += 1
            self.mixed += point.why == "mixed"
        else:
            self.bad.append(point)
            print("BAD", point.line(), file=sys.stderr, flush=True)


def calls(jobs, tregua, args, said):
    """Rows of the table of calls: (command, format) and a Row."""
    work = [(job, "", ()) for job in jobs]
    if not args.quick:
        work += [(job, title, base) for job in jobs if job.name in DEEP for title, base in POOR.items()]
    rows = []
    with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
        for job, title, base in work:
            start, row = time.monotonic(), Row()
            level = "deep" if job.name in DEEP and not args.quick else "each" if job.form == "srt" or args.every else "changing"
            plan = [(call, fault) for call in faults_calls.calls_of(job, tregua, base) for fault in faults_calls.faults_of(call, level)]
            for point in pool.map(lambda at: faults_calls.strike(job, tregua, *at, base), plan):
                row.add(point)
                if point and point.said and not point.fault.startswith("signal"):
                    said.setdefault(plain(point.said), f"{job.name}, {point.call.shown()}, {point.fault}, exit code {point.code}")
            rows.append((job.command + (f", {title}" if title else ""), job.form, row))
            print(f"{job.name} {title}: {row.points} points, {len(row.bad)} bad, {row.missed} missed, {time.monotonic() - start:.0f} s", file=sys.stderr, flush=True)
    return rows


def plain(text):
    text = re.sub(r"\.tregua-[0-9a-f]{16}", ".tregua-…", text)
    return "\n".join(line for line in text.split("\n") if line.startswith(("error", "warning")) or "panicked" in line)


def on_jobs(on):
    """The names of the jobs that a scene is tried on."""
    return on if isinstance(on, list) else {"all": CARRIERS, "one": CARRIERS[:1], "none": []}[on]


def wanted(title, args):
    return not args.only or any(word in title for word in args.only)


def carries(job, args):
    return any(job.name in on_jobs(on) for title, on, _ in faults_scenes.SCENES if wanted(title, args))


def scenes(jobs, tregua, args):
    by_name = {job.name: job for job in jobs}
    rows = []
    for title, on, function in faults_scenes.SCENES:
        if not wanted(title, args):
            continue
        tried = [by_name[name] for name in on_jobs(on) if name in by_name] if on != "none" else [None]
        verdicts, notes = [], []
        for job in tried:
            try:
                verdict, note = function(job, tregua)
            except subprocess.TimeoutExpired as late:
                verdict, note = "HANG", str(late)[:200]
            verdicts.append(verdict)
            notes.append(note)
            if verdict not in ("good", "n/a"):
                print("BAD", title, job.name if job else "", verdict, note, file=sys.stderr, flush=True)
        rows.append((title, tried, verdicts, notes))
        print(f"{title}: {', '.join(sorted(set(verdicts)))}", file=sys.stderr, flush=True)
    return rows


def table_of_calls(rows):
    out = ["| command | format | points | good | lost | other |", "|---|---|---|---|---|---|"]
    for command, form, row in rows:
        lost = sum(point.verdict in ("LOSS", "HALF", "LIE") for point in row.bad)
        out.append(f"| `{command}` | {form} | {row.points} | {row.good} | {lost} | {len(row.bad) - lost} |")
    total = [sum(getattr(row, key) for _, _, row in rows) for key in ("points", "good")]
    lost = sum(point.verdict in ("LOSS", "HALF", "LIE") for _, _, row in rows for point in row.bad)
    out.append(f"| **all** | | **{total[0]}** | **{total[1]}** | **{lost}** | **{total[0] - total[1] - lost}** |")
    return out


def table_of_scenes(rows):
    out = ["| place | tried with | verdict |", "|---|---|---|"]
    for title, tried, verdicts, notes in rows:
        bad = sorted({verdict for verdict in verdicts if verdict not in ("good", "n/a")})
        verdict = ", ".join(bad) or ("good" if "good" in verdicts else f"n/a: {notes[0]}")
        number = "batches of its own" if tried == [None] else f"{len(tried)} command{'s' if len(tried) > 1 else ''}"
        out.append(f"| {title} | {number} | {verdict} |")
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("root")
    parser.add_argument("tregua")
    parser.add_argument("--only", action="append")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--every", action="store_true")
    parser.add_argument("--no-calls", action="store_true")
    parser.add_argument("--no-scenes", action="store_true")
    parser.add_argument("--said")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    args = parser.parse_args()
    made = faults_jobs.Materials(args.tregua, os.path.join(args.root, "fixtures"))
    chosen = lambda job: not args.no_calls and (not args.only or any(word in job.name for word in args.only))
    jobs, useless, tried = [], [], []
    for job in faults_jobs.jobs(made):
        if not chosen(job) and (args.no_scenes or not carries(job, args)):
            continue
        why = job.learn(args.tregua)
        if why:
            useless.append((job, why))
            print(f"BAD {job.name} could not be tried: {why}", file=sys.stderr, flush=True)
            continue
        jobs.append(job)
        tried += [job] if chosen(job) else []
    said, rows, seen = {}, [], []
    if not args.no_calls and shutil.which("strace"):
        rows = calls(tried, args.tregua, args, said)
    elif not args.no_calls:
        print("no strace here: no system call was failed", file=sys.stderr)
    if not args.no_scenes:
        seen = scenes(jobs, args.tregua, args)
    made.close()
    if args.said:
        with open(args.said, "w", encoding="utf-8") as file:
            file.writelines(f"{where}\n    {what}\n" for what, where in said.items())
            file.writelines(f"{title} / {job.name if job else ''}: {verdict}\n    {note}\n" for title, tried, verdicts, notes in seen
                            for job, verdict, note in zip(tried, verdicts, notes))
    print("\n".join([*(table_of_calls(rows) if rows else []), "", *(table_of_scenes(seen) if seen else [])]).strip())
    missed = sum(row.missed for _, _, row in rows)
    if missed:
        print(f"\n{missed} faults more struck nothing in the folder, and are not counted.")
    bad = useless or any(row.bad for _, _, row in rows) or any(v not in ("good", "n/a") for *_, verdicts, _ in seen for v in verdicts)
    return 1 if bad else 0


sys.exit(main())
