//! Scenarist captions: the repository's files, those of others, a second opinion, and what retimes leave in them.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "a test")]

use std::fs;
use std::path::Path;
use tregua_parse::base::splice;
use tregua_parse::format::write::{Body, Target, write};
use tregua_parse::format::{ReadOptions, scc, srt};
use tregua_parse::model::{Loss, LossKind, Track};
use tregua_parse::source::Source;
use tregua_parse::syntax::{Document, SlotId};
use tregua_parse::time::{FrameRate, Notation, Time, Timecode};
use tregua_qa::retime::{Options, TimeMap, retime};
use tregua_tests::corpus::{files, root, same_outside, shared};

/// A table of `expected.toml` under a heading: its name, its problem, its captions.
type Table = (String, Option<String>, Vec<toml::Value>);

fn expected(heading: &str) -> Vec<Table> {
    let page: toml::Table =
        fs::read_to_string(root().join("fixtures/scc/expected.toml")).unwrap().parse().unwrap();
    let each = page[heading].as_array().unwrap().iter();
    let word = |table: &toml::Value, key: &str| table.get(key).map(|v| v.as_str().unwrap().to_owned());
    each.map(|it| (word(it, "name").unwrap(), word(it, "problem"), it["cues"].as_array().unwrap().clone()))
        .collect()
}

fn parse(raw: &[u8]) -> Document<'_> {
    scc::parse(Source::open(raw, None, None).unwrap(), &ReadOptions::default())
}

fn ntsc() -> FrameRate {
    "29.97".parse().unwrap()
}

fn frame(document: &Document<'_>, slot: SlotId) -> Option<i64> {
    document.time(slot).map(|time| ntsc().nearest_frame(time))
}

fn text(track: &Track<'_>, cue: usize) -> String {
    let lines: Vec<String> =
        track.lines_of(&track.cues[cue]).iter().map(|line| track.text_of(line)).collect();
    lines.join("/")
}

/// Whether nothing ends a cue: its out-time is an assumption then, and said to be one.
fn is_open(document: &Document<'_>, cue: usize) -> bool {
    document.problems.iter().any(|p| {
        p.cue.is_some_and(|it| it as usize == cue)
            && (p.kind.message().starts_with("nothing ends this cue")
                || p.kind.message().starts_with("nothing says when the last cue ends"))
    })
}

fn cues(document: &Document<'_>) -> Vec<String> {
    let track = scc::lower(document);
    let spell = |slot: SlotId| frame(document, slot).map_or("?".to_owned(), |frame| frame.to_string());
    let end = |i: usize, slot| if is_open(document, i) { "*".to_owned() } else { spell(slot) };
    let each = document.cues.iter().enumerate();
    each.map(|(i, cue)| format!("{}-{}|{}", spell(cue.start), end(i, cue.end), text(&track, i))).collect()
}

