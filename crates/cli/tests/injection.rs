//! What somebody who means harm writes into a subtitle or its name can act in no report and no message of any command: no
//! terminal escape, no command to a build's log, no formula, no markup, no path.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr, reason = "a test")]

use html5gum::{Token, Tokenizer};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Cue texts, each of which would do something somewhere if it came out as it went in.
const TEXTS: [&str; 12] = [
    "\x1b[2J\x1b]0;owned\x07\x1b]8;;http://evil.example\x07x\x1b]8;;\x07\u{9b}31m",
    "Hola \r::error file=README.md,line=1::fake",
    "\u{202e}gpj.oediv\u{202c} \u{2066}x\u{2069}\u{feff}",
    "::error file=README.md,line=1::fake",
    "  ::set-output name=x::y\u{2028}::warning::z",
    "##vso[task.setvariable variable=a]b ##[error]c",
    "##teamcity[buildStatus text='ok'] ,aquí",
    "=cmd|'/c calc'!A0  ,aquí",
    "@SUM(1)  +1 -1\n-2+3  ,aquí",
    "</script><img src=x onerror=alert(1)><svg onload=alert(2)>  ,aquí",
    "<a href=\"javascript:alert(3)\">x</a>\"'> onclick=alert(4)  ,aquí",
    "Una frase larga que se parte en varias líneas para que una palabra llegue al margen ::error::aquí ::error::allí \
     ::error::más ::error::y ::error::aún ::error::siempre ::error::fin",
];

/// Names that would do the same.
const NAMES: [&str; 8] = [
    "::error::x.srt",
    "red\x1b[31m.srt",
    "new\n::error::y.srt",
    "movie\u{202e}trs.exe.srt",
    "=cmd|'C calc'!A0.srt",
    "<img src=x onerror=alert(1)>.srt",
    "##vso[task.complete result=Failed]z.srt",
    "..%2f..%2fetc\u{9b}31m.srt",
];

fn film(lines: &[&str], late: u32) -> String {
    let cue = |(n, text): (u32, &&str)| {
        format!("{n}\n00:{:02}:0{},000 --> 00:{:02}:0{},000\n{text}\n\n", n, late, n, 4 + late)
    };
    (1..).zip(lines).map(cue).collect()
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn run(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tregua")).current_dir(folder).args(args).output().unwrap()
}

/// Nothing in it steers a terminal or a build.
fn holds(bytes: &[u8], form: &str, what: &str) {
    let text = std::str::from_utf8(bytes).unwrap_or_else(|error| panic!("{what}: {error}"));
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    for c in text.chars().filter(|c| !matches!(c, '\n' | '\t')) {
        let steers = c.is_control()
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}');
        assert!(!steers, "{what}: {c:?} in {text}");
    }
    // A page is opened in a browser and is no log.
    let lines = if form == "html" { "" } else { &text };
    for line in lines.lines() {
        let own = form == "github"
            && ["error", "warning", "notice"].iter().any(|it| line.starts_with(&format!("::{it} ")));
        // Three colons stand beside a file's name in a drawn finding.
        let body = line.trim_start();
        assert!(own || !body.starts_with("::") || body.starts_with("::: "), "{what}: {line}");
        assert!(!["##vso[", "##[", "##teamcity["].iter().any(|it| line.contains(it)), "{what}: {line}");
    }
    match form {
        "json" | "sarif" | "gitlab" => drop(serde_json::from_str::<serde_json::Value>(&text).expect(what)),
        "junit" | "checkstyle" => drop(roxmltree::Document::parse(&text).expect(what)),
        "csv" => {
            for row in csv::Reader::from_reader(text.as_bytes()).records().map(Result::unwrap) {
                let formula = row.iter().find(|cell| cell.trim_start().starts_with(['=', '+', '-', '@']));
                assert_eq!(formula, None, "{what}");
            }
        }
        "html" => page(&text, what),
        _ => {}
    }
}

/// Nothing in a page acts but the one script that is its own.
fn page(text: &str, what: &str) {
    let mut scripts = 0;
    for token in Tokenizer::new(text) {
        let Ok(Token::StartTag(tag)) = token else { continue };
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        assert!(!["img", "iframe", "object", "embed", "base"].contains(&name.as_str()), "{what}: <{name}>");
        let mut data = false;
        for (key, value) in &tag.attributes {
            let (key, value) = (String::from_utf8_lossy(key), String::from_utf8_lossy(value));
            assert!(!key.starts_with("on"), "{what}: <{name} {key}>");
            let leads = ["href", "src", "action"].contains(&key.as_ref());
            assert!(!leads || value.starts_with('#') || value == "data:,", "{what}: {key}={value}");
            data |= key == "type" && value == "application/json";
        }
        scripts += usize::from(name == "script" && !data);
    }
    assert!(scripts <= 1, "{what}: {scripts} scripts");
}

const FORMS: [&str; 10] =
    ["human", "json", "jsonl", "sarif", "junit", "github", "gitlab", "checkstyle", "csv", "html"];

