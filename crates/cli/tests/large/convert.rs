//! A conversion in windows writes what a conversion of the whole does, and says the same.

use super::{Dir, files, formats, said, stamp, track};
use std::fs;

fn dotted(ms: usize) -> String {
    stamp(ms).replace(',', ".")
}

/// A line of a script.
fn event(kind: &str, n: usize, style: &str) -> String {
    let clock = |ms| dotted(ms)[1..11].to_owned();
    let (from, to) = (clock(n * 3000), clock(n * 3000 + 2000));
    format!("{kind}: 0,{from},{to},{style},,0,0,0,,Бұл — {n}-қатар.\n")
}

fn script(styles: &str, lines: &str) -> String {
    let head = "[Script Info]\nScriptType: v4.00+\n\n[V4+ Styles]\nFormat: Name, Fontname\n";
    let events =
        "[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n";
    format!("{head}{styles}\n{events}{lines}")
}

/// What each file is, its extension and its bytes.
pub(super) fn all(dir: &Dir) -> Vec<(String, &'static str, Vec<u8>)> {
    let mut all: Vec<(String, &str, Vec<u8>)> =
        files().into_iter().map(|(what, bytes)| (what.to_owned(), "srt", bytes)).collect();
    for extension in ["vtt", "ass"] {
        let others = formats::files(dir, extension).into_iter();
        all.extend(others.map(|(what, bytes)| (format!("{what} in {extension}"), extension, bytes)));
    }
    let odd = |n: usize| match n % 50 {
        7 => "<i>Жол</i> алыс.".to_owned(),
        13 => "{\\an8}Дала кең.".to_owned(),
        21 => " \nҚайда?".to_owned(),
        33 => format!("<font color=\"#{:06x}\">Түс</font>", n * 77),
        _ => format!("Бұл — {n}-қатар."),
    };
    let cues = |range: std::ops::Range<usize>| -> String {
        let cue = |n| format!("{n}\n{} --> {}\n{}\n\n", stamp(n * 3000), stamp(n * 3000 + 2000), odd(n));
        range.map(cue).collect()
    };
    let kazakh = cues(1..400);
    all.push(("styles and losses".to_owned(), "srt", kazakh.clone().into_bytes()));
    all.push((
        "another language further down".to_owned(),
        "srt",
        format!("{}{}", track(300, false).replace("Сәлем", "Отпусти"), { cues(400..900) }).into_bytes(),
    ));
    let plain = kazakh.replace("<font", "<b").replace("</font>", "</b>");
    all.push(("styles without colours".to_owned(), "srt", plain.into_bytes()));
    let notes = |places: &[usize]| {
        let cue =
            |n: usize| format!("{} --> {}\nБұл — {n}-қатар.\n\n", dotted(n * 3000), dotted(n * 3000 + 2000));
        let note = |n: usize| if places.contains(&n) { "NOTE осылай\n\n" } else { "" };
        (0..400).fold("WEBVTT\n\n".to_owned(), |all, n| all + note(n) + &cue(n)).into_bytes()
    };
    all.push(("a note before all cues".to_owned(), "vtt", notes(&[0])));
    all.push(("notes among cues".to_owned(), "vtt", notes(&[0, 30, 350])));
    all
}

#[test]
fn windows_do_not_show_in_a_conversion() {
    let dir = Dir::new("convert");
    let mut written = 0;
    for (nth, (what, extension, bytes)) in all(&dir).into_iter().enumerate() {
        let from = format!("a.{extension}");
        fs::write(dir.at(&from), &bytes).unwrap();
        for (to, more) in [
            ("srt", &[][..]),
            ("vtt", &["--lang", "kk"]),
            ("ass", &["--bom", "--line-ending", "crlf"]),
            ("vtt", &["--strict"]),
        ] {
            let window = [1500, 20_000, 3001][nth % 3];
            let place = format!("b.{to}");
            let run = |window| {
                let _ = fs::remove_file(dir.at(&place));
                let mut args = vec!["convert", &from, "-o", &place];
                args.extend(more);
                let (code, out, err) = said(&dir.run(&args, window));
                args.extend(["--overwrite", "--format", "json"]);
                let (again, json, _) = said(&dir.run(&args, window));
                (code, out, err, again, String::from_utf8(json).unwrap(), fs::read(dir.at(&place)).ok())
            };
            let (whole, windows) = (run(None), run(Some(window)));
            written += usize::from(whole.5.is_some());
            assert!(windows == whole, "{what} to {to}, windows of {window}: {:?}\n{:?}", windows.2, whole.2);
        }
    }
    assert!(written > 60, "{written}");
}

/// Two windows say the same each, and the whole says something else.
#[test]
fn what_is_said_of_all_cues_is_not_known_from_windows() {
    let dir = Dir::new("convert-sums");
    let plain: fn(usize) -> (&'static str, usize) = |_| ("Dialogue", 0);
    let comments: fn(usize) -> _ = |n| (if n % 200 == 100 { "Comment" } else { "Dialogue" }, 0);
    let halves: fn(usize) -> _ = |n| ("Dialogue", n / 200);
    let many: fn(usize) -> _ = |n| ("Dialogue", if n % 7 < 6 { n % 7 } else { 18 + n / 200 });
    let styles: Vec<String> = (0..20).map(|n| format!("S{n}")).collect();
    let styles: Vec<&str> = styles.iter().map(String::as_str).collect();
    for (names, line, wanted) in [
        (&["Al"][..], plain, "of style Al\n"),
        (&["Al"], comments, "2 lines that are not shown"),
        // Of both names the same is shown.
        (&["Al", "A\u{1}l"], halves, "of styles Al, Al\n"),
        // And of these not all are.
        (&styles, many, "of styles S0, S1, S2, S3, S4, S5 and 2 more"),
    ] {
        let lines: Vec<String> = (0..380).map(|n| event(line(n).0, n, names[line(n).1])).collect();
        let names: String = names.iter().map(|name| format!("Style: {name},Arial\n")).collect();
        let script = script(&names, &lines.concat());
        fs::write(dir.at("a.ass"), &script).unwrap();
        // The first window ends where the second half begins.
        let half = u32::try_from(lines[..200].concat().len() + 10).unwrap();
        let run = |window| said(&dir.run(&["convert", "a.ass", "-o", "b.srt", "--overwrite"], window)).2;
        let whole = run(None);
        assert!(whole.contains(wanted), "{whole}");
        assert_eq!(run(Some(half)), whole);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn of_a_large_file_only_the_result_is_held() {
    let dir = Dir::new("convert-memory");
    let one = track(4000, false).len() / 4000;
    for (from, to) in [("a.srt", "b.vtt"), ("a.vtt", "b.srt"), ("a.srt", "b.ass"), ("a.ass", "b.vtt")] {
        let peak = |megabytes: usize| {
            fs::write(dir.at("a.srt"), track((megabytes << 20) / one, false)).unwrap();
            let convert = ["convert", "--quiet", "--overwrite", "--lang", "kk"];
            if from != "a.srt" {
                // Its language and its fonts cannot be said in another format, and are lost as a whole.
                assert!(dir.run(&[&convert[..], &["a.srt", "-o", from]].concat(), None).status.success());
            }
            dir.peak(&[&convert[..], &[from, "-o", to]].concat())
        };
        let (small, large) = (peak(9), peak(18));
        assert!(
            small > 0 && large < small + (13 << 10),
            "{from} to {to}: {small} KiB for 9 MB, {large} KiB for 18 MB"
        );
    }
}
