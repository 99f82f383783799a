use super::*;
use proptest::prelude::*;
use tregua_parse::base::splice;
use tregua_parse::format::{srt, ttml};
use tregua_parse::source::{Encoding, Source, encode};
use tregua_parse::time::FrameRate;

fn ms(n: i64) -> Time {
    Time::from_millis(n).unwrap()
}

fn run(raw: &[u8], map: &TimeMap, options: Options) -> Result<(Vec<u8>, Report), RetimeError> {
    let document = srt::parse(Source::open(raw, None, None).unwrap());
    let retimed = retime(&document, map, options)?;
    Ok((splice(raw, &retimed.edits).unwrap(), retimed.report))
}

fn text(raw: &str, map: &TimeMap) -> String {
    String::from_utf8(run(raw.as_bytes(), map, Options::default()).unwrap().0).unwrap()
}

const CUE: &str = "1\n00:00:01,000 --> 00:00:02,500\nUno\n\n";

#[test]
fn a_cue_of_which_one_time_is_not_written_stays_as_a_whole() {
    let format = by_name("ttml").unwrap();
    let raw = "<tt xmlns=\"http://www.w3.org/ns/ttml\"><body><div><p end=\"2s\">Hola</p>\
               <p begin=\"3s\" end=\"4s\">Vale</p></div></body></tt>";
    let document = (format.parse)(Source::open(raw.as_bytes(), None, None).unwrap(), &ReadOptions::default());
    let run = |by, options| retime(&document, &TimeMap::shift(ms(by)), options);
    assert!(matches!(run(1000, Options::default()), Err(RetimeError::Unwritten { .. })));
    // Nor does it go before zero.
    for (by, later) in [(60_000, "begin=\"63s\" end=\"64s\""), (-3000, "begin=\"0s\" end=\"1s\"")] {
        let done = run(by, Options { unreadable: Unreadable::Keep, ..Options::default() }).unwrap();
        let new = splice(raw.as_bytes(), &done.edits).unwrap();
        assert_eq!(String::from_utf8(new).unwrap(), raw.replace("begin=\"3s\" end=\"4s\"", later));
        assert_eq!(done.report.unreadable, ["the cue at place 1"]);
    }
}

#[test]
fn shift_and_rate() {
    assert_eq!(
        text(CUE, &TimeMap::shift(ms(3700))),
        CUE.replace("01,000", "04,700").replace("02,500", "06,200")
    );
    assert_eq!(text(CUE, &TimeMap::shift(Time::ZERO)), CUE);
    let long = "1\n02:30:00,000 --> 02:30:01,000\nFin\n";
    let slow = TimeMap::rate("25".parse().unwrap(), "23.976".parse().unwrap());
    assert_eq!(text(long, &slow), "1\n02:36:24,375 --> 02:36:25,418\nFin\n");
}

#[test]
fn only_stamps_change() {
    let raw = "\u{feff}7\r\n0:0:1,5-->00:00:02.500  X1:1 \r\n<i>a</i>\r\r\n\r\n\nbasura\n3\n00:00:09,000 --> 00:00:10,000\nfin";
    let out = text(raw, &TimeMap::shift(ms(1000)));
    assert_eq!(
        out,
        raw.replace("0:0:1,5", "0:0:2,5")
            .replace("02.500", "03.500")
            .replace("10,000", "11,000")
            .replace("09,000", "10,000")
    );
}

#[test]
fn each_time_may_go_its_own_way_and_cues_may_go() {
    let raw = format!("{CUE}2\n00:00:05,000 --> 00:00:06,0\nDos\n\n3\n00:00:08,000 --> 00:00:09,000\nTres\n");
    let document = srt::parse(Source::open(raw.as_bytes(), None, None).unwrap());
    let to = |index: usize, slot: &TimeSlot| match index {
        1 => slot.time.checked_add(ms(40)),
        // What goes may have any time, below zero too.
        2 | 3 => slot.time.checked_sub(ms(60_000)),
        _ => Some(slot.time),
    };
    let done = retime_each(&document, &to, &[1], Options::default()).unwrap();
    let new = String::from_utf8(splice(raw.as_bytes(), &done.edits).unwrap()).unwrap();
    let left = format!("{CUE}3\n00:00:08,000 --> 00:00:09,000\nTres\n").replace("02,500", "02,540");
    assert_eq!(new, left);
    assert_eq!((done.report.dropped, done.report.moved), (vec!["cue 2".to_owned()], 1));
}

