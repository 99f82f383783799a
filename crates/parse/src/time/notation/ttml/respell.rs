//! TTML's time expressions, written anew in their author's spelling.

use super::{Labels, Rest, Shape, TtmlFault, Unit, read, shape};
use crate::time::notation::Respelt;
use crate::time::{Clockwork, TICKS_PER_SECOND, Time, round_div};
use std::ops::Range;

/// Spells `new` in the form of `old`.
pub(in crate::time::notation) fn respell(old: &str, new: Time, clockwork: &Clockwork) -> Option<Respelt> {
    let was = read(old, clockwork).ok()?;
    if was.time == new {
        return Some(Respelt { text: old.to_owned(), error: Time::ZERO, widened: false });
    }
    if new.is_negative() {
        return None;
    }
    let (text, widened) = match shape(old)? {
        Shape::Offset { whole, fraction, unit } => {
            offset(old, new, &whole, fraction.as_ref(), unit, clockwork)?
        }
        Shape::Clock { fields, rest } => clock(old, new, was.time, &fields, &rest, clockwork)?,
    };
    let error = read(&text, clockwork).ok()?.time.checked_sub(new)?;
    Some(Respelt { text, error, widened })
}

/// How many decimals are needed: as many as there are, or the unit's own where they cannot hold the time.
fn decimals(written: usize, own: usize, exact: impl Fn(u32) -> bool) -> (usize, bool) {
    let enough = written >= own || u32::try_from(written).is_ok_and(exact);
    if enough { (written, false) } else { (own, true) }
}

fn offset(
    old: &str,
    new: Time,
    whole: &Range<usize>,
    fraction: Option<&Range<usize>>,
    unit: Unit,
    clockwork: &Clockwork,
) -> Option<(String, bool)> {
    let (num, den) = unit.seconds(clockwork)?;
    let parts = |digits: u32| -> Option<(i128, i128)> {
        let scale = 10i128.checked_pow(digits)?;
        let n = i128::from(new.ticks()).checked_mul(den.into())?.checked_mul(scale)?;
        Some((n, i128::from(TICKS_PER_SECOND).checked_mul(num.into())?))
    };
    let exact = |digits: u32| parts(digits).is_some_and(|(n, d)| n % d == 0);
    let (digits, widened) = decimals(fraction.map_or(0, |f| f.len().min(12)), unit.own_digits(), exact);
    let digits = u32::try_from(digits).ok()?;
    let (n, d) = parts(digits)?;
    let value = round_div(n, d);
    let scale = 10i128.checked_pow(digits)?;
    let number = padded(value / scale, old.get(whole.clone())?, 1);
    let tail = old.get(fraction.map_or(whole.end, |f| f.end)..)?;
    let point =
        if digits > 0 { format!(".{:0w$}", value % scale, w = digits as usize) } else { String::new() };
    Some((format!("{number}{point}{tail}"), widened))
}

