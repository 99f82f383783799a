//! The unit that time stamps count.

use super::super::number::Decimal;
use super::grain;
use tregua_parse::time::{TICKS_PER_SECOND, Time};

/// Seconds of one time stamp, as a fraction.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct TimeBase {
    num: i64,
    den: i64,
}

/// Timebases of frame rates that run at 1000/1001 and whose stamps count frames.
const NTSC: [i64; 5] = [24, 30, 48, 60, 120];

impl TimeBase {
    /// Reads `1/12288`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (num, den) = text.split_once('/')?;
        let (num, den) = (num.parse().ok()?, den.parse().ok()?);
        (num > 0 && den > 0).then_some(Self { num, den })
    }

    /// The time of a stamp.
    pub(super) fn time_of(self, stamp: i64) -> Option<Time> {
        Time::from_fraction(i128::from(stamp) * i128::from(self.num), i128::from(self.den))
    }

    /// The one unit in which all these stamps are the times beside them, as far as their digits go; `None` where there
    /// is none, or more than one.
    pub(super) fn of<I: Iterator<Item = (i64, Decimal)>>(pairs: &dyn Fn() -> I) -> Option<Self> {
        let second = i128::from(TICKS_PER_SECOND);
        // So many stamps a second at least, and at most.
        let (mut least, mut most) = (1, i128::MAX);
        for (stamp, written) in pairs().filter(|(stamp, _)| *stamp > 0) {
            let (stamp, half) = (i128::from(stamp) * second, i128::from(grain(written) / 2 + 1));
            let time = i128::from(written.time.ticks());
            if time > half {
                least = least.max((stamp + time + half - 1) / (time + half));
                most = most.min(stamp / (time - half));
            }
        }
        if least == most {
            return Some(Self { num: 1, den: i64::try_from(least).ok()? });
        }
        let ntsc = NTSC.map(|base| Self { num: 1001, den: base * 1000 });
        let fits = |unit: &Self| pairs().all(|(stamp, written)| unit.fits(stamp, written));
        ntsc.into_iter().find(|unit| least > most && fits(unit))
    }

    fn fits(self, stamp: i64, written: Decimal) -> bool {
        let off = self.time_of(stamp).and_then(|time| time.checked_sub(written.time));
        off.is_some_and(|off| off.abs().ticks() <= grain(written) / 2 + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::number::decimal;
    use super::*;

    /// A number as C's `%.6g` prints it.
    fn six_digits(stamp: i64, base: TimeBase) -> String {
        let micros = base.time_of(stamp).unwrap().to_unit(1_000_000);
        let whole = (micros / 1_000_000).to_string();
        let places = if micros < 1_000_000 { 6 } else { 6 - whole.len().min(6) };
        let scale = 10i64.pow(6 - u32::try_from(places).unwrap());
        let units = (micros + scale / 2) / scale;
        let one = 10i64.pow(u32::try_from(places).unwrap());
        let text = format!("{}.{:0places$}", units / one, units % one);
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }

    #[test]
    fn found_from_stamps_and_times() {
        for (base, stamps) in [
            (TimeBase { num: 1, den: 12_288 }, [46_080, 67_072, 122_926_325, 122_947_317]),
            (TimeBase { num: 1, den: 1000 }, [3754, 5464, 1_042_334, 12_012_345]),
            (TimeBase { num: 1, den: 24 }, [90, 131, 200, 250_000]),
            (TimeBase { num: 1001, den: 24_000 }, [90, 131, 200, 250_000]),
            (TimeBase { num: 1001, den: 30_000 }, [37, 90, 131, 310_000]),
        ] {
            let pairs: Vec<(i64, Decimal)> =
                stamps.iter().map(|n| (*n, decimal(six_digits(*n, base).as_bytes()).unwrap())).collect();
            assert_eq!(TimeBase::of(&|| pairs.iter().copied()), Some(base), "{base:?}");
        }
        // One stamp of a fine unit is not always enough to tell it.
        let one = [(10_000_000_000, decimal(b"10000").unwrap())];
        assert_eq!(TimeBase::of(&|| one.iter().copied()), None);
        let odd = [(337_500, decimal(b"3.75").unwrap()), (1, decimal(b"900").unwrap())];
        assert_eq!(TimeBase::of(&|| odd.iter().copied()), None);
        assert_eq!(TimeBase::of(&|| [].into_iter()), None);
        for bad in ["", "1", "0/0", "1/0", "-1/24", "a/b"] {
            assert_eq!(TimeBase::parse(bad), None, "{bad}");
        }
    }
}
