//! Both versions of SubStation Alpha over real and hostile files: nothing shown is lost, times are what the files say, a retime
//! touches times only, and no input is too much.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test")]

use serde_json::Value;
use std::fs;
use std::time::{Duration, Instant};
use tregua_parse::base::splice;
use tregua_parse::format::write::{Body, Target, Writer, write};
use tregua_parse::format::{FORMATS, Sniffed, ass, sniff};
use tregua_parse::model::Track;
use tregua_parse::source::Source;
use tregua_parse::syntax::Document;
use tregua_parse::time::{Notation, Time};
use tregua_qa::retime::{BelowZero, Options, TimeMap, Unreadable, retime};
use tregua_tests::corpus::{files, root, same_outside, shared};

struct File {
    name: String,
    raw: Vec<u8>,
}

impl File {
    fn document(&self) -> Document<'_> {
        document(&self.raw)
    }
}

fn document(raw: &[u8]) -> Document<'_> {
    ass::parse(Source::open(raw, None, None).unwrap())
}

/// The scripts of a folder; the folder of fixtures first, then those beside the repository.
fn scripts(test: &str) -> Vec<File> {
    let mut folders = vec![root().join("fixtures/ass"), root().join("fixtures/ssa")];
    folders.extend(shared().iter().flat_map(|base| [base.join("corpora"), base.join("torture")]));
    let mut out = Vec::new();
    for folder in folders {
        let before = out.len();
        for path in files(&folder) {
            let extension = path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase());
            if matches!(extension.as_deref(), Some("ass" | "ssa")) {
                out.push(File { name: path.to_string_lossy().into_owned(), raw: fs::read(&path).unwrap() });
            }
        }
        eprintln!("{test}: {} scripts of {}", out.len() - before, folder.display());
    }
    out
}

/// Fails with every complaint, not the first alone.
fn hold(files: &[File], each: impl Fn(&File) -> Result<(), String>) {
    let told: Vec<String> =
        files.iter().filter_map(|f| each(f).err().map(|why| format!("{}: {why}", f.name))).collect();
    assert!(told.is_empty(), "{} of {}:\n{}", told.len(), files.len(), told.join("\n"));
}

/// The letters of all lines of a cue.
fn shown(track: &Track<'_>, cue: usize) -> String {
    track.runs_of_cue(&track.cues[cue]).iter().map(|run| run.text.as_ref()).collect()
}

/// What a plain reader of one's own finds: the text behind the ninth comma, without braces and escapes.
fn plain(text: &str) -> Vec<String> {
    let lines = text.split(['\n', '\r']).filter(|line| line.starts_with("Dialogue:"));
    let bare = |line: &str| {
        let text = line.splitn(10, ',').nth(9)?;
        let mut out = String::new();
        let mut rest = text;
        while let Some(open) = rest.find('{') {
            let close = rest[open..].find('}')? + open;
            out.push_str(&rest[..open]);
            rest = &rest[close + 1..];
        }
        Some((out + rest).replace("\\N", "").replace("\\n", " ").replace("\\h", "\u{a0}"))
    };
    lines.filter_map(bare).collect()
}

#[test]
fn every_file_is_read_and_no_word_is_lost() {
    let all = scripts("words");
    let mut sums = [0usize; 4];
    for file in &all {
        let document = file.document();
        let track = ass::lower(&document);
        sums[0] += track.cues.len();
        sums[1] += document.slots.len();
        sums[2] += document.problems.len() + track.problems.len();
        sums[3] += track.losses.len();
    }
    let [cues, slots, problems, losses] = sums;
    eprintln!("words: {} files, {cues} cues, {slots} times, {problems} problems, {losses} losses", all.len());
    hold(&all, |file| {
        let document = file.document();
        let track = ass::lower(&document);
        if track.cues.len() != document.cues.len() {
            return Err("cues of document and track differ".to_owned());
        }
        // Scripts in the usual order, without drawings and escaped braces, can be read by a few lines of code.
        let text = document.source.text();
        let usual =
            text.contains("Format: Layer, Start, End, Style, ") || text.contains("Format: Marked, Start, ");
        if !usual || text.contains("\\p") || text.contains("\\{") || file.name.contains("WrapStyle: 2") {
            return Ok(());
        }
        let all: Vec<String> = (0..track.cues.len()).map(|cue| shown(&track, cue)).collect();
        match plain(text).into_iter().find(|words| !all.contains(words)) {
            Some(words) => Err(format!("{words:?} is in no cue")),
            None => Ok(()),
        }
    });
}