/// Every command over two files; how many outputs were looked at.
fn all_commands(folder: &Path, file: &str, other: &str) -> usize {
    let mut seen = 0;
    let mut look = |args: &[&str], form: &str| {
        let done = run(folder, args);
        assert!(done.status.code().is_some_and(|code| code < 3), "{args:?}: {:?}", done.status);
        holds(&done.stderr, "", &format!("{args:?}: messages"));
        if !form.is_empty() {
            holds(&done.stdout, form, &format!("{args:?}"));
        }
        seen += 1;
    };
    for form in FORMS {
        look(&["check", "--lang", "es", "--max-shown", "0", "--format", form, "--", file], form);
    }
    look(&["check", "--lang", "es", "--fix", "--unsafe-fixes", "--diff", "--", file], "human");
    for form in ["human", "json"] {
        look(&["info", "--format", form, "--", file], form);
    }
    for form in ["human", "json", "html"] {
        look(&["diff", "--format", form, "--", file, other], form);
        look(&["compare", "--lang", "es,ru", "--all", "--insist", "--format", form, "--", file, other], form);
    }
    for to in ["srt", "vtt", "ass", "stl", "scc", "imsc", "dcp", "json"] {
        look(
            &["convert", "--lang", "es", "--fps", "25", "--to", to, "-o", "made", "--overwrite", "--", file],
            "",
        );
    }
    for how in
        [&["shift", "--by", "1s"][..], &["fit", "--lang", "es", "--fps", "25"], &["align", "--to", other]]
    {
        look(&[&["retime"], how, &["-o", "made.srt", "--overwrite", "--", file]].concat(), "");
    }
    look(&["merge", "--lang", "es,ru", "--insist", "-o", "made.srt", "--overwrite", "--", file, other], "");
    look(&["merge", "three-way", "-o", "made.srt", "--overwrite", "--", file, other, file], "");
    look(&["split", "--lang", "es,ru", "-o", "parts", "--", file], "");
    // Arguments that cannot be used are quoted.
    look(&["diff", "--", file], "human");
    look(&["diff", "--", file, file, file], "human");
    look(&["check", "--format", file], "human");
    look(&["check", "--", "no-such", &format!("{file}.none")], "human");
    seen
}

#[test]
fn what_a_cue_says_does_nothing() {
    let folder = folder("injection-texts");
    fs::write(folder.join("film.srt"), film(&TEXTS, 0)).unwrap();
    let mut turned = TEXTS;
    turned.reverse();
    fs::write(folder.join("other.srt"), film(&turned, 1)).unwrap();
    assert!(all_commands(&folder, "film.srt", "other.srt") > 30);
    // In the other formats that say more than a text: voices, classes, styles, names.
    let vtt: String = TEXTS
        .iter()
        .map(|text| format!("00:01.000 --> 00:02.000\n<v {text}>{text}</v> <c.{text}>x</c>\n\n"))
        .collect();
    fs::write(folder.join("film.vtt"), format!("WEBVTT {}\n\nNOTE {}\n\n{vtt}", TEXTS[3], TEXTS[5])).unwrap();
    let ass: String = TEXTS
        .iter()
        .map(|text| {
            format!(
                "Dialogue: 0,0:00:01.00,0:00:02.00,{0},{0},0,0,0,{0},{0}\n",
                text.replace(['\n', ','], " ")
            )
        })
        .collect();
    let head = "[Script Info]\nTitle: ::error::x\x1b[2J\nScriptType: v4.00+\n\n[Fonts]\nfontname: ../../../evil_0.ttf\n!!!!\n\n[Events]\n";
    let columns = "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n";
    fs::write(folder.join("film.ass"), format!("{head}{columns}{ass}")).unwrap();
    all_commands(&folder, "film.vtt", "film.ass");
    all_commands(&folder, "film.ass", "film.srt");
    assert!(!folder.join("../../../evil_0.ttf").exists() && !folder.join("evil_0.ttf").exists());
}

#[test]
fn what_a_file_is_called_does_nothing() {
    let folder = folder("injection-names");
    for name in NAMES {
        fs::write(folder.join(name), film(&["Hola  ,aquí", "Soy yo"], 0)).unwrap();
        all_commands(&folder, name, NAMES[0]);
    }
    // Nothing was written but into this folder, under the names that were asked for.
    let mut found: Vec<_> =
        fs::read_dir(&folder).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
    found.retain(|name| {
        !NAMES.contains(&name.as_str()) && !["made", "made.srt", "parts"].contains(&name.as_str())
    });
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn the_hostile_files_beside_the_repository_do_nothing() {
    let shared = std::env::var_os("TREGUA_SHARED").map(PathBuf::from);
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let torture = shared.unwrap_or_else(beside).join("torture");
    let folder = folder("injection-torture");
    let mut seen = 0;
    for entry in fs::read_dir(&torture).into_iter().flatten().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        if ["injection", "escapes", "format-strings", "path", "style-hostile", "json-edge", "bidi"]
            .iter()
            .any(|it| name.contains(it))
        {
            fs::copy(entry.path(), folder.join(&name)).unwrap();
            all_commands(&folder, &name, &name);
            seen += 1;
        }
    }
    eprintln!("injection: {seen} hostile files of {}", torture.display());
}
