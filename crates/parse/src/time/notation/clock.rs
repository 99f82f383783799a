//! Clocks with a decimal fraction: where their fields stand, read tolerantly, and new values put into them.

use super::{Clock, ClockFault, Decimal};
use crate::time::Time;
use nom::bytes::complete::{tag, take_while, take_while1};
use nom::combinator::opt;
use nom::{IResult, Parser};
use std::ops::Range;

/// A time in whole parts of a second, to be spelt with so many digits, and what stood there before.
pub(super) struct Units {
    pub(super) units: i64,
    pub(super) scale: u32,
    pub(super) digits: u32,
    pub(super) was: Time,
}

/// Puts a time into the fields of `old`.
pub(super) fn spell(old: &str, fields: &Fields, new: Units, form: Decimal, point: char) -> String {
    let Units { units, scale, digits, was } = new;
    let abs = units.unsigned_abs();
    let scale = u64::from(scale);
    let (fraction, seconds) = (abs % scale, abs / scale);
    let run = |r: &Range<usize>| old[r.clone()].parse::<u64>().unwrap_or(0);
    let negative = units < 0;
    // Lower fields stay when the difference leaves them alone; the sign must stay too, or they would not.
    let whole_hours = fields.sign.is_some() == negative
        && i64::try_from(scale)
            .is_ok_and(|s| (units - was.to_unit(u32::try_from(s).unwrap_or(1))) % (s * 3600) == 0);
    let (h, m, s);
    match &fields.hours {
        Some(hours) => {
            let (old_m, old_s) = (run(&fields.minutes), run(&fields.seconds));
            let below = old_m * 60 + old_s;
            if whole_hours && seconds >= below && (seconds - below) % 3600 == 0 && hours.len() < 18 {
                (h, m, s) = ((seconds - below) / 3600, old_m, old_s);
            } else {
                (h, m, s) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
            }
        }
        None => {
            let old_s = run(&fields.seconds);
            let keep = whole_hours && seconds >= old_s && (seconds - old_s) % 60 == 0;
            let low = if keep { old_s } else { seconds % 60 };
            let minutes = (seconds - low) / 60;
            // An author who let minutes run on before may go on with it.
            let put_hours = !form.long_minutes && minutes > 59 && run(&fields.minutes) <= 59;
            (h, m, s) = if put_hours { (minutes / 60, minutes % 60, low) } else { (0, minutes, low) };
        }
    }
    let mut out = String::with_capacity(old.len() + 4);
    let mut at = 0;
    let mut put = |range: &Range<usize>, text: &str, out: &mut String| {
        out.push_str(&old[at..range.start]);
        out.push_str(text);
        at = range.end;
    };
    match &fields.sign {
        Some(sign) if !negative => put(sign, "", &mut out),
        None if negative => put(&(fields.first()..fields.first()), "-", &mut out),
        _ => {}
    }
    if fields.hours.is_none() && h > 0 {
        let at = fields.minutes.start;
        put(&(at..at), &format!("{h:0w$}:", w = usize::from(form.hours)), &mut out);
    }
    if let Some(range) = &fields.hours {
        put(range, &padded(h, &old[range.clone()], form.hours.into()), &mut out);
    }
    put(&fields.minutes, &padded(m, &old[fields.minutes.clone()], 2), &mut out);
    put(&fields.seconds, &padded(s, &old[fields.seconds.clone()], 2), &mut out);
    match &fields.fraction {
        Some(range) => put(range, &format!("{fraction:0w$}", w = digits as usize), &mut out),
        None if digits > 0 => out.push_str(&format!("{point}{fraction:0w$}", w = digits as usize)),
        None => {}
    }
    out.push_str(&old[at..]);
    out
}

/// A number as wide as the old one; a wide one that had no leading zero may shrink to the form's own width.
fn padded(value: u64, old: &str, own: usize) -> String {
    let width = if old.len() > own && !old.starts_with('0') { own } else { old.len() };
    format!("{value:0width$}")
}

/// Where the fields of a spelling stand.
pub(super) struct Fields {
    sign: Option<Range<usize>>,
    hours: Option<Range<usize>>,
    minutes: Range<usize>,
    seconds: Range<usize>,
    pub(super) fraction: Option<Range<usize>>,
    /// The sign before the fraction, and whether there are blanks inside.
    comma: bool,
    blanks: bool,
}