/// FNV-1a, 64 bits: short, and the same in any language.
fn hash(text: &str) -> String {
    let step = |value: u64, byte: u8| (value ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    format!("{:016x}", text.bytes().fold(0xcbf2_9ce4_8422_2325, step))
}

#[test]
fn every_fixture_reads_as_it_was_worked_out() {
    let own = expected("own");
    let folder = root().join("fixtures/scc");
    let all = files(&folder).into_iter().filter(|path| path.extension().is_some_and(|e| e == "scc"));
    assert_eq!(all.count(), own.len(), "a file is not in expected.toml");
    for (name, problem, wanted) in own {
        let raw = fs::read(folder.join(&name)).unwrap();
        let document = parse(&raw);
        let wanted: Vec<&str> = wanted.iter().map(|cue| cue.as_str().unwrap()).collect();
        assert_eq!(cues(&document), wanted, "{name}");
        let told: Vec<&str> = document.problems.iter().map(|p| p.kind.message()).collect();
        match &problem {
            Some(problem) => assert!(told.iter().any(|t| t.contains(problem)), "{name}: {told:?}"),
            None => assert!(told.is_empty(), "{name}: {told:?}"),
        }
    }
}

#[test]
fn files_of_others_read_as_a_second_decoder_reads_them() {
    let Some(shared) = shared() else { return eprintln!("scc: no shared folder") };
    let mut counts = (0, 0);
    for (name, _, wanted) in expected("file") {
        let path = shared.join("corpora").join(&name);
        let Ok(raw) = fs::read(&path) else { continue };
        let document = parse(&raw);
        let track = scc::lower(&document);
        let found: Vec<toml::Value> = document
            .cues
            .iter()
            .enumerate()
            .map(|(i, cue)| {
                let at = |slot| frame(&document, slot).unwrap_or(-1);
                let hash = hash(&text(&track, i));
                let end = if is_open(&document, i) { -1 } else { at(cue.end) };
                toml::Value::from(vec![at(cue.start).into(), end.into(), toml::Value::from(hash)])
            })
            .collect();
        assert_eq!(found, wanted, "{name}");
        counts = (counts.0 + 1, counts.1 + found.len());
    }
    let known = files(&shared).into_iter().filter(|p| p.extension().is_some_and(|e| e == "scc"));
    let mut read = 0;
    for path in known {
        let raw = fs::read(&path).unwrap();
        let document = parse(&raw);
        let track = scc::lower(&document);
        assert_eq!(track.cues.len(), document.cues.len());
        eprintln!(
            "{}: {} captions, {} slots, {} problems",
            path.strip_prefix(&shared).unwrap().display(),
            track.cues.len(),
            document.slots.len(),
            document.problems.len()
        );
        read += 1;
    }
    eprintln!("scc: {read} files read; {} with {} captions compared", counts.0, counts.1);
}

/// The hostile file: a broken word, a label of twenty digits, labels of both kinds. Its letters are kept, its
/// unreadable label stops a retime.
#[test]
fn the_torture_file_is_read_to_its_end() {
    let Some(shared) = shared() else { return };
    let Ok(raw) = fs::read(shared.join("torture/scc-hostile.scc")) else { return };
    let document = parse(&raw);
    assert_eq!(cues(&document), ["?-30|AB"]);
    let told: Vec<&str> = document.problems.iter().map(|p| p.kind.message()).collect();
    for part in ["four hexadecimal", "odd parity", "cannot be read", "in one file", "earlier"] {
        assert!(told.iter().any(|t| t.contains(part)), "{part}: {told:?}");
    }
    let map = TimeMap::shift(Time::SECOND);
    assert!(retime(&document, &map, Options::default()).is_err());
}

/// Every fixture and file that a map can move: nothing but labels changes, and what is seen moves as asked.
#[test]
fn retimes_move_what_is_seen() {
    let mut paths = files(&root().join("fixtures/scc"));
    paths.extend(shared().map(|folder| files(&folder.join("corpora"))).unwrap_or_default());
    let mut moved = 0;
    for path in paths.iter().filter(|path| path.extension().is_some_and(|e| e == "scc")) {
        let raw = fs::read(path).unwrap();
        let document = parse(&raw);
        let before = cues(&document);
        let name = path.display();
        // A shift of whole frames, as far as hours and past many skipped labels.
        for by in [1, 299, 1800, 17_982, 215_784] {
            let map = TimeMap::shift(ntsc().time_of(by).unwrap());
            let Ok(done) = retime(&document, &map, Options::default()) else {
                assert!(before.iter().any(|cue| cue.contains('?')), "{name}");
                continue;
            };
            let after = splice(&raw, &done.edits).unwrap();
            same_outside(&raw, &after, &done.edits).unwrap();
            let labels = document.slots.iter().filter(|slot| !slot.span.is_empty());
            let spans: Vec<_> = labels.map(|slot| slot.span).collect();
            assert!(done.edits.iter().all(|edit| spans.contains(&edit.span)), "{name}");
            let new = parse(&after);
            // A label that does not exist is spelt as the one that is meant.
            let old: Vec<_> =
                document.cues.iter().map(|c| (frame(&document, c.start), frame(&document, c.end))).collect();
            let now: Vec<_> = new.cues.iter().map(|c| (frame(&new, c.start), frame(&new, c.end))).collect();
            let add = |t: Option<i64>| t.map(|t| t + by);
            assert_eq!(now, old.iter().map(|(s, e)| (add(*s), add(*e))).collect::<Vec<_>>(), "{name}");
            moved += new.cues.len();
        }
        // Faster and slower: the first instant of each line goes to the frame nearest to where it belongs.
        for (from, to) in [("24", "23.976"), ("25", "24"), ("24", "25")] {
            let map = TimeMap::rate(from.parse().unwrap(), to.parse().unwrap());
            let Ok(done) = retime(&document, &map, Options::default()) else { continue };
            let after = splice(&raw, &done.edits).unwrap();
            let new = parse(&after);
            let labels = |d: &Document<'_>| {
                d.slots.iter().filter(|s| !s.span.is_empty()).map(|s| s.time).collect::<Vec<_>>()
            };
            for (old, now) in labels(&document).into_iter().zip(labels(&new)) {
                let wanted = ntsc().nearest_frame(map.apply(old).unwrap());
                assert_eq!(ntsc().nearest_frame(now), wanted, "{name}");
            }
        }
    }
    eprintln!("scc: {moved} captions moved by whole frames");
}

