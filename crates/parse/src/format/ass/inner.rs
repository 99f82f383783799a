//! Times inside an event's text: syllables of karaoke, fades, movements and changes.
//!
//! A syllable lasts so many hundredths since the end of the one before it, the first since the in-time. The times of
//! `\t`, `\move` and the long `\fade` are milliseconds since the in-time. Of `\fad(in,out)` the first is counted from
//! the in-time and the second from the out-time: the fade lies before it, but a number cannot be counted backwards, and
//! it is as long behind it. A zero in milliseconds is no slot: it stays zero at any speed, and in `\t` and `\move` it means
//! the whole of the event. So a shift changes none of these numbers, and another speed changes all.

use super::codes::{Code, Found, find, place};
use super::faults::{INNER_FRACTION, INNER_TIME, KARAOKE_BARE};
use super::slots::Slots;
use super::tags::{Tag, Token, Tokens};
use crate::base::Span;
use crate::syntax::{Base, Fault, SlotId};
use crate::time::{Notation, Time, Unit};
use std::ops::Range;

/// What a number is counted from: a slot and its time.
type Since = (SlotId, Time);

/// Adds the slots of an event's text. Numbers that cannot be read go to `report`.
pub(super) fn slots(
    slots: &mut Slots,
    text: &str,
    span: Span,
    (start, end): (Since, Since),
    mut report: impl FnMut(&'static Fault, Span),
) {
    let body = span.of(text);
    if memchr::memchr(b'{', body.as_bytes()).is_none() {
        return;
    }
    let mut reader = Inner { slots, body, span, start, end, syllable: start };
    for token in Tokens::new(body) {
        if let Token::Tag(tag) = token {
            let found = find(&tag, body);
            reader.tag(&tag, &found, &mut report);
        }
    }
}

struct Inner<'r> {
    slots: &'r mut Slots,
    body: &'r str,
    span: Span,
    start: Since,
    end: Since,
    /// The end of the last syllable.
    syllable: Since,
}

impl Inner<'_> {
    fn tag(&mut self, tag: &Tag<'_>, found: &Found, report: &mut impl FnMut(&'static Fault, Span)) {
        let args = tag.args();
        let centis = (Unit::Centiseconds, 100);
        let millis = (Unit::Milliseconds, 1000);
        let start = self.start;
        match (found.code, tag.count()) {
            (Code::Karaoke, _) => match &found.value {
                Some(value) => {
                    let since = self.syllable;
                    self.syllable = self.number(value, centis, since, report).unwrap_or(since);
                }
                None => {
                    let here = Span::empty(self.span.start as usize + tag.span.end);
                    report(&KARAOKE_BARE, place(self.span, &tag.span));
                    let (since, was) = self.syllable;
                    if let Some(time) = was.checked_add(Time::SECOND) {
                        let id =
                            self.push(here, time, Notation::Implied, Base { since, offset: Time::SECOND });
                        self.syllable = (id, time);
                    }
                }
            },
            (Code::KaraokeAt, _) => {
                if let Some(value) = &found.value {
                    self.syllable = self.number(value, centis, start, report).unwrap_or(self.syllable);
                }
            }
            (Code::Fade, 2) => {
                let end = self.end;
                for (value, since) in args.iter().zip([start, end]) {
                    self.number(value, millis, since, report);
                }
            }
            (Code::Fade, 7) => self.numbers(args.get(3..7), millis, report),
            (Code::Move, 6) => self.numbers(args.get(4..6), millis, report),
            (Code::Change, 2 | 3) if tag.holds => self.numbers(args.get(..2), millis, report),
            _ => {}
        }
    }

    fn numbers(
        &mut self,
        values: Option<&[Range<usize>]>,
        unit: (Unit, i64),
        report: &mut impl FnMut(&'static Fault, Span),
    ) {
        for value in values.unwrap_or_default() {
            let start = self.start;
            self.number(value, unit, start, report);
        }
    }

    /// A number's slot; what is no number stays as it is.
    fn number(
        &mut self,
        value: &Range<usize>,
        (unit, per_second): (Unit, i64),
        (since, was): Since,
        report: &mut impl FnMut(&'static Fault, Span),
    ) -> Option<Since> {
        let text = self.body.get(value.clone()).unwrap_or_default();
        let Some(number) = read(text) else {
            report(&INNER_TIME, place(self.span, value));
            return None;
        };
        if number.thousandths > 0 {
            report(&INNER_FRACTION, place(self.span, value));
        }
        if unit == Unit::Milliseconds && (number.units, number.thousandths) == (0, 0) {
            return None;
        }
        // What stands behind the point is never rewritten, so it is part of where counting begins.
        let offset = Time::from_fraction(number.thousandths.into(), i128::from(per_second) * 1000)?;
        let distance = Time::from_fraction(number.units.into(), per_second.into())?;
        let time = was.checked_add(distance)?.checked_add(offset)?;
        let from = value.start + number.skipped;
        let here = place(self.span, &(from..from + number.len));
        let id = self.push(here, time, Notation::Count(unit), Base { since, offset });
        Some((id, time))
    }

    fn push(&mut self, span: Span, time: Time, notation: Notation, base: Base) -> SlotId {
        self.slots.push(span, time, notation, Some(base))
    }
}

struct Number {
    units: i64,
    /// What stands behind the point.
    thousandths: i64,
    /// Bytes before the digits that are left as they are: a plus sign.
    skipped: usize,
    /// Bytes of the whole part.
    len: usize,
}

/// A number, with what may stand behind it and a blank. Players count in 32 bits.
fn read(text: &str) -> Option<Number> {
    let skipped = usize::from(text.starts_with('+'));
    let body = text.get(skipped..)?;
    let sign = usize::from(body.starts_with('-') && skipped == 0);
    let digits = body.get(sign..)?.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = (body.get(..sign + digits)?, body.get(sign + digits..)?);
    let units = i64::from(number.parse::<i32>().ok()?);
    let fraction = rest.strip_prefix('.').unwrap_or_default();
    let more = fraction.bytes().take_while(u8::is_ascii_digit).count();
    let behind = if rest.starts_with('.') { fraction.get(more..)? } else { rest };
    let thousandths = fraction.bytes().take(more).chain(*b"000").take(3);
    let thousandths = thousandths.fold(0, |n, b| n * 10 + i64::from(b - b'0'));
    let whole = behind.is_empty() || behind.starts_with([' ', '\t']);
    (whole && (sign == 0 || thousandths == 0)).then_some(Number {
        units,
        thousandths,
        skipped,
        len: sign + digits,
    })
}
