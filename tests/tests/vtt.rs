//! WebVTT over the files beside the repository, where they are: the expectations of the W3C's own suite, and every
//! real and hostile file.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test")]

use serde_json::Value;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use tregua_parse::base::Severity;
use tregua_parse::format::vtt::{self, Align, Anchor, Element, NodeKind, Number, Region, Tree};
use tregua_parse::model::{Track, Vertical};
use tregua_parse::source::{Encoding, Source};
use tregua_parse::syntax::{Document, ProblemKind};
use tregua_parse::time::Time;
use tregua_tests::corpus::{files, root, shared};

fn document(raw: &[u8]) -> Document<'_> {
    vtt::parse(Source::open(raw, None, None).unwrap())
}

/// As the standard has it: whatever the bytes are, they are UTF-8.
fn as_utf8(raw: &[u8]) -> Document<'_> {
    vtt::parse(Source::open(raw, Some(Encoding::Utf8), None).unwrap())
}

fn suite() -> Option<PathBuf> {
    let folder = shared()?.join("corpora/wpt-webvtt");
    folder.is_dir().then_some(folder)
}

fn number(number: Number<'_>) -> f64 {
    number.as_str().parse().unwrap()
}

fn seconds(time: Option<Time>) -> f64 {
    f64::from(u32::try_from(time.unwrap().to_millis()).unwrap()) / 1000.0
}

/// The cues of a file in the order of a text track: by in-time, the longest first.
fn in_order(document: &Document<'_>, cues: &[usize]) -> Vec<usize> {
    let mut out = cues.to_vec();
    out.sort_by_key(|at| {
        let (start, end) = document.times(&document.cues[*at]).unwrap_or_default();
        (start, std::cmp::Reverse(end))
    });
    out
}

fn region_field(region: Option<&Region<'_>>, field: &str) -> Value {
    let Some(region) = region else { return Value::Null };
    match field {
        "present" => true.into(),
        "id" => vtt::as_parsed(region.id).into(),
        "width" => number(region.width).into(),
        "lines" => number(region.lines).into(),
        "regionAnchorX" => number(region.anchor.0).into(),
        "regionAnchorY" => number(region.anchor.1).into(),
        "viewportAnchorX" => number(region.viewport.0).into(),
        "viewportAnchorY" => number(region.viewport.1).into(),
        "scroll" => (if region.scroll { "up" } else { "" }).into(),
        _ => "?".into(),
    }
}

fn anchor(anchor: Option<Anchor>, names: [&str; 3]) -> Value {
    match anchor {
        None => "auto".into(),
        Some(Anchor::Start) => names[0].into(),
        Some(Anchor::Centre) => names[1].into(),
        Some(Anchor::End) => names[2].into(),
    }
}

fn field(document: &Document<'_>, cue: usize, field: &str) -> Value {
    let text = document.source.text();
    let node = &document.cues[cue];
    let settings = vtt::settings(document, cue);
    let auto = |number: Option<f64>| number.map_or("auto".into(), Value::from);
    match field {
        "id" => vtt::as_parsed(node.number.of(text)).into(),
        "text" => vtt::as_parsed(node.text.of(text)).into(),
        "startTime" => seconds(document.time(node.start)).into(),
        "endTime" => seconds(document.time(node.end)).into(),
        "line" => auto(settings.line.map(|line| number(line.at))),
        "snapToLines" => settings.line.is_none_or(|line| line.snap).into(),
        "lineAlign" => anchor(Some(settings.line_align), ["start", "center", "end"]),
        "position" => auto(settings.position.map(number)),
        "positionAlign" => anchor(settings.position_align, ["line-left", "center", "line-right"]),
        "size" => number(settings.size).into(),
        "align" => match settings.align {
            Align::Start => "start",
            Align::Centre => "center",
            Align::End => "end",
            Align::Left => "left",
            Align::Right => "right",
        }
        .into(),
        "vertical" => match settings.vertical {
            None => "",
            Some(Vertical::RightToLeft) => "rl",
            Some(Vertical::LeftToRight) => "lr",
        }
        .into(),
        _ => "?".into(),
    }
}