/// The Spanish track of the feature, written and read again, in both kinds of timecode.
#[test]
fn the_feature_survives_but_for_what_is_listed() {
    let raw = fs::read(root().join("fixtures/feature/tregua-feature.es-ES.srt")).unwrap();
    let document = srt::parse(Source::open(&raw, None, None).unwrap());
    let track = srt::lower(&document);
    for name in ["23.976", "29.97", "29.97df"] {
        let rate: FrameRate = name.parse().unwrap();
        let target = Target { rate: Some(rate), ..Target::default() };
        let written = write(&track, scc::FORMAT.write.unwrap(), &target).unwrap();
        let Body::Text(text_of_file) = &written.body else { panic!() };
        let again = parse(text_of_file.as_bytes());
        assert!(again.problems.is_empty(), "{:?}", &again.problems[..1]);
        let back = scc::lower(&again);
        assert_eq!(back.cues.len(), track.cues.len());
        let of = |cue: usize, kinds: &[LossKind]| -> Vec<&Loss> {
            let here = |loss: &&Loss| loss.cue == u32::try_from(cue).ok() && kinds.contains(&loss.kind);
            written.losses.iter().filter(here).collect()
        };
        let mut differ = (0, 0, 0, 0);
        for (i, (old, new)) in track.cues.iter().zip(&back.cues).enumerate() {
            // Blanks where lines are broken otherwise, and letters that stand for others.
            let words = |t: &Track<'_>| text(t, i).replace('/', " ");
            let (was, is) = (words(&track), words(&back));
            if !of(i, &[LossKind::Lines]).is_empty() {
                differ.0 += 1;
            } else {
                assert_eq!(track.lines_of(old).len(), back.lines_of(new).len(), "{was}");
            }
            if is != was {
                differ.1 += 1;
                assert!(!of(i, &[LossKind::Text]).is_empty(), "{was} / {is}");
            }
            let frames = |t: Time| rate.with_drop(false).map(|_| ntsc().nearest_frame(t));
            let times = |c: Option<(Time, Time)>| c.map(|(s, e)| (frames(s), frames(e)));
            if times(old.times) != times(new.times) {
                differ.2 += 1;
                let told = of(i, &[LossKind::Time, LossKind::Overlap]);
                assert!(told.iter().any(|l| l.what.contains("frame")), "{was}: {told:?}");
            }
            let italics = |t: &Track<'_>, c| {
                let runs = t.runs_of_cue(c).iter().filter(|run| run.style.italic);
                runs.map(|run| run.text.replace([' ', '/'], "")).collect::<String>()
            };
            if italics(&track, old) != italics(&back, new) {
                differ.3 += 1;
                assert!(!of(i, &[LossKind::Text]).is_empty(), "{was}");
            }
        }
        let count = |kind| written.losses.iter().filter(|l| l.kind == kind).count();
        eprintln!(
            "scc, {name}: {} cues; {} broken otherwise, {} with other letters, {} off by frames (all listed), \
             {} with other italics; losses: {} time, {} text, {} lines, {} overlap",
            back.cues.len(),
            differ.0,
            differ.1,
            differ.2,
            differ.3,
            count(LossKind::Time),
            count(LossKind::Text),
            count(LossKind::Lines),
            count(LossKind::Overlap),
        );
    }
}

#[test]
fn cyrillic_is_refused_with_its_letters() {
    for (name, letter) in [("kk", 'қ'), ("ru", 'ы')] {
        let raw = fs::read(root().join(format!("fixtures/feature/tregua-feature.{name}.srt"))).unwrap();
        let document = srt::parse(Source::open(&raw, None, None).unwrap());
        let target = Target { rate: "29.97df".parse().ok(), ..Target::default() };
        let error = write(&srt::lower(&document), scc::FORMAT.write.unwrap(), &target).unwrap_err();
        let tregua_parse::format::write::WriteError::Letters { letters, .. } = error else {
            panic!("{error}")
        };
        assert!(letters.iter().any(|(l, _)| *l == letter), "{name}");
    }
}

/// What an MCC file abbreviates with one letter.
const ABBREVIATED: [(char, &str); 7] = [
    ('P', "FB8080"),
    ('Q', "FC8080"),
    ('R', "FD8080"),
    ('S', "9669"),
    ('T', "6101"),
    ('U', "E1000000"),
    ('Z', "00"),
];