fn clock(
    old: &str,
    new: Time,
    was: Time,
    fields: &[Range<usize>; 3],
    rest: &Rest,
    clockwork: &Clockwork,
) -> Option<(String, bool)> {
    let tail = old.get(fields[2].end..)?;
    let second = i128::from(TICKS_PER_SECOND);
    let moved = i128::from(new.ticks()) - i128::from(was.ticks());
    // By whole seconds of real time: what stands behind the seconds stays as it is.
    if clockwork.labels.is_none() && moved % second == 0 {
        let below = i128::from(was.ticks()) % second;
        let whole = (i128::from(new.ticks()) - below) / second;
        if let Some(head) = head(old, whole, fields)
            && read(&format!("{head}{tail}"), clockwork).is_ok_and(|it| it.time == new)
        {
            return Some((format!("{head}{tail}"), false));
        }
    }
    match rest {
        Rest::Frames(frames, sub) => {
            let rate = clockwork.frames?;
            let parts = if sub.is_some() { i128::from(clockwork.sub_frames.unwrap_or(1).max(1)) } else { 1 };
            let (num, den) = rate.fraction();
            let in_parts = |ticks: i128| {
                Some(round_div(
                    ticks.checked_mul(num.into())?.checked_mul(parts)?,
                    second.checked_mul(den.into())?,
                ))
            };
            let (whole, n) = match clockwork.labels {
                Some(labels) => {
                    let n = in_parts(new.ticks().into())?;
                    let (h, m, s, f) = labels.label(n / parts);
                    (h * 3600 + m * 60 + s, f * parts + n % parts)
                }
                None => {
                    let (whole, below) = (i128::from(new.ticks()) / second, i128::from(new.ticks()) % second);
                    let n = in_parts(below)?;
                    let most = i128::from(clockwork.nominal.map_or(num.div_ceil(den.max(1)), u64::from));
                    if n >= most * parts { (whole + 1, 0) } else { (whole, n) }
                }
            };
            let mut out = head(old, whole, fields)?;
            out.push_str(old.get(fields[2].end..frames.start)?);
            out.push_str(&padded(n / parts, old.get(frames.clone())?, 2));
            if let Some(sub) = sub {
                out.push('.');
                out.push_str(&padded(n % parts, old.get(sub.clone())?, 1));
            }
            Some((out, false))
        }
        Rest::Nothing | Rest::Fraction(_) => {
            let point = if let Rest::Fraction(f) = rest { old.get(f.start - 1..f.start)? } else { "." };
            let written = if let Rest::Fraction(f) = rest { f.len().min(12) } else { 0 };
            let (value, parts) = on_clock(new, clockwork)?;
            let scaled = |digits: u32| value.checked_mul(10i128.checked_pow(digits)?);
            let (digits, widened) = decimals(written, 3, |d| scaled(d).is_some_and(|n| n % parts == 0));
            let digits = u32::try_from(digits).ok()?;
            let scale = 10i128.checked_pow(digits)?;
            let spell = |n: i128| -> Option<String> {
                let mut out = head(old, n / scale, fields)?;
                if digits > 0 {
                    out.push_str(&format!("{point}{:0w$}", n % scale, w = digits as usize));
                }
                Some(out)
            };
            let n = round_div(scaled(digits)?, parts);
            let out = spell(n)?;
            // Rounded up to a label that is left out, it would be late by the labels left out.
            let late = clockwork.labels.is_some()
                && read(&out, clockwork).is_ok_and(|it| it.fault == Some(TtmlFault::Dropped));
            let out = if late { spell(n.checked_sub(1)?)? } else { out };
            Some((out, widened))
        }
    }
}

/// What a clock shows at a time, in seconds as a fraction.
fn on_clock(time: Time, clockwork: &Clockwork) -> Option<(i128, i128)> {
    let ticks = i128::from(time.ticks());
    let Some(labels) = clockwork.labels else { return Some((ticks, TICKS_PER_SECOND.into())) };
    let (num, den) = clockwork.frames?.fraction();
    let frames = ticks.checked_mul(num.into())?;
    let one = i128::from(TICKS_PER_SECOND).checked_mul(den.into())?;
    let (h, m, s, f) = labels.label(frames / one);
    let nominal = i128::from(labels.frames.max(1));
    let whole = (h * 3600 + m * 60 + s).checked_mul(nominal)?.checked_add(f)?;
    Some((whole.checked_mul(one)?.checked_add(frames % one)?, one.checked_mul(nominal)?))
}

/// `HH:MM:SS` with the widths and separators of `old`.
fn head(old: &str, seconds: i128, fields: &[Range<usize>; 3]) -> Option<String> {
    let [h, m, s] = fields;
    let field = |range: &Range<usize>, value: i128| Some(padded(value, old.get(range.clone())?, 2));
    let hours = field(h, seconds / 3600)?;
    Some(format!("{hours}:{}:{}", field(m, seconds / 60 % 60)?, field(s, seconds % 60)?))
}

/// A number as wide as the old one; a wide one that had no leading zero may shrink to the form's own width.
fn padded(value: i128, old: &str, own: usize) -> String {
    let width = if old.len() > own && !old.starts_with('0') { own } else { old.len() };
    format!("{value:0width$}")
}

impl Labels {
    /// Hours, minutes, seconds and frame of the `n`th frame.
    pub(super) fn label(self, n: i128) -> (i128, i128, i128, i128) {
        let rate = i128::from(self.frames.max(1));
        // Counting up by whole minutes from the hour: at most 59 steps.
        let hour = 3600 * rate - self.dropped(1, 0);
        let (hours, mut rest) = if hour > 0 { (n / hour, n % hour) } else { (0, n) };
        let start = |minutes: i128| minutes * 60 * rate - self.dropped(0, minutes);
        let minutes =
            (1..60).rev().find(|m| start(*m) <= rest - self.skipped(*m, rest - start(*m))).unwrap_or(0);
        rest -= start(minutes);
        (hours, minutes, rest / rate, rest % rate)
    }

    /// A minute that begins with numbers left out begins later by as many.
    fn skipped(self, minutes: i128, into: i128) -> i128 {
        if self.is_dropped(minutes, 0, into.max(0)) && into >= 0 { into + 1 } else { 0 }
    }
}
