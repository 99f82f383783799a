#!/usr/bin/env python3
"""A second opinion on SCC files: a small decoder of CEA-608, written from the rules of 47 CFR 15.119 and on its own.

It shares no code and no design with the reader of tregua-parse: it keeps a screen of text, and tells captions from the
screens. It knows the first data channel, no colours and no places.

    scc_decode.py FILE.scc            captions as "in-out|line/line", in frames of 29.97
    scc_decode.py --toml FILE.scc...  what tests/tests/scc.rs compares with: times and hashes of the text, no text
"""
import re
import sys

BASIC = {0x2a: "á", 0x5c: "é", 0x5e: "í", 0x5f: "ó", 0x60: "ú", 0x7b: "ç", 0x7c: "÷", 0x7d: "Ñ", 0x7e: "ñ", 0x7f: "█"}
SPECIAL = "®°½¿™¢£♪à\0èâêîôû"
EXTENDED = {
    0x12: "ÁÉÓÚÜü‘¡*'—©℠•“”ÀÂÇÈÊËëÎÏïÔÙùÛ«»",
    0x13: "ÃãÍÌìÒòÕõ{}\\^_|~ÄäÖöß¥¤│ÅåØø┌┐└┘",
}
PAC_ROWS = {0x11: (1, 2), 0x12: (3, 4), 0x15: (5, 6), 0x16: (7, 8), 0x17: (9, 10), 0x10: (11, 11), 0x13: (12, 13),
            0x14: (14, 15)}


