mod asked;

use super::*;
use crate::base::{Edit, splice};
use crate::model::{LossKind, Track};
use crate::syntax::{ProblemKind, SlotId};
use crate::time::FrameRate;
use proptest::prelude::*;

/// A header with these fields over those of a sound file.
fn head(fields: &[(header::Field, &str)], blocks: usize) -> Vec<u8> {
    let mut out = vec![b' '; header::LEN];
    let count = format!("{blocks:05}");
    let usual = [
        (header::CPN, "850"),
        (header::DFC, "STL25.01"),
        (header::DSC, "0"),
        (header::CCT, "00"),
        (header::LC, "0A"),
        (header::TNB, &count),
        (header::TNS, &count),
        (header::MNC, "40"),
        (header::MNR, "23"),
        (header::TCS, "1"),
        (header::TCP, "00000000"),
        (header::TCF, "00000000"),
    ];
    for (field, text) in usual.iter().chain(fields) {
        out[field.at..field.at + text.len()].copy_from_slice(text.as_bytes());
    }
    out
}

/// A block: number, extension, times, text. Row 21, centred.
fn block(number: u8, extension: u8, times: [[u8; 4]; 2], text: &[u8]) -> Vec<u8> {
    let mut out = vec![0, number, 0, extension, 0];
    out.extend(times.concat());
    out.extend([21, 2, 0]);
    out.extend_from_slice(text);
    out.resize(layout::BLOCK, layout::FILLER);
    out
}

/// A file of subtitles of a second each, the first at 10 s.
fn file(fields: &[(header::Field, &str)], texts: &[&[u8]]) -> Vec<u8> {
    let mut out = head(fields, texts.len());
    for (n, text) in texts.iter().enumerate() {
        let n = n as u8;
        out.extend(block(n, 0xff, [[0, 0, 10 + n, 0], [0, 0, 11 + n, 0]], text));
    }
    out
}

fn document<'a>(raw: &'a [u8], options: &ReadOptions) -> Document<'a> {
    parse(Source::open(raw, Some(Encoding::Bytes), None).unwrap(), options)
}

fn open(raw: &[u8]) -> Document<'_> {
    document(raw, &ReadOptions::default())
}

/// Each cue's times in milliseconds and its lines.
fn cues(raw: &[u8]) -> Vec<String> {
    let doc = open(raw);
    let track = lower(&doc);
    assert_eq!(track.cues.len(), doc.cues.len());
    let ms = |slot: SlotId| doc.time(slot).map_or("?".to_owned(), |t| t.to_millis().to_string());
    let each = doc.cues.iter().zip(&track.cues).map(|(node, cue)| {
        let lines: Vec<String> = track.lines_of(cue).iter().map(|line| track.text_of(line)).collect();
        format!("{}-{}|{}", ms(node.start), ms(node.end), lines.join("/"))
    });
    each.collect()
}

/// Messages of all problems.
fn said(raw: &[u8]) -> Vec<&'static str> {
    let doc = open(raw);
    let track = lower(&doc);
    doc.problems.iter().chain(&track.problems).map(|p| p.kind.message()).collect()
}

/// The runs of the first cue: text, then i, u, colour and background.
fn runs(raw: &[u8]) -> Vec<String> {
    let doc = open(raw);
    let track = lower(&doc);
    check_runs(&doc, &track);
    let all = track.runs_of_cue(&track.cues[0]).iter().map(|run| {
        let mut out = run.text.to_string();
        let style = run.style;
        for (is, name) in [(style.italic, " i"), (style.underline, " u")] {
            out.push_str(if is { name } else { "" });
        }
        for colour in [style.colour, style.background] {
            out.push_str(&colour.map_or(" -".to_owned(), |c| format!(" {c}")));
        }
        out
    });
    all.collect()
}

/// A borrowed run stands in the source as it is shown, and every span fits.
fn check_runs(doc: &Document<'_>, track: &Track<'_>) {
    let text = doc.source.text();
    for run in &track.runs {
        assert!(!run.span.of(text).is_empty());
        if matches!(run.text, std::borrow::Cow::Borrowed(_)) {
            assert_eq!(run.span.of(text), run.text);
        }
    }
    let spans = doc.problems.iter().chain(&track.problems).map(|p| p.span);
    let spans = spans.chain(doc.slots.iter().map(|s| s.span)).chain(track.lines.iter().map(|l| l.span));
    for span in spans.chain(doc.cues.iter().flat_map(|c| [c.number, c.timing, c.text])) {
        assert!(span.start <= span.end && text.get(span.range()).is_some(), "{span:?}");
    }
}

