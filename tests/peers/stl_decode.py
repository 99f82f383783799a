#!/usr/bin/env python3
"""A second decoder of EBU STL, written from facts about the format and without a look at the Rust one.

How it was used: it was run over the .stl files of the shared corpora and of fixtures/stl; its output was read by eye
against the bytes, compared with ttconv's where ttconv is right, and its counts, times and hashes of each cue's text
were written to fixtures/stl/expected.toml (--toml), which tests/tests/stl.rs holds the Rust reader to.

    stl_decode.py FILE...          cues as text
    stl_decode.py --toml FILE...   counts, times in milliseconds, FNV-1a hashes of the texts
"""

import re
import sys
import unicodedata
from fractions import Fraction

RATES = {"23": Fraction(24000, 1001), "24": Fraction(24), "25": Fraction(25),
         "29": Fraction(30000, 1001), "30": Fraction(30000, 1001), "50": Fraction(50)}
TABLES = {b"01": "iso8859_5", b"02": "iso8859_6", b"03": "iso8859_7", b"04": "iso8859_8"}

# ISO 6937: accents by their combining mark; single signs by their name.
ACCENT = dict(zip(range(0xC1, 0xD0), "\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u0308\u030a\u0327\u0332\u030b\u0328\u030c"))
ALONE = dict(zip(range(0xC1, 0xD0), "`´^~¯˘˙¨¨˚¸_˝˛ˇ"))
SINGLE = {0xA4: "$", 0xA6: "#", 0xA8: "¤", 0xA9: "‘", 0xAA: "“", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓",
          0xB4: "×", 0xB8: "÷", 0xB9: "’", 0xBA: "”", 0xD0: "—", 0xD1: "¹", 0xD2: "®", 0xD3: "©", 0xD4: "™",
          0xD5: "♪", 0xD6: "¬", 0xD7: "¦", 0xDC: "⅛", 0xDD: "⅜", 0xDE: "⅝", 0xDF: "⅞", 0xE0: "Ω", 0xE1: "Æ",
          0xE2: "Đ", 0xE3: "ª", 0xE4: "Ħ", 0xE6: "Ĳ", 0xE7: "Ŀ", 0xE8: "Ł", 0xE9: "Ø", 0xEA: "Œ", 0xEB: "º",
          0xEC: "Þ", 0xED: "Ŧ", 0xEE: "Ŋ", 0xEF: "ŉ", 0xF0: "ĸ", 0xF1: "æ", 0xF2: "đ", 0xF3: "ð", 0xF4: "ħ",
          0xF5: "ı", 0xF6: "ĳ", 0xF7: "ŀ", 0xF8: "ł", 0xF9: "ø", 0xFA: "œ", 0xFB: "ß", 0xFC: "þ", 0xFD: "ŧ",
          0xFE: "ŋ", 0xFF: "\u00ad"}
for same in (0xA0, 0xA1, 0xA2, 0xA3, 0xA5, 0xA7, 0xAB, 0xB0, 0xB1, 0xB2, 0xB3, 0xB5, 0xB6, 0xB7, 0xBB, 0xBC,
             0xBD, 0xBE, 0xBF):
    SINGLE[same] = chr(same)


def latin(data):
    out, i = "", 0
    while i < len(data):
        byte = data[i]
        following = chr(data[i + 1]) if i + 1 < len(data) else ""
        if byte in ACCENT and following == " ":
            out, i = out + ALONE[byte], i + 2
        elif byte in ACCENT and following.isascii() and following.isalpha():
            both = "ģ" if (byte, following) == (0xC2, "g") else unicodedata.normalize("NFC", following + ACCENT[byte])
            out, i = out + both, i + 2
        elif byte in ACCENT:
            out, i = out + ALONE[byte], i + 1
        else:
            out, i = out + (chr(byte) if byte < 0x80 else SINGLE.get(byte, "\ufffd")), i + 1
    return out


def letters(data, table):
    return data.decode(TABLES[table], "replace") if table in TABLES else latin(data)


def row(data, table, teletext):
    if teletext:
        # Every code is a cell; a stretch of blanks with a code in it shows as one blank.
        data = re.sub(rb"[\x80-\x9f]", b"", data)
        data = re.sub(rb" *[\x00-\x1f][\x00-\x20]*", b" ", data).strip(b" ")
    else:
        data = re.sub(rb"[\x00-\x1f\x80-\x9f]", b"", data)
    return letters(data.replace(b"\x7f", b""), table)


def cues(raw):
    rate = RATES[raw[6:8].decode()]
    base = round(rate)
    teletext, table = raw[11:12] in (b"1", b"2"), raw[12:14]
    found, waiting = [], None
    for at in range(1024, len(raw), 128):
        block = raw[at:at + 128]
        if len(block) < 16 or len(set(block)) == 1 or 0xF0 <= block[3] <= 0xFE:
            continue
        if waiting and waiting[0] != block[0:3]:
            found.append(waiting)
            waiting = None
        waiting = waiting or [block[0:3], block[5:13], b"", []]
        waiting[2] += block[16:].split(b"\x8f")[0]
        waiting[3].append(block[15])
        if block[3] == 0xFF:
            found.append(waiting)
            waiting = None
    if waiting:
        found.append(waiting)

    def ms(h, m, s, f):
        if h > 23 or m > 59 or s > 59 or f >= base:
            return None
        # Half a millisecond and more is one.
        return int(((h * 3600 + m * 60 + s) * base + f) / rate * 1000 + Fraction(1, 2))

    for _, times, text, flags in found:
        if all(flag == 1 for flag in flags):
            continue
        rows = [row(part, table, teletext) for part in text.split(b"\x8a")]
        yield ms(*times[:4]), ms(*times[4:]), [line for line in rows if line.strip(" ")]


def fnv(text):
    value = 0xCBF29CE484222325
    for byte in text.encode():
        value = (value ^ byte) * 0x100000001B3 % 2**64
    return f"{value:016x}"


def main(files, toml):
    for name in files:
        with open(name, "rb") as file:
            raw = file.read()
        if raw[3:6] != b"STL":
            continue
        print(f'[[file]]\nname = "{name}"' if toml else f"== {name}")
        all_cues = list(cues(raw))
        if toml:
            print(f"cues = {len(all_cues)}\neach = [")
        for start, end, lines in all_cues:
            text = "\n".join(lines)
            start, end = (-1 if time is None else time for time in (start, end))
            print(f'    [{start}, {end}, "{fnv(text)}"],' if toml else f"{start} {end} {text!r}")
        if toml:
            print("]\n")


if __name__ == "__main__":
    arguments = sys.argv[1:]
    main([it for it in arguments if it != "--toml"], "--toml" in arguments)
