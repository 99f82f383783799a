use super::*;
use crate::time::{Drop, Labels, PerSecond};
use proptest::prelude::*;

fn respell(old: &str, new: Time) -> Option<Respelt> {
    Notation::SubRip.respell(old, new, &Clockwork::default())
}

fn read(text: &str) -> Option<Clock> {
    Notation::SubRip.read(text.as_bytes())
}

#[test]
fn spellings_met_in_real_files() {
    use ClockFault::*;
    for (text, ms, faults) in [
        ("01:02:03,004", 3_723_004, vec![]),
        ("00:00:06.500", 6500, vec![Separator]),
        ("00:00:10:000", 10_000, vec![Separator]),
        ("00:00:10;250", 10_250, vec![Separator]),
        ("00.00.02,000", 2000, vec![Separator]),
        ("00:00:12\u{ff0c}500", 12_500, vec![Separator]),
        ("04:48,460", 288_460, vec![NoHours]),
        ("00:00:04", 4000, vec![NoFraction]),
        ("0:0:2,0", 2000, vec![FractionDigits, Width]),
        ("00:00:02,5", 2500, vec![FractionDigits]),
        ("00:00:09,5000", 9500, vec![FractionDigits]),
        ("00: 33: 29,240", 2_009_240, vec![Blanks]),
        ("00:99:99,999", 6_039_999, vec![Above59]),
        ("-00:00:01,000", -1000, vec![Negative]),
        ("100:00:00,000", 360_000_000, vec![]),
    ] {
        let clock = read(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!((clock.time.to_millis(), clock.len), (ms, text.len()), "{text}");
        let found: Vec<ClockFault> = ClockFault::ALL.into_iter().filter(|f| clock.has(*f)).collect();
        assert_eq!(found, faults, "{text}");
    }
    for bad in [
        "",
        "12",
        "12,500",
        "00:00:10:12",
        "99999999999999999999:00:00,000",
        "1000000000:00:00,000",
        "٠٠:٠٠",
        "a",
    ] {
        assert!(read(bad).is_none(), "{bad}");
    }
}

#[test]
fn the_spelling_is_kept() {
    let respell = |old: &str, ms: i64| respell(old, Time::from_millis(ms).unwrap()).unwrap().text;
    assert_eq!(respell("00:00:06.500", 3_606_500), "01:00:06.500");
    assert_eq!(respell("00: 33: 29,240", 1000), "00: 00: 01,000");
    assert_eq!(respell("0:0:2,0", 3_000), "0:0:3,0");
    assert_eq!(respell("00:00:02,5", 2_750), "00:00:02,750");
    assert_eq!(respell("00:00:04", 4_250), "00:00:04,250");
    assert_eq!(respell("59:59,000", 3_600_000), "60:00,000");
    assert_eq!(respell("00:99:99,999", 6_039_999 + 3_600_000), "01:99:99,999");
    assert_eq!(respell("-00:00:01,000", 1000), "00:00:01,000");
    assert_eq!(respell("00:00:01,000", -1000), "-00:00:01,000");
    assert_eq!(respell("99:00:00,000", 360_000_000), "100:00:00,000");
    assert_eq!(respell("100:00:00,000", 356_400_000), "99:00:00,000");
}

#[test]
fn a_sign_stays_while_the_time_is_below_zero() {
    let respell = |old: &str, ms: i64| respell(old, Time::from_millis(ms).unwrap()).unwrap().text;
    assert_eq!(respell("-00:00:01,000", -2000), "-00:00:02,000");
    assert_eq!(respell("-00:00:01,000", 0), "00:00:00,000");
}

#[test]
fn minutes_beyond_59_stay_only_where_whole_hours_are_added() {
    let respell = |old: &str, ms: i64| respell(old, Time::from_millis(ms).unwrap()).unwrap().text;
    assert_eq!(respell("01:70:00,000", 3_600_000 + 4_200_000), "01:70:00,000");
    assert_eq!(respell("01:70:00,000", 4_200_000), "00:70:00,000");
    // Half a second less, and fewer minutes than were written.
    assert_eq!(respell("00:99:99,999", 6_039_499 + 3_600_000), "02:40:39,499");
    assert_eq!(respell("01:70:00,000", 600_000), "00:10:00,000");
}

#[test]
fn hours_are_put_where_minutes_may_not_run_on() {
    let respell = |form: Decimal, old: &str, ms: i64| {
        let new = Time::from_millis(ms).unwrap();
        Notation::Decimal(form).respell(old, new, &Clockwork::default()).unwrap().text
    };
    assert_eq!(respell(Decimal::MILLIS, "59:59.000", 3_600_000), "01:00:00.000");
    assert_eq!(respell(Decimal::MILLIS, "04:48.460", 3_888_460), "01:04:48.460");
    assert_eq!(respell(Decimal::MILLIS, "04:48.460", 36_000_000 + 3_888_460), "11:04:48.460");
    assert_eq!(respell(Decimal::MILLIS, "04:48.460", 3_588_460), "59:48.460");
    // Their author let them.
    assert_eq!(respell(Decimal::MILLIS, "61:00.000", 3_720_000), "62:00.000");
    assert_eq!(respell(Decimal::CENTIS, "59:59.00", 3_600_000), "60:00.00");
}

proptest! {
    #[test]
    fn parse_and_print_are_inverse(
        ms in 0i64..400_000_000,
        old in prop::sample::select(vec![
            "00:00:00,000", "0:00:00.000", "00.00.00,000", "00:00:00:000", "00: 00: 00 , 000", "00:00:00\u{60c}000",
        ]),
    ) {
        let time = Time::from_millis(ms).unwrap();
        let new = respell(old, time).unwrap();
        prop_assert_eq!(new.error, Time::ZERO);
        prop_assert_eq!(read(&new.text).unwrap().time, time);
        prop_assert_eq!(read(&new.text).unwrap().len, new.text.len());
        // Writing the same time again changes nothing.
        prop_assert_eq!(respell(&new.text, time).unwrap().text, new.text);
    }

    #[test]
    fn an_hour_there_and_back_returns_the_spelling(
        h in 0u32..98, m in 0u32..99, s in 0u32..99, f in 0u32..1000, digits in 0usize..5,
    ) {
        let fraction = if digits == 0 { String::new() } else { format!(",{:0digits$}", f % 10u32.pow(digits as u32)) };
        let old = format!("{h:02}:{m:02}:{s:02}{fraction}");
        let time = read(&old).unwrap().time;
        let there = respell(&old, time.checked_add(Time::HOUR).unwrap()).unwrap();
        let back = respell(&there.text, time).unwrap();
        prop_assert_eq!(back.text, old);
    }

    // The shortcut for strict spellings must say what the general way says.
    #[test]
    fn the_shortcut_agrees(old in 0i64..359_999_999, new in any::<i64>(), near in prop_oneof![0i64..360_001_000, 0..359_999_999_999i64]) {
        let old = Time::from_millis(old).unwrap().to_string();
        let general = |time: Time| {
            // A blank makes the spelling loose; taken out again, the two must be the same.
            let loose = old.replacen(',', " ,", 1);
            respell(&loose, time).map(|r| (r.text.replacen(" ,", ",", 1), r.error, r.widened))
        };
        for time in [Time::from_ticks(new), Time::from_ticks(near * 705_601)] {
            let quick = respell(&old, time).map(|r| (r.text, r.error, r.widened));
            prop_assert_eq!(&quick, &general(time));
            let strict = Notation::SubRip.respell_strict(&old, time, &Clockwork::default());
            let strict = strict.map(|(stamp, error)| (String::from_utf8(stamp.to_vec()).unwrap(), error, false));
            let short = quick.filter(|(text, ..)| old.len() == 12 && text.len() == 12 && !text.starts_with('-'));
            prop_assert_eq!(strict, short);
        }
    }

    #[test]
    fn stamps_with_a_point_are_written_as_by_their_fields(
        old in "[0-9]{2}:[0-5][0-9]:[0-5][0-9][.][0-9]{3}",
        new in prop_oneof![-10i64..360_001_000, 359_999_000..360_001_000i64, 0..60_000i64],
        ticks in -800_000i64..800_000,
    ) {
        let new = Time::from_ticks(new * 705_600 + ticks);
        let frames = PerSecond::new(24_000, 1001);
        let film = Clockwork { frames, nominal: Some(24), sub_frames: Some(4), ..Clockwork::default() };
        let forms = [Decimal::MILLIS, Decimal::CENTIS, Decimal::SECONDS].map(Notation::Decimal);
        for (notation, clockwork) in
            forms.map(|it| (it, Clockwork::default())).into_iter().chain([(Notation::Ttml, film)])
        {
            let usual = notation.respell(&old, new, &clockwork).map(|r| (r.text, r.error, r.widened));
            let quick = notation.respell_strict(&old, new, &clockwork);
            let quick = quick.map(|(stamp, error)| (String::from_utf8(stamp.to_vec()).unwrap(), error, false));
            let short = usual.filter(|(text, ..)| text.len() == 12 && !text.starts_with('-'));
            prop_assert_eq!(quick, short, "{:?}", notation);
        }
        for slow in [Notation::Decimal(Decimal::EXACT), Notation::Decimal(Decimal::SHORT_CENTIS), Notation::Label] {
            prop_assert_eq!(slow.respell_strict(&old, new, &film), None);
        }
        let smpte = Clockwork { labels: Some(Labels { frames: 24, drop: Drop::None }), ..film };
        prop_assert_eq!(Notation::Ttml.respell_strict(&old, new, &smpte), None);
    }

    #[test]
    fn never_panics_on_readable_spellings(
        old in "-?[0-9]{1,7}:[0-9]{1,3}:[0-9]{1,3}[,.]?[0-9]{0,9}", ticks in any::<i64>(),
    ) {
        let _ = respell(&old, Time::from_ticks(ticks));
    }

    #[test]
    fn never_panics(text in ".{0,24}", ms in any::<i64>()) {
        let _ = read(&text);
        let _ = respell(&text, Time::from_ticks(ms));
    }
}