/// Numbers are compared as 64-bit floating point, zero without a sign.
fn equal(got: &Value, want: &Value) -> bool {
    match (got.as_f64(), want.as_f64()) {
        (Some(a), Some(b)) => a == b && a.is_sign_negative() == b.is_sign_negative(),
        _ => got == want,
    }
}

fn expectation(document: &Document<'_>, order: &[usize], it: &Value) -> Result<(), String> {
    let all = vtt::regions(document);
    let cue_of = |n: &Value| order.get(usize::try_from(n.as_u64().unwrap()).unwrap()).copied();
    let region = |cue: usize| vtt::settings(document, cue).region_in(&all).copied();
    let cue = cue_of(&it["cue"]).ok_or("no such cue")?;
    let (name, want) = (it["field"].as_str().unwrap(), &it["value"]);
    let met = match name {
        "region" => region(cue).is_none() && want.is_null(),
        "region.sameAsCue" => {
            region(cue).is_some() && region(cue) == region(cue_of(want).ok_or("no such cue")?)
        }
        "region.differsFromCue" => region(cue) != region(cue_of(want).ok_or("no such cue")?),
        _ => {
            let got = match name.strip_prefix("region.") {
                Some(name) => region_field(region(cue).as_ref(), name),
                None => field(document, cue, name),
            };
            if !equal(&got, want) {
                return Err(format!("cue {} {name}: {got}, not {want}", it["cue"]));
            }
            true
        }
    };
    if met { Ok(()) } else { Err(format!("cue {} {name}: not {want}", it["cue"])) }
}

#[test]
fn every_expectation_of_the_suite_for_files() {
    let Some(folder) = suite() else {
        eprintln!("WebVTT suite: no shared folder beside the repository");
        return;
    };
    let all: Value = serde_json::from_slice(&fs::read(folder.join("expected.json")).unwrap()).unwrap();
    let (mut inputs, mut refused, mut met) = (0, 0, 0);
    let mut told = Vec::new();
    for entry in all.as_array().unwrap() {
        let name = entry["input"].as_str().unwrap();
        let raw = fs::read(folder.join(name)).unwrap();
        let document = as_utf8(&raw);
        inputs += 1;
        let conforming = vtt::conforming(&document);
        if conforming.is_some() != (entry["loads"] == true) {
            told.push(format!("{name}: loads is not {}", entry["loads"]));
        }
        refused += usize::from(conforming.is_none());
        let order = in_order(&document, &conforming.unwrap_or_default());
        if Some(order.len() as u64) != entry["cues"].as_u64() {
            told.push(format!("{name}: {} cues, not {}", order.len(), entry["cues"]));
        }
        for it in entry["expect"].as_array().unwrap() {
            match expectation(&document, &order, it) {
                Ok(()) => met += 1,
                Err(why) => told.push(format!("{name}: {why}")),
            }
        }
    }
    eprintln!("WebVTT suite: {inputs} files, {refused} refused, {met} expectations met, {} not", told.len());
    assert!(told.is_empty(), "{}", told.join("\n"));
    assert_eq!((inputs, refused, met), (51, 11, 466));
}

/// The tree as the suite writes it down.
fn dump(tree: &Tree<'_>) -> String {
    let mut out = "#document-fragment".to_owned();
    let mut stack: Vec<(usize, usize)> = tree.nodes[0].children.iter().rev().map(|n| (*n, 0)).collect();
    while let Some((at, depth)) = stack.pop() {
        let node = &tree.nodes[at];
        let indent = format!("\n| {}", "  ".repeat(depth));
        match &node.kind {
            NodeKind::Root => {}
            NodeKind::Text(text) => write!(out, "{indent}\"{text}\"").unwrap(),
            NodeKind::Stamp { time, .. } => {
                let stamp = time.unwrap().to_string().replace(',', ".");
                write!(out, "{indent}<?timestamp {stamp}>").unwrap();
            }
            NodeKind::Element { element, classes, annotation } => {
                let (tag, attribute) = match element {
                    Element::Class => ("span", None),
                    Element::Italic => ("i", None),
                    Element::Bold => ("b", None),
                    Element::Underline => ("u", None),
                    Element::Ruby => ("ruby", None),
                    Element::RubyText => ("rt", None),
                    Element::Voice => ("span", Some("title")),
                    Element::Lang => ("span", Some("lang")),
                };
                write!(out, "{indent}<{tag}>").unwrap();
                if !classes.is_empty() {
                    write!(out, "{indent}  class=\"{}\"", classes.join(" ")).unwrap();
                }
                if let Some(name) = attribute {
                    write!(out, "{indent}  {name}=\"{annotation}\"").unwrap();
                }
            }
        }
        stack.extend(node.children.iter().rev().map(|n| (*n, depth + 1)));
    }
    out
}

