use super::*;
use crate::base::Lang;
use crate::format::stl::{lower, parse};
use crate::format::write::write;
use crate::format::{ReadOptions, lower as lower_any};
use crate::model::{Colour, Details, Line, Row, Run, Style};
use crate::source::{Encoding, Source};
use proptest::prelude::*;
use std::borrow::Cow;

/// A cue to be: times in milliseconds, place, lines of runs.
type Plan<'p> = (i64, i64, Option<u8>, Vec<Vec<(&'p str, Style)>>);

fn track<'p>(plans: &[Plan<'p>]) -> Track<'p> {
    let mut out = Track::default();
    for (start, end, align, lines) in plans {
        let first = out.lines.len() as u32;
        for line in lines {
            let run = out.runs.len() as u32;
            out.runs.extend(line.iter().map(|(text, style)| Run {
                text: Cow::Borrowed(*text),
                span: crate::base::Span::default(),
                style: *style,
                details: None,
            }));
            out.lines.push(Line { span: crate::base::Span::default(), runs: run..out.runs.len() as u32 });
        }
        let times = Time::from_millis(*start).zip(Time::from_millis(*end));
        out.cues.push(Cue { times, lines: first..out.lines.len() as u32, align: *align, details: None });
    }
    out
}

fn plain<'p>(lines: &[&'p str]) -> Track<'p> {
    let lines = lines.iter().map(|line| vec![(*line, Style::default())]).collect();
    track(&[(1000, 2000, None, lines)])
}

fn at(rate: &str) -> Target<'static> {
    Target { rate: rate.parse().ok(), ..Target::default() }
}

fn bytes(written: &Written) -> &[u8] {
    let Body::Bytes(bytes) = &written.body else { panic!("text") };
    bytes
}

/// What is read back: each cue's times in units, place, and lines of runs with joined neighbours.
type Back = Vec<(Option<(Time, Time)>, Option<u8>, Vec<Vec<(String, Style)>>)>;

fn back(track: &Track<'_>) -> Back {
    let joined = |line: &Line| {
        let pieces = crate::format::write::pieces(track, line, false);
        pieces.into_iter().map(|piece| (piece.text.into_owned(), piece.style)).collect()
    };
    let each = track.cues.iter().map(|cue| {
        (cue.times, cue.align.filter(|align| *align != 2), track.lines_of(cue).iter().map(joined).collect())
    });
    each.collect()
}

fn reread(raw: &[u8]) -> (Back, Vec<&'static str>) {
    let doc = parse(Source::open(raw, Some(Encoding::Bytes), None).unwrap(), &ReadOptions::default());
    let track = lower(&doc);
    (back(&track), doc.problems.iter().chain(&track.problems).map(|p| p.kind.message()).collect())
}

fn kinds(written: &Written) -> Vec<(LossKind, Option<u32>)> {
    written.losses.iter().map(|loss| (loss.kind, loss.cue)).collect()
}

#[test]
fn spanish_is_written_and_read() {
    let italic = Style { italic: true, ..Style::default() };
    let source = track(&[
        (
            1000,
            2520,
            Some(8),
            vec![vec![("¿Quién es ", Style::default()), ("el niño", italic), ("?", Style::default())]],
        ),
        (
            3000,
            4000,
            None,
            vec![vec![("—Mi hermano. ", Style::default())], vec![("1.º de mayo de 1939…", italic)]],
        ),
    ]);
    let target = Target { title: Some("La tregua"), ..at("25") };
    let written = write(&source, &WRITER, &target).unwrap();
    assert_eq!(kinds(&written), [(LossKind::Text, Some(1))]);
    assert_eq!(written.losses[0].what, "… written ...");
    let raw = bytes(&written);
    assert_eq!(raw.len(), 1024 + 2 * 128);
    assert_eq!(&raw[..27], b"850STL25.0100000La tregua  ");
    assert_eq!(&raw[224..256], b"80010180010100000020000200140231");
    assert_eq!(&raw[256..277], b"000000000000010011   ");
    let (cues, problems) = reread(raw);
    assert_eq!(problems, [""; 0]);
    let mut wanted = back(&source);
    wanted[1].2[1][0].0 = "1.º de mayo de 1939...".to_owned();
    assert_eq!(cues, wanted);
}

#[test]
fn russian_marks_are_mapped_and_listed() {
    let source = plain(&["— «Ёлки», — сказал он…", "№ 7 – да ♪"]);
    let target = Target { title: Some("Караганда"), ..at("25") };
    let written = write(&source, &WRITER, &target).unwrap();
    assert_eq!(kinds(&written), [(LossKind::Metadata, None), (LossKind::Text, Some(0))]);
    assert_eq!(
        written.losses[1].what,
        "— written -, « written \", » written \", … written ..., – written -, ♪ written #"
    );
    let (cues, _) = reread(bytes(&written));
    let lines: Vec<&str> = cues[0].2.iter().map(|line| line[0].0.as_str()).collect();
    assert_eq!(lines, ["- \"Ёлки\", - сказал он...", "№ 7 - да #"]);
    assert_eq!(&bytes(&written)[12..14], b"01");
}

