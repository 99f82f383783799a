use crate::format::ReadOptions;
use crate::format::scc::tests::cues;
use crate::format::scc::{lower, parse};
use crate::format::write::{Body, Target, WriteError, Written, write};
use crate::model::{Colour, Cue, Details, Line, Loss, LossKind, Percent, Place, Row, Run, Style, Track};
use crate::source::Source;
use crate::time::{FrameRate, Time};
use proptest::prelude::*;
use std::borrow::Cow;

fn df() -> FrameRate {
    "29.97df".parse().unwrap()
}

fn at(frame: i64) -> Time {
    df().time_of(frame).unwrap()
}

type Piece = (String, Style);

/// A cue of a test: in and out in frames, its lines, its place.
#[derive(Clone, Debug)]
struct Given {
    times: (i64, i64),
    lines: Vec<Vec<Piece>>,
    align: Option<u8>,
    place: Place,
}

fn given(start: i64, end: i64, text: &str) -> Given {
    let lines = text.split('/').map(|line| vec![(line.to_owned(), Style::default())]).collect();
    Given { times: (start, end), lines, align: None, place: Place::default() }
}

fn track(cues: &[Given]) -> Track<'static> {
    let mut track = Track::default();
    let count = |n: usize| u32::try_from(n).unwrap();
    for cue in cues {
        let first = count(track.lines.len());
        for line in &cue.lines {
            let from = count(track.runs.len());
            track.runs.extend(line.iter().map(|(text, style)| Run {
                text: Cow::Owned(text.clone()),
                span: crate::base::Span::default(),
                style: *style,
                details: None,
            }));
            let runs = from..count(track.runs.len());
            track.lines.push(Line { span: crate::base::Span::default(), runs });
        }
        let details =
            (!cue.place.is_plain()).then(|| Box::new(Details { place: cue.place, ..Details::default() }));
        let lines = first..count(track.lines.len());
        let times = Some((at(cue.times.0), at(cue.times.1)));
        track.cues.push(Cue { times, lines, align: cue.align, details });
    }
    track
}

fn written(cues: &[Given], rate: FrameRate) -> Result<(String, Vec<Loss>), WriteError> {
    let target = Target { rate: Some(rate), ..Target::default() };
    let Written { body, losses } = write(&track(cues), &super::WRITER, &target)?;
    let Body::Text(text) = body else { panic!("not a text") };
    Ok((text, losses))
}

fn kinds(losses: &[Loss]) -> Vec<(LossKind, Option<u32>)> {
    losses.iter().map(|loss| (loss.kind, loss.cue)).collect()
}

#[test]
fn a_caption_is_loaded_before_it_is_shown() {
    let (text, losses) = written(&[given(1800, 1860, "¿Qué?")], df()).unwrap();
    // Cleared, mode, row and column twice each; ¿ is a pair sent twice, Q and u share one, é? another.
    assert_eq!(
        text,
        "Scenarist_SCC V1.0\n\n\
         00:00:59;18\t94ae 94ae 9420 9420 9476 9476 97a1 97a1 91b3 91b3 5175 dcbf 942f 942f\n\n\
         00:01:02;02\t942c 942c\n\n"
    );
    assert_eq!(losses, []);
    assert_eq!(cues(&text), ["1800-1860|¿Qué?"]);
    let (text, _) = written(&[given(1800, 1860, "¿Qué?")], "29.97".parse().unwrap()).unwrap();
    assert!(text.contains("00:00:59:18\t") && text.contains("00:01:02:00\t"), "{text}");
}

#[test]
fn the_one_before_goes_while_the_next_is_loaded() {
    let pair = [given(100, 200, "Uno"), given(206, 260, "Dos, y un texto algo más largo")];
    let (text, losses) = written(&pair, df()).unwrap();
    assert_eq!(losses, []);
    assert_eq!(cues(&text), ["100-200|Uno", "206-260|Dos, y un texto algo más largo"]);
    // One frame, or none, between them.
    for next in [201, 200] {
        let pair = [given(100, 200, "Uno"), given(next, 260, "Dos")];
        let (text, losses) = written(&pair, df()).unwrap();
        assert_eq!((cues(&text)[0].as_str(), losses), ("100-200|Uno", Vec::new()));
    }
}

