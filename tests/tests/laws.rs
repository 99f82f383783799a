//! The first law, over every file there is: a retime changes the bytes that spell times and no other byte.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use tregua_parse::base::{Edit, splice};
use tregua_parse::syntax::{Document, SlotId};
use tregua_parse::time::Time;
use tregua_qa::retime::{Options, Piece, RetimeError, Retimed, Speed, TimeMap, Unreadable, retime};
use tregua_tests::corpus::{Sample, everything, hold, same_outside};

const KEEP: Options =
    Options { below_zero: tregua_qa::retime::BelowZero::Refuse, unreadable: Unreadable::Keep };

fn ms(ms: i64) -> Time {
    Time::from_millis(ms).unwrap()
}

/// Files a map cannot be tried on, by reason. Every reason is looked at again in the file itself.
#[derive(Default)]
struct Refused(Mutex<BTreeMap<&'static str, Vec<String>>>);

impl Refused {
    fn note(&self, reason: &'static str, sample: &Sample) {
        self.0.lock().unwrap().entry(reason).or_default().push(sample.file_name().to_owned());
    }

    fn say(&self, test: &str) {
        for (reason, mut names) in std::mem::take(&mut *self.0.lock().unwrap()) {
            names.sort();
            eprintln!("{test}: {} not tried, {reason}: {}", names.len(), names.join(", "));
        }
    }

    /// The result, or `None` where the refusal is right.
    fn take(
        &self,
        sample: &Sample,
        document: &Document<'_>,
        map: &TimeMap,
        result: Result<Retimed, RetimeError>,
    ) -> Result<Option<Retimed>, String> {
        let moved: Vec<Option<Time>> = document.slots.iter().map(|slot| map.apply(slot.time)).collect();
        let reason = match result {
            Ok(done) => return Ok(Some(done)),
            Err(RetimeError::BelowZero { .. }) if moved.iter().flatten().any(|t| t.is_negative()) => {
                "a time would be before zero"
            }
            Err(RetimeError::OutOfRange { .. }) if moved.contains(&None) => "a time would leave the range",
            Err(error) => return Err(format!("refused without reason: {error}")),
        };
        self.note(reason, sample);
        Ok(None)
    }
}

#[test]
fn the_identity_changes_nothing() {
    let samples = everything("identity");
    let still = Piece { from: Time::ZERO, at: Time::ZERO, to: Time::ZERO, speed: Speed::ONE };
    // No short cut knows this one: it moves what nobody wrote, behind a million hours.
    let far = ms(3_600_000_000_000);
    let beyond = Piece { from: far, at: far, to: far.checked_add(Time::SECOND).unwrap(), speed: Speed::ONE };
    let maps = [
        TimeMap::shift(Time::ZERO),
        TimeMap::points(&[(ms(1000), ms(1000)), (ms(9000), ms(9000)), (ms(20_000), ms(20_000))]).unwrap(),
        TimeMap::from_pieces(vec![still, beyond]).unwrap(),
    ];
    let refused = Refused::default();
    hold(&samples, |sample| {
        let document = sample.document();
        for map in &maps {
            let result = retime(&document, map, KEEP);
            let Some(done) = refused.take(sample, &document, map, result)? else { continue };
            if !done.edits.is_empty() {
                return Err(format!("{} edits, the first {:?}", done.edits.len(), done.edits[0]));
            }
        }
        Ok(())
    });
    refused.say("identity");
}

#[test]
fn an_hour_on_and_an_hour_back_gives_the_same_bytes() {
    let samples = everything("there and back");
    let (on, back) = (TimeMap::shift(Time::HOUR), TimeMap::shift(Time::HOUR.negate()));
    let refused = Refused::default();
    hold(&samples, |sample| {
        let document = sample.document();
        let Some(there) = refused.take(sample, &document, &on, retime(&document, &on, KEEP))? else {
            return Ok(());
        };
        let readable = document.cues.iter().filter(|cue| document.times(cue).is_some()).count() * 2;
        if there.report.moved != readable {
            return Err(format!("{} of {readable} times moved", there.report.moved));
        }
        let later = splice(&sample.raw, &there.edits).map_err(|e| e.to_string())?;
        let document = sample.parse(&later);
        let Some(here) = refused.take(sample, &document, &back, retime(&document, &back, KEEP))? else {
            return Ok(());
        };
        let again = splice(&later, &here.edits).map_err(|e| e.to_string())?;
        if again != sample.raw {
            let at = again.iter().zip(&sample.raw).position(|(a, b)| a != b);
            return Err(format!("other bytes, the first at {at:?}"));
        }
        Ok(())
    });
    refused.say("there and back");
}

/// A shift that changes every field, a rate that widens short fractions, and a broken line.
fn maps() -> [(&'static str, TimeMap); 3] {
    let points = [(ms(0), ms(480)), (ms(60_000), ms(61_250)), (ms(3_600_000), ms(3_598_007))];
    let rate = TimeMap::rate("25".parse().unwrap(), "23.976".parse().unwrap());
    [
        ("shift +3.7 s", TimeMap::shift(ms(3700))),
        ("25 to 23.976", rate),
        ("three points", TimeMap::points(&points).unwrap()),
    ]
}

#[test]
fn every_byte_outside_the_times_stays() {
    let samples = everything("nothing but the times");
    for (name, map) in &maps() {
        let refused = Refused::default();
        hold(&samples, |sample| {
            let document = sample.document();
            match refused.take(sample, &document, map, retime(&document, map, KEEP))? {
                Some(done) => {
                    only_times(sample, &document, map, &done.edits).map_err(|e| format!("{name}: {e}"))
                }
                None => Ok(()),
            }
        });
        refused.say(name);
    }
}

fn only_times(sample: &Sample, old: &Document<'_>, map: &TimeMap, edits: &[Edit]) -> Result<(), String> {
    // The edits are whole stamps, each at most once.
    let mut slots = old.slots.iter().map(|slot| old.source.to_raw(slot.span));
    if let Some(edit) = edits.iter().find(|edit| !slots.any(|slot| slot == edit.span)) {
        return Err(format!("{:?} is no stamp", edit.span));
    }
    let bytes = splice(&sample.raw, edits).map_err(|e| e.to_string())?;
    same_outside(&sample.raw, &bytes, edits)?;
    // What was written is read as the same file with the new times.
    let new = sample.parse(&bytes);
    let read = |document: &Document<'_>| (document.source.encoding().name(), document.cues.len());
    if read(old) != read(&new) || old.slots.len() != new.slots.len() {
        return Err(format!("{:?} became {:?}", read(old), read(&new)));
    }
    for (a, b) in old.cues.iter().zip(&new.cues) {
        let (before, after) = (old.source.text(), new.source.text());
        if a.text.of(before) != b.text.of(after) || a.number.of(before) != b.number.of(after) {
            return Err(format!("other words in a cue: {:?}", b.text.of(after)));
        }
    }
    let half = Time::from_fraction(1, 2000).unwrap();
    // A cue of which one time cannot be read stays as a whole.
    let whole = old.cues.iter().filter(|cue| old.times(cue).is_some()).flat_map(|cue| [cue.start, cue.end]);
    let moves: BTreeSet<usize> = whole.filter_map(SlotId::index).collect();
    for (index, (a, b)) in old.slots.iter().zip(&new.slots).enumerate() {
        let want = if moves.contains(&index) { map.apply(a.time).ok_or("out of range")? } else { a.time };
        if b.time.saturating_sub(want).abs() > half {
            return Err(format!("{} went to {} and not to {want}", a.time, b.time));
        }
    }
    Ok(())
}