#[test]
fn kazakh_is_written_in_latin_letters_only() {
    let cyrillic = track(&[
        (1000, 2000, None, vec![vec![("Иә.", Style::default())]]),
        (3000, 4000, None, vec![vec![("Қарағанды қайда?", Style::default())]]),
    ]);
    let Err(WriteError::Letters { letters, help, set }) = write(&cyrillic, &WRITER, &at("25")) else {
        panic!("it was written")
    };
    assert_eq!(
        letters,
        [('Қ', 1), ('қ', 1), ('ғ', 1), ('ә', 0)]
            .iter()
            .copied()
            .collect::<std::collections::BTreeMap<_, _>>()
            .into_iter()
            .collect::<Vec<_>>()
    );
    assert!(help.contains("kk-Latn") && set.contains("8859-5"));
    let lang = Lang::parse("kk-Latn").unwrap();
    let latin = plain(&["Qarağandy qaida?", "Būl jer — dala, jūldyz köp."]);
    let written = write(&latin, &WRITER, &Target { lang: Some(&lang), ..at("25") }).unwrap();
    assert_eq!(written.losses, []);
    assert_eq!(&bytes(&written)[12..16], b"0067");
    assert_eq!(reread(bytes(&written)).0, back(&latin));
}

#[test]
fn rates() {
    let source = plain(&["Hola"]);
    for (rate, code) in
        [("25", "STL25.01"), ("24", "STL24.01"), ("23.976", "STL23.01"), ("29.97", "STL30.01")]
    {
        let written = write(&source, &WRITER, &at(rate)).unwrap();
        assert_eq!(&bytes(&written)[3..11], code.as_bytes());
        let exact = !rate.contains('.');
        let loss = kinds(&written).contains(&(LossKind::Time, Some(0)));
        assert_eq!(loss, !exact, "{rate}");
    }
    assert_eq!(write(&source, &WRITER, &Target::default()), Err(WriteError::FrameRate));
    for rate in ["30", "50", "59.94", "60"] {
        assert!(matches!(write(&source, &WRITER, &at(rate)), Err(WriteError::RateUnfit(_))), "{rate}");
    }
    assert_eq!(kinds(&write(&source, &WRITER, &at("29.97df")).unwrap())[0], (LossKind::Metadata, None));
}

#[test]
fn the_programme_start_is_added() {
    let source = plain(&["Hola"]);
    let target = Target { start: Time::from_millis(36_000_000), ..at("25") };
    let written = write(&source, &WRITER, &target).unwrap();
    let raw = bytes(&written);
    assert_eq!(&raw[256..272], b"1000000010000100");
    assert_eq!(&raw[1029..1037], [10, 0, 1, 0, 10, 0, 2, 0]);
    assert!(written.losses.is_empty());
    let late = Target { start: Time::from_millis(86_399_000), ..at("25") };
    assert!(matches!(write(&source, &WRITER, &late), Err(WriteError::Time { .. })));
    let early = track(&[(-1000, 0, None, vec![])]);
    assert!(matches!(write(&early, &WRITER, &target), Err(WriteError::Time { .. })));
}

#[test]
fn long_texts_take_several_blocks() {
    let line = "Á".repeat(300);
    let written = write(&plain(&[&line, "Fin"]), &WRITER, &at("25")).unwrap();
    let raw = bytes(&written);
    let extensions: Vec<u8> = raw[1024..].chunks(128).map(|block| block[3]).collect();
    assert_eq!(extensions, [0, 1, 2, 3, 4, 0xff]);
    assert_eq!(&raw[238..251], b"0000600001001");
    let (cues, problems) = reread(raw);
    assert_eq!(cues[0].2[0][0].0, line);
    assert_eq!(problems, [""; 0]);
    let endless = "a".repeat(27_000);
    assert!(matches!(write(&plain(&[&endless]), &WRITER, &at("25")), Err(WriteError::Other(_))));
}

#[test]
fn what_goes_is_said() {
    let bold = Style { bold: true, colour: Some(Colour(200, 30, 30)), ..Style::default() };
    let mut source = track(&[
        (0, 1010, None, vec![vec![("A", bold)], vec![(" ", Style::default())]]),
        (900, 1900, Some(1), vec![vec![("B", Style::default())]]),
    ]);
    let place = Place { x: crate::model::Percent::of(1, 4), ..Place::default() };
    source.cues[1].details = Some(Box::new(Details { place, ..Details::default() }));
    source.cues.push(Cue { times: None, lines: 0..0, align: None, details: None });
    source.lang = Some("es-ES".into());
    let written = write(&source, &WRITER, &at("25")).unwrap();
    let wanted = [
        (LossKind::Colour, None),
        (LossKind::Language, None),
        (LossKind::Time, Some(0)),
        (LossKind::Lines, Some(0)),
        (LossKind::Bold, Some(0)),
        (LossKind::Colour, Some(0)),
        (LossKind::Time, Some(1)),
        (LossKind::Overlap, Some(1)),
        (LossKind::Position, Some(1)),
        (LossKind::Cue, Some(2)),
    ];
    assert_eq!(kinds(&written)[..wanted.len()], wanted, "{:?}", written.losses);
    assert_eq!(&bytes(&written)[274..277], b"ESP");
}

