#!/usr/bin/env python3
"""Aligners over the pairs that `cargo xtask align-pairs` writes, held against what is known of them.

    cargo xtask align-pairs target/pairs
    python3 tests/peers/align.py target/pairs --raw target/align.jsonl \\
        tregua=target/release/tregua alass=BIN/alass-cli alass-no-split=BIN/alass-cli ffsubsync=VENV/bin/ffsubsync

Each tool runs as a whole process, the tools taking turns pair by pair and the classes in turn, so that a run that is
stopped has something of every class. Every run is a line of the raw file; a pair whose bytes a tool has seen is not run
again, so runs add up (`--again TOOL` runs one anew). `--report` only counts what the raw file has. The table goes to
`--table`, or to the screen. What the columns say stands in docs/alignment.md. Standard library only, Linux.
"""
import argparse, hashlib, json, os, re, signal, statistics, subprocess, sys, tempfile, threading, time
from collections import defaultdict
from difflib import SequenceMatcher

LIMITS = (50, 100, 200, 500)
# A step of the output's offset that is smaller is rounding, or no split that anybody would see: two frames.
STEP = 80
# A found split may be so many cues from where it is.
NEAR = 3
# The offset behind a found split has changed as the truth does, within a tenth of a second.
CLOSE = 100
REFUSED = 2
GIVE_UP = 600
GNU_TIME = "/usr/bin/time"
# The table's place in docs/alignment.md.
BEGIN, END = "<!-- written by tests/peers/align.py -->", "<!-- until here -->"

COMMANDS = {
    "tregua": lambda path, ref, old, new: [path, "retime", "align", old, "--to", ref, "-o", new],
    "alass": lambda path, ref, old, new: [path, ref, old, new],
    "alass-no-split": lambda path, ref, old, new: [path, "--no-split", ref, old, new],
    "ffsubsync": lambda path, ref, old, new: [path, ref, "-i", old, "-o", new],
}
STAMP = re.compile(r"(\d+):(\d+):(\d+)[,.](\d+)\s*-->\s*(\d+):(\d+):(\d+)[,.](\d+)")


def read_index(folder):
    with open(os.path.join(folder, "index.tsv"), encoding="utf-8") as file:
        head = file.readline().rstrip("\n").split("\t")
        return [dict(zip(head, line.rstrip("\n").split("\t"))) for line in file]


def read_truth(folder, name):
    with open(os.path.join(folder, name + ".truth.tsv"), encoding="utf-8") as file:
        next(file)
        return [[None if word == "-" else int(word) for word in line.rstrip("\n").split("\t")] for line in file]


def read_srt(data):
    """In-times and texts without tags and spaces, in the order of the file."""
    text = data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
    found = list(STAMP.finditer(text))
    cues = []
    for at, stamp in enumerate(found):
        end = found[at + 1].start() if at + 1 < len(found) else len(text)
        body = text[stamp.end():end].rstrip()
        if at + 1 < len(found):
            body = re.sub(r"\n\d+$", "", body)
        h, m, s, ms = (int(word) for word in stamp.groups()[:4])
        cues.append((((h * 60 + m) * 60 + s) * 1000 + ms, re.sub(r"<[^>]*>|\{[^}]*\}|\s+", "", body)))
    return cues


def matched(old, new):
    """For each old cue its new in-time, or None: texts in order; the same number of cues in the same order at once."""
    if [text for _, text in old] == [text for _, text in new]:
        return [start for start, _ in new]
    out = [None] * len(old)
    same = SequenceMatcher(None, [text for _, text in old], [text for _, text in new], autojunk=False)
    for block in same.get_matching_blocks():
        for at in range(block.size):
            out[block.a + at] = new[block.b + at][0]
    return out


