//! SubRip's strict spelling, which nearly every stamp has, read a word at a time.

use super::{Clock, TICKS_PER_SECOND, Time};

/// Exactly `DD:DD:DD,DDD` with minutes and seconds up to 59.
#[inline]
pub(super) fn stamp(text: &[u8]) -> Option<Clock> {
    let b: &[u8; 12] = text.first_chunk()?;
    // A digit behind the milliseconds would make it another number.
    if text.get(12).is_some_and(u8::is_ascii_digit) {
        return None;
    }
    one::<b','>(b).map(|time| Clock { time, len: 12, faults: 0 })
}

/// The time of `DD:DD:DD,DDD`, or of the same with another sign for the comma.
#[inline]
pub(super) fn one<const SIGN: u8>(b: &[u8; 12]) -> Option<Time> {
    let (clock, fraction) = words(b);
    let (clock, fraction) = (Places::clock(clock), Places::fractions::<SIGN>(u64::from(fraction) * BOTH));
    (clock.bad | fraction.bad == 0).then(|| time(clock, fraction.values))
}

/// As [`stamp`], with hours of three or four digits: what a track of days is counted by.
#[inline]
pub(super) fn long_stamp(text: &[u8]) -> Option<Clock> {
    let more = match text {
        [_, _, _, b':', ..] => 1,
        [_, _, _, _, b':', ..] => 2,
        _ => return None,
    };
    let (hundreds, rest) = text.split_at_checked(more)?;
    let clock = stamp(rest)?;
    let digit = |n: i64, b: &u8| b.is_ascii_digit().then(|| n * 10 + i64::from(b - b'0'));
    let hundreds = hundreds.iter().try_fold(0, digit)?;
    let time = clock.time.checked_add(Time::from_ticks(hundreds * 360_000 * TICKS_PER_SECOND))?;
    Some(Clock { time, len: clock.len + more, ..clock })
}

/// Whether a spelling is strict, of hours that have a zero before them only where they are two digits.
#[inline]
pub(super) fn is_plain(text: &[u8]) -> bool {
    let long = || text.first() != Some(&b'0') && long_stamp(text).is_some_and(|it| it.len == text.len());
    text.len() == 12 && stamp(text).is_some() || long()
}

/// A time in the strict spelling, with what rounding to the millisecond added to it. `None` where it does not fit:
/// before zero, or 10 000 hours and more.
#[inline]
pub(super) fn spell(time: Time) -> Option<(String, Time)> {
    let (out, unused, error) = digits(time)?;
    Some((String::from_utf8(out.get(unused..)?.to_vec()).ok()?, error))
}

/// The same, where hours have two digits. As in reading, whole words are made: bytes stored one by one and fetched
/// together afterwards make the processor wait.
#[inline]
pub(super) fn spell_short(time: Time) -> Option<([u8; 12], Time)> {
    let (ms, error) = milliseconds(time).filter(|(ms, _)| *ms < 360_000_000)?;
    let (seconds, ms) = (ms / 1000, ms % 1000);
    let pairs = (seconds / 3600) | ((seconds / 60 % 60) << 24) | ((seconds % 60) << 48);
    // A tenth of each of the three, which have room for the product: exact below 179.
    let tens = ((pairs * 103) >> 10) & 0x000f_0000_0f00_000f;
    let ones = pairs - tens * 10;
    let clock = (tens | (ones << 8)) + u64::from_le_bytes(*b"00:00:00");
    let ms = u32::try_from(ms).ok()?;
    let digits = ((ms / 100) << 8) | ((ms / 10 % 10) << 16) | ((ms % 10) << 24);
    let fraction = digits + u32::from_le_bytes(*b",000");
    let mut out = [0; 12];
    let (left, right) = out.split_at_mut(8);
    left.copy_from_slice(&clock.to_le_bytes());
    right.copy_from_slice(&fraction.to_le_bytes());
    Some((out, error))
}

/// Whole milliseconds, with what rounding added. `None` before zero, or where rounding might make 10 000 hours of it.
#[inline]
fn milliseconds(time: Time) -> Option<(u64, Time)> {
    const PER_MILLI: i64 = TICKS_PER_SECOND / 1000;
    let ticks = time.ticks();
    // The end is so far from the largest time that the sums below have room.
    if !(0..36_000_000 * TICKS_PER_SECOND - PER_MILLI).contains(&ticks) {
        return None;
    }
    let ms = (ticks + PER_MILLI / 2) / PER_MILLI;
    Some((u64::try_from(ms).ok()?, Time::from_ticks(ms * PER_MILLI - ticks)))
}

