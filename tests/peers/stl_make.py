#!/usr/bin/env python3
"""Makes the files of fixtures/stl, byte by byte and without the Rust writer. Run from the repository's folder."""

import os
import unicodedata

ACCENT = {"\u0300": 0xC1, "\u0301": 0xC2, "\u0303": 0xC4, "\u0304": 0xC5, "\u0306": 0xC6, "\u0307": 0xC7,
          "\u0308": 0xC8, "\u0327": 0xCB}
SINGLE = {"¡": 0xA1, "«": 0xAB, "»": 0xBB, "¿": 0xBF, "º": 0xEB, "ª": 0xE3, "—": 0xD0, "ı": 0xF5, "“": 0xAA, "”": 0xBA}
# Codes, spelt with letters of a private area: end and start of a box, double height, black and new background.
CODES = {chr(0xE000 + code): code for code in list(range(0x20)) + list(range(0x80, 0x90))}
NEW_LINE, ITALIC, UPRIGHT = chr(0xE08A), chr(0xE080), chr(0xE081)
BOX, UNBOX, DOUBLE, GROUND = chr(0xE00B) * 2, chr(0xE00A) * 2, chr(0xE00D), chr(0xE01D)
RED, YELLOW, BLUE, CYAN = chr(0xE001), chr(0xE003), chr(0xE004), chr(0xE006)


def latin(text):
    out = bytearray()
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        if letter in CODES:
            out.append(CODES[letter])
        elif letter in SINGLE:
            out.append(SINGLE[letter])
        elif len(parts) == 2:
            out += bytes([ACCENT[parts[1]], ord(parts[0])])
        else:
            out.append(letter.encode("ascii")[0])
    return bytes(out)


def cyrillic(text):
    return b"".join(bytes([CODES[c]]) if c in CODES else c.encode("iso8859_5") for c in text)


def header(dfc="STL25.01", dsc="0", cct="00", lc="0A", title=b"", tnb=0, tns=0, tcp="00000000", tcf="00000000",
           co="   ", publisher=b""):
    out = f"850{dfc}{dsc}{cct}{lc}".encode() + title.ljust(32) + b" " * (32 * 5 + 16) + b"800101" * 2 + b"00"
    out += f"{tnb:05}{tns:05}0014023" .encode() + b"1" + f"{tcp}{tcf}11{co}".encode() + publisher.ljust(32)
    return out.ljust(1024)


def block(number, tci, tco, text, row=21, side=2, extension=0xFF, status=0, comment=0):
    out = bytes([0, number & 255, number >> 8, extension, status, *tci, *tco, row, side, comment]) + text
    assert len(out) <= 128, len(out)
    return out.ljust(128, b"\x8f")


def save(name, data):
    os.makedirs(os.path.dirname(f"fixtures/stl/{name}"), exist_ok=True)
    with open(f"fixtures/stl/{name}", "wb") as file:
        file.write(data)


def teletext(*rows):
    return latin((NEW_LINE * 2).join(DOUBLE + BOX + row + UNBOX for row in rows))


spanish = [
    block(1, (10, 0, 12, 5), (10, 0, 14, 20), latin("¿Cuándo volveremos a España?")),
    block(2, (10, 0, 15, 0), (10, 0, 18, 10), latin(f"—Nadie lo sabe.{NEW_LINE}{ITALIC}El invierno es muy largo.{UPRIGHT}"), row=20),
    block(3, (10, 0, 19, 0), (10, 0, 22, 0), latin("El 1.º de mayo cantamos “La paloma”."), row=2),
]
save("valid/es.open.stl", header(title="Karagandá".encode("cp850"), tnb=3, tns=3, tcp="10000000", tcf="10001205", co="ESP") + b"".join(spanish))