#[test]
fn too_little_room_comes_late_and_says_so() {
    let (text, losses) = written(&[given(0, 60, "Hola")], df()).unwrap();
    assert_eq!(cues(&text), ["10-60|Hola"]);
    assert_eq!(kinds(&losses), [(LossKind::Time, Some(0))]);
    assert_eq!(losses[0].what, "comes 10 frames late: the codes before it take that long to send");
    let pair = [given(100, 103, "Uno"), given(104, 160, "Un texto largo, muy largo")];
    let (text, losses) = written(&pair, df()).unwrap();
    assert_eq!(cues(&text), ["100-103|Uno", "126-160|Un texto largo, muy largo"]);
    assert_eq!(kinds(&losses), [(LossKind::Time, Some(1))]);
}

#[test]
fn a_late_caption_comes_as_soon_as_can_be() {
    // The code that takes the first away parts the load of the second: nothing is sent in vain around it.
    for end in 103..=126 {
        let pair = [given(100, end, "Uno"), given(104, 160, "Un texto largo, muy largo")];
        let (text, _) = written(&pair, df()).unwrap();
        let last = text.lines().rev().find(|line| line.contains("94ae")).unwrap();
        let spare = last.matches("8080").count();
        let erased = last.matches("942c").count();
        assert!(spare <= usize::from(erased > 0 && end % 2 == 1) + 1, "{end}: {last}");
        // What it became is written again as it is.
        let doc = parse(Source::open(text.as_bytes(), None, None).unwrap(), &ReadOptions::default());
        let target = Target { rate: Some(df()), ..Target::default() };
        let again = write(&lower(&doc), &super::WRITER, &target).unwrap();
        assert!(matches!(again.body, Body::Text(again) if again == text), "{end}");
    }
}

#[test]
fn what_reads_as_centred_is_centred() {
    for start in 0..=20 {
        let place = Place { x: Percent::of(40 + start * 10, 400), ..Place::default() };
        let cue = Given { align: Some(1), place, ..given(100, 200, "Los que ya no pueden más") };
        let (text, _) = written(&[cue], df()).unwrap();
        let doc = parse(Source::open(text.as_bytes(), None, None).unwrap(), &ReadOptions::default());
        let target = Target { rate: Some(df()), ..Target::default() };
        let again = write(&lower(&doc), &super::WRITER, &target).unwrap();
        assert!(matches!(again.body, Body::Text(again) if again == text), "{start}");
    }
}

#[test]
fn what_overlaps_is_cut_short() {
    let pair = [given(100, 300, "Uno"), given(200, 260, "Dos")];
    let (text, losses) = written(&pair, df()).unwrap();
    assert_eq!(cues(&text), ["100-200|Uno", "200-260|Dos"]);
    assert_eq!(kinds(&losses), [(LossKind::Overlap, Some(0))]);
    // What comes and goes together on other rows becomes one caption.
    let top = Given { align: Some(8), ..given(100, 300, "Arriba") };
    let (text, losses) = written(&[given(100, 300, "Abajo"), top], df()).unwrap();
    assert_eq!(cues(&text), ["100-300|Arriba/Abajo"]);
    assert_eq!(kinds(&losses), [(LossKind::Overlap, Some(1))]);
}

#[test]
fn letters() {
    let (text, losses) = written(&[given(100, 200, "“Año” «É» ♪ —Ü ‘\\^_{}|~*")], df()).unwrap();
    assert_eq!((cues(&text)[0].as_str(), losses), ("100-200|“Año” «É» ♪ —Ü ‘\\^_{}|~*", Vec::new()));
    let (text, losses) = written(&[given(100, 200, "1936–1939… n\u{303}")], df()).unwrap();
    assert_eq!(cues(&text), ["100-200|1936-1939... ñ"]);
    assert_eq!(kinds(&losses), [(LossKind::Text, Some(0)); 2]);
    let error = written(&[given(100, 200, "Hola"), given(300, 400, "Қарағанды €")], df()).unwrap_err();
    let WriteError::Letters { letters, .. } = &error else { panic!("{error}") };
    let named: String = letters.iter().map(|(letter, _)| *letter).collect();
    assert_eq!(
        named,
        "адндрғҚы€".chars().collect::<std::collections::BTreeSet<_>>().iter().collect::<String>()
    );
    assert!(letters.iter().all(|(_, cue)| *cue == 1));
}