/// A time with hours of four digits, how many of these are not written, and what rounding added.
#[inline]
fn digits(time: Time) -> Option<([u8; 14], usize, Time)> {
    let (ms, error) = milliseconds(time)?;
    let (seconds, ms_part) = (u32::try_from(ms / 1000).ok()?, u32::try_from(ms % 1000).ok()?);
    let digit = |n: u32| u8::try_from(n % 10).map_or(b'0', |d| b'0' + d);
    let (h, m, s) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let out = [
        digit(h / 1000),
        digit(h / 100),
        digit(h / 10),
        digit(h),
        b':',
        digit(m / 10),
        digit(m),
        b':',
        digit(s / 10),
        digit(s),
        b',',
        digit(ms_part / 100),
        digit(ms_part / 10),
        digit(ms_part),
    ];
    let unused = usize::from(h < 1000) + usize::from(h < 100);
    Some((out, unused, error))
}

/// Both times of a line that is exactly `DD:DD:DD,DDD --> DD:DD:DD,DDD`, or has another sign for the comma.
///
/// Not nom: every place in the line is known, so whole words are compared and no byte is branched on. What is
/// not of this shape goes to the parsers that tolerate more.
///
/// Inlined by force: the call would cost a twentieth of parsing a file.
#[inline(always)]
pub(super) fn pair<const SIGN: u8>(line: &[u8; 29]) -> Option<(Time, Time)> {
    let (from, rest) = line.split_first_chunk::<12>()?;
    let (arrow, to) = rest.split_first_chunk::<5>()?;
    let ((from, from_fraction), (to, to_fraction)) = (words(from), words(to.first_chunk()?));
    let (from, to) = (Places::clock(from), Places::clock(to));
    let fractions = Places::fractions::<SIGN>(u64::from(from_fraction) | u64::from(to_fraction) << 32);
    let good = from.bad | to.bad | fractions.bad == 0 && arrow == b" --> ";
    good.then(|| (time(from, fractions.values), time(to, fractions.values >> 32)))
}

/// `DD:DD:DD` and `,DDD` as words, the first byte lowest.
#[inline]
fn words(b: &[u8; 12]) -> (u64, u32) {
    let [b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, b10, b11] = *b;
    (u64::from_le_bytes([b0, b1, b2, b3, b4, b5, b6, b7]), u32::from_le_bytes([b8, b9, b10, b11]))
}

/// Puts a half word into both halves.
const BOTH: u64 = 0x1_0000_0001;

/// The digits of a word, one in each byte, zero for a sign; `bad` is not zero where a byte is no digit, above 5
/// among the tens, or another sign.
#[derive(Clone, Copy)]
struct Places {
    values: u64,
    bad: u64,
}

impl Places {
    /// `lift` takes what is too large for its place into the top bit of its byte.
    #[inline]
    fn new(word: u64, zero: [u8; 8], lift: [u8; 8]) -> Self {
        let values = word ^ u64::from_le_bytes(zero);
        // A byte that carries into the next one has its top bit set before the addition.
        let lifted = values.wrapping_add(u64::from_le_bytes(lift));
        Self { values, bad: (values | lifted) & 0x8080_8080_8080_8080 }
    }

    #[inline]
    fn clock(word: u64) -> Self {
        Self::new(word, *b"00:00:00", [0x76, 0x76, 0x7f, 0x7a, 0x76, 0x7f, 0x7a, 0x76])
    }

    #[inline]
    fn fractions<const SIGN: u8>(word: u64) -> Self {
        let zero = [SIGN, b'0', b'0', b'0', SIGN, b'0', b'0', b'0'];
        Self::new(word, zero, [0x7f, 0x76, 0x76, 0x76, 0x7f, 0x76, 0x76, 0x76])
    }
}

/// The time of a clock and of the fraction in the low half of a word.
#[inline]
fn time(clock: Places, fraction: u64) -> Time {
    let pairs = clock.values.wrapping_mul(10).wrapping_add(clock.values >> 8);
    let [h, _, _, m, _, _, s, _] = pairs.to_le_bytes();
    let [_, a, b, c, ..] = fraction.to_le_bytes();
    let seconds = u32::from(h) * 3600 + u32::from(m) * 60 + u32::from(s);
    let ms = seconds * 1000 + u32::from(a) * 100 + u32::from(b) * 10 + u32::from(c);
    Time::from_ticks(i64::from(ms) * (TICKS_PER_SECOND / 1000))
}

