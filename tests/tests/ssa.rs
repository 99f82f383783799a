//! SSA v4: what tells it from its successor, fixtures, and the laws of a retime over generated scripts.

#![allow(clippy::unwrap_used, clippy::print_stderr, clippy::panic, reason = "a test")]

use proptest::prelude::*;
use std::fs;
use std::path::PathBuf;
use tregua_parse::base::splice;
use tregua_parse::format::write::{Body, Target, write};
use tregua_parse::format::{Sniffed, ass, by_name, lower, sniff, written_as};
use tregua_parse::model::LossKind;
use tregua_parse::source::Source;
use tregua_parse::syntax::{Document, ProblemKind};
use tregua_parse::time::Time;
use tregua_qa::retime::{Options, TimeMap, retime};
use tregua_tests::corpus::{files, root, same_outside, shared};

fn document(raw: &[u8]) -> Document<'_> {
    ass::parse(Source::open(raw, None, None).unwrap())
}

/// The fixtures of a folder, by their names without extension.
fn fixtures(folder: &str) -> Vec<(String, Vec<u8>)> {
    let all = files(&root().join("fixtures/ssa").join(folder)).into_iter();
    let all: Vec<_> = all.map(|path: PathBuf| (stem(&path), fs::read(path).unwrap())).collect();
    assert!(all.len() > 3, "{folder}: {}", all.len());
    all
}

fn stem(path: &std::path::Path) -> String {
    path.file_stem().unwrap().to_string_lossy().into_owned()
}

/// What is said of a script by its reader and by what a viewer sees.
fn said(document: &Document<'_>) -> Vec<ProblemKind> {
    let track = lower(document);
    document.problems.iter().chain(&track.problems).map(|problem| problem.kind).collect()
}

#[test]
fn fixtures_are_what_their_folder_says() {
    for (name, raw) in fixtures("valid") {
        let document = document(&raw);
        assert_eq!((document.format, said(&document)), ("ssa", vec![]), "{name}");
        assert!(!document.cues.is_empty() && document.source.malformed().is_empty(), "{name}");
    }
    for (name, raw) in fixtures("messy") {
        let document = document(&raw);
        let says = match name.as_str() {
            "value" => "this value cannot be read",
            "tag-value" => "the value of this override tag cannot be read",
            "style-short" => "fewer values than its Format line",
            "section-odd" => "a misspelt section name",
            "stamp-hundredths" => "not two digits of hundredths",
            "no-final-newline" => "has no line end",
            _ => panic!("{name}: what is it for?"),
        };
        let all: Vec<&str> = said(&document).into_iter().map(ProblemKind::message).collect();
        assert!(document.format == "ssa" && all.len() == 1 && all[0].contains(says), "{name}: {all:?}");
    }
    for (name, raw) in fixtures("invalid") {
        let document = document(&raw);
        assert_eq!((document.format, document.cues.len()), ("ssa", 0), "{name}");
        assert_eq!(said(&document), [ProblemKind::NoCues], "{name}");
    }
}

#[test]
fn files_of_others_are_told_apart_by_what_they_hold() {
    let Some(folder) = shared().map(|base| base.join("corpora")) else {
        eprintln!("told apart: no shared folder beside the repository");
        return;
    };
    let mut seen = [0, 0];
    for path in files(&folder) {
        let extension = path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase());
        if !matches!(extension.as_deref(), Some("ass" | "ssa")) {
            continue;
        }
        let raw = fs::read(&path).unwrap();
        let document = document(&raw);
        let text = document.source.text();
        let at = |name: &str| text.to_ascii_lowercase().find(name);
        let want = match (at("[v4 styles]"), at("[v4+ styles]")) {
            (Some(_), None) => "ssa",
            (None, Some(_)) => "ass",
            _ => continue,
        };
        seen[usize::from(want == "ssa")] += 1;
        let found = match sniff(text, None) {
            Sniffed::Found(format, _) => format.id,
            other => panic!("{}: {other:?}", path.display()),
        };
        assert_eq!((found, document.format), (want, want), "{}", path.display());
    }
    eprintln!("told apart: {} scripts of v4.00+, {} of v4.00", seen[0], seen[1]);
}

#[test]
fn an_extension_names_one_version() {
    let ids = |extension| written_as(extension).iter().map(|format| format.id).collect::<Vec<_>>();
    assert_eq!((ids("ass"), ids("ssa")), (vec!["ass"], vec!["ssa"]));
    assert_eq!(by_name("ssa").unwrap().id, "ssa");
    // The extension says nothing of what a file is.
    let later = "[Script Info]\nScriptType: v4.00+\n\n[V4+ Styles]\n";
    assert!(matches!(sniff(later, Some("ssa")), Sniffed::Found(format, _) if format.id == "ass"));
}

#[test]
fn a_long_head_hides_nothing() {
    let notes = "; Проверено по плёнке\n".repeat(200);
    for (named, section, want) in [("v4.00", "[V4 Styles]", "ssa"), ("v4.00", "[V4+ Styles]", "ass")] {
        for script_type in ["", named] {
            let script_type = format!("ScriptType: {script_type}\n");
            let text = format!("[Script Info]\n{script_type}{notes}\n{section}\n");
            assert!(
                matches!(sniff(&text, None), Sniffed::Found(format, _) if format.id == want),
                "{section} behind {script_type}"
            );
            assert_eq!(document(text.as_bytes()).format, want);
        }
    }
}

