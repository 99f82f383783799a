//! WebVTT and scripts are checked in windows too, each behind the head of its file.

use super::check::{OF_THE_WINDOW, findings};
use super::{Dir, said, stamp, track};
use std::fs;
use std::path::Path;

const HEAD_OF_VTT: &str = "WEBVTT - La estepa\nLanguage: kk\n\nSTYLE\n::cue(.a) { color: red }\n\nREGION\nid:arriba\n\n\
                           STYLE\n@import url(a.css);\n\nNOTE uno\n\n";

const HEAD_OF_ASS: &str = "[Script Info]\nScriptType: v4.00+\nTimer: x\nPlayResX: 1920\nPlayResY: 1080\n\n[V4+ Styles]\nFormat: Name, \
                           Fontname, Fontsize, PrimaryColour, Bold, Alignment\nStyle: Default,Arial,60,&H00FFFFFF,0,2\nStyle: \
                           Voz,Arial,x,&H00FFFFFF,0,8\nStyle: Nadie,Arial,60,&H00FFFFFF,0,2\nStyle: Voz,Arial,60,&H00FFFFFF,0,2\n\n\
                           [Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n";

/// A track of many cues in WebVTT, or in a script, some of them odd.
fn odd(extension: &str, cues: usize) -> String {
    let mut out = if extension == "vtt" { HEAD_OF_VTT } else { HEAD_OF_ASS }.to_owned();
    for n in 0..cues {
        let (from, to) = (stamp(5000 + n * 3000), stamp(7000 + n * 3000));
        let text = ["Hola,  ¿qué tal?", "- Сәлем!/- Қайдасың?", "Отпусти <i>меня."][n % 3];
        if extension == "vtt" {
            let (from, to) = (from.replace(',', "."), to.replace(',', "."));
            let text = text.replace('/', "\n");
            match n % 97 {
                13 => {
                    out.push_str(&format!("id {n}\n{from} --> {to} region:abajo line:200%\n<c.a>{text}\n\n"))
                }
                29 => out.push_str(&format!("{n}\r\n{from} --> {to} region:arriba\r\n{text}\r\n\r\n")),
                41 => out.push_str(&format!("{from} --> {to}\n{text} <{from}> a <{to}> & b\n\n1984\n\n")),
                53 => out.push_str("STYLE\n::cue { color: blue }\n\nNOTE dos\n\n"),
                67 => out.push_str(&format!("{from} -> {to}\n{text}\n\n")),
                79 => out.push_str(&format!("{from} --> {to}\n{text}\n{from} --> {to}\n{text}\n\n\n\n")),
                _ => out.push_str(&format!("{from} --> {to}\n{text}\n\n")),
            }
        } else {
            let clock = |stamp: &str| stamp[1..11].replace(',', ".");
            let (from, to) = (clock(&from), clock(&to));
            let text = text.replace('/', "\\N").replace("<i>", "{\\i1}");
            let line = |rest: &str| format!("Dialogue: 0,{from},{to},{rest}\n");
            match n % 97 {
                13 => out.push_str(&line(&format!("Nadie más,,0,0,0,,{text}"))),
                29 => out.push_str(&line(&format!("Voz,Ana,0,0,0,,{text}\r"))),
                41 => out.push_str(&line(&format!("Default,,0,0,0,,{{\\k20}}a{{\\pos(1,x)\\kf9999}}{text}"))),
                53 => out.push_str(&format!("Comment: 0,{from},x,Default,,0,0,0,,{text}\n")),
                67 => out.push_str(&format!("Dialogue: 0,{from},x,Default,,0,0,0,,{text}\n\n")),
                79 => out.push_str(&line("Default,,0,0,0,,  ")),
                _ => out.push_str(&line(&format!("Default,,0,0,0,,{text}"))),
            }
        }
    }
    out
}

/// Files of a format: odd ones, and what the feature's planted defects and another track are in it.
pub(super) fn files(dir: &Dir, extension: &str) -> Vec<(String, Vec<u8>)> {
    let odd = odd(extension, 700);
    let mut all = vec![
        ("odd".to_owned(), odd.clone().into_bytes()),
        ("odd, with a mark".to_owned(), format!("\u{feff}{odd}").into_bytes()),
        (
            "odd, with other line ends".to_owned(),
            odd.replace("\r\n", "\n").replace('\n', "\r\n").into_bytes(),
        ),
        ("cut off".to_owned(), odd.as_bytes()[..odd.len() - 40].to_vec()),
    ];
    for language in ["es-ES", "kk", "ru"] {
        let path = format!("../../fixtures/feature/defects/tregua-feature.{language}.srt");
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        let to = format!("b.{extension}");
        let args =
            ["convert", "--quiet", "--overwrite", "--lang", language, path.to_str().unwrap(), "-o", &to];
        assert!(dir.run(&args, None).status.success());
        all.push((format!("defects in {language}"), fs::read(dir.at(&to)).unwrap()));
    }
    all
}

#[test]
fn windows_find_what_the_whole_has_in_other_formats() {
    let dir = Dir::new("formats");
    let mut told = 0;
    for extension in ["vtt", "ass"] {
        let file = format!("a.{extension}");
        for (nth, (what, bytes)) in files(&dir, extension).into_iter().enumerate() {
            fs::write(dir.at(&file), &bytes).unwrap();
            let lang =
                ["es", "ru"].into_iter().find(|it| what.contains(&format!(" in {it}"))).unwrap_or("kk");
            let run = |form: &str, window| {
                let mut args = vec!["check", "--no-cache", &file, "--lang", lang, "--max-shown", "9"];
                args.extend(["--format", form, "--ignore", OF_THE_WINDOW]);
                said(&dir.run(&args, window))
            };
            let window = [1500, 20_000, 3001][nth % 3];
            let (whole, windows) = (run("json", None), run("json", Some(window)));
            assert_eq!(
                (windows.0, windows.2),
                (whole.0, whole.2),
                "{extension}, {what}, windows of {window}"
            );
            let (whole, windows) = (findings(&whole.1), findings(&windows.1));
            assert_eq!(windows.0, whole.0, "{extension}, {what}, windows of {window}");
            for (ours, theirs) in windows.1.iter().zip(&whole.1) {
                assert_eq!(ours, theirs, "{extension}, {what}, windows of {window}");
            }
            assert_eq!(windows.1.len(), whole.1.len(), "{extension}, {what}, windows of {window}");
            told += windows.1.len();
            let drawn = |window| String::from_utf8(run("human", window).1).unwrap();
            assert_eq!(drawn(Some(window)), drawn(None), "{extension}, {what}");
        }
    }
    assert!(told > 2000, "{told}");
}

#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_with_the_file_in_other_formats() {
    let dir = Dir::new("formats-memory");
    let one = track(4000, false).len() / 4000;
    let check = ["check", "--no-cache", "--jobs", "1", "--select", "timing/too-brief"];
    for (extension, words) in
        [("vtt", &check[..]), ("ass", &check), ("srt", &["info"]), ("vtt", &["info"]), ("ass", &["info"])]
    {
        let file = format!("b.{extension}");
        let peak = |megabytes: usize| {
            fs::write(dir.at("a.srt"), track((megabytes << 20) / one, false)).unwrap();
            let args = ["convert", "--quiet", "--overwrite", "a.srt", "-o", &file];
            assert!(dir.run(&args, None).status.success());
            dir.peak(&[words, &[&file]].concat())
        };
        let (small, large) = (peak(9), peak(18));
        assert!(
            small > 0 && large < small + 4096,
            "{words:?} {extension}: {small} KiB for 9 MB, {large} KiB for 18 MB"
        );
    }
}
