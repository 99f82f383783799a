//! The laws over every file of every format: a retime changes the bytes that spell times and no other byte, an hour
//! there and back is the same file, no cue leaves the model without a word.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test")]

use std::collections::BTreeMap;
use std::sync::Mutex;
use tregua_parse::base::splice;
use tregua_parse::format::{FORMATS, Look, Sniffed, sniff, sniff_bytes};
use tregua_parse::model::Track;
use tregua_parse::source::Source;
use tregua_parse::syntax::{Document, Problem, ProblemKind, SlotId, TimeSlot};
use tregua_parse::time::{Notation, Time};
use tregua_qa::par;
use tregua_qa::retime::{BelowZero, Options, Piece, RetimeError, Speed, TimeMap, Unreadable, retime};
use tregua_tests::corpus::{self, AnyFile, of_any_format, same_outside};

const KEEP: Options = Options { below_zero: BelowZero::Refuse, unreadable: Unreadable::Keep };

/// Runs a law over all files and fails with every complaint.
fn hold(files: &[AnyFile], law: impl Fn(&AnyFile) -> Result<(), String> + Sync + Send) {
    let told = par::map(files, |file| law(file).err().map(|why| format!("{}: {why}", file.name)));
    let told: Vec<String> = told.into_iter().flatten().collect();
    assert!(told.is_empty(), "{} of {} files:\n{}", told.len(), files.len(), told.join("\n"));
}

/// A map that moves nothing below a million hours, and that no short cut knows for the identity.
fn still() -> TimeMap {
    let far = Time::from_millis(3_600_000_000_000).unwrap();
    let stay = Piece { from: Time::ZERO, at: Time::ZERO, to: Time::ZERO, speed: Speed::ONE };
    let beyond = Piece { from: far, at: far, to: far.checked_add(Time::SECOND).unwrap(), speed: Speed::ONE };
    TimeMap::from_pieces(vec![stay, beyond]).unwrap()
}

#[test]
fn the_identity_changes_nothing() {
    let files = of_any_format("identity");
    let map = still();
    hold(&files, |file| {
        let document = file.parse(&file.raw);
        match retime(&document, &map, KEEP) {
            Ok(done) if done.edits.is_empty() => Ok(()),
            Ok(done) => Err(format!("{} edits, the first {:?}", done.edits.len(), done.edits[0])),
            // Times before zero and out of range are there already.
            Err(RetimeError::BelowZero { .. }) if any_negative(&document) => Ok(()),
            Err(RetimeError::OutOfRange { .. }) => Ok(()),
            Err(error) => Err(error.to_string()),
        }
    });
}

fn any_negative(document: &Document<'_>) -> bool {
    document.slots.iter().any(|slot| slot.time.is_negative())
}

#[test]
fn an_hour_on_and_an_hour_back_gives_the_same_bytes() {
    let files = of_any_format("there and back");
    let (on, back) = (TimeMap::shift(Time::HOUR), TimeMap::shift(Time::HOUR.negate()));
    let excused: Mutex<BTreeMap<&'static str, usize>> = Mutex::default();
    hold(&files, |file| {
        let document = file.parse(&file.raw);
        let excuse = |why| {
            *excused.lock().unwrap().entry(why).or_default() += 1;
            Ok(())
        };
        let there = match retime(&document, &on, KEEP) {
            Ok(done) => done,
            Err(RetimeError::BelowZero { .. }) if any_negative(&document) => return excuse("before zero"),
            Err(RetimeError::OutOfRange { .. }) => return excuse("no room in the notation, or out of range"),
            Err(RetimeError::Holds { .. }) => {
                return excuse("an in-time that is not written, of what holds others");
            }
            Err(error) => return Err(error.to_string()),
        };
        let later = splice(&file.raw, &there.edits).map_err(|e| e.to_string())?;
        same_outside(&file.raw, &later, &there.edits)?;
        let moved = file.parse(&later);
        if moved.slots.len() != document.slots.len() || moved.cues.len() != document.cues.len() {
            return Err(format!(
                "{} slots and {} cues became {} and {}",
                document.slots.len(),
                document.cues.len(),
                moved.slots.len(),
                moved.cues.len()
            ));
        }
        if document.clockwork.frames.is_none() && document.clockwork.rate.is_none() {
            every_time_moved(&document, &moved)?;
        }
        let here = match retime(&moved, &back, KEEP) {
            Ok(done) => done,
            Err(RetimeError::BelowZero { .. }) if any_negative(&document) => return excuse("before zero"),
            Err(error) => return Err(format!("back: {error}")),
        };
        let again = splice(&later, &here.edits).map_err(|e| e.to_string())?;
        if again == file.raw {
            return Ok(());
        }
        let broken = |slot: &TimeSlot| {
            let own = |p: &Problem| matches!(p.kind, ProblemKind::Own(_)) && p.span == slot.span;
            document.problems.iter().any(own)
        };
        if document.slots.iter().any(broken) {
            return excuse("a time that breaks its format's rules is put right when it moves");
        }
        if document.slots.iter().any(|slot| !is_its_own_spelling(&document, slot)) {
            return excuse("a label that does not exist");
        }
        // A stamp that had no hours cannot tell whether to lose them again.
        let (a, b) = (String::from_utf8_lossy(&file.raw), String::from_utf8_lossy(&again));
        let wider = again.len() > file.raw.len() && strip(&a) == strip(&b);
        if wider {
            return excuse("wider than before: hours were put in, or a width had no room");
        }
        let at = again.iter().zip(&file.raw).position(|(a, b)| a != b);
        Err(format!("other bytes, the first at {at:?}"))
    });
    for (why, n) in excused.into_inner().unwrap() {
        eprintln!("there and back: {n} files excused: {why}");
    }
}