#[test]
fn long_lines_are_broken() {
    let (text, losses) =
        written(&[given(200, 300, "Treinta y tres letras tiene esto, ya ves")], df()).unwrap();
    assert_eq!(cues(&text), ["200-300|Treinta y tres letras/tiene esto, ya ves"]);
    assert_eq!(kinds(&losses), [(LossKind::Lines, Some(0))]);
    let word = "x".repeat(40);
    let (text, _) = written(&[given(200, 300, &word)], df()).unwrap();
    assert_eq!(cues(&text)[0].replace('/', ""), format!("200-300|{word}"));
    let (text, _) = written(&[given(200, 300, "a/b/c/d/e")], df()).unwrap();
    assert_eq!(cues(&text), ["200-300|a b c d e"]);
    let error = written(&[given(200, 300, &"palabra ".repeat(20))], df()).unwrap_err();
    assert!(error.to_string().contains("cue 1 has more text than four rows"), "{error}");
}

#[test]
fn what_shows_nothing_is_left_out_and_told() {
    let (text, losses) = written(&[given(200, 300, "a\0b\u{ad}c\0")], df()).unwrap();
    assert_eq!(cues(&text)[0], "200-300|abc");
    let told: Vec<_> = losses.iter().map(|loss| (loss.kind, loss.what.as_ref())).collect();
    let left_out = |code| format!("{code}, which shows nothing, is left out");
    let (nul, hyphen) = (left_out("U+0000"), left_out("U+00AD"));
    assert_eq!(told, [(LossKind::Text, nul.as_str()), (LossKind::Text, hyphen.as_str())]);
}

#[test]
fn rates() {
    let one = [given(100, 200, "A")];
    for good in ["23.976", "29.97", "29.97df", "59.94", "59.94df"] {
        let rate: FrameRate = good.parse().unwrap();
        let (text, _) = written(&one, rate).unwrap();
        assert_eq!((cues(&text)[0].as_str(), text.contains(';')), ("100-200|A", rate.drops()), "{good}");
    }
    for bad in ["24", "25", "30", "50", "47.952"] {
        let rate: FrameRate = bad.parse().unwrap();
        assert_eq!(written(&one, rate), Err(WriteError::RateUnfit(rate)));
    }
    let none = write(&track(&one), &super::WRITER, &Target::default());
    assert_eq!(none, Err(WriteError::FrameRate));
    // A few milliseconds off are said; a start on the clock is no loss.
    let mut odd = track(&one);
    odd.cues[0].times = Some((at(100).checked_add(Time::from_millis(3).unwrap()).unwrap(), at(200)));
    let target = Target { rate: Some(df()), start: Some(at(107_892)), ..Target::default() };
    let it = write(&odd, &super::WRITER, &target).unwrap();
    assert_eq!(kinds(&it.losses), [(LossKind::Time, Some(0))]);
    let Body::Text(text) = it.body else { panic!() };
    assert!(text.contains("01:00:06;20\t942c"), "{text}");
    odd.cues[0].times = Some((at(-5), at(200)));
    assert!(matches!(
        write(&odd, &super::WRITER, &Target { start: None, ..target }),
        Err(WriteError::Time { cue: 0, .. })
    ));
}

#[test]
fn places() {
    let row = |n, of| Place { row: Some(Row { n, of: Some(of) }), ..Place::default() };
    for (align, place, first, losses) in [
        (None, Place::default(), "94d6", vec![]),
        (Some(8), Place::default(), "91d6", vec![]),
        (Some(1), Place::default(), "94d0", vec![]),
        (Some(5), Place::default(), "16d6", vec![]),
        (None, row(12, 15), "13d6", vec![]),
        (Some(8), row(3, 15), "9276", vec![]),
        (None, row(3, 24), "94d6", vec![LossKind::Position]),
        (None, row(0, 15), "91d6", vec![LossKind::Align, LossKind::Position]),
    ] {
        let cue = Given { align, place, ..given(200, 300, "ABCDEFGH/ABCDEFGH") };
        let (text, found) = written(&[cue], df()).unwrap();
        assert!(text.contains(&format!("9420 9420 {first}")), "{align:?} {place:?} {text}");
        assert_eq!(found.iter().map(|l| l.kind).collect::<Vec<_>>(), losses, "{place:?}");
    }
}