/// The byte pairs of a field of line 21 in an MCC file: ancillary packets with caption triplets.
fn pairs(mcc: &str, field: u8) -> Vec<[u8; 2]> {
    let mut out = Vec::new();
    for line in mcc.lines() {
        let Some((label, packed)) = line.split_once('\t').filter(|(l, _)| l.len() == 11) else { continue };
        assert!(Timecode::parse(label, FrameRate::F24).is_ok());
        let mut hex = String::new();
        for c in packed.chars() {
            match (c, ABBREVIATED.iter().find(|(a, _)| *a == c)) {
                ('G'..='O', _) => hex.push_str(&"FA0000".repeat(c as usize - 'G' as usize + 1)),
                (_, Some((_, long))) => hex.push_str(long),
                _ => hex.push(c),
            }
        }
        let bytes: Vec<u8> =
            (0..hex.len() / 2).map(|i| u8::from_str_radix(&hex[i * 2..i * 2 + 2], 16).unwrap()).collect();
        let at = bytes.iter().skip(5).position(|b| *b == 0x72).unwrap() + 5;
        let count = usize::from(bytes[at + 1] & 0x1f);
        let triplets = bytes[at + 2..].chunks_exact(3).take(count);
        out.extend(triplets.filter(|t| t[0] & 7 == 4 | field).map(|t| [t[1], t[2]]));
    }
    out
}

/// When each flip of a 608 decode file comes, in milliseconds, and what was loaded before it: rows from the top.
fn decoded(tokens: &str) -> Vec<(i64, Vec<String>)> {
    let mut shown = Vec::new();
    let mut rows = std::collections::BTreeMap::<u32, String>::new();
    let (mut row, mut flipped) = (15, false);
    for (clock, line) in tokens.lines().skip(1).map(|line| line.split_once(" - ").unwrap()) {
        let clock = Notation::SubRip.read(clock.as_bytes()).unwrap().time.to_millis();
        let mut rest = line.trim_start();
        while !rest.is_empty() {
            let (token, after) = match rest.strip_prefix('"') {
                Some(quoted) => {
                    // A quote may be text too: the one that closes has a blank, a brace or nothing behind it.
                    let end = (quoted.match_indices('"')).find(|(at, _)| {
                        matches!(quoted[at + 1..].trim_start().chars().next(), None | Some('{'))
                    });
                    // The file ends in the middle of one.
                    let end = end.map_or(quoted.len(), |(at, _)| at);
                    rows.entry(row).or_default().push_str(&quoted[..end]);
                    flipped = false;
                    ("", quoted.get(end + 1..).unwrap_or(""))
                }
                None => {
                    let end = rest.find('}').unwrap() + 1;
                    (&rest[..end], &rest[end..])
                }
            };
            if let Some(place) =
                token.strip_prefix("{R").filter(|t| t.starts_with(|c: char| c.is_ascii_digit()))
            {
                row = place.split(':').next().unwrap().parse().unwrap();
            }
            if token == "{EOC}" && !flipped {
                flipped = true;
                shown.push((clock, rows.values().cloned().collect()));
                rows.clear();
            }
            rest = after.trim_start();
        }
    }
    shown
}

/// caption-inspector decoded both fields of a damaged MCC file; the same bytes go through this decoder.
#[test]
fn the_bytes_of_an_mcc_file_decode_as_its_author_decoded_them() {
    let Some(shared) = shared() else { return };
    let folder = shared.join("corpora/caption-inspector/test/media");
    let open = |name: &str| fs::read_to_string(folder.join(format!("BigBuckBunny_256x144-24fps{name}")));
    let Ok(mcc) = open(".mcc") else { return };
    for (field, name) in [(0, "-C1.608"), (1, "-C3.608")] {
        let words: Vec<String> = pairs(&mcc, field).iter().map(|[a, b]| format!("{a:02x}{b:02x}")).collect();
        let file = format!("Scenarist_SCC V1.0\n\n00:00:00:00\t{}\n", words.join(" "));
        let document = parse(file.as_bytes());
        let track = scc::lower(&document);
        let squeeze = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let ours: Vec<String> = (0..track.cues.len()).map(|i| squeeze(&text(&track, i))).collect();
        let theirs = decoded(&open(name).unwrap());
        let (mut other, mut furthest) = (0, 0);
        for (index, (mine, (at, rows))) in ours.iter().zip(&theirs).enumerate() {
            let shown = document.time(document.cues[index].start).unwrap().to_millis();
            furthest = furthest.max((shown - at).abs());
            if *mine != squeeze(&rows.join("/")) {
                // Pairs of the special and extended sets, which it takes for preambles: 1322 for green on row 13.
                assert!(mine.contains(['¿', 'Í', 'Ó']), "{mine} / {rows:?}");
                other += 1;
            }
        }
        eprintln!(
            "scc, MCC field {}: {} pairs, {} captions; {other} of theirs without a special letter; shown at most \
             {furthest} ms apart",
            field + 1,
            words.len(),
            ours.len()
        );
        assert_eq!((ours.len(), theirs.len(), other), (13, 13, if field == 0 { 0 } else { 3 }));
        // A frame of theirs is 42 ms, and a frame may hold two pairs of a field.
        assert!(furthest <= 84, "{furthest}");
    }
}

#[test]
fn the_second_opinion_is_where_the_readme_says() {
    assert!(Path::new(&root().join("tests/peers/scc_decode.py")).is_file());
}
