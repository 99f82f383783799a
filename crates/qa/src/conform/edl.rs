//! CMX 3600 edit decision lists, as the shot lists read them: source in and out, record in and out of each picture event.
//!
//! What is seen from an event's record-in on is its source, of dissolves and wipes too. Keys lie over a picture and move
//! nothing, black (`BL`) is new picture, and sound is not looked at. A speed effect (`M2`) other than the film's own speed
//! is refused: cues would have to run at another speed than they were made for.

use super::read::{Events, LineFault};
use crate::shots::edl::{Event, Line};
use crate::shots::{Label, lines::lines};
use tregua_parse::time::FrameRate;

pub(super) fn fits(text: &str) -> bool {
    const LINES: usize = 2000;
    lines(text).take(LINES).any(|(_, line)| matches!(Event::parse(line), Line::Event(_)))
}

pub(super) fn read(text: &str, rate: FrameRate, out: &mut Events) -> Result<(), LineFault> {
    let mut drop = None;
    // The last event whose source only a comment tells.
    let mut unnamed = None;
    let mut last = None;
    for (number, line) in lines(text) {
        let fail = |why: String| LineFault { line: Some(number), why };
        match Event::parse(line) {
            Line::Mode(mode) => (drop, out.drop) = (mode, mode),
            Line::Broken(why) => return Err(fail(why.to_owned())),
            Line::Event(event) => {
                (unnamed, last) = (None, None);
                if !event.begins || event.reel.eq_ignore_ascii_case("BL") {
                    continue;
                }
                let frame = |label: Option<Label>, what: &str| {
                    let label = label.ok_or_else(|| fail(format!("its {what} is no timecode")))?;
                    let label = Label { drop: label.drop.or(drop), ..label };
                    let time = label.time(rate).map_err(|why| fail(format!("its {what}: {why}")))?;
                    Ok(rate.nearest_frame(time))
                };
                let [from, to] = event.source;
                let (from, to) = (frame(from, "source-in")?, frame(to, "source-out")?);
                let (at, end) =
                    (frame(Some(event.record_in), "record-in")?, frame(event.record_out, "record-out")?);
                if at == end {
                    continue;
                }
                if end < at || to < from {
                    return Err(fail("an event that ends before it begins".to_owned()));
                }
                let index = out.push(event.reel.clone(), (from, to, at), number);
                // The lengths are compared when all is read, as the line of a speed effect stands below its event.
                out.set_length(index, end - at);
                last = Some(index);
                unnamed =
                    ["AX", "AUX"].iter().any(|reel| event.reel.eq_ignore_ascii_case(reel)).then_some(index);
            }
            Line::Note(_) | Line::Other => {
                let line = line.trim();
                if let Some(index) = last
                    && let Some(speed) = speed_of(line)
                    && !is_own_speed(speed, rate)
                {
                    out.set_speed(index, number);
                }
                if let Some(index) = unnamed {
                    let clip =
                        |key: &str| line.strip_prefix('*').and_then(|l| l.trim_start().strip_prefix(key));
                    if let Some(name) = clip("FROM CLIP NAME:") {
                        out.name(index, name.trim(), false);
                    } else if let Some(name) = clip("TO CLIP NAME:") {
                        out.name(index, name.trim(), true);
                    }
                }
            }
        }
    }
    Ok(())
}

/// The frames a second of a line `M2 REEL 050.0 TIMECODE`, in thousandths; `Some(None)` where they cannot be read.
fn speed_of(line: &str) -> Option<Option<i64>> {
    let rest = line.strip_prefix("M2").filter(|rest| rest.starts_with([' ', '\t']))?;
    let words: Vec<&str> = rest.split_ascii_whitespace().collect();
    // The reel may be left out or have several words; the timecode is last.
    let word = words.iter().rev().find(|word| !word.contains(':') && !word.contains(';'))?;
    Some(thousandths(word))
}

fn thousandths(word: &str) -> Option<i64> {
    let (minus, digits) = word.strip_prefix('-').map_or((false, word), |rest| (true, rest));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let plain = |text: &str| text.len() <= 9 && text.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !plain(whole) || !plain(part) {
        return None;
    }
    let part: i64 = format!("{part:0<3}").get(..3)?.parse().ok()?;
    let value = whole.parse::<i64>().ok()?.checked_mul(1000)?.checked_add(part)?;
    Some(if minus { -value } else { value })
}

/// Lists round: 23.98, 24 and 23.976 are one speed.
fn is_own_speed(speed: Option<i64>, rate: FrameRate) -> bool {
    const NEAR: i64 = 50;
    let (num, den) = rate.fraction();
    let own = i64::from(num) * 1000 / i64::from(den).max(1);
    speed.is_some_and(|speed| (speed - own).abs() <= NEAR)
}
