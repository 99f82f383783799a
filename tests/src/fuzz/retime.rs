//! Retiming: times change and nothing else, the file reads as before, and the way back gives the old bytes.

use super::Verdict;
use super::input::{Dice, format, parse};
use crate::corpus::same_outside;
use tregua_parse::base::splice;
use tregua_parse::format::Format;
use tregua_parse::syntax::{Document, ProblemKind, SlotId, TimeSlot};
use tregua_parse::time::{Notation, Time};
use tregua_qa::retime::{
    BelowZero, Options, Piece, RetimeError, Speed, TimeMap, Unreadable, retime, retime_bytes,
};

const KEEP: Options = Options { below_zero: BelowZero::Refuse, unreadable: Unreadable::Keep };

pub(super) fn law(raw: &[u8]) -> Verdict {
    let format = format(raw);
    let document = parse(format, raw);
    let mut dice = Dice::new(raw);
    let Some(map) = map(&mut dice) else { return Ok(()) };
    let below_zero = dice.of(&[BelowZero::Refuse, BelowZero::Clamp, BelowZero::Drop]);
    moved(format, &document, &map, Options { below_zero, ..KEEP })?;
    there_and_back(format, &document)
}

/// The map that moves nothing makes no edit.
pub(super) fn stays(document: &Document<'_>) -> Verdict {
    // No short cut knows it for the identity: it moves what is behind a million hours.
    let far = Time::from_millis(3_600_000_000_000).unwrap();
    let stay = Piece { from: Time::ZERO, at: Time::ZERO, to: Time::ZERO, speed: Speed::ONE };
    let beyond = Piece { from: far, at: far, to: far.checked_add(Time::SECOND).unwrap(), speed: Speed::ONE };
    let still = TimeMap::from_pieces(vec![stay, beyond]).unwrap();
    match retime(document, &still, KEEP) {
        Ok(done) if done.edits.is_empty() => Ok(()),
        Ok(_) if document.slots.iter().any(|slot| slot.time >= far) => Ok(()),
        Ok(done) => Err(format!("{} edits by the identity, the first {:?}", done.edits.len(), done.edits[0])),
        Err(RetimeError::BelowZero { .. }) if any_negative(document) => Ok(()),
        Err(RetimeError::OutOfRange { .. }) => Ok(()),
        Err(error) => Err(error.to_string()),
    }
}

fn any_negative(document: &Document<'_>) -> bool {
    document.slots.iter().any(|slot| slot.time.is_negative())
}

fn map(dice: &mut Dice<'_>) -> Option<TimeMap> {
    let rates = ["23.976", "24", "25", "29.97", "30", "50", "59.94"];
    let ms = |n: i32| Time::from_millis(i64::from(n));
    Some(match dice.byte() % 4 {
        0 => TimeMap::shift(ms(dice.number())?),
        1 => TimeMap::rate(dice.of(&rates).parse().ok()?, dice.of(&rates).parse().ok()?),
        2 => {
            let (a, b) = (dice.number() % 10_000_000, dice.number() % 10_000_000);
            TimeMap::points(&[(Time::ZERO, Time::ZERO), (ms(a)?, ms(b)?)]).ok()?
        }
        _ => {
            let speed = Speed::new(i64::from(dice.byte()) + 1, i64::from(dice.byte()) + 1)?;
            let first = Piece { from: Time::ZERO, at: Time::ZERO, to: ms(dice.number() % 100_000)?, speed };
            TimeMap::from_pieces(vec![first]).ok()?
        }
    })
}

/// Applies a map and looks at every byte of the result.
fn moved(format: &Format, document: &Document<'_>, map: &TimeMap, options: Options) -> Verdict {
    let raw = document.source.raw();
    let (done, whole) = match (retime(document, map, options), retime_bytes(parse(format, raw), map, options))
    {
        (Ok(done), Ok(whole)) => (done, whole),
        (Err(refused), Err(whole)) if refused == whole => return Ok(()),
        (done, whole) => return Err(format!("{whole:?} and not {done:?}")),
    };
    let bytes = splice(raw, &done.edits).map_err(|e| e.to_string())?;
    same_outside(raw, &bytes, &done.edits)?;
    // The short way to the bytes, where there is one.
    if (&whole.bytes, &whole.report) != (&bytes, &done.report) {
        return Err(format!("{whole:?} and not {:?}", done.report));
    }
    let new = parse(format, &bytes);
    let gone = done.report.dropped.len();
    if new.cues.len() + gone != document.cues.len() {
        return Err(format!("{} cues less {gone} became {}", document.cues.len(), new.cues.len()));
    }
    if gone > 0 {
        return Ok(());
    }
    let mut slots: Vec<_> = document.slots.iter().map(|slot| document.source.to_raw(slot.span)).collect();
    slots.sort_unstable();
    if let Some(edit) = done.edits.iter().find(|edit| slots.binary_search(&edit.span).is_err()) {
        return Err(format!("{:?} is no stamp", edit.span));
    }
    let outside = |document: &Document<'_>| -> Vec<String> { rest(document) };
    let (before, after) = (outside(document), outside(&new));
    match before.iter().zip(&after).find(|(a, b)| !alike(format, a, b)) {
        Some((a, b)) => Err(format!("other words: {a:?} became {b:?}")),
        None => Ok(()),
    }
}