#[test]
fn a_line_ends_where_it_is_aligned_to() {
    // Of 32 columns eight letters take the last eight.
    let full = "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEF";
    for (align, text, codes) in [(3, "ABCDEFGH", "947c"), (9, "ABCDEFGH", "91dc"), (3, full, "9470")] {
        let cue = Given { align: Some(align), ..given(200, 300, text) };
        let (written, _) = written(&[cue], df()).unwrap();
        assert!(written.contains(&format!("9420 9420 {codes}")), "{align} {written}");
    }
}

#[test]
fn a_word_longer_than_a_row_is_cut_with_its_looks() {
    let word: String = ('A'..='Z').cycle().take(54).collect();
    let letters = |changing: bool| -> Vec<Piece> {
        let style = |n: usize| Style { italic: changing && n % 2 == 1, ..Style::default() };
        word.chars().enumerate().map(|(n, letter)| (letter.to_string(), style(n))).collect()
    };
    // Each change of look takes a cell of its own.
    for given_line in [letters(false), letters(true)] {
        let cue = Given { lines: vec![given_line.clone()], ..given(400, 500, "") };
        let (text, _) = written(&[cue], df()).unwrap();
        let doc = parse(Source::open(text.as_bytes(), None, None).unwrap(), &ReadOptions::default());
        let track = lower(&doc);
        assert_eq!((doc.problems.as_slice(), track.problems.as_slice()), (&[][..], &[][..]), "{text}");
        let read = track.runs.iter().map(|run| (run.text.to_string(), run.style)).collect();
        assert_eq!(looks(&[read]), looks(&[given_line]));
    }
}

#[test]
fn nothing_is_sent_in_vain_around_a_code_that_takes_away() {
    // The second has all the time it needs; wherever the first goes, the load is parted and nothing more.
    for end in 103..=159 {
        let pair = [given(100, end, "Uno"), given(160, 260, "Un texto largo, muy largo")];
        let (text, losses) = written(&pair, df()).unwrap();
        assert_eq!(losses, [], "{end}");
        let last = text.lines().rev().find(|line| line.contains("94ae")).unwrap();
        assert!(last.matches("8080").count() <= 1, "{end}: {last}");
    }
}

#[test]
fn cues_that_come_and_go_together_share_a_caption_where_rows_are_free() {
    let top = |text: &str| Given { align: Some(8), ..given(200, 300, text) };
    let bottom = |text: &str| given(200, 300, text);
    for (first, second, is_one) in [
        (top("UNO"), bottom("DOS"), true),
        (top("UNO/UNO"), bottom("DOS/DOS"), true),
        (bottom("DOS"), top("UNO"), true),
        // A decoder shows four rows.
        (top("UNO/UNO/UNO"), bottom("DOS/DOS"), false),
        (bottom("UNO"), bottom("DOS"), false),
        (top("UNO"), given(200, 301, "DOS"), false),
        (top("UNO"), given(199, 300, "DOS"), false),
    ] {
        let shown = format!("{first:?} {second:?}");
        let found = written(&[first, second], df());
        let Ok((text, losses)) = found else {
            assert!(!is_one, "{shown}");
            continue;
        };
        let joined = losses.iter().any(|loss| loss.what.ends_with("shown as one caption with cue 1"));
        assert_eq!(joined, is_one, "{shown}");
        if is_one {
            assert_eq!(kinds(&losses), [(LossKind::Overlap, Some(1))], "{shown}");
            let all = cues(&text);
            assert!(all.len() == 1 && all[0].contains("UNO") && all[0].contains("DOS"), "{all:?}");
        }
    }
}

