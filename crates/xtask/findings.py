"""What the rules find in real tracks: a table of findings per rule, and thirty of each language rule to be judged by hand.

    python3 crates/xtask/findings.py CORPORA OUT [TREGUA]

CORPORA is a folder of subtitle files (the page names the sets that were used); OUT receives `table.md` and a text file for each
rule with at most thirty findings, drawn with a fixed seed, each with its cue and the two around it. Tracks of one film are checked
together. Sentences of a text are made into cues of a track of their own, four seconds each.
"""

import collections
import json
import pathlib
import random
import re
import subprocess
import sys

LANGS = {"es": "es", "spa": "es", "ru": "ru", "rus": "ru", "en": "en", "eng": "en", "kk": "kk", "kaz": "kk"}
DRAWN = 30


def lang_of(path):
    """By the end of the file's name, or by a folder."""
    end = re.search(r"[._-]([a-z]{2,3})$", path.stem)
    names = [end.group(1)] if end else []
    names += [path.parent.name]
    return next((LANGS[name] for name in names if name in LANGS), None)


def films(corpora):
    """Tracks by the film they belong to: a dictionary of languages to files."""
    out = collections.defaultdict(dict)
    for folder in sorted(corpora.glob("tracks-*")):
        for path in sorted(folder.rglob("*")):
            if path.suffix not in (".srt", ".vtt", ".ass", ".ttml") or "description" in path.name:
                continue
            lang = lang_of(path)
            if lang is None:
                continue
            film = folder.name + "/" + re.sub(r"[._-]([a-z]{2,3})$", "", path.stem)
            out[film].setdefault(lang, path)
    return out


def sentences(corpora, work):
    """Texts as tracks."""
    for path in sorted(corpora.glob("text-*/*.txt")):
        lang = next((LANGS[part] for part in re.split(r"[-.]", path.name) if part in LANGS), None)
        if lang is None or "license" in path.name.lower():
            continue
        cues = []
        for n, line in enumerate(path.read_text("utf-8", "replace").splitlines()):
            line = " ".join(line.split())
            if not line:
                continue
            at = n * 5
            stamp = "{:02}:{:02}:{:02},000".format(at // 3600, at // 60 % 60, at % 60)
            end = at + 4
            stop = "{:02}:{:02}:{:02},000".format(end // 3600, end // 60 % 60, end % 60)
            cues.append(f"{len(cues) + 1}\n{stamp} --> {stop}\n{line}\n")
        target = work / f"{path.parent.name}-{path.stem}.{lang}.srt"
        target.write_text("\n".join(cues), "utf-8")
        yield f"{path.parent.name}/{path.stem}", {lang: target}


def check(tregua, work, tracks):
    """All findings of a film, as the JSON report has them."""
    folder = work / "film"
    folder.mkdir(exist_ok=True)
    lines = []
    for lang, path in sorted(tracks.items()):
        lines.append(f'[[track]]\nlang = "{lang}"\nfile = {json.dumps(str(path))}\n')
    (folder / "tregua.toml").write_text("\n".join(lines))
    run = subprocess.run(
        [tregua, "check", str(folder), "--format", "json", "--spelling", "--message-language", "en"],
        capture_output=True,
        text=True,
    )
    if run.returncode > 2 or not run.stdout:
        sys.exit(f"{tracks}: {run.stderr}")
    return json.loads(run.stdout)


def around(path, place):
    """The lines of the file beside a finding."""
    text = path.read_bytes().decode("utf-8", "replace").splitlines()
    line = place - 1
    return "\n".join("    " + ("> " if n == line else "  ") + text[n] for n in range(max(0, line - 4), min(len(text), line + 5)))


def main():
    corpora, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    tregua = sys.argv[3] if len(sys.argv) > 3 else "target/release/tregua"
    work = out / "work"
    work.mkdir(parents=True, exist_ok=True)
    found = collections.defaultdict(list)
    cues = collections.Counter()
    both = list(films(corpora).items()) + list(sentences(corpora, work))
    for film, tracks in both:
        report = check(tregua, work, tracks)
        for entry in report["files"]:
            path = next(p for p in tracks.values() if str(p) == entry["path"])
            lang = next(l for l, p in tracks.items() if p == path)
            kind = "text" if film.startswith("text-") else "tracks"
            cues[kind, lang] += entry.get("cues") or 0
            for one in entry.get("findings", []):
                found[one["rule"]].append((film, kind, lang, path, one))
    columns = [(kind, lang) for kind in ("tracks", "text") for lang in ("es", "kk", "ru", "en") if cues[kind, lang]]
    table = ["| rule | level | " + " | ".join(f"{k} {l}" for k, l in columns) + " |"]
    table.append("|---|---|" + "---|" * len(columns))
    table.append("| *cues* | | " + " | ".join(str(cues[c]) for c in columns) + " |")
    for rule in sorted(found):
        each = collections.Counter((kind, lang) for _, kind, lang, _, _ in found[rule])
        levels = collections.Counter(one["severity"] for *_, one in found[rule])
        table.append(f"| `{rule}` | {levels.most_common(1)[0][0]} | " + " | ".join(str(each[c] or "") for c in columns) + " |")
    (out / "table.md").write_text("\n".join(table) + "\n", "utf-8")
    for rule in sorted(found):
        dice = random.Random(rule)
        drawn = found[rule] if len(found[rule]) <= DRAWN else dice.sample(found[rule], DRAWN)
        with open(out / (rule.replace("/", "-") + ".txt"), "w", encoding="utf-8") as file:
            print(f"{rule}: {len(found[rule])} findings, {len(drawn)} drawn", file=file)
            for n, (film, kind, lang, path, one) in enumerate(drawn):
                print(f"\n{n + 1}. {film} [{lang}] {one['severity']}: {one['message']}", file=file)
                if one.get("help"):
                    print(f"    help: {one['help']}", file=file)
                fix = one.get("fix")
                if fix:
                    print(f"    fix: {fix.get('title')} {json.dumps(fix.get('edits'), ensure_ascii=False)[:200]}", file=file)
                print(around(path, one.get("line") or 1), file=file)
    print("\n".join(table))


main()