#[test]
fn scripts_are_found_by_what_they_hold() {
    hold(&scripts("sniffing"), |file| {
        if file.name.contains("/invalid/") {
            return Ok(());
        }
        let document = file.document();
        match sniff(document.source.text(), None) {
            Sniffed::Found(format, _) if format.id == document.format => Ok(()),
            other => Err(format!("{other:?}")),
        }
    });
}

#[test]
fn written_and_read_again() {
    let writers = FORMATS.iter().filter(|format| ["ass", "ssa"].contains(&format.id));
    let files = scripts("round trip");
    let mut kinds = 0;
    for writer in writers.filter_map(|format| format.write) {
        kinds += 1;
        written_by(writer, &files);
    }
    assert_eq!(kinds, 2);
}

fn written_by(writer: &Writer, files: &[File]) {
    hold(files, |file| {
        let document = file.document();
        let track = ass::lower(&document);
        // Times before zero cannot be written.
        let Ok(written) = write(&track, writer, &Target::default()) else {
            return if file.name.contains("negative") { Ok(()) } else { Err("not written".to_owned()) };
        };
        let Body::Text(text) = written.body else { return Err("no text".to_owned()) };
        let source = Source::open(text.as_bytes(), None, None).unwrap();
        let again = ass::parse(source);
        let track_again = ass::lower(&again);
        let timed = (0..track.cues.len()).filter(|cue| track.cues[*cue].times.is_some());
        for (n, cue) in timed.enumerate() {
            let Some(other) = track_again.cues.get(n) else { return Err(format!("cue {cue} is gone")) };
            let round = |text: String| text.replace('{', "(").replace('}', ")");
            let (a, b) = (round(shown(&track, cue)), round(shown(&track_again, n)));
            let grain = Time::from_millis(10).unwrap();
            let ((s, e), (s2, e2)) = (track.cues[cue].times.unwrap(), other.times.unwrap());
            let near = |x: Time, y: Time| x.saturating_sub(y).abs() < grain;
            if a != b
                || !near(s, s2)
                || !near(e, e2)
                || track.cues[cue].align.unwrap_or(2) != other.align.unwrap_or(2)
            {
                return Err(format!("{a:?} {s} {e} became {b:?} {s2} {e2}"));
            }
        }
        Ok(())
    });
}

/// Fixtures whose fault is known to every format, and so is not among this format's own.
const COMMON: [&str; 7] = [
    "bom-inside",
    "line-ends-cr",
    "line-ends-mixed",
    "no-final-newline",
    "no-sections",
    "nul",
    "stamp-unreadable",
];

#[test]
fn fixtures_are_what_their_folder_says() {
    let all = scripts("fixtures");
    let of = |folder: &str| {
        all.iter().filter(|f| f.name.contains("/ass/") && f.name.contains(folder)).collect::<Vec<_>>()
    };
    let said = |file: &File| {
        let document = file.document();
        let track = ass::lower(&document);
        let malformed = document.source.malformed().len();
        (document.cues.len(), document.problems.len() + track.problems.len() + malformed)
    };
    for (folder, cues, problems) in
        [("/valid/", true, false), ("/messy/", true, true), ("/invalid/", false, true)]
    {
        let files = of(folder);
        assert!(files.len() > 3, "{folder}");
        for file in files {
            let found = said(file);
            assert_eq!((found.0 > 0, found.1 > 0), (cues, problems), "{}: {found:?}", file.name);
        }
    }
    // Every fault has a file.
    let faults = fs::read_to_string(root().join("crates/parse/src/format/ass/faults.rs")).unwrap();
    let names = faults.lines().filter_map(|line| line.strip_prefix("pub(super) static ")?.split(':').next());
    let mut wanted: Vec<String> = names.map(|name| name.to_lowercase().replace('_', "-")).collect();
    wanted.extend(COMMON.map(str::to_owned));
    let mut there: Vec<String> = of("/messy/")
        .iter()
        .map(|f| f.name.rsplit('/').next().unwrap().trim_end_matches(".ass").to_owned())
        .collect();
    wanted.sort();
    there.sort();
    assert_eq!(wanted, there);
}

const KEEP: Options = Options { below_zero: BelowZero::Clamp, unreadable: Unreadable::Keep };