const TELETEXT: (header::Field, &str) = (header::DSC, "1");

#[test]
fn a_sound_file_has_no_problem() {
    let raw = file(
        &[(header::OPT, "La tregua de Karagand\u{a0}"), TELETEXT],
        &[b"\x0d\x0b\x0bHola.\x0a\x0a\x8a\x8a\x0d\x0b\x0b\xbfQu\xc2e?\x0a\x0a"],
    );
    assert_eq!(said(&raw), [""; 0]);
    assert_eq!(cues(&raw), ["10000-11000|Hola./¿Qué?"]);
    let doc = open(&raw);
    let track = lower(&doc);
    assert_eq!(track.lang.as_deref(), Some("es"));
    // 0xC2 0xA0 are the bytes of U+00A0 in UTF-8; page 850 has signs of its own for both.
    assert_eq!(track.title.as_deref(), Some("La tregua de Karagand┬á"));
    assert_eq!(track.cues[0].align, None);
    assert!(track.losses.iter().all(|loss| loss.kind == LossKind::Font));
}

#[test]
fn teletext_cells_and_rows() {
    let one = |text: &[u8]| runs(&file(&[TELETEXT], &[text]));
    assert_eq!(one(b"\x0d\x03\x1d\x04  \x0b\x0bUno dos  \x0a\x0a"), ["Uno dos #0000ff #ffff00"]);
    assert_eq!(one(b"\x0b\x0bUno\x06dos"), ["Uno - -", "  - -", "dos #00ffff -"]);
    assert_eq!(one(b"Uno \x06dos"), ["Uno - -", "  - -", "dos #00ffff -"]);
    assert_eq!(one(b"\x03Uno\x8aDos"), ["Uno #ffff00 -", "Dos - -"]);
    assert_eq!(one(b"\x03Uno\x07dos"), ["Uno #ffff00 -", "  #ffff00 -", "dos - -"]);
    // Cells inside a row are as many as there are, before whatever letter.
    assert_eq!(one(b"Uno   \xc2el"), ["Uno    - -", "é - -", "l - -"]);
    assert_eq!(one(b"a\xc4no b"), ["a - -", "ñ - -", "o b - -"]);
    assert_eq!(one(b"\xc2el\x0a  \x0a"), ["é - -", "l - -"]);
    assert_eq!(one(b"\x0b\x0b-\x81\x80S\xc2i\x81."), ["- - -", "S i - -", "í i - -", ". - -"]);
    assert_eq!(cues(&file(&[TELETEXT], &[b"A\x8a\x8a\x8a \x8aB"])), ["10000-11000|A/B"]);
}

#[test]
fn each_run_stands_where_its_bytes_are() {
    let raw = file(&[], &[b"a\xc2eb\xbf\xc2e\xc4N\x8a\xabq\xbb"]);
    let doc = open(&raw);
    let track = lower(&doc);
    let found: Vec<_> =
        track.runs.iter().map(|run| (run.text.as_ref(), run.span.of(doc.source.text()))).collect();
    assert_eq!(
        found,
        [
            ("a", "a"),
            ("\u{e9}", "\u{c2}e"),
            ("b", "b"),
            ("\u{bf}\u{e9}\u{d1}", "\u{bf}\u{c2}e\u{c4}N"),
            ("\u{ab}", "\u{ab}"),
            ("q", "q"),
            ("\u{bb}", "\u{bb}"),
        ]
    );
}

#[test]
fn open_subtitles_have_no_cells() {
    let one = |text: &[u8]| runs(&file(&[], &[text]));
    assert_eq!(one(b"Uno \x80dos\x81."), ["Uno  - -", "dos i - -", ". - -"]);
    assert_eq!(one(b"\x80\x82Uno\x8ados\x83 tres"), ["Uno i u - -", "dos i u - -", " tres i - -"]);
    assert_eq!(one(b"\x84Uno\x85 dos"), ["Uno - #000000", " dos - -"]);
    assert_eq!(one(b"  Uno "), ["  Uno  - -"]);
    assert_eq!(said(&file(&[], &[b"a\x86b"])), [ProblemKind::TagUnknown.message()]);
    // Codes of teletext alone.
    assert_eq!(said(&file(&[], &[b"a\x0eb"])), [ProblemKind::TagUnknown.message()]);
    assert!(said(&file(&[(header::DSC, "1")], &[b"a\x0eb"])).is_empty());
}