#[test]
fn every_tree_of_the_suite() {
    let Some(folder) = suite() else {
        eprintln!("WebVTT trees: no shared folder beside the repository");
        return;
    };
    let all: Value = serde_json::from_slice(&fs::read(folder.join("cue-text.json")).unwrap()).unwrap();
    let mut told = Vec::new();
    let mut met = 0;
    for entry in all.as_array().unwrap() {
        // As the suite does it: the text stands in a file.
        let data = entry["data"].as_str().unwrap();
        let raw = format!("WEBVTT\n\n00:00.000 --> 00:01.000\n{data}");
        let document = as_utf8(raw.as_bytes());
        let tree = vtt::cue_tree(document.cues[0].text.of(document.source.text()));
        let (got, want) = (dump(&tree), entry["tree"].as_str().unwrap());
        if got == want {
            met += 1;
        } else {
            told.push(format!("{data:?}:\n{got}\nnot\n{want}"));
        }
    }
    eprintln!("WebVTT trees: {met} as they should be, {} not", told.len());
    assert!(told.is_empty(), "{}", told.join("\n"));
    assert_eq!(met, 77);
}

/// Every WebVTT file of the corpora: by extension, and those without one in a folder named `webvtt`.
fn real_files() -> Vec<PathBuf> {
    let Some(folder) = shared() else { return Vec::new() };
    let ours = |path: &Path| match path.extension() {
        Some(extension) => extension.eq_ignore_ascii_case("vtt"),
        None => path.parent().is_some_and(|parent| parent.ends_with("webvtt")),
    };
    let mut out = files(&folder.join("corpora"));
    out.extend(files(&folder.join("torture")));
    out.retain(|path| ours(path) && !path.ends_with("LICENSE"));
    out
}

/// The text that a cue shows, without line ends.
fn text_of(cue: &str) -> String {
    let nodes = vtt::cue_tree(cue).nodes.into_iter();
    let text = nodes.filter_map(|node| match node.kind {
        NodeKind::Text(text) => Some(text.replace('\n', "")),
        _ => None,
    });
    text.collect()
}

/// Every byte that shows something is in a cue, in a problem, or in what nobody is meant to see.
fn nothing_lost(document: &Document<'_>, track: &Track<'_>) -> Result<(), String> {
    let text = document.source.text();
    let mut seen = vec![false; text.len()];
    let problems = document.problems.iter().chain(&track.problems).map(|p| p.span);
    for span in document.cues.iter().map(|cue| cue.block()).chain(problems) {
        seen[span.range()].fill(true);
    }
    // A block that nobody is meant to see goes up to a blank line.
    let (mut at, mut hidden) = (0, false);
    for line in text.split_inclusive(['\n', '\r']) {
        if line == "\n" && text[..at].ends_with('\r') {
            at += 1;
            continue;
        }
        let words = line.trim_end_matches(['\n', '\r']).trim_start_matches('\u{feff}');
        let head = ["WEBVTT", "NOTE", "STYLE", "REGION"].iter().any(|name| words.starts_with(name));
        hidden = !words.is_empty() && (hidden || head);
        let shows = |(i, b): (usize, u8)| b > b' ' && !seen[at + i];
        if !hidden && line.bytes().enumerate().any(shows) {
            return Err(format!("{line:?} is nowhere"));
        }
        at += line.len();
    }
    // Within a cue, everything but tags is in a run.
    for (node, cue) in document.cues.iter().zip(&track.cues) {
        let shown: String = track.runs_of_cue(cue).iter().map(|run| run.text.as_ref()).collect();
        let want = text_of(node.text.of(text));
        // Behind a `<` without its `>` we keep what players drop.
        let verbatim = text_of(&node.text.of(text).replace('<', "&lt;"));
        let kept = shown.starts_with(&want) && verbatim.ends_with(&shown[want.len()..]);
        if shown != want && !kept {
            return Err(format!("{shown:?} is shown, not {want:?}"));
        }
    }
    Ok(())
}