def frame_of(label):
    """The number of a label's frame; labels that do not exist stand for the next that does."""
    h, m, s, f = (int(x) for x in re.split("[:;,.]", label))
    assert m < 60 and s < 60 and f < 30, label
    count = ((h * 60 + m) * 60 + s) * 30 + f
    if re.search("[;,.]", label):
        minutes = h * 60 + m
        if s == 0 and f < 2 and m % 10:
            count += 2 - f
        count -= 2 * (minutes - minutes // 10)
    return count


def lines_of(path):
    with open(path, encoding="latin-1") as file:
        for line in file.read().splitlines():
            found = re.match(r"\s*([0-9]\S*[:;]\S*)[ \t]+(.*)", line)
            if not found:
                continue
            try:
                start = frame_of(found[1])
            except (ValueError, AssertionError):
                start = None
            yield start, found[2].split()


class Decoder:
    def __init__(self):
        self.shown = [[" "] * 250 for _ in range(16)]
        self.hidden = [[" "] * 250 for _ in range(16)]
        self.mode, self.depth, self.row, self.col = None, 0, 15, 0
        self.cues = []  # [start, end, text]
        self.live = {}  # what is on the screen: "all", or a row's own number
        self.previous = None
        self.burst = None
        self.data = False  # extended data goes on
        self.age = {}

    def blank(self):
        return [[" "] * 250 for _ in range(16)]

    def text(self, grid, rows=range(1, 16)):
        kept = ("".join(" " if c == "\0" else c for c in grid[r]).strip() for r in rows)
        return "/".join(line for line in kept if line)

    def start(self, key, now, text=""):
        self.live[key] = len(self.cues)
        self.cues.append([now, None, text])

    def refresh(self):
        """Text of what grows on the screen."""
        if "all" in self.live and self.burst is not None:
            self.cues[self.live["all"]][2] = self.text(self.shown)
        if "row" in self.live:
            self.cues[self.live["row"]][2] = self.text(self.shown, [self.row])

    def stop(self, now, *keys):
        for key in keys or list(self.live):
            if key in self.live:
                self.cues[self.live.pop(key)][1] = now

    def feed(self, now, first, second, line):
        if 0x10 <= first <= 0x1f:
            self.data = False
            before, self.previous = self.previous, (now, first, second)
            if before and before[1:] == (first, second) and (before[0] is None or before[0] + 1 == now):
                self.previous = None
                return
            if first >= 0x18:
                self.mode = None
                return
            self.control(now, first, second, line)
        elif first == 0 and second < 0x20:
            # Filling may stand between a code and its repetition.
            if self.previous and self.previous[0] is not None and self.previous[0] + 1 == now:
                self.previous = (now,) + self.previous[1:]
        elif 0 < first < 0x10:
            self.previous, self.data = None, first < 0x0f
        else:
            self.previous = None
            for code in (first, second) if not self.data else ():
                if code >= 0x20:
                    self.put(BASIC.get(code, chr(code)), now, line)

    def put(self, letter, now, line):
        if self.mode is None:
            return
        if letter not in " \0":
            if self.mode == "paint" and self.burst != line:
                self.refresh()
                self.stop(now)
                self.burst = line
                self.start("all", now)
            if self.mode == "roll" and "row" not in self.live:
                self.start("row", now)
        grid = self.hidden if self.mode == "pop" else self.shown
        # Decoders write what is too long over the last column; it is kept here, as by the reader this is compared with.
        if self.col < len(grid[self.row]):
            grid[self.row][self.col] = letter
        self.col = min(self.col + 1, 249)

    def control(self, now, first, second, line):
        grid = self.hidden if self.mode == "pop" else self.shown
        if second >= 0x40:
            row = PAC_ROWS[first][second >> 5 & 1]
            if self.mode == "roll":
                row = max(row, self.depth)
                window = [self.shown[self.row - i] for i in range(self.depth)]
                for i in range(self.depth):
                    self.shown[self.row - i] = [" "] * 250
                for i in range(self.depth):
                    self.shown[row - i] = window[i]
            self.row = row
            self.col = (second & 0x0e) * 2 if second & 0x10 else 0
        elif first == 0x11 and second < 0x30:
            self.put(" ", now, line)
        elif first == 0x11:
            self.put(SPECIAL[second - 0x30], now, line)
        elif first in EXTENDED:
            self.col = max(self.col - 1, 0)
            self.put(EXTENDED[first][second - 0x20], now, line)
        elif first == 0x17 and 0x21 <= second <= 0x23:
            self.col = max(self.col, min(self.col + second - 0x20, 31))
        elif first in (0x14, 0x15):
            name = "RCL BS AOF AON DER RU2 RU3 RU4 FON RDC TR RTD EDM CR ENM EOC".split()[second - 0x20]
            self.refresh()
            if name == "RCL":
                self.mode = "pop"
            elif name == "RDC":
                self.mode, self.burst = "paint", None
            elif name in ("RU2", "RU3", "RU4"):
                if self.mode != "roll":
                    self.stop(now)
                    self.shown, self.hidden = self.blank(), self.blank()
                    self.row, self.col = 15, 0
                self.mode, self.depth, self.burst = "roll", int(name[2]), None
            elif name in ("TR", "RTD"):
                self.mode = None
            elif name == "BS":
                self.col = max(self.col - 1, 0)
                grid[self.row][self.col] = " "
            elif name == "DER":
                grid[self.row][self.col:] = [" "] * (250 - self.col)
            elif name == "EDM":
                self.stop(now)
                self.shown, self.burst = self.blank(), None
            elif name == "ENM":
                self.hidden = self.blank()
            elif name == "EOC":
                self.stop(now)
                self.shown, self.hidden = self.hidden, self.shown
                self.mode, self.burst = "pop", None
                if self.text(self.shown):
                    self.start("all", now, self.text(self.shown))
            elif name == "CR" and self.mode == "roll":
                if "row" in self.live:
                    number = self.live.pop("row")
                    self.live["rolled%d" % number] = number
                top = self.row - self.depth + 1
                # A row rolls out when as many returns have come as the window has rows.
                self.age = {key: self.age.get(key, 0) + 1 for key in self.live if key.startswith("rolled")}
                self.stop_old(now)
                self.shown[top:self.row + 1] = self.shown[top + 1:self.row + 1] + [[" "] * 250]
                self.col = 0

    def stop_old(self, now):
        for key in [key for key, age in self.age.items() if age >= self.depth]:
            self.stop(now, key)


def decode(path):
    decoder = Decoder()
    for line, (start, words) in enumerate(lines_of(path)):
        for offset, word in enumerate(words):
            if not re.fullmatch("[0-9a-fA-F]{4}", word):
                continue
            now = None if start is None else start + offset
            decoder.feed(now, int(word[:2], 16) & 0x7f, int(word[2:], 16) & 0x7f, line)
    decoder.refresh()
    return decoder.cues


def fnv(text):
    value = 0xcbf29ce484222325
    for byte in text.encode():
        value = (value ^ byte) * 0x100000001b3 & (1 << 64) - 1
    return "%016x" % value


def main():
    paths = [arg for arg in sys.argv[1:] if not arg.startswith("--")]
    for path in paths:
        cues = decode(path)
        if "--toml" not in sys.argv:
            for start, end, text in cues:
                print("%s-%s|%s" % ("?" if start is None else start, "*" if end is None else end, text))
            continue
        print("\n[[file]]\nname = \"%s\"\ncues = [" % path.split("corpora/")[-1])
        for start, end, text in cues:
            print("  [%d, %d, \"%s\"]," % (start, -1 if end is None else end, fnv(text)))
        print("]")


if __name__ == "__main__":
    main()