#[test]
fn tables() {
    let one = |cct: &str, text: &[u8]| cues(&file(&[(header::CCT, cct)], &[text]))[0].clone();
    assert_eq!(one("01", b"\xbf\xe0\xd8\xd2\xd5\xe2, \xf07"), "10000-11000|Привет, №7");
    assert_eq!(one("03", b"\xc1\xe8\xde\xed\xe1"), "10000-11000|Αθήνα");
    assert_eq!(one("99", b"Hola"), "10000-11000|Hola");
    assert!(said(&file(&[(header::CCT, "99")], &[b"Hola"])).contains(&fault::TABLE.message));
    assert_eq!(said(&file(&[], &[b"5 $"])), [fault::CURRENCY.message]);
    assert_eq!(said(&file(&[], &[b"\xd8"])), [fault::NO_SIGN.message]);
    assert_eq!(cues(&file(&[], &[b"\xd8"])), ["10000-11000|\u{fffd}"]);
}

#[test]
fn blocks_of_one_subtitle() {
    let times = [[0, 0, 1, 0], [0, 0, 2, 0]];
    let mut raw = head(&[], 5);
    for (number, extension, text) in
        [(1, 0, &b"Uno "[..]), (1, 1, b"do"), (9, 0xfe, b"de otro"), (1, 0xff, b"s"), (2, 0xff, b"Tres")]
    {
        raw.extend(block(number, extension, times, text));
    }
    assert_eq!(cues(&raw), ["1000-2000|Uno dos", "1000-2000|Tres"]);
    let doc = open(&raw);
    // Three blocks of one subtitle, one of another, two times each; the user's own data are nobody's business.
    assert_eq!(doc.slots.len(), 8);
    assert_eq!(said(&raw), [fault::SUBTITLES.message, fault::USER_DATA.message]);
    raw[header::LEN + 128 + 3] = 7;
    assert!(said(&raw).contains(&fault::EXTENSIONS.message));
    raw[header::LEN + 128 + 8] = 7;
    assert!(said(&raw).contains(&fault::TIMES_DIFFER.message));
    let mut cut = head(&[], 2);
    cut.extend(block(1, 0, times, b"Uno"));
    cut.extend(block(2, 0xff, times, b"Dos"));
    assert_eq!(cues(&cut), ["1000-2000|Uno", "1000-2000|Dos"]);
    assert_eq!(said(&cut), [fault::UNFINISHED.message]);
}