#[test]
fn a_retime_touches_times_only() {
    let ms = |n| Time::from_millis(n).unwrap();
    let maps = [
        TimeMap::shift(Time::ZERO),
        TimeMap::shift(ms(3700)),
        TimeMap::rate("25".parse().unwrap(), "23.976".parse().unwrap()),
    ];
    for map in &maps {
        hold(&scripts("retime"), |file| {
            let document = file.document();
            let done = retime(&document, map, KEEP).map_err(|e| e.to_string())?;
            let later = splice(&file.raw, &done.edits).map_err(|e| e.to_string())?;
            same_outside(&file.raw, &later, &done.edits)?;
            let again = self::document(&later);
            if again.slots.len() != document.slots.len() || again.cues.len() != document.cues.len() {
                return Err("other slots or cues".to_owned());
            }
            let changed = map.is_identity() && later != file.raw;
            if changed { Err("the identity changed bytes".to_owned()) } else { Ok(()) }
        });
    }
}

const SONG: &str = "[Script Info]\n\n[Events]\n\
    Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n\
    Comment: 0,0:00:00.50,0:00:01.00,Default,,0,0,0,,{\\k20}nota\n\
    Dialogue: 0,0:00:01.00,0:00:03.00,Default,,0,0,0,,{\\fad(200,120)\\t(0,1000,\\fs50)\\move(1,2,3,4,48,96)}{\\k50}Да{\\kf25}ла{\\k25}м\n";

#[test]
fn a_shift_leaves_durations_alone_and_another_speed_does_not() {
    let moved = |map: &TimeMap| {
        let document = document(SONG.as_bytes());
        let done = retime(&document, map, Options::default()).unwrap();
        String::from_utf8(splice(SONG.as_bytes(), &done.edits).unwrap()).unwrap()
    };
    let shifted = moved(&TimeMap::shift(Time::from_millis(3_600_010).unwrap()));
    let want = SONG
        .replace("0:00:00.50,0:00:01.00", "1:00:00.51,1:00:01.01")
        .replace("0:00:01.00,0:00:03.00", "1:00:01.01,1:00:03.01");
    assert_eq!(shifted, want);
    // A shift that hundredths cannot hold is rounded in the times of events, and in nothing else.
    let shifted = moved(&TimeMap::shift(Time::from_millis(3_600_004).unwrap()));
    let want = SONG
        .replace("0:00:00.50,0:00:01.00", "1:00:00.50,1:00:01.00")
        .replace("0:00:01.00,0:00:03.00", "1:00:01.00,1:00:03.00");
    assert_eq!(shifted, want);
    let slower = moved(&TimeMap::rate("25".parse().unwrap(), "24".parse().unwrap()));
    let want = SONG
        .replace("0:00:00.50,0:00:01.00", "0:00:00.52,0:00:01.04")
        .replace("0:00:01.00,0:00:03.00", "0:00:01.04,0:00:03.13")
        .replace("{\\k20}nota", "{\\k21}nota")
        // The in-time is 1.7 ms earlier than it should be, the out-time 5 ms later; what is counted from them makes up
        // for it. Zero stays zero.
        .replace("(200,120)", "(210,120)")
        .replace("(0,1000,", "(0,1043,")
        .replace("48,96)", "52,102)")
        .replace("{\\k50}Да{\\kf25}ла{\\k25}м", "{\\k52}Да{\\kf26}ла{\\k26}м");
    assert_eq!(slower, want);
}

#[test]
fn a_dropped_cue_is_a_dropped_line() {
    let options = Options { below_zero: BelowZero::Drop, ..Options::default() };
    let document = document(SONG.as_bytes());
    let done = retime(&document, &TimeMap::shift(Time::from_millis(-2000).unwrap()), options).unwrap();
    let text = String::from_utf8(splice(SONG.as_bytes(), &done.edits).unwrap()).unwrap();
    assert!(!text.contains("Dialogue:") && text.ends_with("nota\n"), "{text}");
}

/// Files in which there is nothing wrong in our eyes.
const NOTHING_WRONG: &[(&str, &str)] =
    &[("ass-html-injection.ass", "text and names like any other; what is printed of them is escaped")];

