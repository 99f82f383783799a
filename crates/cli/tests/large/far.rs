//! What a window does not see beside it: cues that last for long, that stand far from where they belong, that are in another
//! language, and what ends a conflict of versions. Such files are read whole.

use super::check::findings;
use super::{Dir, said, stamp, track};
use std::fs;

fn cue(n: usize, from: usize, to: usize, text: &str) -> String {
    format!("{n}\n{} --> {}\n{text}\n\n", stamp(from), stamp(to))
}

/// A script in which a quotation goes on behind many signs, each as long as ten lines.
fn signs() -> String {
    let clock = |ms: usize| stamp(ms)[1..11].replace(',', ".");
    let line =
        |from, to, text: &str| format!("Dialogue: 0,{},{},Default,,0,0,0,,{text}\n", clock(from), clock(to));
    let drawing = format!("{{\\p1}}m 0 0 {}", "l 100 100 ".repeat(150));
    let mut out = "[Script Info]\nScriptType: v4.00+\n\n[V4+ Styles]\nFormat: Name, Fontname, Fontsize\nStyle: Default,Arial,60\n\n\
                   [Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
        .to_owned();
    for n in 0..24 {
        let at = 5000 + n * 10_000;
        out.push_str(&line(at, at + 2000, "«Sé que no puedo"));
        // One after another: where many are shown at once, a track may be in several languages, and is read whole for that.
        (0..20).for_each(|n| out.push_str(&line(at + 2100 + n * 50, at + 2150 + n * 50, &drawing)));
        out.push_str(&line(at + 3200, at + 5000, "vivir sin ti»."));
    }
    out
}

#[test]
fn what_stands_far_away_is_seen() {
    let dir = Dir::new("far");
    // In one language: a track in several is read whole.
    let calm: String =
        (0..900).map(|n| cue(n, 5000 + n * 3000, 7000 + n * 3000, "Жол алыс, дала кең.")).collect();
    let long = cue(1, 0, 32_400_000, "Мұнда бәрі бар.");
    // It ends after the window that it stands in does, and before what was seen behind that.
    let quarter = cue(30, 5000 + 30 * 3000, 5000 + 400 * 3000, "Дала.");
    let at = calm.find("\n31\n").unwrap() + 1;
    let quarter = format!("{}{quarter}{}", &calm[..at], &calm[at..]);
    let mut moved: Vec<String> =
        (0..900).map(|n| cue(n, 5000 + n * 3000, 7000 + n * 3000, "Жол алыс.")).collect();
    let late = moved[340].replacen(&stamp(5000 + 340 * 3000), &stamp(3500 + 340 * 3000), 1);
    moved.insert(700, late);
    let both: String = (0..600)
        .flat_map(|n| [(n, "¿Dónde está la llave de la casa?"), (n, "Где же ключ от нашего дома?")])
        .map(|(n, text)| cue(n, 5000 + n * 3000, 7000 + n * 3000, text))
        .collect();
    let vtt = format!("WEBVTT\n\n{}", calm.replace(',', "."));
    let at = vtt[..vtt.len() / 3].rfind("\n\n").unwrap() + 2;
    let (first, rest) = vtt.split_at(at);
    let conflict = format!("{first}<<<<<<< ours\n\n{rest}=======\n\n>>>>>>> theirs\n");
    for (what, file, lang, text) in [
        ("a cue of nine hours", "a.srt", "kk", format!("{long}{calm}")),
        ("a cue of twenty minutes", "a.srt", "kk", quarter),
        ("a cue far behind its time", "a.srt", "kk", moved.concat()),
        ("two languages", "a.srt", "es", both),
        ("a conflict", "a.vtt", "kk", conflict),
        ("a quotation behind signs", "a.ass", "es", signs()),
    ] {
        fs::write(dir.at(file), text).unwrap();
        for window in [5000, 20_000] {
            let args = ["check", "--no-cache", "--lang", lang, "--format", "json", file];
            let (whole, windows) = (said(&dir.run(&args, None)), said(&dir.run(&args, Some(window))));
            assert_eq!((windows.0, &windows.2), (whole.0, &whole.2), "{what}, windows of {window}");
            assert_eq!(findings(&windows.1).1, findings(&whole.1).1, "{what}, windows of {window}");
        }
    }
}

#[test]
fn standard_input_is_no_file_of_that_name() {
    let dir = Dir::new("dash");
    fs::write(dir.at("-"), track(800, false)).unwrap();
    for args in [
        &["convert", "-", "--to", "vtt"][..],
        &["check", "-", "--no-cache"],
        &["retime", "shift", "--by", "1s", "-"],
    ] {
        assert_eq!(said(&dir.run(args, Some(3000))), said(&dir.run(args, None)), "{args:?}");
    }
}