#[test]
fn damage_is_said_and_nothing_is_dropped() {
    let sound = file(&[], &[b"Uno", b"Dos"]);
    let says = |raw: &[u8], fault: &crate::syntax::Fault, n: usize| {
        assert!(said(raw).contains(&fault.message), "{:?}", said(raw));
        assert_eq!(open(raw).cues.len(), n, "{}", fault.message);
    };
    says(&sound[..1023], &fault::HEADER_CUT, 0);
    says(b"850", &fault::NOT_STL, 0);
    says(&sound[..sound.len() - 60], &fault::BLOCK_CUT, 2);
    says(&[&sound[..], b"\x1a\x1a\x1a"].concat(), &fault::FILLING, 2);
    says(&[&sound[..], &[0; 300]].concat(), &fault::FILLING, 2);
    says(&[&sound[..], b"12345"].concat(), &fault::STRAY, 2);
    says(&[&sound[..], &block(7, 0xf4, [[0; 4]; 2], b"?")].concat(), &fault::RESERVED, 2);
    says(&file(&[(header::TNB, "00007")], &[b"Uno"]), &fault::BLOCKS, 1);
    says(&file(&[(header::TNB, "ABCDE")], &[b"Uno"]), &fault::BLOCKS, 1);
    says(&file(&[(header::CPN, "XYZ")], &[b"Uno"]), &fault::CODE_PAGE, 1);
    says(&file(&[(header::MNR, "00")], &[b"Uno"]), &fault::SCREEN, 1);
    says(&file(&[(header::LC, "2C")], &[b"Uno"]), &fault::LANGUAGE, 1);
    says(&file(&[(header::DSC, "7")], &[b"Uno"]), &fault::DISPLAY, 1);
    says(&file(&[(header::TCS, "0")], &[b"Uno"]), &fault::NOT_FOR_USE, 1);
    says(&file(&[(header::TCP, "10000000")], &[b"Uno"]), &fault::PROGRAMME_START, 1);
    says(&file(&[(header::TCP, "1000 000")], &[b"Uno"]), &fault::HEADER_TIMECODE, 1);
    says(&file(&[(header::TCF, "01000000")], &[b"Uno"]), &fault::FIRST_CUE, 1);
    for (at, value, fault) in [
        (4, 200, &fault::CUMULATIVE),
        (4, 1, &fault::SET_OPEN),
        (4, 3, &fault::SET_BROKEN),
        (13, 24, &fault::ROW),
        (14, 4, &fault::JUSTIFICATION),
        (15, 200, &fault::COMMENT),
        (1, 1, &fault::NUMBERS),
        (11, 9, &fault::ENDS_EARLY),
        (16 + 5, b'x', &fault::BEHIND),
    ] {
        let mut raw = sound.clone();
        raw[header::LEN + at] = value;
        says(&raw, fault, 2);
    }
    for (at, value) in [(5, 24), (6, 60), (7, 255), (8, 25), (12, 25)] {
        let mut raw = sound.clone();
        raw[header::LEN + at] = value;
        let times = if at < 9 { "?-11000|Uno" } else { "10000-?|Uno" };
        assert_eq!(cues(&raw), [times, "11000-12000|Dos"]);
        assert!(said(&raw).contains(&ProblemKind::StampUnreadable.message()));
    }
}

#[test]
fn what_is_odd_is_told_where_it_stands() {
    let place = |raw: &[u8], fault: &'static crate::syntax::Fault| {
        let doc = open(raw);
        let track = lower(&doc);
        let mut all = doc.problems.iter().chain(&track.problems);
        let it = all.find(|it| it.kind == ProblemKind::Own(fault)).unwrap();
        doc.source.to_raw(it.span).range()
    };
    let text = header::LEN + 16;
    assert_eq!(place(&file(&[], &[b"5 $, no 6"]), &fault::CURRENCY), text + 2..text + 3);
    // The programme starts at ten hours; the in-time is eight minutes before.
    let mut raw = head(&[(header::TCP, "10000000")], 1);
    raw.extend(block(0, 0xff, [[9, 52, 0, 0], [10, 0, 1, 0]], b"Hola"));
    let options = ReadOptions { start: Time::from_millis(36_000_000), ..ReadOptions::default() };
    let doc = document(&raw, &options);
    let early = doc.problems.iter().find(|it| it.kind == ProblemKind::Own(&fault::BEFORE_START)).unwrap();
    assert_eq!(doc.source.to_raw(early.span).range(), header::LEN + 5..header::LEN + 9);
}

#[test]
fn comments_are_hidden_and_have_times() {
    let mut raw = file(&[], &[b"Nota", b"Hola"]);
    raw[header::LEN + 15] = 1;
    assert_eq!(cues(&raw), ["11000-12000|Hola"]);
    let doc = open(&raw);
    assert_eq!(doc.slots.len(), 4);
    let losses = lower(&doc).losses;
    assert_eq!((losses[0].kind, losses[0].what.as_ref()), (LossKind::Comment, "Nota"));
}

#[test]
fn cumulative_sets() {
    let mut raw = file(&[], &[b"Uno", b"Dos", b"Tres"]);
    for (n, status) in [1, 2, 3].into_iter().enumerate() {
        raw[header::LEN + n * 128 + 4] = status;
    }
    assert_eq!(said(&raw), [""; 0]);
    assert_eq!(open(&raw).cues.len(), 3);
    // The first ends before the second begins.
    raw[header::LEN + 9..header::LEN + 13].copy_from_slice(&[0, 0, 10, 20]);
    assert_eq!(said(&raw), [fault::SET_GAP.message]);
    assert_eq!(take_out(&open(&raw), &[1]), Err(1));
}

