#!/usr/bin/env python3
"""Whole-process speed against other tools, side by side; run by `cargo xtask bench-peers`.

Every round runs each command once, in turn, so that a machine whose speed drifts treats all alike. The figure is
the CPU time (user and system) of the finished process, as the kernel accounts it; medians are quoted.
"""
import os, platform, re, resource, statistics, subprocess, sys, tempfile

sys.dont_write_bytecode = True
import peers_formats

PYSUBS2, SUBTITLER = "1.8.1", "2.13.0"
ROUNDS = int(os.environ.get("ROUNDS", "31"))


def sh(*cmd, **kw):
    print("+", " ".join(map(str, cmd)), file=sys.stderr)
    return subprocess.run(cmd, check=True, **kw)


def cpu_ms(cmd, forked):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    # With something to do in between, Python cannot take the short way from itself to another program.
    between = (lambda: None) if forked else None
    done = subprocess.run(cmd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=between)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        sys.exit(f"{cmd}: exit code {done.returncode}")
    return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def peers(root):
    base = os.path.join(root, "target", "peers")
    venv, cargo = os.path.join(base, "venv"), os.path.join(base, "cargo")
    if not os.path.exists(os.path.join(venv, "bin", "pysubs2")):
        sh(sys.executable, "-m", "venv", venv)
        sh(os.path.join(venv, "bin", "pip"), "install", "--quiet", f"pysubs2=={PYSUBS2}")
    if not os.path.exists(os.path.join(cargo, "bin", "subtitler")):
        sh("cargo", "install", "--quiet", "subtitler", "--version", SUBTITLER, "--root", cargo)
    theirs = os.path.join(base, "rust")
    package = os.path.join(root, "crates", "xtask", "rust-peers", "Cargo.toml")
    sh("cargo", "build", "--quiet", "--release", "--bin", "probe", "--manifest-path", package, "--target-dir", theirs)
    return [os.path.join(*path) for path in ((venv, "bin", "pysubs2"), (cargo, "bin", "subtitler"), (theirs, "release", "probe"))]


def table(rows, base):
    out = ["| command | median CPU ms | least | most | times ours |", "|---|---|---|---|---|"]
    ours = statistics.median(rows[base])
    for name, values in rows.items():
        m = statistics.median(values)
        ratio = "" if name == base else f"{m / ours:.1f}"
        out.append(f"| {name} | {m:.2f} | {min(values):.2f} | {max(values):.2f} | {ratio} |")
    return "\n".join(out)


def measure(commands, forked=False):
    rows = {name: [] for name in commands}
    for name, cmd in commands.items():
        cpu_ms(cmd, forked)
    for _ in range(ROUNDS):
        for name, cmd in commands.items():
            rows[name].append(cpu_ms(cmd, forked))
    return rows


def divan(root):
    done = sh("cargo", "bench", "--package", "tregua-parse", "--bench", "parse", cwd=root, capture_output=True, text=True)
    lines = [line.rstrip() for line in done.stdout.splitlines()]
    start = next(i for i, line in enumerate(lines) if line.startswith("parse "))
    return "\n".join(lines[start:]).strip()


def by_hand(path, made):
    """The sections of the page that are not made here: they stay, behind those that are."""
    if not os.path.exists(path):
        return ""
    with open(path, encoding="utf-8") as f:
        sections = re.split(r"(?m)^(?=## )", f.read())[1:]
    heads = set(re.findall(r"(?m)^## .*$", made))
    return "".join("\n" + it.rstrip() + "\n" for it in sections if it.split("\n")[0] not in heads)