const STYLES: [Style; 5] = {
    let plain = Style {
        italic: false,
        bold: false,
        underline: false,
        strike: false,
        colour: None,
        background: None,
        ruby: crate::model::Ruby::None,
    };
    let yellow = Style { colour: Some(Colour(255, 255, 0)), ..plain };
    [
        plain,
        Style { italic: true, ..plain },
        Style { underline: true, ..plain },
        yellow,
        Style { italic: true, underline: true, ..yellow },
    ]
};

/// Words with their looks: a style each, so that the look never changes inside one.
fn line() -> impl Strategy<Value = Vec<Piece>> {
    let word = ("[A-Za-zñáéíóúÑÁÉÍÓÚüÜ¿¡.,?!♪—“”*']{1,9}", prop::sample::select(STYLES.to_vec()));
    prop::collection::vec(word, 1..6).prop_map(|words| {
        let last = words.len() - 1;
        let blank = |(n, (word, style)): (usize, (String, Style))| {
            (if n < last { format!("{word} ") } else { word }, style)
        };
        words.into_iter().enumerate().map(blank).collect()
    })
}

fn cue() -> impl Strategy<Value = (i64, i64, Vec<Vec<Piece>>, Option<u8>)> {
    let align = prop::sample::select(vec![None, Some(1), Some(3), Some(5), Some(8), Some(9)]);
    (1i64..150, 1i64..150, prop::collection::vec(line(), 1..3), align)
}

/// Letters with their looks, blanks left out: a change of look takes the place of one.
fn looks(lines: &[Vec<Piece>]) -> Vec<(char, Style)> {
    let letters = |(text, style): &Piece| text.chars().map(|c| (c, *style)).collect::<Vec<_>>();
    lines.iter().flatten().flat_map(letters).filter(|(c, _)| *c != ' ').collect()
}

proptest! {
    #[test]
    fn written_and_read_again(parts in prop::collection::vec(cue(), 1..12)) {
        let mut now = 200;
        let mut cues = Vec::new();
        for (gap, length, lines, align) in parts {
            let (start, end) = (now + gap, now + gap + length);
            cues.push(Given { times: (start, end), lines, align, place: Place::default() });
            now = end;
        }
        let result = written(&cues, df());
        if let Err(WriteError::Other(_)) = result {
            return Ok(());
        }
        let (text, losses) = result.unwrap();
        let document = parse(Source::open(text.as_bytes(), None, None).unwrap(), &ReadOptions::default());
        prop_assert_eq!(&document.problems, &[], "{}", text);
        let again = lower(&document);
        prop_assert_eq!(again.cues.len(), cues.len());
        for (index, (cue, back)) in cues.iter().zip(&again.cues).enumerate() {
            let lost = |kinds: &[LossKind]| {
                losses.iter().any(|l| l.cue == u32::try_from(index).ok() && kinds.contains(&l.kind))
            };
            let lines: Vec<Vec<Piece>> = again
                .lines_of(back)
                .iter()
                .map(|line| again.runs_of(line).iter().map(|r| (r.text.to_string(), r.style)).collect())
                .collect();
            prop_assert_eq!(looks(&lines), looks(&cue.lines), "{}", text);
            if !lost(&[LossKind::Lines]) {
                prop_assert_eq!(lines.len(), cue.lines.len());
            }
            if !lost(&[LossKind::Time, LossKind::Overlap]) {
                prop_assert_eq!(back.times, Some((at(cue.times.0), at(cue.times.1))), "{} {}", index, text);
            }
            if !lost(&[LossKind::Align]) {
                prop_assert_eq!(back.align.unwrap_or(2), cue.align.unwrap_or(2), "{}", text);
            }
        }
        // Written again it is seen the same; a long line's place may be read as another, with other codes.
        if !losses.iter().any(|l| l.kind == LossKind::Align) {
            let target = Target { rate: Some(df()), ..Target::default() };
            let second = write(&again, &super::WRITER, &target).unwrap();
            let Body::Text(second) = second.body else { panic!("not a text") };
            prop_assert_eq!(super::super::tests::cues(&second), super::super::tests::cues(&text));
        }
    }
}