impl Fields {
    fn first(&self) -> usize {
        self.hours.as_ref().unwrap_or(&self.minutes).start
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Separator {
    Colon,
    Dot,
    /// The ASCII comma, SubRip's own.
    Comma,
    /// Signs seen in the place of the comma.
    OtherComma,
}

/// Commas in other scripts and broken encodings, met in real files before the milliseconds.
const ODD_COMMAS: [&str; 5] = ["\u{ff0c}", "\u{60c}", "\u{a1}", "\u{f7c8}", ";"];

fn separator(input: &[u8]) -> IResult<&[u8], (Separator, bool), ()> {
    let (rest, before) = take_while(|b| b == b' ')(input)?;
    let (rest, kind) = match rest.first() {
        Some(b':') => (&rest[1..], Separator::Colon),
        Some(b'.') => (&rest[1..], Separator::Dot),
        Some(b',') => (&rest[1..], Separator::Comma),
        _ => {
            let odd = ODD_COMMAS.iter().find(|c| rest.starts_with(c.as_bytes()));
            let colon = rest.starts_with("\u{ff1a}".as_bytes());
            match (odd, colon) {
                (Some(c), _) => (&rest[c.len()..], Separator::OtherComma),
                (None, true) => (&rest[3..], Separator::Colon),
                _ => return Err(nom::Err::Error(())),
            }
        }
    };
    let (rest, after) = take_while(|b| b == b' ')(rest)?;
    if !rest.first().is_some_and(u8::is_ascii_digit) {
        return Err(nom::Err::Error(()));
    }
    Ok((rest, (kind, !before.is_empty() || !after.is_empty())))
}

fn digits(input: &[u8]) -> IResult<&[u8], &[u8], ()> {
    take_while1(|b: u8| b.is_ascii_digit()).parse(input)
}

pub(super) fn fields(input: &[u8]) -> IResult<&[u8], Fields, ()> {
    let at = |rest: &[u8]| input.len() - rest.len();
    let (rest, minus) = opt(nom::branch::alt((tag("-"), tag("\u{2212}")))).parse(input)?;
    let sign = minus.map(|m| 0..m.len());
    let (mut rest, first) = digits(rest)?;
    let mut runs = [at(rest) - first.len()..at(rest), 0..0, 0..0, 0..0];
    let mut separators = [Separator::Colon; 3];
    let (mut n, mut blanks) = (1, false);
    while n < 4 {
        let Ok((after, (kind, blank))) = separator(rest) else { break };
        // A blank before "-->" or a colon after a fraction ends the stamp.
        if n == 3 && kind == Separator::Colon && separators[1] != Separator::Colon {
            break;
        }
        let (after, run) = digits(after)?;
        separators[n - 1] = kind;
        runs[n] = at(after) - run.len()..at(after);
        blanks |= blank;
        (rest, n) = (after, n + 1);
        if n == 3 && separators[0] == Separator::Colon && separators[1] != Separator::Colon {
            break;
        }
    }
    let [a, b, c, d] = runs;
    let comma = |kind: Separator| kind == Separator::Comma;
    let fail = Err(nom::Err::Error(()));
    use Separator::{Colon, Dot};
    let fields = match (n, separators) {
        (4, [x, y, last]) if x == y && matches!(x, Colon | Dot) => {
            // Two digits behind a third colon are frames, and SubRip does not say of what rate.
            if last == Colon && d.len() != 3 {
                return fail;
            }
            Fields {
                sign,
                hours: Some(a),
                minutes: b,
                seconds: c,
                fraction: Some(d),
                comma: comma(last),
                blanks,
            }
        }
        (3, [Colon, Colon, _]) => {
            Fields { sign, hours: Some(a), minutes: b, seconds: c, fraction: None, comma: true, blanks }
        }
        (3, [Colon, last, _]) => Fields {
            sign,
            hours: None,
            minutes: a,
            seconds: b,
            fraction: Some(c),
            comma: comma(last),
            blanks,
        },
        (2, [Colon, ..]) => {
            Fields { sign, hours: None, minutes: a, seconds: b, fraction: None, comma: true, blanks }
        }
        _ => return fail,
    };
    Ok((rest, fields))
}

#[cold]
pub(super) fn tolerant(text: &[u8]) -> Option<Clock> {
    let (rest, fields) = fields(text).ok()?;
    let number = |r: &Range<usize>| -> Option<i128> {
        let run = text.get(r.clone()).filter(|run| run.len() <= 12)?;
        Some(run.iter().fold(0, |n, b| n * 10 + i128::from(b - b'0')))
    };
    let hours = fields.hours.as_ref().map_or(Some(0), number)?;
    let (minutes, seconds) = (number(&fields.minutes)?, number(&fields.seconds)?);
    let (fraction, scale) = match &fields.fraction {
        Some(f) if f.len() <= 9 => (number(f)?, 10i128.pow(u32::try_from(f.len()).ok()?)),
        Some(_) => return None,
        None => (0, 1),
    };
    let whole = hours * 3600 + minutes * 60 + seconds;
    let time = Time::from_fraction(whole * scale + fraction, scale)?;
    let mut faults = 0;
    let mut note = |fault: ClockFault, found: bool| faults |= if found { fault.bit() } else { 0 };
    note(ClockFault::NoHours, fields.hours.is_none());
    note(ClockFault::NoFraction, fields.fraction.is_none());
    note(
        ClockFault::Separator,
        !fields.comma || fields.hours.as_ref().is_some_and(|h| text.get(h.end) == Some(&b'.')),
    );
    note(ClockFault::FractionDigits, fields.fraction.as_ref().is_some_and(|f| f.len() != 3));
    note(ClockFault::Above59, minutes > 59 || seconds > 59);
    note(
        ClockFault::Width,
        fields.hours.as_ref().is_some_and(|h| h.len() < 2)
            || fields.minutes.len() != 2
            || fields.seconds.len() != 2,
    );
    note(ClockFault::Blanks, fields.blanks);
    note(ClockFault::Negative, fields.sign.is_some());
    let time = if fields.sign.is_some() { time.negate() } else { time };
    Some(Clock { time, len: text.len() - rest.len(), faults })
}