#[cfg(test)]
mod tests {
    use super::super::Notation;
    use super::*;
    use proptest::prelude::*;

    /// The definition, byte by byte.
    fn slowly(b: &[u8]) -> Option<Time> {
        let shape = b.len() == 12
            && b.iter().enumerate().all(|(i, b)| match i {
                2 | 5 => *b == b':',
                8 => *b == b',',
                3 | 6 => (b'0'..=b'5').contains(b),
                _ => b.is_ascii_digit(),
            });
        let n = |i: usize, len: usize| b[i..i + len].iter().fold(0, |n, b| n * 10 + i64::from(b - b'0'));
        shape.then(|| (n(0, 2) * 3600 + n(3, 2) * 60 + n(6, 2)) * 1000 + n(9, 3)).and_then(Time::from_millis)
    }

    #[test]
    fn any_byte_in_any_place() {
        let good = *b"19:38:57,246 --> 20:49:50,135";
        for at in 0..good.len() {
            for byte in 0..=u8::MAX {
                let mut line = good;
                line[at] = byte;
                let arrow = &line[12..17] == b" --> ";
                let want = slowly(&line[..12]).zip(slowly(&line[17..])).filter(|_| arrow);
                assert_eq!(pair::<b','>(&line), want, "{byte:#x} at {at}");
                if at < 12 {
                    assert_eq!(stamp(&line[..12]).map(|c| c.time), slowly(&line[..12]));
                }
            }
        }
        assert_eq!(stamp(b"00:00:01,0000"), None);
        assert!(stamp(b"00:00:01,000 ").is_some_and(|c| c.len == 12 && c.is_strict()));
    }

    proptest! {
        #[test]
        fn long_hours_are_read_as_by_the_tolerant_reader(
            text in "[0-9]{2,5}:[0-5][0-9]:[0-6][0-9],[0-9]{2,4}( -->)?",
        ) {
            if let Some(clock) = long_stamp(text.as_bytes()) {
                prop_assert_eq!(Some(clock), super::super::tolerant(text.as_bytes()));
            }
        }

        #[test]
        fn plain_stamps_are_written_as_by_their_fields(
            old in "[0-9]{2,4}:[0-5][0-9]:[0-5][0-9],[0-9]{3}",
            new in prop_oneof![-10i64..400_000_000, 35_999_990_000..36_000_010_000i64, 0..40_000_000_000i64],
            ticks in -800_000i64..800_000,
        ) {
            let new = Time::from_ticks(new * (TICKS_PER_SECOND / 1000) + ticks);
            let quick = Notation::SubRip.respell(&old, new, &Default::default());
            prop_assert_eq!(quick, Notation::SubRip.respell_fields(&old, new));
        }

        #[test]
        fn short_stamps_are_written_as_long_ones(
            ms in prop_oneof![0..360_000_000i64, 359_999_000..360_001_000i64],
            ticks in -800_000i64..800_000,
        ) {
            let time = Time::from_ticks(ms * (TICKS_PER_SECOND / 1000) + ticks);
            let long = spell(time).filter(|(text, _)| text.len() == 12);
            let short = spell_short(time).map(|(text, error)| (String::from_utf8(text.to_vec()).unwrap(), error));
            prop_assert_eq!(short, long);
        }

        #[test]
        fn any_digits(text in "[0-9]{2}:[0-9]{2}:[0-9]{2},[0-9]{3} --> [0-9]{2}:[0-9]{2}:[0-9]{2},[0-9]{3}") {
            let line: &[u8; 29] = text.as_bytes().first_chunk().unwrap();
            prop_assert_eq!(pair::<b','>(line), slowly(&line[..12]).zip(slowly(&line[17..])));
        }

        #[test]
        fn any_line(line in any::<[u8; 29]>(), arrow in any::<bool>()) {
            let mut line = line;
            if arrow {
                line[12..17].copy_from_slice(b" --> ");
            }
            prop_assert_eq!(pair::<b','>(&line), slowly(&line[..12]).zip(slowly(&line[17..])).filter(|_| arrow));
        }
    }
}
