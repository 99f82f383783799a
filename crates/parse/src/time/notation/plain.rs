//! The plain spelling of clocks with a point, which nearly every stamp of the small formats and of ASS has.

use super::{Clock, ClockFault, Time};

/// Exactly `H:MM:SS.ff`, the hours of one or two digits, the fraction of two or three, minutes and seconds up to 59.
/// What is not of this shape goes to the parser that tolerates more, which reads these the same.
#[inline]
pub(super) fn stamp(text: &[u8]) -> Option<Clock> {
    let (hours, rest) = match text {
        [h, b':', rest @ ..] => ([b'0', *h], rest),
        [a, b, b':', rest @ ..] => ([*a, *b], rest),
        _ => return None,
    };
    let [m, n, b':', s, t, b'.', c, d, rest @ ..] = rest else { return None };
    // A digit behind the milliseconds would make it another number.
    let (thousandths, digits) = match rest {
        [e, f, ..] if e.is_ascii_digit() && f.is_ascii_digit() => return None,
        [e, ..] if e.is_ascii_digit() => (*e, 3),
        _ => (b'0', 2),
    };
    let all = [hours[0], hours[1], *m, *n, *s, *t, *c, *d, thousandths].map(|b| b.wrapping_sub(b'0'));
    if all.iter().any(|digit| *digit > 9) || all[2] > 5 || all[4] > 5 {
        return None;
    }
    let [a, b, m, n, s, t, c, d, e] = all.map(i64::from);
    let seconds = (a * 10 + b) * 3600 + (m * 10 + n) * 60 + s * 10 + t;
    let time = Time::from_millis(seconds * 1000 + c * 100 + d * 10 + e)?;
    let wide = text.get(1) != Some(&b':');
    let faults = ClockFault::Separator.bit()
        | if digits == 3 { 0 } else { ClockFault::FractionDigits.bit() }
        | if wide { 0 } else { ClockFault::Width.bit() };
    Some(Clock { time, len: 8 + usize::from(wide) + digits, faults })
}

#[cfg(test)]
mod tests {
    use super::super::clock::tolerant;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_plain_shapes() {
        for (text, ms, len) in [
            ("0:00:01.50", 1500, 10),
            ("00:00:01.50", 1500, 11),
            ("10:59:59.999,", 39_599_999, 12),
            ("1:02:03.456 ", 3_723_456, 11),
        ] {
            let clock = stamp(text.as_bytes()).unwrap();
            assert_eq!((clock.time.to_millis(), clock.len), (ms, len), "{text}");
        }
        for text in ["", "1:2:3.4", "0:00:61.50", "000:00:01.50", "0:00:01,50", "0:00:01.5000", "-0:00:01.50"]
        {
            assert_eq!(stamp(text.as_bytes()), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn as_the_tolerant_reader(text in "[0-9:.]{0,2}[0-9]{0,2}:[0-9]{1,3}:[0-9]{1,2}[.,:][0-9]{1,4}[ ,.:0-9a]{0,3}") {
            if let Some(clock) = stamp(text.as_bytes()) {
                prop_assert_eq!(Some(clock), tolerant(text.as_bytes()));
            }
        }

        #[test]
        fn every_plain_one(text in "[0-9]{1,2}:[0-5][0-9]:[0-5][0-9][.][0-9]{2,3}([ ,.:a][0-9]{0,2})?") {
            let clock = stamp(text.as_bytes());
            prop_assert!(clock.is_some());
            prop_assert_eq!(clock, tolerant(text.as_bytes()));
        }
    }
}