#[test]
fn every_file_of_the_corpora_is_read() {
    let all = real_files();
    let (mut cues, mut conforming, mut refused, mut problems) = (0, 0, 0, 0);
    let mut told = Vec::new();
    for path in &all {
        let raw = fs::read(path).unwrap();
        let document = document(&raw);
        let track = vtt::lower(&document);
        cues += document.cues.len();
        match vtt::conforming(&document) {
            Some(kept) => conforming += kept.len(),
            None => refused += 1,
        }
        problems += document.problems.len() + track.problems.len();
        assert_eq!(document.cues.len(), track.cues.len());
        if let Err(why) = nothing_lost(&document, &track) {
            told.push(format!("{}: {why}", path.display()));
        }
    }
    eprintln!(
        "WebVTT corpora: {} files, {cues} cues of which players have {conforming}, {refused} files refused, {problems} problems",
        all.len()
    );
    assert!(told.is_empty(), "{} files\n{}", told.len(), told.join("\n"));
    assert!(shared().is_none() || all.len() > 300, "{} files", all.len());
}

/// What the manifest of hostile files wants a word on and we have none for: file, why.
const NOTHING_WRONG: &[(&str, &str)] =
    &[("vtt-id-looks-like-timing.vtt", "ids may be any line without an arrow, however long")];

/// Files that the reader says nothing about, with the rule of a profile that does.
const SAID_BY: &[(&str, &str)] = &[("vtt-empty-cue.vtt", "text/empty-cue")];

/// The cues whose text holds the marker `A0001x` and its end.
fn place(track: &Track<'_>, n: u64) -> Vec<usize> {
    let text = |cue| track.runs_of_cue(cue).iter().map(|run| run.text.as_ref()).collect::<String>();
    let holds = |text: String| text.contains(&format!("A{n:04}x")) && text.contains(&format!("Z{n:04}x"));
    (0..track.cues.len()).filter(|at| holds(text(&track.cues[*at]))).collect()
}

#[test]
fn hostile_files_come_out_as_their_manifest_says() {
    let Some(folder) = shared().map(|folder| folder.join("torture")).filter(|folder| folder.is_dir()) else {
        eprintln!("WebVTT torture: no shared folder beside the repository");
        return;
    };
    let manifest: Value = serde_json::from_slice(&fs::read(folder.join("manifest.json")).unwrap()).unwrap();
    let mut told = Vec::new();
    let mut read = 0;
    for entry in manifest["files"].as_array().unwrap().iter().filter(|entry| entry["format"] == "vtt") {
        let name = entry["name"].as_str().unwrap();
        let Ok(raw) = fs::read(folder.join(name)) else { continue };
        read += 1;
        let document = document(&raw);
        let track = vtt::lower(&document);
        let expect = &entry["expect"];
        let mut last = None;
        for n in expect["cues"].as_array().unwrap().iter().filter_map(Value::as_u64) {
            let here = place(&track, n);
            let &[at] = &here[..] else {
                told.push(format!("{name}: A{n:04}x is in the cues {here:?}"));
                continue;
            };
            if last >= Some(at) {
                told.push(format!("{name}: cue {n} is out of its place"));
            }
            last = Some(at);
            let times = document.times(&document.cues[at]).map(|(a, b)| (a.to_millis(), b.to_millis()));
            let want = &expect["times_ms"][n.to_string()];
            if !want.is_null() && times != want[0].as_i64().zip(want[1].as_i64()) {
                told.push(format!("{name}: cue {n} is at {times:?}, not {want}"));
            }
        }
        if expect["outcome"] == "error" && !document.cues.is_empty() {
            told.push(format!("{name}: cues where there is none"));
        }
        let problems = || document.problems.iter().chain(&track.problems).map(|p| p.kind);
        let silent = problems().next().is_none() && document.source.malformed().is_empty();
        let fine = problems().all(|p| matches!(p, ProblemKind::Own(fault) if fault.level == Severity::Info));
        let excused = NOTHING_WRONG.iter().chain(SAID_BY).any(|(file, _)| *file == name);
        let wanted = expect["diagnostic"] == true && !excused;
        if silent && wanted || excused && !silent || expect["diagnostic"] == false && !fine {
            told.push(format!("{name}: silent is {silent}: {:?}", document.problems));
        }
    }
    eprintln!("WebVTT torture: {read} files");
    assert!(told.is_empty(), "{}", told.join("\n"));
    assert!(read > 20);
}