def run(command, work):
    """Exit code, CPU and wall seconds, and peak memory in MB of one process."""
    # A child's peak counts from before it became the program, when it was a copy of this interpreter: 20 MB. GNU time is
    # small enough to fork from; its own millisecond is in the CPU time.
    peak = os.path.join(work, "peak")
    timed = [GNU_TIME, "-q", "-f", "%M", "-o", peak] if os.path.exists(GNU_TIME) else []
    begin = time.monotonic()
    child = subprocess.Popen(timed + command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL, start_new_session=True)
    clock = threading.Timer(GIVE_UP, os.killpg, [child.pid, signal.SIGKILL])
    clock.start()
    _, status, usage = os.wait4(child.pid, 0)
    clock.cancel()
    wall = time.monotonic() - begin
    child.returncode = os.waitstatus_to_exitcode(status)
    memory = usage.ru_maxrss
    if timed and os.path.exists(peak):
        with open(peak, encoding="ascii") as file:
            memory = int(file.read() or memory)
        os.remove(peak)
    return child.returncode, usage.ru_utime + usage.ru_stime, wall, memory / 1024


def digest(folder, name):
    whole = hashlib.sha256()
    for ending in ("in", "ref"):
        with open(os.path.join(folder, f"{name}.{ending}.srt"), "rb") as file:
            whole.update(file.read() + b"\0")
    return whole.hexdigest()[:16]


def one(folder, pair, tool, path, work):
    old, ref = (os.path.join(folder, f"{pair['name']}.{ending}.srt") for ending in ("in", "ref"))
    new = os.path.join(work, "out.srt")
    if os.path.exists(new):
        os.remove(new)
    code, cpu, wall, memory = run(COMMANDS[tool](path, ref, old, new), work)
    with open(old, "rb") as file:
        before = file.read()
    after = None
    if os.path.exists(new):
        with open(new, "rb") as file:
            after = file.read()
    return {
        "tool": tool, "pair": pair["name"], "class": pair["class"], "files": digest(folder, pair["name"]),
        "exit": code, "cpu": round(cpu, 4), "wall": round(wall, 4), "memory": round(memory, 1),
        "unchanged": after == before,
        "new": matched(read_srt(before), read_srt(after)) if after is not None else None,
    }


def own_speed(old, new):
    """What a tool multiplied times by, away from its splits: the median of the slopes, made exact over all that agree;
    and over how many milliseconds."""
    rises = [(o2 - o1, n2 - n1) for o1, o2, n1, n2 in zip(old, old[1:], new, new[1:]) if o2 - o1 >= 200]
    if not rises:
        return None, 0
    # Neighbours decide which slope it is; a millisecond of rounding in a short rise is let pass.
    middle = statistics.median(n / o for o, n in rises)
    agree = [(o, n) for o, n in rises if abs(n - o * middle) <= max(4, o * 0.002)]
    total = sum(o for o, _ in agree)
    return (sum(n for _, n in agree) / total, total) if total else (middle, 0)


def measure(pair, truth, raw):
    """What one run was worth."""
    out = {"refused": raw["exit"] != 0 or raw["new"] is None, "unchanged": raw["unchanged"]}
    if pair["related"] != "yes":
        return out
    # A refusal leaves the file as it was: what that is worth is counted too.
    new = [line[0] for line in truth] if out["refused"] else raw["new"]
    known = [(line, time) for line, time in zip(truth, new) if line[2] is not None]
    errors = [abs(time - line[2]) if time is not None else None for line, time in known]
    mapped = [abs(time - line[4]) if time is not None else None for line, time in known]
    out["cues"] = len(known)
    out["within"] = [sum(e is not None and e <= limit for e in errors) for limit in LIMITS]
    out["mapped"] = sum(e is not None and e <= 100 for e in mapped)
    there = [e for e in errors if e is not None]
    out["median"] = statistics.median(there) if there else None
    out["lost"] = sum(time is None for time in new)
    out["splits"], out["found"], out["false"] = int(pair["splits"]), 0, 0
    if out["refused"]:
        return out
    at = [n for n, time in enumerate(new) if time is not None]
    old_times, new_times = [truth[n][0] for n in at], [new[n] for n in at]
    speed, over = own_speed(old_times, new_times)
    if speed is None:
        return out
    up, down = (int(word) for word in pair["speed"].split("/"))
    # A hundred-thousandth, or what rounding does to a short file.
    out["speed_right"] = abs(speed * down / up - 1) * over <= max(over * 1e-5, 3)
    steps = []
    for n in range(len(at) - 1):
        step = (new_times[n + 1] - new_times[n]) - speed * (old_times[n + 1] - old_times[n])
        steps.append(step if abs(step) > STEP else 0.0)
    free = [True] * len(steps)
    places = [] if pair["places"] == "-" else [[int(t) for t in place.split("..")] for place in pair["places"].split(",")]
    jumps = [] if pair["jumps"] == "-" else [int(word) for word in pair["jumps"].split(",")]
    for (_, before), jump in zip(places, jumps):
        # The cues with a place in the reference on either side, and those without one between them.
        last = next((n for n, time in enumerate(old_times) if time >= before), len(at) - 1)
        first = max((n for n in range(last) if truth[at[n]][2] is not None), default=0)
        window = range(max(0, first - NEAR), min(len(steps), last + NEAR))
        out["found"] += abs(sum(steps[n] for n in window) - jump) <= CLOSE and any(steps[n] for n in window)
        for n in window:
            free[n] = False
    wrong = [bool(step) and alone for step, alone in zip(steps, free)]
    # Steps at neighbouring cues are one split.
    out["false"] = sum(is_wrong and not before for is_wrong, before in zip(wrong, [False] + wrong))
    return out


