#!/usr/bin/env python3
"""How work grows with hostile shapes: `growth.py SHAPES TREGUA [--only REGEX] [--command REGEX] [--time] [--json FILE]`.

SHAPES is a folder that `cargo xtask shapes` has written, each shape in three sizes. For each shape and command the work at
the largest is put beside that at the middle one, with what the smallest takes off both: an exponent of 1 is linear, of 2
quadratic. Work is instructions, counted by cachegrind, which do not depend on what else the machine does; with --time it is
processor time, the least of three runs. Prints a Markdown table of the worst, and exits with 1 where an exponent is above
1.05 (1.35 with --time).
"""
import collections, json, math, os, re, subprocess, sys, tempfile
from concurrent.futures import ThreadPoolExecutor

LIMIT = {"instructions": 1.05, "time": 1.35}
# Work that is less than this at the largest size tells nothing: it is that of starting the program.
LEAST = {"instructions": 2_000_000, "time": 0.03}

COMMANDS = {
    "info": "info {in}",
    "check": "check --lang {lang} --format json -o {out} {in}",
    "check in Russian": "check --lang ru --format json -o {out} {in}",
    "check in Kazakh": "check --lang kk --format json -o {out} {in}",
    "check --fix": "check --lang {lang} --fix --unsafe-fixes --fps 25 {copy}",
    "retime shift": "retime shift --by +1s --keep-unreadable -q -o {out} {in}",
    "retime fit": "retime fit --lang {lang} --fps 25 -q -o {out} {in}",
    "convert srt": "convert --lang {lang} --fps 25 -q --to srt -o {out} {in}",
    "convert ass": "convert --lang {lang} --fps 25 -q --to ass -o {out} {in}",
    "convert imsc": "convert --lang {lang} --fps 25 -q --to imsc -o {out} {in}",
    "convert stl": "convert --lang {lang} --fps 25 -q --to stl -o {out} {in}",
    "diff": "diff --format json -o {out} {in} {moved}",
    "compare": "compare --lang {lang},en --insist --format json -o {out} {in} {moved}",
    "merge": "merge --lang {lang},en --insist --to ass -o {out} {in} {moved}",
    "merge three-way": "merge three-way -o {out} {in} {moved} {edited}",
    "split": "split --lang es,ru --insist --to srt -o {dir} {in}",
    "retime align": "retime align -q --to {moved} -o {out} {in}",
}


def run(argv, counted):
    """The work of a run, and its exit code."""
    env = dict(os.environ, LANG="C.UTF-8", NO_COLOR="1", RAYON_NUM_THREADS="1")
    if counted:
        with tempfile.NamedTemporaryFile() as out:
            tool = ["valgrind", "--tool=cachegrind", "--cache-sim=no", f"--cachegrind-out-file={out.name}"]
            done = subprocess.run(tool + argv, capture_output=True, env=env, stdin=subprocess.DEVNULL)
            with open(out.name, encoding="utf-8", errors="replace") as file:
                total = [line for line in file if line.startswith("summary:")]
            return (int(total[0].split()[1]) if total else None), done.returncode
    least = None
    for _ in range(3):
        if least is not None and least > 1:
            break
        done = subprocess.Popen(["prlimit", "--cpu=20:21"] + argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, env=env)
        _, status, usage = os.wait4(done.pid, 0)
        done.returncode = os.waitstatus_to_exitcode(status)
        spent = usage.ru_utime + usage.ru_stime
        least = spent if least is None else min(least, spent)
    return least, done.returncode