#[test]
fn below_zero_is_refused_clamped_or_dropped() {
    let raw = format!("{CUE}2\n00:00:05,000 --> 00:00:06,000\nDos\n");
    let back = TimeMap::shift(ms(-2000));
    let error = run(raw.as_bytes(), &back, Options::default()).unwrap_err();
    assert!(matches!(&error, RetimeError::BelowZero { cues, .. } if cues == &["cue 1"]), "{error}");
    let with = |below_zero| run(raw.as_bytes(), &back, Options { below_zero, ..Options::default() }).unwrap();
    let (clamped, report) = with(BelowZero::Clamp);
    assert!(String::from_utf8(clamped).unwrap().starts_with("1\n00:00:00,000 --> 00:00:00,500\n"));
    assert_eq!(report.clamped, ["cue 1"]);
    let (dropped, report) = with(BelowZero::Drop);
    assert_eq!(String::from_utf8(dropped).unwrap(), "2\n00:00:03,000 --> 00:00:04,000\nDos\n");
    assert_eq!(report.dropped, ["cue 1"]);
}

#[test]
fn unreadable_times_stop_a_move_but_not_the_identity() {
    let raw = format!("{CUE}2\n00:0x:05,000 --> 00:00:06,000\nDos\n");
    let raw = raw.replace("00:0x:05", "00:0\0:05");
    let error = run(raw.as_bytes(), &TimeMap::shift(ms(1)), Options::default()).unwrap_err();
    assert!(matches!(error, RetimeError::Unreadable { .. }));
    assert_eq!(run(raw.as_bytes(), &TimeMap::shift(ms(0)), Options::default()).unwrap().0, raw.as_bytes());
    let keep = Options { unreadable: Unreadable::Keep, ..Options::default() };
    let (_, report) = run(raw.as_bytes(), &TimeMap::shift(ms(1)), keep).unwrap();
    // The damaged cue stays as a whole, its readable out-time too.
    assert_eq!((report.moved, report.unreadable.len()), (2, 1));
}

#[test]
fn what_ends_others_too_does_not_stay_with_a_cue_that_does() {
    let hour_later = |body: &str| {
        let raw = format!("<tt xmlns=\"http://www.w3.org/ns/ttml\" xml:lang=\"kk\">{body}</tt>");
        let document =
            ttml::parse(Source::open(raw.as_bytes(), None, None).unwrap(), &ReadOptions::default());
        let keep = Options { unreadable: Unreadable::Keep, ..Options::default() };
        let done = retime(&document, &TimeMap::shift(ms(3_600_000)), keep)?;
        let new = String::from_utf8(splice(raw.as_bytes(), &done.edits).unwrap()).unwrap();
        Ok::<_, RetimeError>((new, done.report.unreadable.len()))
    };
    // The first cue would be cut at 20 s else. What begins in the same second as before counts from what moved.
    let (new, stay) = hour_later(
        "<body end='20s'><div begin='1s'><p begin='2s' dur='1.5s'>Бір</p><p begin='x'>Екі</p>\
         <p begin='y' end='9s'>Үш</p></div></body>",
    )
    .unwrap();
    assert!(
        new.contains(" end='3620s'><div begin='3601s'><p begin='2s'") && new.contains("end='9s'"),
        "{new}"
    );
    assert_eq!(stay, 2);
    // A cue that begins as all does cannot be moved. What stands in it could, but it would end that, or last an hour longer.
    let held = "<body><div><p end='20s'>Бір <span begin='3s' end='4s'>екі</span></p></div></body>";
    assert_eq!(hour_later(held), Err(RetimeError::Holds { cue: "the cue at place 1".to_owned() }));
    let (new, stay) =
        hour_later("<body><div><p end='20s'>Бір</p><p begin='3s' end='4s'>екі</p></div></body>").unwrap();
    assert!(new.contains("<p end='20s'>Бір</p><p begin='3603s' end='3604s'>"), "{new}");
    assert_eq!(stay, 1);
}