#[test]
fn rates_and_the_programme_start() {
    let hour = |code: &str, options: &ReadOptions| {
        let mut raw = head(&[(header::DFC, code), (header::TCP, "10000000")], 1);
        raw.extend(block(1, 0xff, [[1, 0, 0, 0], [1, 0, 1, 0]], b"Hola"));
        let doc = document(&raw, options);
        doc.time(doc.cues[0].start).map(Time::to_millis)
    };
    let none = ReadOptions::default();
    let told = |rate: &str| ReadOptions { rate: rate.parse().ok(), ..none };
    assert_eq!(hour("STL25.01", &none), Some(3_600_000));
    assert_eq!(hour("STL24.01", &none), Some(3_600_000));
    assert_eq!(hour("STL50.01", &none), Some(3_600_000));
    // 86400 frames of 1001/24000 s: nothing is dropped.
    assert_eq!(hour("STL23.01", &none), Some(3_603_600));
    assert_eq!(hour("STL30.01", &none), Some(3_603_600));
    assert_eq!(hour("STL29.01", &none), Some(3_603_600));
    assert_eq!(hour("STL30.01", &told("29.97df")), Some(3_599_996));
    assert_eq!(hour("STL30.01", &told("30")), Some(3_600_000));
    assert_eq!(hour("STL25.01", &told("24")), Some(3_600_000));
    assert_eq!(hour("STL99.01", &none), None);
    assert_eq!(hour("STL99.01", &told("25")), Some(3_600_000));
    assert_eq!(hour("STL00.01", &none), None);
    let ten = Time::from_millis(36_000_000);
    assert_eq!(hour("STL25.01", &ReadOptions { start: ten, ..none }), Some(-32_400_000));
    let raw = file(&[(header::TCP, "10000000")], &[b"Hola"]);
    assert_eq!(programme_start(&open(&raw)), ten);
    let doc = document(&raw, &ReadOptions { start: Time::from_millis(9000), ..none });
    assert_eq!(doc.time(doc.cues[0].start), Time::from_millis(1000));
    let base = doc.base_of(&doc.slots[0]).unwrap();
    assert_eq!(base.offset, Time::from_millis(-9000).unwrap());
}

#[test]
fn the_first_in_cue_moves_only_where_it_was_set() {
    assert_eq!(open(&file(&[], &[b"Hola"])).slots.len(), 2);
    let raw = file(&[(header::TCF, "00001000")], &[b"Hola"]);
    let doc = open(&raw);
    assert_eq!(doc.slots.len(), 3);
    let later = Time::from_millis(10_040).unwrap();
    assert_eq!(doc.respell(&doc.slots[0], later).unwrap().text, "00001001");
    assert_eq!(doc.respell(&doc.slots[1], later).unwrap().text, "\0\0\n\u{1}");
}

#[test]
fn places() {
    let place = |row: u8, justification: u8, text: &[u8], fields: &[(header::Field, &str)]| {
        let mut raw = file(fields, &[text]);
        (raw[header::LEN + 13], raw[header::LEN + 14]) = (row, justification);
        let doc = open(&raw);
        let cue = lower(&doc).cues.remove(0);
        (cue.align, cue.details.and_then(|it| it.place.row).map(|row| (row.n, row.of)))
    };
    assert_eq!(place(22, 2, b"Uno", &[]), (None, None));
    assert_eq!(place(22, 1, b"Uno", &[]), (Some(1), None));
    assert_eq!(place(2, 3, b"Uno", &[]), (Some(9), None));
    assert_eq!(place(20, 2, b"\x0dUno\x8a\x8a\x0dDos", &[TELETEXT]), (None, None));
    assert_eq!(place(18, 2, b"\x0dUno\x8a\x8a\x0dDos", &[TELETEXT]), (None, Some((20, Some(23)))));
    assert_eq!(place(16, 0, b"Uno\x8aDos", &[]), (None, Some((16, Some(23)))));
    assert_eq!(place(5, 2, b"Uno", &[]), (Some(8), Some((4, Some(23)))));
    assert_eq!(place(10, 2, b"Uno\x8aDos", &[(header::MNR, "11")]), (None, None));
}

#[test]
fn sniffing() {
    let raw = file(&[], &[b"Hola"]);
    assert_eq!(sniff(&raw).score, 100);
    assert_eq!(sniff(&raw[..300]).score, 90);
    assert_eq!(sniff(b"850STL"), Sniff::NO);
    assert_eq!(sniff(b"00:02:17:10 , 00:02:20:10 , Hola"), Sniff::NO);
}

