#!/usr/bin/env python3
"""The section "Every format" of docs/benchmarks.md; used by peers.py, and run by itself inside the peers' venv.

Every round runs our benchmark (crates/parse/benches/formats.rs), the other Rust parsers over the files it writes
(crates/xtask/rust-peers) and the Python ones, in turn. Each of them parses from memory. Medians of the rounds'
medians are quoted. A parser that does not read all cues of a file is not timed on it, and named.
"""
import json, os, re, statistics, subprocess, sys, time

PYTHON = {"pysubs2": "1.8.1", "webvtt-py": "0.6.0", "pycaption": "2.3.14", "ttconv": "1.2.3"}
ROUNDS = int(os.environ.get("FORMAT_ROUNDS", "5"))
NAMES = {
    "srt": "SubRip", "vtt": "WebVTT", "ass": "ASS", "imsc": "IMSC (TTML)", "scc": "SCC", "stl": "EBU STL",
    "microdvd": "MicroDVD", "subviewer": "SubViewer 2", "sbv": "SBV", "mpl2": "MPL2", "sami": "SAMI", "lrc": "LRC",
    "dcp": "SMPTE DCP", "json": "our JSON",
}
# No subtitle parsers: what the tree of such a file costs alone.
TREES = {"roxmltree", "serde_json"}
UNITS = {"ns": 1e-9, "µs": 1e-6, "ms": 1e-3, "s": 1.0}


def python_readers():
    """(format, parser, how it counts the cues of bytes)"""
    import io, logging, warnings
    import xml.etree.ElementTree as tree
    import pycaption, pysubs2, webvtt
    from ttconv import model
    from ttconv.imsc import reader as tt_imsc
    from ttconv.scc import reader as tt_scc
    from ttconv.stl import reader as tt_stl
    from ttconv.vtt import reader as tt_vtt

    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")

    def subs(name, **rest):
        return lambda raw: len(pysubs2.SSAFile.from_string(raw.decode(), format_=name, **rest))

    def web(name):
        return lambda raw: len(webvtt.WebVTT.from_buffer(io.StringIO(raw.decode()), format=name))

    def caption(reader):
        def count(raw):
            read = reader().read(raw.decode())
            return len(read.get_captions(read.get_languages()[0]))
        return count

    def tt(parse):
        # The count is part of it, and a hundredth of the whole.
        return lambda raw: sum(isinstance(e, model.P) for e in parse(raw).get_body().dfs_iterator())

    return [
        ("srt", "pysubs2", subs("srt")),
        ("srt", "pycaption", caption(pycaption.SRTReader)),
        ("vtt", "webvtt-py", web("vtt")),
        ("vtt", "pysubs2", subs("vtt")),
        ("vtt", "pycaption", caption(pycaption.WebVTTReader)),
        ("vtt", "ttconv", tt(lambda raw: tt_vtt.to_model(io.StringIO(raw.decode())))),
        ("ass", "pysubs2", subs("ass")),
        ("imsc", "pysubs2", subs("ttml")),
        ("imsc", "pycaption", caption(pycaption.DFXPReader)),
        ("imsc", "ttconv", tt(lambda raw: tt_imsc.to_model(tree.ElementTree(tree.fromstring(raw))))),
        ("scc", "pycaption", caption(pycaption.SCCReader)),
        ("scc", "ttconv", tt(lambda raw: tt_scc.to_model(raw.decode()))),
        ("stl", "ttconv", tt(lambda raw: tt_stl.to_model(io.BytesIO(raw)))),
        ("microdvd", "pysubs2", subs("microdvd", fps=24.0)),
        ("microdvd", "pycaption", caption(pycaption.MicroDVDReader)),
        ("sbv", "webvtt-py", web("sbv")),
        ("mpl2", "pysubs2", subs("mpl2")),
        ("sami", "pysubs2", subs("sami")),
        ("sami", "pycaption", caption(pycaption.SAMIReader)),
    ]


def time_python(folder):
    """One round inside the venv: seconds of CPU of each reader, the median of three."""
    times, short = [], []
    for id, name, read in python_readers():
        with open(os.path.join(folder, id), "rb") as f:
            raw = f.read()
        expected = index(folder)[id]["cues"]
        try:
            found = read(raw)
        except Exception as error:
            found = 0
            print(f"{name}, {id}: {error!r}", file=sys.stderr)
        # More is fine: the rate of a MicroDVD file or the blanks of a SAMI one may be counted as cues.
        if found < expected:
            short.append([name, id, found, expected])
            continue
        spent = []
        for _ in range(3):
            before = time.process_time()
            read(raw)
            spent.append(time.process_time() - before)
        times.append([name, id, statistics.median(spent)])
    json.dump({"times": times, "short": short}, sys.stdout)


def index(folder):
    with open(os.path.join(folder, "index.tsv"), encoding="utf-8") as f:
        rows = [line.rstrip("\n").split("\t") for line in f]
    return {id: {"lang": lang, "size": int(size), "cues": int(cues)} for id, lang, size, cues in rows}


