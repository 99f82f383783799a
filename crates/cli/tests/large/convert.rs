//! A conversion in windows writes what a conversion of the whole does, and says the same.

use super::{Dir, files, formats, said, stamp, track};
use std::fs;

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

/// Two windows, each with a line that is not shown: neither says that there are two.
#[test]
fn what_is_counted_over_all_cues_is_counted_over_all_windows() {
    let dir = Dir::new("convert-sums");
    let line = |n: usize| {
        let kind = if n % 200 == 100 { "Comment" } else { "Dialogue" };
        let clock = |stamp: String| stamp[1..11].replace(',', ".");
        let (from, to) = (clock(stamp(n * 3000)), clock(stamp(n * 3000 + 2000)));
        format!("{kind}: 0,{from},{to},Default,,0,0,0,,Бұл — {n}-қатар.\n")
    };
    let head = "[Script Info]\nScriptType: v4.00+\n\n[V4+ Styles]\nFormat: Name, Fontname\nStyle: Default,Arial\n\n\
                [Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n";
    let script = (0..400).map(line).fold(head.to_owned(), |all, line| all + &line);
    fs::write(dir.at("a.ass"), &script).unwrap();
    let half = u32::try_from(script.len() * 6 / 10).unwrap();
    let run = |window| said(&dir.run(&["convert", "a.ass", "-o", "b.srt", "--overwrite"], window));
    let whole = run(None);
    assert!(whole.2.contains("2 lines that are not shown"), "{}", whole.2);
    assert_eq!(run(Some(half)).2, whole.2);
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