fn applied(raw: &[u8], edits: Vec<Edit>) -> Vec<u8> {
    let doc = open(raw);
    splice(raw, &doc.source.to_raw_edits(edits).unwrap()).unwrap()
}

#[test]
fn taking_out_counts_down() {
    let times = [[0, 0, 1, 0], [0, 0, 2, 0]];
    let mut raw = head(&[(header::TNS, "3    ")], 4);
    for (number, extension, text) in
        [(1, 0xff, &b"\xbfUno?"[..]), (2, 0, b"D"), (2, 0xff, b"os"), (3, 0xff, b"\xc2e")]
    {
        raw.extend(block(number, extension, times, text));
    }
    assert_eq!(said(&raw), [""; 0]);
    let less = applied(&raw, take_out(&open(&raw), &[1]).unwrap());
    assert_eq!(cues(&less), ["1000-2000|¿Uno?", "1000-2000|é"]);
    assert_eq!(said(&less), [""; 0]);
    assert_eq!(header::TNS.of(&less), b"2    ");
    let less = applied(&raw, take_out(&open(&raw), &[0, 2]).unwrap());
    assert_eq!(cues(&less), ["1000-2000|Dos"]);
    assert_eq!(said(&less), [""; 0]);
    assert_eq!(take_out(&open(&raw), &[0, 3]), Err(3));
    // Without what is between them, two subtitles of one number that are not finished would be one.
    let mut raw = head(&[(header::TNS, "3    ")], 3);
    for (number, text) in [(1, &b"Uno"[..]), (2, b"Dos"), (1, b"Tres")] {
        raw.extend(block(number, 0, times, text));
    }
    assert_eq!(cues(&raw).len(), 3);
    assert_eq!(take_out(&open(&raw), &[1]), Err(1));
    raw.extend(block(4, 0xff, times, b"Cuatro"));
    assert_eq!(take_out(&open(&raw), &[3, 1]), Err(1));
    raw.truncate(raw.len() - 128);
    assert_eq!(take_out(&open(&raw), &[0, 1]).map(|edits| cues(&applied(&raw, edits)).len()), Ok(1));
}

fn any_block() -> impl Strategy<Value = Vec<u8>> {
    let byte = prop_oneof![Just(0u8), Just(1), Just(0xff), any::<u8>()];
    let sign = prop_oneof![Just(0x8au8), Just(b' '), Just(b'a'), 0u8..0x20, 0x80u8..0x90, any::<u8>()];
    (prop::collection::vec(byte, 16), prop::collection::vec(sign, 112)).prop_map(|(a, b)| [a, b].concat())
}

proptest! {
    #[test]
    fn any_bytes_behind_a_header(
        blocks in prop::collection::vec(any_block(), 0..6),
        tail in prop::collection::vec(any::<u8>(), 0..140),
        dsc in prop::sample::select(vec!["0", "1", " "]),
        cct in prop::sample::select(vec!["00", "01", "02", "03", "04", "77"]),
        told in prop::option::of(prop::sample::select(vec!["25", "29.97df"])),
    ) {
        let mut raw = head(&[(header::DSC, dsc), (header::CCT, cct)], blocks.len());
        raw.extend(blocks.concat());
        raw.extend(tail);
        let rate: Option<FrameRate> = told.and_then(|it| it.parse().ok());
        let doc = document(&raw, &ReadOptions { rate, start: Time::from_millis(500) });
        let track = lower(&doc);
        check_runs(&doc, &track);
        prop_assert_eq!(track.cues.len(), doc.cues.len());
        for slot in &doc.slots {
            // What is spelt again as it is spelt the same.
            let number = slot.time.checked_add(Time::from_millis(500).unwrap()).unwrap();
            prop_assert_eq!(doc.respell(slot, number).unwrap().text, slot.span.of(doc.source.text()));
        }
    }

    #[test]
    fn any_bytes_at_all(raw in prop::collection::vec(any::<u8>(), 0..2000)) {
        // Also where nobody said that these are bytes.
        let doc = parse(Source::open(&raw, None, None).unwrap(), &ReadOptions::default());
        let track = lower(&doc);
        check_runs(&doc, &track);
        prop_assert_eq!(track.cues.len(), doc.cues.len());
    }
}
