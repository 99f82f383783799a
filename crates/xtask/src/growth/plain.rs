//! SubRip: what grows is structure, times, or one character.

use super::{Shape, cue, inside, many, repeat, stamp};

const fn srt(name: &'static str, make: fn(usize) -> Vec<u8>) -> Shape {
    Shape { name, extension: "srt", make }
}

pub(super) const SHAPES: &[Shape] = &[
    srt("srt-one-line", |n| inside(&repeat("x", n))),
    srt("srt-spaces", |n| inside(&format!("{}x", repeat(" ", n)))),
    srt("srt-spaces-behind", |n| inside(&format!("x{}", repeat(" ", n)))),
    srt("srt-tags-open", |n| inside(&repeat("<i>", n))),
    srt("srt-tags-closed", |n| inside(&repeat("</i>", n))),
    srt("srt-tags-nested", |n| inside(&format!("{}x{}", repeat("<i>", n / 2), repeat("</i>", n / 2)))),
    srt("srt-tags-crossed", |n| inside(&repeat("<i><b>x</i></b>", n))),
    srt("srt-less-than", |n| inside(&repeat("<", n))),
    srt("srt-braces", |n| inside(&repeat("{\\", n))),
    srt("srt-overrides", |n| inside(&repeat("{\\an8}", n))),
    srt("srt-attributes", |n| inside(&format!("<font{}>x</font>", repeat(" color=\"#ff0000\"", n)))),
    srt("srt-entities", |n| inside(&repeat("&amp;&#x1F600;", n))),
    srt("srt-arrows", |n| inside(&repeat("-->", n))),
    srt("srt-digits", |n| inside(&repeat("9", n))),
    srt("srt-quotes-open", |n| inside(&repeat("«a ", n))),
    srt("srt-quotes", |n| inside(&repeat("\"a\" ", n))),
    srt("srt-brackets", |n| inside(&repeat("(a [", n))),
    srt("srt-notes", |n| inside(&repeat("♪ # ", n))),
    srt("srt-dots", |n| inside(&repeat("...", n))),
    srt("srt-marks", |n| inside(&repeat("¿¡?!", n))),
    srt("srt-dashes", |n| inside(&repeat("- a\n", n))),
    srt("srt-dashes-in-line", |n| inside(&repeat("- a ", n))),
    srt("srt-lines", |n| inside(&repeat("Sí\n", n))),
    srt("srt-combining", |n| inside(&format!("e{}", repeat("\u{301}\u{323}", n)))),
    srt("srt-joiners", |n| inside(&repeat("👩\u{200d}", n))),
    srt("srt-flags", |n| inside(&repeat("🇺", n))),
    srt("srt-bidi", |n| inside(&repeat("\u{202e}\u{2066}a", n))),
    srt("srt-nul", |n| inside(&repeat("a\0", n))),
    srt("srt-escapes", |n| inside(&repeat("\x1b[2Ja", n))),
    srt("srt-conflict-marks", |n| inside(&repeat("<<<<<<< a\n=======\n>>>>>>> b\n", n))),
    srt("srt-blank-lines", |n| {
        [cue(1, 2000, 3500, "Sí."), repeat("\n", n), cue(2, 4000, 5500, "No.")].concat().into_bytes()
    }),
    srt("srt-blank-lines-first", |n| [repeat("\n", n), cue(1, 2000, 3500, "Sí.")].concat().into_bytes()),
    srt("srt-blank-lines-in-text", |n| inside(&repeat("a\n\n", n))),
    srt("srt-space-lines", |n| inside(&repeat("\n \t", n))),
    srt("srt-returns", |n| {
        [cue(1, 2000, 3500, "Sí."), repeat("\r", n), cue(2, 4000, 5500, "No.")].concat().into_bytes()
    }),
    srt("srt-counter-digits", |n| {
        [cue(1, 2000, 3500, "Sí."), repeat("9", n), "\n".to_owned(), cue(2, 4000, 5500, "No.")]
            .concat()
            .into_bytes()
    }),
    srt("srt-counters", |n| {
        [cue(1, 2000, 3500, "Sí."), repeat("1\n", n), cue(2, 4000, 5500, "No.")].concat().into_bytes()
    }),
    srt("srt-time-lines", |n| {
        [cue(1, 2000, 3500, "Sí."), repeat("00:00:01,000 --> 00:00:02,000\n", n)].concat().into_bytes()
    }),
    srt("srt-time-of-colons", |n| {
        format!("1\n{}0,0 --> 00:00:05,500\nSí.\n\n{}", repeat("0:", n), cue(2, 6000, 7500, "No."))
            .into_bytes()
    }),
    srt("srt-broken-time-lines", |n| many("", n, |i| format!("{i}\n{} -> \nSí.\n\n", stamp(i * 2000)))),
    srt("srt-arrow-lines", |n| {
        [cue(1, 2000, 3500, "Sí."), repeat(" --> ", n), "\n".to_owned(), cue(2, 4000, 5500, "No.")]
            .concat()
            .into_bytes()
    }),
    srt("srt-same-times", |n| many("", n, |i| cue(i, 1000, 2000, &format!("Sí, {i}.")))),
    srt("srt-all-overlap", |n| many("", n, |i| cue(i, i * 10, 90_000_000 + i * 10, &format!("Sí, {i}.")))),
    srt("srt-nested-times", |n| many("", n, |i| cue(i, i, 90_000_000 - i, &format!("Sí, {i}.")))),
    srt("srt-backwards", |n| {
        let last = 90_000_000;
        many("", n, |i| cue(i, last - i * 2000, last - i * 2000 + 1500, &format!("Sí, {i}.")))
    }),
    srt("srt-no-blank-lines", |n| {
        many("", n, |i| cue(i, i * 2000, i * 2000 + 1500, &format!("Sí, {i}.")).replace("\n\n", "\n"))
    }),
    srt("srt-no-counters", |n| {
        many("", n, |i| {
            cue(i, i * 2000, i * 2000 + 1500, "Sí.").split_once('\n').map_or("", |it| it.1).to_owned()
        })
    }),
    srt("srt-no-durations", |n| many("", n, |i| cue(i, i * 2000, i * 2000, &format!("Sí, {i}.")))),
    srt("srt-negative-durations", |n| many("", n, |i| cue(i, i * 2000 + 1500, i * 2000, "Sí."))),
    srt("srt-touching", |n| many("", n, |i| cue(i, i * 1000, i * 1000 + 1000, &format!("Sí, {i}.")))),
    srt("srt-empty-cues", |n| {
        many("", n, |i| format!("{i}\n{} --> {}\n\n", stamp(i * 2000), stamp(i * 2000 + 1500)))
    }),
    srt("srt-far-times", |n| many("", n, |i| cue(i, i * 1_000_000_000, i * 1_000_000_000 + 1500, "Sí."))),
    srt("srt-bad-utf8", |n| {
        let text = inside("@");
        let mut out: Vec<u8> = Vec::new();
        for byte in text {
            if byte == b'@' {
                out.extend([0xc3, 0x28, 0xff, b'a', 0xd0].repeat(n / 5));
            } else {
                out.push(byte);
            }
        }
        out
    }),
];