russian = [
    block(1, (0, 1, 0, 0), (0, 1, 2, 12), cyrillic("Кто здесь говорит по-испански?")),
    block(2, (0, 1, 3, 0), (0, 1, 6, 0), cyrillic(f"Барак № 7.{NEW_LINE}Ещё семь лет."), row=20, side=1),
]
save("valid/ru.open.stl", header(cct="01", lc="56", tnb=2, tns=2, tcf="00010000") + b"".join(russian))

kazakh = [
    block(1, (0, 1, 0, 0), (0, 1, 2, 12), latin("Qarağandy — alys jer.")),
    block(2, (0, 1, 3, 0), (0, 1, 6, 0), latin(f"Bızdıñ dala keñ,{NEW_LINE}aspany şeksız."), row=20),
    block(3, (0, 1, 7, 0), (0, 1, 9, 0), latin("Jūldyzdar jaryq, tün tynyş.")),
]
save("valid/kk-Latn.open.stl", header(lc="67", tnb=3, tns=3) + b"".join(kazakh))

coloured = [
    block(1, (0, 0, 2, 0), (0, 0, 4, 0), teletext(f"{YELLOW}¡Camaradas!", f"¿Tenéis{CYAN}pan?"), row=20),
    block(2, (0, 0, 5, 0), (0, 0, 7, 0), latin(f"{DOUBLE}{YELLOW}{GROUND}{BLUE}{BOX}Silencio.{UNBOX}"), row=22),
    block(3, (0, 0, 8, 0), (0, 0, 9, 0), latin(f"{BOX}  Aquí no.  {UNBOX}"), row=4, side=1),
]
save("valid/es.teletext.stl", header(dsc="1", tnb=3, tns=3) + b"".join(coloured))

cumulative = [
    block(n, (0, 0, n, 0), (0, 0, 9, 0), latin(text), row=18 + n, status=status)
    for n, status, text in [(1, 1, "Madrid."), (2, 2, "Odesa."), (3, 3, "Karagandá.")]
]
save("valid/es.cumulative.stl", header(tnb=3, tns=3) + b"".join(cumulative))

for name, dfc in [("23976", "STL23.01"), ("2997", "STL30.01")]:
    hour = block(1, (1, 0, 0, 0), (1, 0, 2, 0), latin("Una hora justa."))
    save(f"valid/es.{name}.stl", header(dfc=dfc, tnb=1, tns=1, tcf="01000000") + hour)

long = latin("Mi padre trabajó en la mina de carbón hasta el último día y nunca perdió la esperanza de volver a ver el mar, ni en el peor invierno.")
messy = [
    block(1, (0, 0, 0, 0), (0, 0, 0, 1), latin("Traducción: revisada"), comment=1),
    block(2, (0, 0, 1, 0), (0, 0, 5, 0), long[:112], extension=0),
    block(2, (0, 0, 1, 0), (0, 0, 5, 0), b"own data", extension=0xFE),
    block(2, (0, 0, 1, 0), (0, 0, 5, 0), long[112:]),
    block(3, (0, 0, 4, 0), (0, 0, 8, 0), latin("¡Basta!")[:-1] + b"!\x8fsobra"),
]
save("messy/es.aside.stl", header(tnb=77, tns=1, tcf="09000000", publisher=b"Estudio Estepa") + b"".join(messy) + b"\x1a" * 100)

broken = [
    block(1, (0, 0, 1, 25), (0, 0, 2, 0), latin("Fotograma de más.")),
    block(2, (0, 0, 4, 0), (0, 0, 3, 0), latin("Al revés.")),
    block(3, (0, 0, 5, 0), (0, 0, 6, 0), b"Acento suelto: \xc2"),
    block(4, (0, 0, 7, 0), (0, 0, 8, 0), latin("Sin final."), extension=0),
]
save("invalid/es.times.stl", header(cct="77", tnb=4, tns=4) + b"".join(broken))
save("invalid/es.cut.stl", (header(tnb=2, tns=2) + spanish[0] + spanish[1])[:-70])
save("invalid/es.no-rate.stl", header(dfc="STL99.01", tnb=1, tns=1) + spanish[2])