def work(tregua, name, line, path, counted):
    with tempfile.TemporaryDirectory(prefix="growth-") as home:
        extension = os.path.splitext(path)[1]
        lang = next((tag for tag in ("ru", "kk") if f"-{tag}." in path), "es")
        places = {"{in}": path, "{out}": os.path.join(home, "out" + extension), "{lang}": lang, "{dir}": os.path.join(home, "dir"),
                  "{edited}": os.path.join(home, "edited" + extension), "{copy}": os.path.join(home, "copy" + extension), "{moved}": os.path.join(home, "moved" + extension)}
        os.mkdir(places["{dir}"])
        if "convert" in name:
            places["{out}"] = os.path.join(home, "out")
        if "{copy}" in line:
            with open(path, "rb") as file, open(places["{copy}"], "wb") as copy:
                copy.write(file.read())
        if "{moved}" in line:
            moved = [tregua, "retime", "shift", "--by", "+1s", "--keep-unreadable", "-q", "-o", places["{moved}"], path]
            if subprocess.run(moved, capture_output=True).returncode:
                places["{moved}"] = path
        if "{edited}" in line:
            # Other words, as many bytes.
            with open(path, "rb") as file, open(places["{edited}"], "wb") as edited:
                edited.write(file.read().replace(b"o", b"u"))
        argv = [tregua] + [re.sub(r"\{\w+\}", lambda it: places[it[0]], word) for word in line.split()]
        return run(argv, counted)


def main():
    words, options = [], {}
    args = iter(sys.argv[1:])
    for arg in args:
        if arg == "--time":
            options[arg] = True
        elif arg.startswith("--"):
            options[arg] = next(args)
        else:
            words.append(arg)
    folder, tregua = words[0], os.path.abspath(words[1])
    counted = "--time" not in options
    unit = "instructions" if counted else "time"
    shapes = collections.defaultdict(list)
    for file in sorted(os.listdir(folder)):
        name, size, _ = file.split(".")
        if re.search(options.get("--only", ""), name):
            shapes[name].append((int(size), os.path.join(folder, file)))
    commands = {name: line for name, line in COMMANDS.items() if re.search(options.get("--command", ""), name)}
    jobs = [(shape, name, line) for shape in shapes for name, line in commands.items()]

    def one(job):
        shape, name, line = job
        files = [path for _, path in sorted(shapes[shape])]
        done = [work(tregua, name, line, path, counted) for path in files]
        (least, _), (less, _), (more, code) = done
        b0, b1, b2 = map(os.path.getsize, files)
        if None in (least, less, more) or more - least < LEAST[unit] or less <= least:
            return shape, name, None, more, b2, code
        exponent = math.log((more - least) / (less - least)) / math.log((b2 - b0) / (b1 - b0))
        return shape, name, exponent, more, b2, code

    rows = []
    with ThreadPoolExecutor(max_workers=2) as pool:
        for shape, name, exponent, more, size, code in pool.map(one, jobs):
            rows.append({"shape": shape, "command": name, "exponent": exponent, "work": more, "bytes": size, "code": code})
            if exponent and exponent > LIMIT[unit]:
                print(f"{exponent:.2f} {name}: {shape}: {more} at {size} bytes, exit code {code}", file=sys.stderr, flush=True)
    if "--json" in options:
        with open(options["--json"], "w", encoding="utf-8") as file:
            json.dump(rows, file, indent=1)
    print(f"{len(shapes)} shapes, {len(jobs)} curves, {unit}\n")
    print("| command | curves | median exponent | worst exponent | of | dearest per byte | of |")
    print("|---|---:|---:|---:|---|---:|---|")
    bad = 0
    for name in commands:
        told = [row for row in rows if row["command"] == name and row["exponent"] is not None]
        bad += sum(row["exponent"] > LIMIT[unit] for row in told)
        if told:
            told.sort(key=lambda row: row["exponent"])
            worst, middle = told[-1], told[len(told) // 2]
            dear = max(told, key=lambda row: row["work"] / row["bytes"])
            price = dear["work"] / dear["bytes"]
            price = f"{price:.0f}" if counted else f"{price * 1e9:.0f} ns"
            print(f"| `{name}` | {len(told)} | {middle['exponent']:.2f} | {worst['exponent']:.2f} | `{worst['shape']}` "
                  f"| {price} | `{dear['shape']}` |")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