def medians(text):
    """The median column of divan's tables, in seconds: {(group, argument): seconds}."""
    out, group = {}, None
    for line in text.splitlines():
        if not (found := re.match(r"(│  |   )?[├╰]─ (\S+)\s*(.*)", line)):
            continue
        nested, name, rest = found.groups()
        if nested is None:
            group = name
            continue
        columns = re.findall(r"([\d.]+) (ns|µs|ms|s)\b", rest)
        if len(columns) >= 3:
            number, unit = columns[2]
            out[group, name] = float(number) * UNITS[unit]
    return out


def bench(cwd, env, *cmd):
    done = subprocess.run(["cargo", "bench", "--quiet", *cmd], cwd=cwd, env=env, check=True, capture_output=True, text=True)
    short = [line.split("\t")[1:] for line in done.stderr.splitlines() if line.startswith("short\t")]
    return medians(done.stdout), short


def measure(root, venv):
    """({(parser, format): [seconds of each round]}, parsers that read too little, the inputs)"""
    base = os.path.join(root, "target", "peers")
    inputs = os.path.join(base, "inputs")
    os.makedirs(inputs, exist_ok=True)
    pip = [os.path.join(venv, "bin", "pip"), "install", "--quiet"]
    subprocess.run(pip + [f"{name}=={version}" for name, version in PYTHON.items()], check=True)
    env = dict(os.environ, TREGUA_BENCH_INPUTS=inputs)
    theirs = dict(env, CARGO_TARGET_DIR=os.path.join(base, "rust"))
    rows, short = {}, set()
    for round in range(ROUNDS):
        print(f"formats: round {round + 1} of {ROUNDS}", file=sys.stderr)
        ours, _ = bench(root, env, "--package", "tregua-parse", "--bench", "formats")
        peers, less = bench(os.path.join(root, "crates", "xtask", "rust-peers"), theirs, "--bench", "peers")
        script = [os.path.join(venv, "bin", "python"), __file__, inputs]
        python = json.loads(subprocess.run(script, check=True, stdout=subprocess.PIPE, text=True).stdout)
        found = {**ours, **peers, **{(name, id): spent for name, id, spent in python["times"]}}
        for key, seconds in found.items():
            rows.setdefault(key, []).append(seconds)
        short.update(tuple(map(str, row)) for row in less + python["short"])
    return rows, short, index(inputs)


def best(speeds, id, wanted):
    """The fastest of the parsers that `wanted` holds of, and its speed."""
    fits = [(speed, name) for (name, fmt), speed in speeds.items() if fmt == id and wanted(name)]
    return max(fits, default=(None, None))


def section(root, venv):
    rows, short, inputs = measure(root, venv)
    speeds = {(name, id): inputs[id]["size"] / statistics.median(spent) / 1e6 for (name, id), spent in rows.items()}
    ours = {"document", "document_and_track"}
    table = [
        "| format | file, KB | `Document` | and `Track` | best Rust peer | best Python peer | times the best |",
        "|---|---|---|---|---|---|---|",
    ]
    cell = lambda speed, name, note="": f"{name}{note}: {speed:.{0 if speed >= 20 else 1}f}" if speed else "–"
    for id, it in inputs.items():
        rust, rust_name = best(speeds, id, lambda n: n not in ours | TREES and n not in PYTHON)
        python, python_name = best(speeds, id, lambda n: n in PYTHON)
        note = ""
        if not rust and not python:
            rust, rust_name = best(speeds, id, lambda n: n in TREES)
            note = " (the tree alone)"
        document, track = speeds["document", id], speeds["document_and_track", id]
        top = max(filter(None, (rust, python)), default=None)
        ratio = f"{document / top:.1f} / {track / top:.1f}" if top else ""
        shown = f"{NAMES[id]}{' (es)' if it['lang'] != 'kk' else ''}"
        name = (rust_name or "").replace("rsubs_lib", "rsubs-lib")
        table.append(
            f"| {shown} | {it['size'] / 1000:.0f} | {document:.0f} | {track:.0f} | {cell(rust, name, note)} "
            f"| {cell(python, python_name)} | {ratio} |"
        )
    trees = {id: speeds[name, id] for name in TREES for id in inputs if (name, id) in speeds}
    missed = "; ".join(f"{name} on {NAMES[id]} ({found} of {all})" for name, id, found, all in sorted(short))
    versions = ", ".join(f"{name} {version}" for name, version in PYTHON.items())
    return f"""## Every format

The same film in every format, parsed from memory, in MB of the file a second: the Kazakh track as our writer spells
it, the Spanish one (es) where the format has no Kazakh letters; SAMI and LRC, which we only read, as the benchmark
spells them. `Document` is the lossless document (encoding detected, every cue, time and recovery with its place),
`and Track` that and what a viewer reads of it. The last column is their ratio to the best peer. {ROUNDS} rounds, each
of all parsers in turn, medians; wall time of short samples for Rust, CPU time for Python.

Rust peers: srtlib 0.2.0, rsubs-lib 0.4.0, aspasia 0.2.1, subtitler 2.13.0, ebustl 0.4.0 (which
alone reads letters on demand: timed with them), each given text whose bytes simdutf8
has checked. Python peers: {versions}.
Not timed, as not all cues were read: {missed or "none"}.
For the files that are XML or JSON, reading the tree alone (roxmltree, serde_json) runs at
{", ".join(f"{speed:.0f} ({NAMES[id]})" for id, speed in sorted(trees.items()))}.

{chr(10).join(table)}
"""


if __name__ == "__main__":
    time_python(sys.argv[1])
