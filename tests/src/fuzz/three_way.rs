//! Three-way merging: nothing against a change is the change, the same twice is it once, and who is who does not matter.

use super::Verdict;
use super::input::{Dice, format, parse, parts};
use tregua_parse::base::splice;
use tregua_parse::format::{Format, Look, ReadOptions};
use tregua_parse::source::{Encoding, Source, encode};
use tregua_parse::syntax::Document;
use tregua_parse::time::Time;
use tregua_qa::retime::{BelowZero, Options, Unreadable, retime_each};
use tregua_qa::three_way::{Labels, Merged, merge};

pub(super) fn law(raw: &[u8]) -> Verdict {
    let parts = parts(raw);
    let base = parts[0];
    let format = format(base);
    let mut dice = Dice::new(raw);
    if parts.iter().any(|part| std::str::from_utf8(part).is_err()) || matches!(format.sniff, Look::Bytes(_)) {
        return Ok(());
    }
    let ours = parts.get(1).map_or_else(|| later(format, base, &mut dice), |part| part.to_vec());
    let theirs = parts.get(2).map_or_else(|| reworded(format, base, &mut dice), |part| part.to_vec());
    nothing_against_a_change(format, base, &ours)?;
    nothing_against_a_change(format, base, &theirs)?;
    let [b, o, t] = [base, &ours[..], &theirs[..]].map(|raw| parse(format, raw));
    let (one, two) = (merge(&b, &o, &t, Labels::default()), merge(&b, &t, &o, Labels::default()));
    // Where a version is broken, what its words are depends on where the reader found itself again.
    let sound = [&b, &o, &t].iter().all(|document| document.problems.is_empty());
    match (one, two) {
        (Ok(one), Ok(two)) if sound => alike(format, &one, &two),
        // What cannot be written into the one file may be written into the other.
        _ => Ok(()),
    }
}

/// Files that are the same byte by byte need no merge; the same text in another encoding is merged cue by cue.
fn nothing_against_a_change(format: &'static Format, base: &[u8], ours: &[u8]) -> Verdict {
    let wide = |raw: &[u8]| -> Result<Vec<u8>, String> {
        let text = std::str::from_utf8(raw).map_err(|e| e.to_string())?;
        encode(text, Encoding::Utf16Le).map_err(|bad| format!("no {:?} in UTF-16", bad.letter))
    };
    // Of two that say the same in two encodings either may be the change.
    if base == ours {
        return Ok(());
    }
    let (wide_base, wide_ours) = (wide(base)?, wide(ours)?);
    let read = |raw| {
        let options = ReadOptions { rate: "25".parse().ok(), ..ReadOptions::default() };
        Source::open(raw, Some(Encoding::Utf16Le), None).map(|it| (format.parse)(it, &options))
    };
    let (b16, o16) =
        (read(&wide_base).map_err(|e| e.to_string())?, read(&wide_ours).map_err(|e| e.to_string())?);
    let (b, o) = (parse(format, base), parse(format, ours));
    for (name, merged) in [
        ("against nothing", merge(&b16, &o, &b, Labels::default())),
        ("the same twice", merge(&b, &o, &o16, Labels::default())),
    ] {
        let Ok(merged) = merged else { continue };
        if merged.bytes != ours || !merged.conflicts.is_empty() {
            let at = merged.bytes.iter().zip(ours).position(|(a, b)| a != b);
            return Err(format!("{name}: {} conflicts, other bytes from {at:?}", merged.conflicts.len()));
        }
    }
    Ok(())
}

/// Both ways round the same cues are in the result, markers aside, and as much is left to decide.
fn alike(format: &Format, one: &Merged, two: &Merged) -> Verdict {
    if one.conflicts.len() != two.conflicts.len() {
        return Err(format!("{} conflicts, or {}", one.conflicts.len(), two.conflicts.len()));
    }
    // What clashes stands twice, in either order, with markers in the words of some formats.
    if !one.conflicts.is_empty() {
        return Ok(());
    }
    let (a, b) = (told(&parse(format, &one.bytes)), told(&parse(format, &two.bytes)));
    match a == b {
        true => Ok(()),
        false => Err(format!("it matters who is who: {a:?} or {b:?}")),
    }
}

/// The words of every cue, in order. Line ends are those of the file that is changed.
fn told(document: &Document<'_>) -> Vec<String> {
    let text = document.source.text();
    let words = |words: &str| {
        let lines = words.replace("\r\n", "\n").replace('\r', "\n");
        lines.trim().lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
    };
    let mut out: Vec<String> = document.cues.iter().map(|cue| words(cue.text.of(text))).collect();
    out.sort();
    out
}

/// Everything from a cue on, later.
fn later(format: &Format, base: &[u8], dice: &mut Dice<'_>) -> Vec<u8> {
    let document = parse(format, base);
    let options = Options { below_zero: BelowZero::Clamp, unreadable: Unreadable::Keep };
    let first = usize::from(dice.byte()) % (document.slots.len() + 1);
    let by = Time::from_millis(i64::from(dice.byte()) * 40).unwrap_or_default();
    let to = |n: usize, time: Time| if n >= first { time.checked_add(by) } else { Some(time) };
    let done = retime_each(&document, &|n, slot| to(n, slot.time), &[], options);
    done.ok().and_then(|done| splice(base, &done.edits).ok()).unwrap_or_else(|| base.to_vec())
}

/// One cue with another word at its end.
fn reworded(format: &Format, base: &[u8], dice: &mut Dice<'_>) -> Vec<u8> {
    let document = parse(format, base);
    let mut out = base.to_vec();
    let cue = document.cues.get(usize::from(dice.byte()) % document.cues.len().max(1));
    if let Some(cue) = cue {
        let words = cue.text.of(document.source.text());
        let at = cue.text.start as usize + words.trim_end().len();
        out.splice(at..at, " allá".bytes());
    }
    out
}