/// Of each messy fixture, how its problems begin, each once, and how many of its cues players have; `None` where they
/// refuse it.
const MESSY: &[(&str, &[&str], usize, Option<usize>)] = &[
    ("es.commas.vtt", &["the milliseconds are not set off by a dot"], 2, Some(1)),
    ("es.line-ends-crcrlf.vtt", &["every line ends with CR CR LF"], 1, Some(0)),
    ("es.nul.vtt", &["zero bytes"], 1, Some(1)),
    ("es.region.vtt", &["not a setting of a region", "the region's setting has no valid value"], 1, Some(1)),
    (
        "es.settings.vtt",
        &[
            "align:middle is an old spelling",
            "the cue begins before the one above it",
            "the out-time is not after the in-time",
            "the setting has no valid value",
            "the setting is given twice",
            "there is no region of this name",
        ],
        3,
        Some(3),
    ),
    (
        "es.stray-lines.vtt",
        &["a style or region block behind the first cue", "these lines belong to no cue"],
        2,
        Some(2),
    ),
    (
        "kk.blank-missing.vtt",
        &["no blank line after the header", "no blank line before this cue"],
        2,
        Some(2),
    ),
    (
        "ru.markup.vtt",
        &[
            "a < without its >",
            "a time inside the text that players cannot read",
            "an & that begins no",
            "this tag has no partner",
        ],
        2,
        Some(2),
    ),
    ("ru.no-signature.vtt", &["the file does not begin with WEBVTT"], 1, None),
    ("ru.signature-small.vtt", &["the file does not begin with WEBVTT"], 1, None),
    (
        "ru.time-lines.vtt",
        &[
            "minutes or seconds above 59",
            "not three digits of milliseconds",
            "the arrow between the times is not",
        ],
        3,
        Some(0),
    ),
];

#[test]
fn the_fixtures_are_what_they_are_for() {
    let mut messy = 0;
    for path in files(&root().join("fixtures/vtt")) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let folder = path.parent().unwrap().file_name().unwrap().to_string_lossy().into_owned();
        if folder == "vtt" {
            continue;
        }
        let raw = fs::read(&path).unwrap();
        let document = document(&raw);
        let track = vtt::lower(&document);
        nothing_lost(&document, &track).unwrap();
        let problems = || document.problems.iter().chain(&track.problems).map(|p| p.kind);
        let players = vtt::conforming(&document).map(|all| all.len());
        match folder.as_str() {
            "valid" => {
                let info = |p| matches!(p, ProblemKind::Own(fault) if fault.level == Severity::Info);
                assert!(problems().all(info), "{name}: {:?}", problems().collect::<Vec<_>>());
                assert!(!document.cues.is_empty() && players == Some(document.cues.len()), "{name}");
            }
            "invalid" => {
                assert!(document.cues.is_empty(), "{name}");
                assert!(problems().any(|p| p == ProblemKind::NoCues), "{name}");
            }
            _ => {
                messy += 1;
                let (_, want, cues, kept) = MESSY.iter().find(|it| it.0 == name).unwrap();
                assert_eq!((document.cues.len(), players), (*cues, *kept), "{name}");
                let mut told: Vec<&str> = problems().map(ProblemKind::message).collect();
                told.sort_unstable();
                told.dedup();
                let same = told.len() == want.len() && told.iter().zip(*want).all(|(a, b)| a.starts_with(b));
                assert!(same, "{name}: {told:#?}");
                assert!(
                    track.cues.iter().all(|cue| !track.is_empty(cue)) || name.contains("stray"),
                    "{name}"
                );
            }
        }
    }
    assert_eq!(messy, MESSY.len());
}