#[test]
fn what_v4_lacks_is_named() {
    let text = "[V4+ Styles]\nFormat: Name, Underline\nStyle: Default,-1\n\n[Events]\n\
        Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n\
        Dialogue: 1,0:00:01.00,0:00:02.00,Default,,0,0,0,,{\\s1\\fad(100,100)\\fscx120}Hay cielo.\n";
    let document = document(text.as_bytes());
    let written =
        write(&lower(&document), by_name("ssa").unwrap().write.unwrap(), &Target::default()).unwrap();
    let kinds: Vec<LossKind> = written.losses.iter().map(|loss| loss.kind).collect();
    for kind in [LossKind::Underline, LossKind::Strike, LossKind::Fade, LossKind::Font, LossKind::Effect] {
        assert!(kinds.contains(&kind), "{kind:?} is not in {kinds:?}");
    }
    let Body::Text(text) = written.body else { panic!("a script is text") };
    assert!(text.ends_with(",,Hay cielo.\n"), "{text}");
}

/// A script, with line ends of its own.
fn script() -> impl Strategy<Value = String> {
    let kind = prop::sample::select(vec!["Dialogue", "Dialogue", "Comment", "Command"]);
    let text = prop::sample::select(vec![
        "Hay cielo.",
        "{\\a6}Аспан бар.",
        "{\\k40}Жел {\\k60}бетті",
        "{\\i1\\c&HFFFF&}Не смотри{\\r} назад.\\NИдём.",
        "{\\pos(1,2)\\fad(200,100)}a",
        "",
    ]);
    let event = (kind, 0i64..300_000, 1i64..1000, text, any::<bool>());
    let end = prop::sample::select(vec!["\n", "\r\n"]);
    (prop::collection::vec(event, 1..8), end).prop_map(|(events, end)| {
        let clock =
            |n: i64| format!("{}:{:02}:{:02}.{:02}", n / 360_000, n / 6000 % 60, n / 100 % 60, n % 100);
        let mut out = String::from(
            "[Script Info]\nScriptType: v4.00\n\n[V4 Styles]\nFormat: Name, Alignment\nStyle: Default,2\n\n\
             [Events]\nFormat: Marked, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n",
        );
        for (kind, start, length, text, marked) in events {
            let (from, to) = (clock(start), clock(start + length));
            let marked = u8::from(marked);
            out += &format!("{kind}: Marked={marked},{from},{to},Default,,0000,0000,0000,,{text}\n");
        }
        out.replace('\n', end)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_retime_touches_times_only_and_comes_back(text in script(), by in 1i64..360_000) {
        let raw = text.as_bytes();
        let document = document(raw);
        prop_assert_eq!(document.format, "ssa");
        let still = retime(&document, &TimeMap::shift(Time::ZERO), Options::default()).unwrap();
        prop_assert!(still.edits.is_empty());
        // Hundredths that SSA can say.
        let by = Time::from_millis(by * 10).unwrap();
        let there = retime(&document, &TimeMap::shift(by), Options::default()).unwrap();
        let moved = splice(raw, &there.edits).unwrap();
        prop_assert!(same_outside(raw, &moved, &there.edits).is_ok());
        for edit in &there.edits {
            prop_assert!(document.slots.iter().any(|slot| slot.span == edit.span));
        }
        let later = self::document(&moved);
        prop_assert_eq!((later.format, later.slots.len()), ("ssa", document.slots.len()));
        for (old, new) in document.slots.iter().zip(&later.slots) {
            prop_assert_eq!(old.time.checked_add(by), Some(new.time));
        }
        let back = retime(&later, &TimeMap::shift(by.negate()), Options::default()).unwrap();
        prop_assert_eq!(splice(&moved, &back.edits).unwrap(), raw);
    }

    #[test]
    fn another_speed_keeps_every_other_byte(text in script()) {
        let raw = text.as_bytes();
        let document = document(raw);
        let map = TimeMap::rate("25".parse().unwrap(), "23.976".parse().unwrap());
        let done = retime(&document, &map, Options::default()).unwrap();
        let slower = splice(raw, &done.edits).unwrap();
        prop_assert!(same_outside(raw, &slower, &done.edits).is_ok());
        let after = self::document(&slower);
        let words = |document: &Document<'_>| {
            let track = lower(document);
            track.runs.iter().map(|run| run.text.to_string()).collect::<Vec<_>>()
        };
        prop_assert_eq!(words(&document), words(&after));
        for (old, new) in document.cues.iter().zip(&after.cues) {
            let (old, new) = (document.time(old.start).unwrap(), after.time(new.start).unwrap());
            let off = map.apply(old).unwrap().saturating_sub(new).abs();
            prop_assert!(off <= Time::from_millis(5).unwrap(), "{old} became {new}");
        }
    }

    #[test]
    fn a_script_of_ssa_written_as_ssa_stays_ssa(text in script()) {
        let document = document(text.as_bytes());
        let track = lower(&document);
        let format = by_name(document.format).unwrap();
        let written = write(&track, format.write.unwrap(), &Target::default()).unwrap();
        let Body::Text(again) = written.body else { panic!("a script is text") };
        let again = self::document(again.as_bytes());
        prop_assert_eq!((again.format, again.cues.len()), ("ssa", document.cues.len()));
        let track_again = lower(&again);
        for (n, (a, b)) in track.cues.iter().zip(&track_again.cues).enumerate() {
            prop_assert_eq!((a.times, a.align), (b.times, b.align), "cue {}", n);
        }
    }
}
