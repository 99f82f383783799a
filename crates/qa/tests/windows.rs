//! A file that is retimed window by window gets what the whole would have got: the same bytes, the same counts, the same
//! refusal.

#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test")]

use proptest::prelude::*;
use tregua_parse::base::splice;
use tregua_parse::format::srt::{last_cut, parse};
use tregua_parse::source::{Encoding, Source};
use tregua_parse::syntax::{Document, Window};
use tregua_parse::time::Time;
use tregua_qa::retime::{
    Anchor, AnchorSearch, BelowZero, Options, TimeMap, Totals, Unreadable, Windows, retime,
};

/// Clean blocks most often, and what makes a reader, or a retime, look twice.
const PIECES: &[&str] = &[
    "7\n00:00:01,000 --> 00:00:02,000\nHola, ¿qué tal?\n\n",
    "8\n00:00:03,000 --> 00:00:04,000\n- Сәлем!\n- Қайдасың?\n\n",
    "9\r\n00:00:05,000 --> 00:00:06,000\r\nОтпусти меня.\r\n\r\n",
    "10\n00:01:07,123 --> 00:02:08,456\nAdiós.\n\n",
    "11\n00:59:59,999 --> 99:59:59,999\n1984\n\n",
    "12\n00:00:07,000 --> 00:00:08,000\n\n",
    "13\n00:00:07,000 --> 00:00:08,000\nuno\n\n1984\n\n",
    "14\n00:00:07.5 -> 00:00:08\nloose.\n\n",
    "15\n00:00:1O,000 --> 00:00:08,000\ndamaged.\n\n",
    "16\n00:00:02,000 --> 00:00:O8,000\ndamaged.\n\n",
    "00:00:09,000 --> 00:00:10,000\nno number.\n\n",
    "17\n00:00:07,000 --> 00:00:08,000\nno blank line behind\n",
    "18\r00:00:07,000 --> 00:00:08,000\rold\r\r",
    "19\n-00:00:01,000 --> 00:00:08,000\nbefore zero.\n\n",
    "20\n100:00:00,5 --> 2562047788:00:54,775\nfar.\n\n",
    "21\n00:00:07,000 --> \n\n",
    "\n",
    "\r\n",
    " \n",
    "\0\n",
    "5\n",
    "text\n",
    "text.\n\n",
    "00:00:01,000 --> 00:00:02,000\n",
];

/// Bytes that are no UTF-8, in the text and where times stand.
const RAW: &[&[u8]] = &[b"", b"", b"", b"\xff", b"30\n00:00:01,\xff00 --> 00:00:02,000\nno.\n\n"];

fn source(raw: &[u8], encoding: Encoding) -> Source<'_> {
    Source::open(raw, Some(encoding), None).expect("small")
}