/// Whether words are the same around the times in them. A number of milliseconds in a script, or a fade of D-Cinema, that a speed makes
/// zero is no time any more.
fn alike(format: &Format, before: &str, after: &str) -> bool {
    let may_end = ["ass", "ssa", "dcp", "dcp-interop"].contains(&format.id);
    // Nothing behind a time begins with a digit or a colon.
    let zero = |rest: &str| {
        let zero = rest.find(|c: char| c != '0' && c != ':').unwrap_or(rest.len());
        (may_end && rest.starts_with('0')).then_some(zero)
    };
    let mut parts = before.split('\u{0}');
    let first = parts.next().and_then(|part| after.strip_prefix(part));
    let rest = parts.try_fold(first.unwrap_or("?"), |rest, part| {
        let time = if rest.starts_with('\u{0}') { Some(1) } else { zero(rest) };
        rest.get(time?..)?.strip_prefix(part)
    });
    first.is_some() && rest == Some("")
}

/// The words of each cue as written, without the times in them.
fn rest(document: &Document<'_>) -> Vec<String> {
    let text = document.source.text();
    let mut spans: Vec<_> = document.slots.iter().map(|slot| slot.span).filter(|s| !s.is_empty()).collect();
    spans.sort_unstable();
    let words = |from: usize, to: usize| {
        let mut out = String::new();
        let mut at = from;
        let first = spans.partition_point(|span| (span.start as usize) < from);
        for span in spans[first..].iter().take_while(|span| span.end as usize <= to) {
            out.push_str(text.get(at..span.start as usize).unwrap_or_default());
            out.push('\u{0}');
            at = at.max(span.end as usize);
        }
        out.push_str(text.get(at..to).unwrap_or_default());
        out
    };
    document.cues.iter().map(|cue| words(cue.text.start as usize, cue.text.end as usize)).collect()
}

/// An hour on and an hour back is the same file, where every time is spelt as this program spells it.
fn there_and_back(format: &Format, document: &Document<'_>) -> Verdict {
    let raw = document.source.raw();
    let (on, back) = (TimeMap::shift(Time::HOUR), TimeMap::shift(Time::HOUR.negate()));
    let Ok(there) = retime(document, &on, KEEP) else { return Ok(()) };
    let later = splice(raw, &there.edits).map_err(|e| e.to_string())?;
    let moved = parse(format, &later);
    // Where cues stay behind by request, what a header says of the first of all may name none any more.
    let behind = !there.report.unreadable.is_empty();
    // The header of EBU STL says when the first subtitle begins; what it says may have been wrong before, and be right an hour later.
    let righted = document.format == "stl" && moved.slots.len() == document.slots.len() + 1;
    let slots = moved.slots.len() == document.slots.len() || behind || righted;
    if !slots || moved.cues.len() != document.cues.len() {
        return Err(format!(
            "{} times and {} cues became {} and {}",
            document.slots.len(),
            document.cues.len(),
            moved.slots.len(),
            moved.cues.len()
        ));
    }
    let here = match retime(&moved, &back, KEEP) {
        Ok(done) => done,
        Err(RetimeError::BelowZero { .. }) if any_negative(document) => return Ok(()),
        // Zero that was rounded to a frame is a little before it on the way back.
        Err(RetimeError::BelowZero { .. }) if there.report.largest_error != Time::ZERO => return Ok(()),
        // A cue that stayed behind without an end may last until the next one begins now, which it did not when both
        // began at once; and captions of SCC come back among those that stayed.
        Err(RetimeError::Holds { .. } | RetimeError::Tangled) if behind => return Ok(()),
        // `{01}{1}25` is a cue; as this program spells it, it would be none.
        Err(RetimeError::FrameRate { .. }) => return Ok(()),
        Err(error) => return Err(format!("back: {error}")),
    };
    let again = splice(&later, &here.edits).map_err(|e| e.to_string())?;
    let excused = again == raw
        || behind
        || righted
        || there.report.widened > 0
        || there.report.largest_error != Time::ZERO
        || here.report.largest_error != Time::ZERO
        || document.slots.iter().any(|slot| is_odd(document, slot))
        || frames_are_long(document)
        || wider(raw, &again);
    match excused {
        true => Ok(()),
        false => {
            Err(format!("other bytes there and back: {:?}", again.iter().zip(raw).position(|(a, b)| a != b)))
        }
    }
}

/// Where a frame lasts longer than a second, one time has several labels: seconds and frames that overlap.
fn frames_are_long(document: &Document<'_>) -> bool {
    document.clockwork.frames.is_some_and(|it| it.fraction().0 < it.fraction().1)
}

/// A stamp that had no hours cannot tell whether to lose them again.
fn wider(raw: &[u8], again: &[u8]) -> bool {
    let plain =
        |bytes: &[u8]| bytes.iter().copied().filter(|b| !matches!(b, b'0' | b':')).collect::<Vec<_>>();
    again.len() > raw.len() && plain(raw) == plain(again)
}

/// A time that breaks its format's rules, or is spelt as another one is: it is put right when it moves.
fn is_odd(document: &Document<'_>, slot: &TimeSlot) -> bool {
    let own = document.problems.iter().any(|p| matches!(p.kind, ProblemKind::Own(_)) && p.span == slot.span);
    let base = document.base_of(slot);
    let number = match base.filter(|base| base.since == SlotId::NONE).map(|base| base.offset) {
        None if base.is_none() => Some(slot.time),
        Some(offset) => slot.time.checked_sub(offset),
        None => return own,
    };
    let text = slot.span.of(document.source.text());
    // A number of frames, ticks or seconds has as many digits as it needs once it has moved.
    let padded =
        text.starts_with('0') && text[1..].starts_with(|c: char| c.is_ascii_digit()) && !text.contains(':');
    // 099 hours become 100, and 99 again.
    let padded = padded || text.starts_with('0') && text.find(':').is_some_and(|hours| hours > 2);
    own || padded
        || slot.notation != Notation::Implied
            && number.and_then(|n| document.respell(slot, n)).is_none_or(|it| it.text != text)
}