def share(part, whole):
    return f"{100 * part / whole:.1f}" if whole else "–"


def row(tool, runs):
    related = [run for run in runs if "cues" in run["is"]]
    cues = sum(run["is"]["cues"] for run in related)
    medians = [run["is"]["median"] for run in related if run["is"]["median"] is not None]
    within = [share(sum(run["is"]["within"][n] for run in related), cues) for n in range(len(LIMITS))]
    splits = sum(run["is"]["splits"] for run in related)
    found, false = (sum(run["is"][what] for run in related) for what in ("found", "false"))
    speeds = [run["is"]["speed_right"] for run in related if "speed_right" in run["is"]]
    moved = [run for run in related if run["pair"].startswith("sync-") and not run["is"]["unchanged"] and not run["is"]["refused"]]
    in_sync = any(run["pair"].startswith("sync-") for run in related)
    return [
        tool, str(len(runs)), *within, share(sum(run["is"]["mapped"] for run in related), cues),
        f"{statistics.median(medians):.0f}" if medians else "–",
        f"{found}/{splits}" if related else "–", str(false) if related else "–",
        f"{sum(speeds)}/{len(speeds)}" if speeds else "–",
        f"{sum(run['is']['refused'] for run in runs)}/{len(runs)}",
        f"{len(moved)}/{len(runs)}" if in_sync else "–",
        str(sum(run["is"]["lost"] for run in related)) if related else "–",
        f"{statistics.median(run['cpu'] for run in runs):.3f}", f"{statistics.median(run['memory'] for run in runs):.0f}",
    ]


HEAD = ["class", "tool", "pairs", *(f"≤ {limit} ms" for limit in LIMITS), "map ≤ 100", "median ms", "splits found",
        "false splits", "speed right", "refused", "good files moved", "cues lost", "CPU s", "MB"]


def table(pairs, raw, folder, tools):
    by_name = {pair["name"]: pair for pair in pairs}
    truths, groups = {}, defaultdict(lambda: defaultdict(list))
    for run_ in raw:
        pair = by_name.get(run_["pair"])
        if pair is None or run_["tool"] not in tools:
            continue
        name = pair["name"]
        if name not in truths:
            truths[name] = (digest(folder, name), read_truth(folder, name))
        if run_["files"] == truths[name][0]:
            groups[pair["class"]][run_["tool"]].append({**run_, "is": measure(pair, truths[name][1], run_)})
    lines = ["| " + " | ".join(HEAD) + " |", "|" + "---|" * len(HEAD)]
    for name in dict.fromkeys(pair["class"] for pair in pairs):
        for tool in tools:
            if groups[name][tool]:
                lines.append("| " + " | ".join([name, *row(tool, groups[name][tool])]) + " |")
    return "\n".join(lines) + "\n"