#[test]
fn what_would_be_counted_from_another_start_is_not_moved() {
    let raw = "<SubtitleReel xmlns='http://www.smpte-ra.org/schemas/428-7/2014/DCST'><TimeCodeRate>24</TimeCodeRate>\
               <StartTime>01:00:00:00</StartTime><SubtitleList><Subtitle SpotNumber='1' TimeIn='00:00:12:00' TimeOut='00:00:15:12'>\
               <Text>Ел</Text></Subtitle></SubtitleList></SubtitleReel>";
    let format = tregua_parse::format::by_name("dcp").unwrap();
    let document = (format.parse)(Source::open(raw.as_bytes(), None, None).unwrap(), &ReadOptions::default());
    let by =
        |time| retime(&document, &TimeMap::shift(ms(time)), Options::default()).map(|done| done.edits.len());
    assert_eq!(by(3_000_000), Ok(2));
    assert_eq!(by(3_600_000), Err(RetimeError::StartTime));
}

#[test]
fn captions_are_not_moved_among_such_that_stay() {
    let raw = include_bytes!("../../../../fuzz/regressions/retime/captions-among-captions-that-stay");
    let format = tregua_parse::format::by_name("scc").unwrap();
    let document = (format.parse)(Source::open(raw, None, None).unwrap(), &ReadOptions::default());
    let keep = Options { unreadable: Unreadable::Keep, ..Options::default() };
    assert_eq!(retime(&document, &TimeMap::shift(ms(3000)), keep).unwrap_err(), RetimeError::Tangled);
}

/// Numbers inside of a text are of 32 bits: a larger one would be no time any more.
#[test]
fn no_number_in_a_script_becomes_too_large_to_be_read() {
    let raw = "[Script Info]\nScriptType: v4.00+\n\n[Events]\nFormat: Start, End, Text\n\
               Dialogue: 0:00:01.00,0:00:02.00,{\\move(1,2,3,4,0,20000000)}Сәлем\n";
    let format = tregua_parse::format::by_name("ass").unwrap();
    let document = (format.parse)(Source::open(raw.as_bytes(), None, None).unwrap(), &ReadOptions::default());
    let at = |times: i64| {
        let speed = Speed::new(times, 1).unwrap();
        let all = Piece { from: Time::ZERO, at: Time::ZERO, to: ms(100_000_000), speed };
        retime(&document, &TimeMap::from_pieces(vec![all]).unwrap(), Options::default())
            .map(|it| it.edits.len())
    };
    assert_eq!(at(100), Ok(3));
    assert!(matches!(at(200), Err(RetimeError::OutOfRange { .. })), "{:?}", at(200));
}

#[test]
fn a_fade_stays_with_its_cue() {
    let cue = |until: &str| {
        format!(
            "<Subtitle SpotNumber='1' TimeIn='00:00:12:000' TimeOut='{until}' FadeUpTime='20' FadeDownTime='30'><Text>Ел</Text></Subtitle>"
        )
    };
    let raw =
        format!("<DCSubtitle Version='1.0'>{}{}</DCSubtitle>", cue("00:0x:15:000"), cue("00:00:15:000"));
    let format = tregua_parse::format::by_name("dcp-interop").unwrap();
    let document = (format.parse)(Source::open(raw.as_bytes(), None, None).unwrap(), &ReadOptions::default());
    let keep = Options { unreadable: Unreadable::Keep, ..Options::default() };
    let done = retime(&document, &TimeMap::shift(ms(3_600_000)), keep).unwrap();
    let new = String::from_utf8(splice(raw.as_bytes(), &done.edits).unwrap()).unwrap();
    let moved = cue("01:00:15:000").replace("00:00:12", "01:00:12");
    assert_eq!(new, format!("<DCSubtitle Version='1.0'>{}{moved}</DCSubtitle>", cue("00:0x:15:000")));
}