/// Whether the time of a slot is spelt as the slot is: a timecode label that drop-frame skips stands for the time of
/// another.
fn is_its_own_spelling(document: &Document<'_>, slot: &TimeSlot) -> bool {
    let offset = document.base_of(slot).filter(|base| base.since == SlotId::NONE).map(|base| base.offset);
    let number = match (document.base_of(slot), offset) {
        (None, _) => Some(slot.time),
        (Some(_), Some(offset)) => slot.time.checked_sub(offset),
        (Some(_), None) => return true,
    };
    let text = slot.span.of(document.source.text());
    slot.notation == Notation::Implied
        || number.and_then(|n| document.respell(slot, n)).is_some_and(|it| it.text == text)
}

/// A text without its zeros and colons: what is left when only widths and empty hours differ.
fn strip(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, '0' | ':')).collect()
}

fn every_time_moved(old: &Document<'_>, new: &Document<'_>) -> Result<(), String> {
    // A cue of which one time cannot be read stays as a whole.
    let whole = old.cues.iter().filter(|cue| cue.start != SlotId::NONE && cue.end != SlotId::NONE);
    for slot in whole.flat_map(|cue| [cue.start, cue.end]).filter_map(SlotId::index) {
        let (was, is) = (old.slots[slot], new.slots[slot]);
        let wanted = was.time.checked_add(Time::HOUR);
        if Some(is.time) != wanted && was.notation != Notation::Implied {
            return Err(format!("{:?} became {:?}", was.time, is.time));
        }
    }
    Ok(())
}

#[test]
fn a_shift_and_a_speed_touch_nothing_but_times() {
    let files = of_any_format("nothing but the times");
    let rate = TimeMap::rate("25".parse().unwrap(), "23.976".parse().unwrap());
    for map in [TimeMap::shift(Time::from_millis(3700).unwrap()), rate] {
        hold(&files, |file| {
            let document = file.parse(&file.raw);
            let Ok(done) = retime(&document, &map, KEEP) else { return Ok(()) };
            let mut slots: Vec<_> =
                document.slots.iter().map(|slot| document.source.to_raw(slot.span)).collect();
            slots.sort_unstable();
            if let Some(edit) = done.edits.iter().find(|edit| slots.binary_search(&edit.span).is_err()) {
                return Err(format!("{:?} is no stamp", edit.span));
            }
            let bytes = splice(&file.raw, &done.edits).map_err(|e| e.to_string())?;
            same_outside(&file.raw, &bytes, &done.edits)?;
            let new = file.parse(&bytes);
            let (before, after) = ((file.format.lower)(&document), (file.format.lower)(&new));
            let text = |track: &Track<'_>, i: usize| -> Vec<String> {
                track.lines_of(&track.cues[i]).iter().map(|line| track.text_of(line)).collect()
            };
            // A minute of sixty seconds is put right when it moves.
            let sixty = document.slots.iter().any(|slot| slot.span.of(document.source.text()).contains("60"));
            if new.cues.len() != document.cues.len() || new.problems.len() > document.problems.len() && !sixty
            {
                return Err(format!(
                    "{} cues and {} problems became {} and {}",
                    document.cues.len(),
                    document.problems.len(),
                    new.cues.len(),
                    new.problems.len()
                ));
            }
            // A stamp in the text that was never closed is shown as text, and is a time all the same.
            let odd = |i: usize| before.problems.iter().any(|p| p.cue.is_some_and(|cue| cue as usize == i));
            match (0..new.cues.len()).find(|i| text(&before, *i) != text(&after, *i) && !odd(*i)) {
                Some(cue) => Err(format!("other words in cue {cue}")),
                None => Ok(()),
            }
        });
    }
}