/// Hands on each window as the program does.
fn each(raw: &[u8], size: usize, encoding: Encoding, mut work: impl FnMut(&Document<'_>, &[u8])) -> usize {
    let (mut rest, mut room, mut cues, mut windows) = (raw, size, 0, 0);
    loop {
        let last = room >= rest.len();
        let cut = if last { Some(rest.len()) } else { last_cut(&rest[..room]) };
        let document = cut.map(|at| (at, parse(source(&rest[..at], encoding))));
        let Some((at, mut document)) = document.filter(|(_, it)| last || !it.cues.is_empty()) else {
            room *= 2;
            continue;
        };
        document.window = Window { cues_before: cues, goes_on: !last };
        cues += document.cues.len();
        work(&document, &rest[..at]);
        (rest, room, windows) = (&rest[at..], size, windows + 1);
        if last {
            return windows;
        }
    }
}

fn maps() -> impl Strategy<Value = TimeMap> {
    let ms = |n: i64| Time::from_millis(n).expect("in range");
    let rate = |text: &str| text.parse().expect("a rate");
    let points = [(ms(0), ms(500)), (ms(5000), ms(6000)), (ms(60_000), ms(59_000))];
    prop_oneof![
        4 => (-9000i64..9000).prop_map(move |by| TimeMap::shift(ms(by))),
        1 => Just(TimeMap::shift(Time::ZERO)),
        1 => Just(TimeMap::rate(rate("25"), rate("23.976"))),
        1 => Just(TimeMap::points(&points).expect("points in order")),
        1 => Just(TimeMap::shift(Time::from_ticks(i64::MAX))),
    ]
}

fn options() -> impl Strategy<Value = Options> {
    let below = prop_oneof![Just(BelowZero::Refuse), Just(BelowZero::Clamp), Just(BelowZero::Drop)];
    let unreadable = prop_oneof![1 => Just(Unreadable::Refuse), 3 => Just(Unreadable::Keep)];
    (below, unreadable).prop_map(|(below_zero, unreadable)| Options { below_zero, unreadable })
}

fn files() -> impl Strategy<Value = Vec<u8>> {
    let clean = (0..5usize).prop_map(|at| PIECES[at].as_bytes());
    let any = (0..PIECES.len()).prop_map(|at| PIECES[at].as_bytes());
    let raw = (0..RAW.len()).prop_map(|at| RAW[at]);
    let mark = prop_oneof![3 => Just(&b""[..]), 1 => Just(&b"\xef\xbb\xbf"[..])];
    let body = proptest::collection::vec(prop_oneof![8 => clean, 3 => any, 1 => raw], 0..40);
    (mark, body).prop_map(|(mark, body)| [mark, &body.concat()].concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn windows_are_retimed_as_the_whole_is(
        raw in files(), map in maps(), options in options(), size in 1..600usize,
        encoding in prop_oneof![3 => Just(Encoding::Utf8), 1 => Just(Encoding::WINDOWS_1251), 1 => Just(Encoding::Unknown)],
    ) {
        let mut windows = Windows::new(&map, options);
        let mut out = Vec::new();
        let mut changed = false;
        each(&raw, size, encoding, |document, _| {
            changed |= windows.next(document, &mut out) == Some(true);
        });
        let whole = retime(&parse(source(&raw, encoding)), &map, options);
        prop_assert!(whole.is_err() || changed != whole.as_ref().is_ok_and(|it| it.edits.is_empty()));
        match (windows.finish(), whole) {
            (Ok(totals), Ok(whole)) => {
                prop_assert_eq!(totals, Totals::from(whole.report));
                prop_assert_eq!(out, splice(&raw, &whole.edits).expect("edits of the whole"));
            }
            (Err(refusal), Err(whole)) => prop_assert_eq!(refusal.to_string(), whole.to_string()),
            (windows, whole) => prop_assert!(false, "{windows:?} and {whole:?}"),
        }
    }

    #[test]
    fn points_find_the_cues_they_find_in_the_whole(raw in files(), number in 5u64..25, size in 1..600usize) {
        let anchor = Anchor::Cue(number, Time::SECOND);
        let mut search = AnchorSearch::new(&[anchor]);
        each(&raw, size, Encoding::Utf8, |document, _| search.look(document));
        prop_assert_eq!(search.resolve(anchor), anchor.resolve(Some(&parse(source(&raw, Encoding::Utf8)))));
    }
}

#[test]
fn bytes_that_cannot_be_read_are_placed_in_the_file() {
    // What is taken out here would leave a number behind a number, so that it is written anew, and it cannot be read.
    let cue = "1\n00:00:11,000 --> 00:00:12,000\nno.\n\n";
    let tail = b"11\n00:59:59,999 --> 99:59:59,999\n1984\n\n00:00:01,000 --> 00:00:02,000\n\xff7\n\
                 00:00:01,000 --> 00:00:02,000\nno.\n\n";
    let raw = [cue.repeat(40).as_bytes(), tail].concat();
    let map = TimeMap::shift(Time::from_millis(-1001).expect("in range"));
    let options = Options { below_zero: BelowZero::Drop, ..Options::default() };
    let mut windows = Windows::new(&map, options);
    let cuts = each(&raw, 200, Encoding::Utf8, |document, _| {
        windows.next(document, &mut Vec::new());
    });
    let whole = retime(&parse(source(&raw, Encoding::Utf8)), &map, options);
    let place = raw.iter().position(|byte| *byte == 0xff).expect("it is there");
    let told = format!("the bytes at {place} could not be read, so they are not replaced");
    assert!(cuts > 5, "{cuts}");
    assert_eq!(whole.err().map(|why| why.to_string()).as_deref(), Some(told.as_str()));
    assert_eq!(windows.finish().err().map(|why| why.to_string()), Some(told));
}

#[test]
fn many_names_are_counted_and_the_first_are_told() {
    let block = "00:00:01,000 --> 00:00:02,000\nno number.\n\n7\n00:00:01,000 --> 00:00:02,000\nuno.\n\n";
    let raw = block.repeat(1500);
    for below_zero in [BelowZero::Refuse, BelowZero::Drop] {
        let options = Options { below_zero, ..Options::default() };
        let map = TimeMap::shift(Time::from_millis(-3000).expect("in range"));
        let mut windows = Windows::new(&map, options);
        let cuts = each(raw.as_bytes(), 2000, Encoding::Utf8, |document, _| {
            windows.next(document, &mut Vec::new());
        });
        assert!(cuts > 50, "{cuts}");
        match (windows.finish(), below_zero) {
            (Err(refusal), BelowZero::Refuse) => {
                let text = refusal.to_string();
                let head = "3000 of its cues would be before zero (the cue at place 1, cue 7, the cue at place 3, cue 7, \
                            the cue at place 5 and 2995 more; the earliest at ";
                assert!(text.starts_with(head), "{text}");
            }
            (Ok(totals), BelowZero::Drop) => {
                let text = totals.dropped.to_string();
                assert!(
                    text.contains("the cue at place 999, cue 7 and 2000 more"),
                    "{}",
                    &text[text.len() - 80..]
                );
            }
            (other, _) => panic!("{other:?}"),
        }
    }
}