#[test]
fn a_syllable_is_never_sung_backwards() {
    let raw = "[Script Info]\nScriptType: v4.00+\n\n[Events]\nFormat: Layer, Start, End, Style, Text\n\
               Dialogue: 0,0:00:01.00,0:00:03.50,Default,{\\k12.5}Ел{\\k20}ім\n";
    let format = tregua_parse::format::by_name("ass").unwrap();
    let document = (format.parse)(Source::open(raw.as_bytes(), None, None).unwrap(), &ReadOptions::default());
    let slow = Piece { from: Time::ZERO, at: ms(1000), to: ms(1000), speed: Speed::new(1, 200).unwrap() };
    let map = TimeMap::from_pieces(vec![slow]).unwrap();
    let done = retime(&document, &map, Options::default()).unwrap();
    let new = String::from_utf8(splice(raw.as_bytes(), &done.edits).unwrap()).unwrap();
    assert!(new.contains("{\\k0.5}Ел{\\k0}ім"), "{new}");
    assert!(done.report.largest_error >= ms(4), "{:?}", done.report);
}

#[test]
fn a_number_beside_a_sign_or_a_point_stays_one() {
    let raw = "[Script Info]\nScriptType: v4.00+\n\n[Events]\nFormat: Layer, Start, End, Style, Text\n\
               Dialogue: 0,0:00:01.00,0:00:03.50,Default,{\\move(1,2,3,4,1.5,+4)}Ел{\\t(5,6,\\b1)}ім\n";
    let format = tregua_parse::format::by_name("ass").unwrap();
    let document = (format.parse)(Source::open(raw.as_bytes(), None, None).unwrap(), &ReadOptions::default());
    // The in-time is written four milliseconds late, which is later than all of these are.
    let slow = Piece { from: Time::ZERO, at: ms(1000), to: ms(1006), speed: Speed::new(1, 200).unwrap() };
    let done = retime(&document, &TimeMap::from_pieces(vec![slow]).unwrap(), Options::default()).unwrap();
    let new = String::from_utf8(splice(raw.as_bytes(), &done.edits).unwrap()).unwrap();
    assert!(new.contains("{\\move(1,2,3,4,0.5,+0)}Ел{\\t(-4,-4,\\b1)}ім"), "{new}");
}

#[test]
fn kazakh_code_pages_stay_what_they_are() {
    let body = "1\n00:00:01,000 --> 00:00:02,000\nҚазақстанға қош келдіңіз, ұлым! Әке-шешең үйде ме?\n";
    for encoding in [Encoding::Kz1048, Encoding::Ptcp154, Encoding::Utf16Le, Encoding::Utf16Be] {
        let raw = encode(body, encoding).unwrap();
        let document = srt::parse(Source::open(&raw, Some(encoding), None).unwrap());
        let out = retime(&document, &TimeMap::shift(ms(3_600_000)), Options::default()).unwrap();
        let want = encode(&body.replace("00:00:0", "01:00:0"), encoding).unwrap();
        assert_eq!(splice(&raw, &out.edits).unwrap(), want, "{encoding}");
    }
}