#[test]
fn the_model_has_every_cue_and_every_run_has_its_place() {
    let files = of_any_format("model");
    hold(&files, |file| {
        let document = file.parse(&file.raw);
        let track = (file.format.lower)(&document);
        let text = document.source.text();
        if track.cues.len() != document.cues.len() {
            return Err(format!("{} cues became {}", document.cues.len(), track.cues.len()));
        }
        for run in &track.runs {
            let there = text.get(run.span.range()).ok_or_else(|| format!("{:?} is no place", run.span))?;
            let borrowed = matches!(run.text, std::borrow::Cow::Borrowed(_));
            if borrowed && run.span.len() == run.text.len() && there != run.text {
                return Err(format!("{:?} stands where {there:?} is", run.text));
            }
            if run.text.contains(['\n', '\r']) {
                return Err(format!("a line end inside {:?}", run.text));
            }
        }
        let outside =
            document.problems.iter().chain(&track.problems).find(|p| text.get(p.span.range()).is_none());
        if let Some(problem) = outside {
            return Err(format!("{problem:?} is nowhere"));
        }
        let bad = document.slots.iter().find(|slot| {
            slot.notation != Notation::Implied
                && document.base_of(slot).is_none()
                && document.respell(slot, slot.time).is_some_and(|it| it.text != slot.span.of(text))
        });
        match bad {
            Some(slot) => Err(format!("{:?} is not spelt as it was", slot.span.of(text))),
            None => Ok(()),
        }
    });
}

#[test]
fn the_beginning_of_a_file_decides_as_the_whole_does() {
    let files = of_any_format("beginnings");
    hold(&files, |file| {
        if matches!(file.format.sniff, Look::Bytes(_)) {
            return Ok(());
        }
        let source = Source::open(&file.raw, None, None).unwrap();
        let scores = FORMATS.iter().map(|format| match format.sniff {
            Look::Text(sniff) => (sniff(source.text()).score, format.id),
            Look::Bytes(_) | Look::Never => (0, format.id),
        });
        let scores: Vec<(u8, &str)> = scores.collect();
        let most = scores.iter().map(|(score, _)| *score).max().unwrap_or(0);
        match scores.iter().any(|(score, id)| *score == most && *id == file.format.id) {
            true => Ok(()),
            false => Err(format!("taken for {}, but {scores:?}", file.format.id)),
        }
    });
}

#[test]
fn every_fixture_is_known_by_what_it_holds() {
    // The folder, and the formats whose files stand in it.
    let folders: Vec<(&str, Vec<&str>)> = FORMATS
        .iter()
        .filter(|format| !matches!(format.sniff, Look::Never))
        .map(|format| match format.id {
            "dcp" | "dcp-interop" => ("dcp", vec!["dcp", "dcp-interop"]),
            id => (id, vec![id]),
        })
        .collect();
    let mut seen = 0;
    let mut told = Vec::new();
    for (folder, ids) in folders {
        let all = corpus::files(&corpus::root().join("fixtures").join(folder).join("valid"));
        assert!(!all.is_empty(), "fixtures/{folder}/valid is empty");
        for path in all {
            let raw = std::fs::read(&path).unwrap();
            // The extension breaks ties only; without it there must be none.
            let found = match sniff_bytes(&raw, None) {
                Sniffed::Nothing => sniff(Source::open(&raw, None, None).unwrap().text(), None),
                found => found,
            };
            seen += 1;
            match found {
                Sniffed::Found(format, _) if ids.contains(&format.id) => {}
                other => told.push(format!("{}: {other:?}", path.display())),
            }
        }
    }
    eprintln!("known by content: {seen} files");
    assert!(told.is_empty(), "{}", told.join("\n"));
}
