#!/usr/bin/env python3
"""Does libass draw an SSA v4 file as it draws the ASS file of the same track?

    python3 tests/peers/drawn.py

Writes one small track in both formats, with all nine places, styles, colours that begin and end, a position, and two
languages as styles, has ffmpeg's filter `ass` (which is libass) draw each on black, and compares the pictures byte by
byte. Borders and shadows are not compared: SSA has one colour for both, and none half transparent. Needs ffmpeg with
libass, and a built `target/release/tregua`. Ends with 1 where a picture differs or is empty.
"""
import os, subprocess, sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TREGUA = os.path.join(ROOT, "target", "release", "tregua")
WORK = os.path.join(ROOT, "target", "readers", "drawn")
WIDTH, HEIGHT = 960, 540

PLACES = [r"{\an%d}%s" % (n, text) for n, text in enumerate(
    ["Uno", r"<b>Dos</b> <font color='#ff8000'>dos</font> <i><font color='#00ff40'>dos</font> dos</i>", "Три",
     "Төрт", "Бес<i>бес</i>", "Шесть", "Siete", r"Ocho\Nocho", "Nueve"], start=1)]
POSITION = [r"{\pos(100,60)}{\an7}Aquí"]


def srt(name, texts):
    path = os.path.join(WORK, name)
    with open(path, "w", encoding="utf-8") as file:
        for n, text in enumerate(texts, start=1):
            file.write(f"{n}\n00:00:00,000 --> 00:00:01,000\n{text}\n\n".replace(r"\N", "\n"))
    return path


def ass(name, texts):
    path = os.path.join(WORK, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write("[Script Info]\nScriptType: v4.00+\nPlayResX: 384\nPlayResY: 288\n\n[V4+ Styles]\n"
                   "Format: Name, Fontname, Fontsize, Alignment\nStyle: Default,Arial,20,2\n\n[Events]\n"
                   "Format: Layer, Start, End, Style, Text\n")
        file.writelines(f"Dialogue: 0,0:00:00.00,0:00:01.00,Default,{text}\n" for text in texts)
    return path


def draw(path):
    size = f"color=black:s={WIDTH}x{HEIGHT}:r=1:d=1"
    command = ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", size, "-vf", f"ass={os.path.basename(path)}",
               "-frames:v", "1", "-f", "rawvideo", "-pix_fmt", "rgb24", "-"]
    return subprocess.run(command, cwd=WORK, check=True, capture_output=True).stdout


def main():
    os.makedirs(WORK, exist_ok=True)
    languages = [srt("a.es.srt", ["Hola", "Adiós"]), srt("a.kk.srt", ["Сәлем", "Сау бол"])]
    cases = {
        "places": ["convert", srt("places.srt", PLACES), "--lang", "es"],
        "position": ["convert", ass("position-in.ass", POSITION), "--lang", "es"],
        "languages": ["merge", *languages, "--layout", "styled", "--colour", "kk=yellow"],
    }
    bad = 0
    for name, command in cases.items():
        pictures = []
        for form in ("ass", "ssa"):
            out = os.path.join(WORK, f"{name}.{form}")
            subprocess.run([TREGUA, *command, "-o", out, "--overwrite"], check=True, capture_output=True)
            pictures.append(draw(out))
        lit = sum(byte > 127 for byte in pictures[0])
        same = pictures[0] == pictures[1] and lit > 0
        bad += not same
        print(f"{name}: {'the same' if same else 'NOT THE SAME'}, {lit} bright values")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