#[test]
fn points_and_plans() {
    let map =
        TimeMap::points(&[(ms(0), ms(1000)), (ms(10_000), ms(11_000)), (ms(20_000), ms(31_000))]).unwrap();
    for (old, new) in
        [(0, 1000), (5000, 6000), (10_000, 11_000), (15_000, 21_000), (25_000, 41_000), (-1000, 0)]
    {
        assert_eq!(map.apply(ms(old)), Some(ms(new)), "{old}");
    }
    assert_eq!(read_plan(&write_plan(&map)).unwrap(), map);
    let back = map.invert().unwrap();
    for old in [0, 5000, 10_000, 15_000, 25_000] {
        assert_eq!(back.apply(map.apply(ms(old)).unwrap()), Some(ms(old)), "{old}");
    }
    assert!(TimeMap::points(&[(ms(0), ms(0))]).is_err());
    assert!(TimeMap::points(&[(ms(0), ms(5)), (ms(0), ms(6))]).is_err());
    assert!(TimeMap::points(&[(ms(0), ms(5)), (ms(1), ms(4))]).is_err());
    for (bad, says) in [
        ("version = 1\n[[piece]]\nat = \"xx\"\nto = \"0\"", "line 3, column 6"),
        ("version = 1\n[[piece]]\nat = \"0\"\nto = \"0\"\nspeed = \"1.5\"", "line 5, column 9"),
        (
            "version = 1\n[[piece]]\nat = \"5\"\nto = \"5\"\n[[piece]]\nat = \"1\"\nto = \"1\"",
            "line 6, column 6",
        ),
    ] {
        assert!(read_plan(bad).unwrap_err().to_string().contains(says), "{bad}");
    }
    assert!(read_plan("version = 2\npiece = []").is_err());
    assert!(
        read_plan("version = 1\n[[piece]]\nat = \"0\"\nto = \"0\"\nsped = \"1\"")
            .unwrap_err()
            .to_string()
            .contains("sped")
    );
}

#[test]
fn damaged_out_times_are_not_read_as_shorter_ones() {
    for stamp in ["00:00:1O,000", "00:0x:02,000", "00:00:1 0,000"] {
        let raw = format!("1\n00:00:08,000 --> {stamp}\nHola\n");
        let error = run(raw.as_bytes(), &TimeMap::shift(ms(5000)), Options::default()).unwrap_err();
        assert!(matches!(error, RetimeError::Unreadable { .. }), "{stamp}");
        let keep = Options { unreadable: Unreadable::Keep, ..Options::default() };
        assert_eq!(
            run(raw.as_bytes(), &TimeMap::shift(ms(5000)), keep).unwrap().0,
            raw.as_bytes(),
            "{stamp}"
        );
    }
    let whole = "1\n00:00:08,000 --> 00:00:09,540l\nHola\n";
    let moved = "1\n00:00:09,000 --> 00:00:10,540l\nHola\n";
    assert_eq!(text(whole, &TimeMap::shift(ms(1000))), moved);
}

#[test]
fn what_follows_a_dropped_cue_stays_set_apart() {
    let raw = "1\n00:00:09,000 --> 00:00:12,000\n1984\n2\n00:00:03,000 --> 00:00:06,000\nB\n3\n00:00:13,000 --> 00:00:16,000\nC\n";
    let options = Options { below_zero: BelowZero::Drop, ..Options::default() };
    let (out, _) = run(raw.as_bytes(), &TimeMap::shift(ms(-5000)), options).unwrap();
    assert_eq!(
        String::from_utf8(out).unwrap(),
        "1\n00:00:04,000 --> 00:00:07,000\n1984\n\n3\n00:00:08,000 --> 00:00:11,000\nC\n"
    );
}

#[test]
fn maps_at_the_end_of_the_range_do_not_overflow() {
    let far = Speed::new(i64::MAX, i64::MAX - 1).unwrap();
    let piece = Piece { from: Time::ZERO, at: Time::from_ticks(i64::MIN), to: Time::ZERO, speed: far };
    assert_eq!(TimeMap::from_pieces(vec![piece]).unwrap().apply(Time::from_ticks(i64::MAX)), None);
}

#[test]
fn a_hair_before_zero_is_zero() {
    let map =
        TimeMap::points(&[(Time::from_ticks(1_000_200), Time::ZERO), (ms(61_000), ms(60_000))]).unwrap();
    assert!(text("1\n00:00:00,001 --> 00:00:02,000\nHola\n", &map).starts_with("1\n00:00:00,000"));
}

#[test]
fn anchors_by_number() {
    let document = srt::parse(Source::open(CUE.as_bytes(), None, None).unwrap());
    let anchor = parse_anchor("#1=00:00:03,000").unwrap();
    assert_eq!(anchor.resolve(Some(&document)).unwrap(), (ms(1000), ms(3000)));
    assert!(parse_anchor("#9=0").unwrap().resolve(Some(&document)).is_err());
    assert!(parse_anchor("1s").is_err());
}