def main():
    root, busy = sys.argv[1], os.getloadavg()[0]
    sh("cargo", "build", "--release", cwd=root)
    ours = os.path.join(root, "target", "release", "tregua")
    pysubs2, subtitler, probe = peers(root)
    feature = os.path.join(root, "fixtures", "feature", "tregua-feature.kk.srt")
    size = os.path.getsize(feature)
    with tempfile.TemporaryDirectory() as d:
        # subtitler refuses a byte order mark on some paths, and the feature's Kazakh track has one.
        track = os.path.join(d, "film.kk.srt")
        with open(feature, "rb") as f, open(track, "wb") as g:
            g.write(f.read().removeprefix(b"\xef\xbb\xbf"))
        shifts = {
            "an empty process (`true`)": ["/bin/true"],
            "`tregua retime shift --by 3.7s -o`": [ours, "retime", "shift", "--by", "3.7s", track, "-o", os.path.join(d, "a.srt"), "--overwrite"],
            "the least a program can do": [probe, "shift", track, os.path.join(d, "p.srt"), "3700"],
            f"`subtitler shift 3700` {SUBTITLER}": [subtitler, "shift", track, "3700", "-o", os.path.join(d, "b.srt")],
            f"`pysubs2 --shift 3.7s` {PYSUBS2}": [pysubs2, "--shift", "3.7s", track, "-o", os.path.join(d, "c")],
        }
        converts = {
            "an empty process (`true`)": ["/bin/true"],
            "`tregua convert --to vtt -o`": [ours, "convert", track, "--to", "vtt", "-o", os.path.join(d, "a.vtt"), "--overwrite"],
            "the least a program can do": [probe, "vtt", track, os.path.join(d, "p.vtt")],
            f"`subtitler convert` {SUBTITLER}": [subtitler, "convert", track, os.path.join(d, "b.vtt")],
            f"`pysubs2 --to vtt` {PYSUBS2}": [pysubs2, "--to", "vtt", track, "-o", os.path.join(d, "c")],
        }
        shift, convert = measure(shifts), measure(converts)
        shift_forked, convert_forked = measure(shifts, forked=True), measure(converts, forked=True)
        film = measure({
            "`tregua check`, three tracks and one another": [ours, "check", root],
            "an empty process (`true`)": ["/bin/true"],
        })
        check = measure({
            "`tregua check`, all rules": [ours, "check", "--fps", "24", track],
            f"`subtitler validate --guideline netflix` {SUBTITLER}": [subtitler, "validate", "--guideline", "netflix", track],
        })
    parse = divan(root)
    cpu = next((l.split(":", 1)[1].strip() for l in open("/proc/cpuinfo") if l.startswith("model name")), platform.machine())
    rustc = subprocess.run(["rustc", "--version"], capture_output=True, text=True).stdout.strip()
    text = f"""# Benchmarks

Made by `cargo xtask bench-peers`, which builds the program, installs the other tools, runs everything side by side and
writes this page but for its last sections, which were written by hand. Quote the ratios: absolute times are those of one machine on one day.

Machine: {os.cpu_count()} × {cpu}; {rustc}; {ROUNDS} interleaved rounds after one warm-up; CPU time of the whole
process (user and system); load of the machine at the start {busy:.1f}. Input: the Kazakh track of the feature
({size} bytes), which the program writes back with every byte but the stamps as it was, after an fsync.

## Shift a track

{table(shift, "`tregua retime shift --by 3.7s -o`")}

What does the least is `crates/xtask/rust-peers/probe.rs`: it reads the file, finds the arrows, writes other digits and writes the file. It decodes,
checks, keeps and tells nothing, and does not sync; of ours, the file is opened by a descriptor, synced, read back and given its name.

## Convert a track

{table(convert, "`tregua convert --to vtt -o`")}

## Started by a program that forks

Python starts a program without a copy of itself where it can, which is how the above was measured. The goals come from a run in which
an empty process took 2.1 ms and the least program 3.2: there, the copy counted for the program that was started, as it does
for whoever forks. The same commands so:

{table(shift_forked, "`tregua retime shift --by 3.7s -o`")}

{table(convert_forked, "`tregua convert --to vtt -o`")}

## Check a track

{table(check, "`tregua check`, all rules")}

## Check a film

The feature of three languages as `tregua.toml` at the top of this tree names it: all rules but spelling, those between tracks too.
`tregua check --timings` says where the time goes.

{table(film, "`tregua check`, three tracks and one another")}

## Parse from bytes, in process

`document` is everything a `Document` holds: encoding detected, UTF-8 validated, every cue, every time and every
recovery with its place. `scanner` is the least a reader can do (simdutf8 validation, memchr for lines, stamps read, text borrowed, nothing
kept or reported); `srtlib` is srtlib 0.2.0. Medians of one run, all side by side.

```text
{parse}
```

{peers_formats.section(root, os.path.join(root, "target", "peers", "venv"))}"""
    path = os.path.join(root, "docs", "benchmarks.md")
    text = text.rstrip() + "\n"
    text += by_hand(path, text)
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)
    print(path)


main()