#[test]
fn rows_survive() {
    let mut source = plain(&["Uno", "Dos"]);
    let row = Some(Row { n: 14, of: Some(23) });
    source.cues[0].details =
        Some(Box::new(Details { place: Place { row, ..Place::default() }, ..Details::default() }));
    let written = write(&source, &WRITER, &at("25")).unwrap();
    assert_eq!(written.losses, []);
    let doc =
        parse(Source::open(bytes(&written), Some(Encoding::Bytes), None).unwrap(), &ReadOptions::default());
    assert_eq!(lower_any(&doc).cues[0].details.as_ref().unwrap().place.row, row);
}

fn styles() -> impl Strategy<Value = Style> {
    let colours = || {
        prop::sample::select(vec![
            None,
            Some(Colour(255, 255, 0)),
            Some(Colour(0, 0, 0)),
            Some(Colour(0, 255, 255)),
        ])
    };
    let grounds = prop_oneof![colours(), Just(Some(Colour::WHITE))];
    (any::<bool>(), any::<bool>(), colours(), grounds).prop_map(|(italic, underline, colour, background)| {
        Style { italic, underline, colour, background, ..Style::default() }
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read(
        cues in prop::collection::vec(
            (
                0i64..500_000,
                1i64..200,
                prop::option::of(1u8..=9),
                prop::collection::vec(
                    prop::collection::vec(("[a-zñáÁöŞğ¿¡ “”♪$0-9-]{0,40}", styles()), 1..4),
                    1..4,
                ),
            ),
            0..8,
        ),
        rate in prop::sample::select(vec!["25", "24", "23.976", "29.97"]),
        start in 0i64..3_600,
    ) {
        let rate: FrameRate = rate.parse().unwrap();
        let plans: Vec<Plan<'_>> = cues
            .iter()
            .map(|(_, _, align, lines)| {
                let line = |line: &Vec<(String, Style)>| -> Vec<(&str, Style)> { line.iter().map(|(t, s)| (leak(t), *s)).collect() };
                (0, 0, *align, lines.iter().map(line).filter(|l: &Vec<(&str, Style)>| l.iter().any(|r| !r.0.trim().is_empty())).collect())
            })
            .collect();
        let mut source = track(&plans);
        for (cue, (from, len, ..)) in source.cues.iter_mut().zip(&cues) {
            cue.times = rate.time_of(*from).zip(rate.time_of(from + len));
        }
        let target = Target { rate: Some(rate), start: rate.time_of(start * i64::from(rate.timebase())), ..Target::default() };
        let written = write(&source, &WRITER, &target).unwrap();
        let raw = bytes(&written);
        let options = ReadOptions { start: target.start, ..ReadOptions::default() };
        let doc = parse(Source::open(raw, Some(Encoding::Bytes), None).unwrap(), &options);
        let read = lower(&doc);
        let (mut wanted, mut got) = (back(&source), back(&read));
        // A cue without text is nowhere.
        for (w, g) in wanted.iter_mut().zip(&mut got) {
            if w.2.is_empty() {
                (w.1, g.1) = (None, None);
            }
        }
        prop_assert_eq!(got, wanted);
        let quiet = |kind| matches!(kind, LossKind::Overlap | LossKind::Colour);
        prop_assert!(written.losses.iter().all(|loss| quiet(loss.kind)), "{:?}", written.losses);
    }
}

/// Texts of a test that last as long as it.
fn leak(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

#[test]
fn a_title_is_cut_where_the_header_has_no_room_and_that_is_said() {
    let source = plain(&["Hola"]);
    let lost = |title: &str| {
        let written = write(&source, &WRITER, &Target { title: Some(title), ..at("25") }).unwrap();
        let lost = written.losses.iter().filter(|loss| loss.kind == LossKind::Metadata);
        (bytes(&written)[16..48].to_vec(), lost.map(|loss| loss.what.to_string()).collect::<Vec<_>>())
    };
    let whole = "La estepa de Karagandá y el mar.";
    assert_eq!(whole.chars().count(), 32);
    let (field, losses) = lost(whole);
    assert_eq!((field.last(), losses), (Some(&b'.'), vec![]));
    let long = format!("{whole}.");
    let (cut, losses) = lost(&long);
    assert_eq!(
        (cut, losses),
        (field, vec![format!("the title \u{201c}{long}\u{201d} is cut to 32 letters")])
    );
    let much = "a".repeat(90);
    assert_eq!(lost(&much).1.len(), 1);
}

#[test]
fn a_colour_is_said_before_its_letters_and_not_ended() {
    let red = Style { colour: Some(Colour(255, 0, 0)), ..Style::default() };
    let written =
        write(&track(&[(1000, 2000, None, vec![vec![("Alto", red)]])]), &WRITER, &at("25")).unwrap();
    let text = &bytes(&written)[1024 + 16..];
    let end = text.iter().position(|byte| *byte == 0x8f).unwrap();
    assert_eq!(&text[..end], b"\x01Alto");
}