#[test]
fn hostile_files_are_read_as_their_manifest_says() {
    let Some(folder) = shared().map(|base| base.join("torture")) else {
        eprintln!("hostile: no shared folder beside the repository");
        return;
    };
    let manifest: Value = serde_json::from_slice(&fs::read(folder.join("manifest.json")).unwrap()).unwrap();
    let mut seen = 0;
    for entry in manifest["files"].as_array().unwrap().iter().filter(|entry| entry["format"] == "ass") {
        let name = entry["name"].as_str().unwrap();
        let Ok(raw) = fs::read(folder.join(name)) else { continue };
        seen += 1;
        let document = document(&raw);
        let track = ass::lower(&document);
        let expect = &entry["expect"];
        let text = document.source.text();
        let place = |n: u64| {
            let mark = format!("A{n:04}x");
            (0..track.cues.len()).filter(|cue| shown(&track, *cue).contains(&mark)).collect::<Vec<_>>()
        };
        for n in (1..10).filter(|n| text.contains(&format!("A{n:04}x"))) {
            let [at] = place(n)[..] else { unreachable!("{name}: cue {n} is in {:?}", place(n)) };
            assert!(shown(&track, at).contains(&format!("Z{n:04}x")), "{name}: cue {n} lost its end");
        }
        let must = expect["cues"].as_array().unwrap();
        assert!(must.iter().all(|n| place(n.as_u64().unwrap()).len() == 1), "{name}: a cue is gone");
        for (n, want) in expect["times_ms"].as_object().unwrap() {
            let at = place(n.parse().unwrap())[0];
            let got = document.times(&document.cues[at]).map(|(a, b)| (a.to_millis(), b.to_millis()));
            assert_eq!(got, want[0].as_i64().zip(want[1].as_i64()), "{name}: cue {n}");
        }
        let silent = document.problems.is_empty() && track.problems.is_empty();
        let excused = NOTHING_WRONG.iter().any(|(file, _)| *file == name);
        if expect["diagnostic"] == true {
            assert_eq!(silent, excused, "{name}");
        } else {
            assert!(silent, "{name}: {:?} {:?}", document.problems, track.problems);
        }
    }
    eprintln!("hostile: {seen} files");
    assert!(seen > 15, "the manifest names files that are not there");
}

fn around(text: &str) -> String {
    let head = "[Script Info]\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n";
    format!("{head}Dialogue: 0,0:00:01.00,0:00:02.00,,,0,0,0,,A {text} Z\n")
}

#[test]
fn no_input_takes_more_than_its_length() {
    // A debug build takes ten times as long.
    const MANY: usize = if cfg!(debug_assertions) { 1 << 20 } else { 10 << 20 };
    let of = |piece: &str| around(&piece.repeat(MANY / piece.len()));
    let closed = |piece: &str| around(&format!("{{{}}}", piece.repeat(MANY / piece.len())));
    let cases = [
        ("braces", of("{")),
        ("braces, closed once", closed("{")),
        ("braces and backslashes", of("{\\")),
        ("backslashes", of("\\")),
        ("tags", closed("\\i1\\b0\\k1")),
        ("nested changes", around(&format!("{{{}{}}}", "\\t(".repeat(100_000), ")".repeat(100_000)))),
        ("nested changes, open", closed("\\t(")),
        ("changes", of("{\\t(0,1,\\i1)}")),
        ("blocks", of("{}")),
        ("words and blocks", of("a{\\i1}")),
        ("commas", of(",")),
        ("parentheses", closed("{\\clip(\\a(")),
        ("arguments", closed("{\\move(1,1,1,1,1,1")),
        ("line ends", of("\\N")),
        ("escapes", of("\\{\\h")),
        ("joiners", of("\\\u{2060}N")),
        (
            "columns",
            format!(
                "[Events]\nFormat: {}Text, Start{}\n{}",
                "x,".repeat(MANY / 10),
                ",x".repeat(MANY / 10),
                "Dialogue: a,b\n".repeat(MANY / 40)
            ),
        ),
        (
            "commas before text",
            "[Events]\nFormat: Text, Start, End\nDialogue: ".to_owned() + &",".repeat(MANY),
        ),
        ("sections", "[a]\n".repeat(MANY / 4)),
        ("styles", format!("[V4+ Styles]\n{}", "Style: a,b\n".repeat(MANY / 11))),
        ("attachment", format!("[Fonts]\nfontname: a\n{}", "[12345678]\n".repeat(MANY / 11))),
    ];
    let worst = cases.iter().map(|(name, text)| {
        let begun = Instant::now();
        let document = document(text.as_bytes());
        let track = ass::lower(&document);
        assert_eq!(document.cues.len(), track.cues.len());
        let took = begun.elapsed();
        eprintln!(
            "{took:>10.0?}  {name}: {} MB, {} times, {} runs",
            text.len() >> 20,
            document.slots.len(),
            track.runs.len()
        );
        took
    });
    let worst = worst.max().unwrap();
    // Quadratic time over as much would be hours.
    assert!(worst < Duration::from_secs(60), "{worst:?}");
}

#[test]
fn karaoke_counts_from_syllable_to_syllable() {
    let document = document(SONG.as_bytes());
    let hundredths = document.slots.iter().filter(|slot| matches!(slot.notation, Notation::Count(_)));
    let times: Vec<i64> = hundredths.map(|slot| slot.time.to_millis()).collect();
    assert_eq!(times, [700, 1200, 3120, 2000, 1048, 1096, 1500, 1750, 2000]);
}