def put(path, lines):
    """Into a page between its two marks, or as a file."""
    page = ""
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            page = file.read()
    if BEGIN in page and END in page:
        lines = page[:page.index(BEGIN) + len(BEGIN)] + "\n\n" + lines + "\n" + page[page.index(END):]
    with open(path, "w", encoding="utf-8") as file:
        file.write(lines)


def perfect(pair, truth, folder):
    """The run of a tool that knows the truth. Cues without a place move with the cue before them."""
    up, down = (int(word) for word in pair["speed"].split("/"))
    new, offset = [], next((line[4] - line[0] * up / down for line in truth if line[4] is not None), 0)
    for line in truth:
        if line[4] is not None:
            offset = line[4] - line[0] * up / down
        new.append(round(line[0] * up / down + offset))
    return {"tool": "perfect", "pair": pair["name"], "class": pair["class"], "files": digest(folder, pair["name"]),
            "exit": 0 if pair["related"] == "yes" else REFUSED, "cpu": 0, "wall": 0, "memory": 0,
            "unchanged": pair["in_sync"] == "yes", "new": new}


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("folder")
    ask.add_argument("tools", nargs="*", help="NAME=PATH of: " + ", ".join(COMMANDS))
    ask.add_argument("--self-check", action="store_true", help="count for a tool that knows the truth; the table is printed")
    ask.add_argument("--raw", help="JSON lines: one run each; read, and added to")
    ask.add_argument("--table", help="where the Markdown table goes: a file, or a page with marks for it")
    ask.add_argument("--classes", help="only these, with commas")
    ask.add_argument("--limit", type=int, help="so many pairs of each class")
    ask.add_argument("--again", action="append", default=[], metavar="TOOL", help="forget what this tool did before")
    ask.add_argument("--only", help="tools for the table, with commas; all without it")
    ask.add_argument("--report", action="store_true", help="run nothing")
    args = ask.parse_intermixed_args()
    tools = dict(word.split("=", 1) for word in args.tools)
    if unknown := set(tools) - set(COMMANDS):
        ask.error(f"no such tool: {', '.join(sorted(unknown))}")

    pairs = read_index(args.folder)
    if args.classes:
        pairs = [pair for pair in pairs if pair["class"] in args.classes.split(",")]
    seen = defaultdict(int)
    for pair in pairs:
        pair["number"] = seen[pair["class"]]
        seen[pair["class"]] += 1
    if args.limit:
        pairs = [pair for pair in pairs if pair["number"] < args.limit]

    if args.self_check:
        raw = [perfect(pair, read_truth(args.folder, pair["name"]), args.folder) for pair in pairs]
        sys.stdout.write(table(pairs, raw, args.folder, ["perfect"]))
        return
    if not args.raw:
        ask.error("--raw FILE is needed")
    raw = []
    if os.path.exists(args.raw):
        with open(args.raw, encoding="utf-8") as file:
            raw = [json.loads(line) for line in file]
        raw = [run_ for run_ in raw if run_["tool"] not in args.again]
    # The last run of a pair counts.
    raw = list({(run_["tool"], run_["files"]): run_ for run_ in raw}.values())
    done = {(run_["tool"], run_["files"]) for run_ in raw}
    if not args.report:
        with open(args.raw, "a", encoding="utf-8") as file, tempfile.TemporaryDirectory() as work:
            for pair in sorted(pairs, key=lambda pair: pair["number"]):
                files = digest(args.folder, pair["name"])
                for tool, path in tools.items():
                    if (tool, files) in done:
                        continue
                    raw.append(one(args.folder, pair, tool, path, work))
                    file.write(json.dumps(raw[-1]) + "\n")
                    file.flush()
    order = args.only.split(",") if args.only else [tool for tool in COMMANDS if any(run_["tool"] == tool for run_ in raw)]
    out = table(pairs, raw, args.folder, order)
    if args.table:
        put(args.table, out)
    else:
        sys.stdout.write(out)


if __name__ == "__main__":
    main()