proptest! {
    // A shift is the sum, wherever the sum of three numbers is a time.
    #[test]
    fn shifts_are_sums(time: i64, by: i64, at: i64) {
        let piece = |at, to| Piece { from: Time::ZERO, at: Time::from_ticks(at), to: Time::from_ticks(to), speed: Speed::ONE };
        for (at, to) in [(0, by), (at, by), (i64::MIN, by)] {
            let map = TimeMap::from_pieces(vec![piece(at, to)]).unwrap();
            let sum = i128::from(time) - i128::from(at) + i128::from(to);
            prop_assert_eq!(map.apply(Time::from_ticks(time)).map(Time::ticks), i64::try_from(sum).ok());
        }
    }

    // Against exact big-integer arithmetic: one rounding, to the nearest millisecond, halves away from zero.
    #[test]
    fn rates_are_exact(t in 0i64..36_000_000, a in 0usize..7, b in 0usize..7) {
        use num_bigint::BigInt;
        let rates: Vec<FrameRate> =
            ["24", "23.976", "25", "29.97", "30", "50", "59.94"].iter().map(|r| r.parse().unwrap()).collect();
        let ((n1, d1), (n2, d2)) = (rates[a].fraction(), rates[b].fraction());
        let num = BigInt::from(t) * n1 * d2;
        let den = BigInt::from(d1) * n2;
        let want: BigInt = (num * 2u32 + &den) / (den * 2u32);
        let got = TimeMap::rate(rates[a], rates[b]).apply(ms(t)).unwrap().to_millis();
        prop_assert_eq!(BigInt::from(got), want);
    }

    #[test]
    fn a_plan_survives_and_turns_round(
        steps in proptest::collection::vec((1i64..1_000_000_000_000, 1i64..1_000_000_000_000), 2..6),
        probe in 0i64..5_000_000_000_000,
    ) {
        let mut at = (0i64, 0i64);
        let points: Vec<(Time, Time)> = steps
            .iter()
            .map(|(a, b)| {
                at = (at.0 + a, at.1 + b);
                (Time::from_ticks(at.0), Time::from_ticks(at.1))
            })
            .collect();
        let map = TimeMap::points(&points).unwrap();
        prop_assert_eq!(&read_plan(&write_plan(&map)).unwrap(), &map);
        let there = map.apply(Time::from_ticks(probe)).unwrap();
        let back = map.invert().unwrap().apply(there).unwrap();
        // Rounding to the unit there can be magnified on the way back by the speed.
        let slack = steps.iter().map(|(a, b)| a / b + 1).max().unwrap_or(1);
        prop_assert!((back.ticks() - probe).abs() <= slack, "{} {}", back.ticks(), probe);
    }

    #[test]
    fn bytes_outside_the_stamps_survive(raw in "[0-9:,> \\-\\n\\rab\u{439}]{0,120}", by in -5000i64..5000) {
        let document = srt::parse(Source::open(raw.as_bytes(), None, None).unwrap());
        let options = Options { below_zero: BelowZero::Clamp, unreadable: Unreadable::Keep };
        let out = retime(&document, &TimeMap::shift(ms(by)), options).unwrap();
        for edit in &out.edits {
            prop_assert!(document.slots.iter().any(|s| s.span == edit.span));
        }
        prop_assert!(splice(raw.as_bytes(), &out.edits).is_ok());
    }
}

#[test]
fn a_plan_may_say_how_it_was_found() {
    let map = TimeMap::shift(Time::from_millis(-3_700).unwrap());
    let said = "\n[evidence]\nconfidence = 0.999\n\n[[evidence.split]]\nat = \"00:24:32,230\"\n";
    assert_eq!(read_plan(&(write_plan(&map) + said)).unwrap(), map);
    assert!(read_plan(&(write_plan(&map) + "\n[evidences]\n")).is_err());
}
