use super::*;
use crate::base::Span;
use crate::format::vtt::{conforming, lower, parse};
use crate::format::write::write;
use crate::model::{
    Colour, Details, Layer, Line, Percent, Place, Row, Ruby, Run, RunDetails, Style, TextAlign, Vertical,
};
use crate::source::Source;
use crate::time::Time;
use proptest::prelude::*;
use std::borrow::Cow;

fn text_of(written: &Written) -> &str {
    match &written.body {
        Body::Text(text) => text,
        Body::Bytes(_) => "",
    }
}

fn again(text: &str) -> Written {
    let document = parse(Source::open(text.as_bytes(), None, None).unwrap());
    write(&lower(&document), &WRITER, &Target::default()).unwrap()
}

/// A track of cues of one run each.
fn track<'t>(cues: Vec<(Cue<'t>, Vec<Vec<Run<'t>>>)>) -> Track<'t> {
    let mut track = Track::default();
    for (mut cue, lines) in cues {
        let first = u32::try_from(track.lines.len()).unwrap();
        for runs in lines {
            let from = u32::try_from(track.runs.len()).unwrap();
            track.runs.extend(runs);
            track
                .lines
                .push(Line { span: Span::default(), runs: from..u32::try_from(track.runs.len()).unwrap() });
        }
        cue.lines = first..u32::try_from(track.lines.len()).unwrap();
        track.cues.push(cue);
    }
    track
}

fn cue(start: i64, end: i64) -> Cue<'static> {
    let time = |ms| Time::from_millis(ms).unwrap();
    Cue { times: Some((time(start), time(end))), lines: 0..0, align: None, details: None }
}

fn run(text: &str, style: Style) -> Run<'static> {
    Run { text: Cow::Owned(text.to_owned()), span: Span::default(), style, details: None }
}

#[test]
fn canonical_files_are_written_as_they_were() {
    let text = "WEBVTT - Караганда\nLanguage: ru\n\nSTYLE\n::cue(.bg-102030) { background-color: #102030 }\n\
                ::cue(.rgb-ff8800) { color: #ff8800 }\n::cue(.strike) { text-decoration: line-through }\n\n\
                начало\n00:00:01.000 --> 00:00:02.500 line:0 align:left\n<v Ана>Стой!\n<i>Кто там?</i></v>\n\n\
                00:00:03.000 --> 01:00:04.000 line:-3 position:20%,line-left size:35%\n\
                <c.red>a</c> &lt;b&gt; &amp; <b><i>c</i></b>\n\n\
                00:00:05.000 --> 00:00:06.000 vertical:rl line:10%\n<lang kk>Тоқта!</lang>\n\n\
                00:00:07.000 --> 00:00:08.000\n<ruby>漢<rt>kan</rt></ruby> <c.rgb-ff8800.bg-102030.strike>d</c>\n\n";
    let written = again(text);
    assert_eq!(text_of(&written), text);
    assert_eq!(written.losses, []);
}

#[test]
fn what_goes_is_said() {
    let head = "WEBVTT\n\n";
    let written = again(&format!(
        "{head}00:05.000 --> 00:06.000\nDos.\n \nTres --> no\n\n00:05.000 --> 00:06.000\nDos.\n \nTres.\n\n00:03.000 --> x\nUno.\n"
    ));
    assert_eq!(
        text_of(&written),
        "WEBVTT\n\n00:00:05.000 --> 00:00:06.000\nDos.\n\n00:00:05.000 --> 00:00:06.000\nDos.\nTres.\n\n"
    );
    let kinds: Vec<_> = written.losses.iter().map(|l| (l.kind, l.cue)).collect();
    assert_eq!(
        kinds,
        [
            (LossKind::Text, None),
            (LossKind::Lines, Some(0)),
            (LossKind::Lines, Some(1)),
            (LossKind::Cue, Some(2))
        ]
    );
}

#[test]
fn cues_are_sorted_and_arrows_escaped() {
    let plain = Style::default();
    let mut named = cue(1000, 2000);
    named.details =
        Some(Box::new(Details { id: Some("a --> b".into()), forced: true, ..Details::default() }));
    let all = track(vec![
        (cue(3000, 4000), vec![vec![run("a --> b", plain)]]),
        (named, vec![vec![run("é\0", plain)]]),
    ]);
    let written = write(&all, &WRITER, &Target::default()).unwrap();
    assert_eq!(
        text_of(&written),
        "WEBVTT\n\na -> b\n00:00:01.000 --> 00:00:02.000\né \n\n00:00:03.000 --> 00:00:04.000\na --&gt; b\n\n"
    );
    let kinds: Vec<_> = written.losses.iter().map(|l| (l.kind, l.cue)).collect();
    assert_eq!(kinds, [(LossKind::Text, Some(1)), (LossKind::Id, Some(1)), (LossKind::Forced, Some(1))]);
    let early = track(vec![(cue(-1, 4000), vec![])]);
    assert!(matches!(write(&early, &WRITER, &Target::default()), Err(WriteError::Time { cue: 0, .. })));
    let third = Time::from_fraction(1, 3).unwrap();
    let mut rounded = track(vec![(cue(0, 4000), vec![])]);
    rounded.cues[0].times = Some((third, Time::SECOND));
    let written = write(&rounded, &WRITER, &Target::default()).unwrap();
    assert_eq!(text_of(&written), "WEBVTT\n\n00:00:00.333 --> 00:00:01.000\n\n");
    // A third of a second and the millisecond it is written as are one time.
    assert!(written.losses.is_empty());
}

#[test]
fn layers_are_regions_and_classes() {
    let of = |layer, align| {
        let mut cue = cue(1000, 2000);
        cue.align = align;
        cue.details = Some(Box::new(Details { layer: Some(layer), ..Details::default() }));
        cue
    };
    let plain = Style::default();
    let mut all = track(vec![
        (of(0, Some(8)), vec![vec![run("Тоқта!", plain)]]),
        (of(1, None), vec![vec![run("¡Alto!", plain)]]),
        (of(2, None), vec![vec![run("Стой!", Style { italic: true, ..plain })]]),
    ]);
    let yellow = Style { colour: Some(Colour(255, 255, 0)), bold: true, ..plain };
    let layer = |name: &str, align, style| Layer {
        name: name.to_owned(),
        lang: Some(name.to_owned()),
        align,
        size: Some(Percent::from_milli(4000)),
        style,
    };
    all.layers = vec![layer("kk", Some(8), yellow), layer("es", None, plain), layer("ru", Some(2), plain)];
    let written = write(&all, &WRITER, &Target::default()).unwrap();
    let text = text_of(&written);
    assert_eq!(
        text,
        "WEBVTT\n\nSTYLE\n::cue(.es) { font-size: 80% }\n\
         ::cue(.kk) { color: #ffff00; font-size: 80%; font-weight: bold }\n::cue(.ru) { font-size: 80% }\n\n\
         REGION\nid:es\nwidth:100%\nlines:2\nregionanchor:0%,100%\nviewportanchor:0%,88%\n\n\
         REGION\nid:ru\nwidth:100%\nlines:2\nregionanchor:0%,100%\nviewportanchor:0%,100%\n\n\
         00:00:01.000 --> 00:00:02.000 line:0\n<c.kk><lang kk>Тоқта!</lang></c>\n\n\
         00:00:01.000 --> 00:00:02.000 region:es\n<c.es><lang es>¡Alto!</lang></c>\n\n\
         00:00:01.000 --> 00:00:02.000 region:ru\n<c.ru><lang ru><i>Стой!</i></lang></c>\n\n"
    );
    let document = parse(Source::open(text.as_bytes(), None, None).unwrap());
    assert_eq!(document.problems, []);
    let read = lower(&document);
    assert_eq!(read.runs[0].style, yellow);
    assert_eq!((read.cues[0].align, read.cues[2].align), (Some(8), None));
}

fn style() -> impl Strategy<Value = Style> {
    let colour =
        || prop::option::of(prop::sample::select(vec![Colour(255, 0, 0), Colour(1, 2, 3), Colour::WHITE]));
    let ruby = prop::sample::select(vec![Ruby::None, Ruby::None, Ruby::None, Ruby::Base, Ruby::Text]);
    (any::<[bool; 4]>(), colour(), colour(), ruby).prop_map(
        |([italic, bold, underline, strike], colour, background, ruby)| Style {
            italic,
            bold,
            underline,
            strike,
            colour,
            background,
            ruby,
        },
    )
}

fn a_run() -> impl Strategy<Value = Run<'static>> {
    let words = prop::sample::select(vec![
        "a",
        "Қазақ ",
        " <b> ",
        "x & y",
        "-->",
        "&amp;",
        "1",
        "é\u{301}",
        "\u{a0}!",
    ]);
    let voice = prop::sample::select(vec![None, None, Some("Ana"), Some("Luis & <Eva>")]);
    let lang = prop::sample::select(vec![None, None, Some("kk"), Some("es-ES")]);
    (words, style(), voice, lang).prop_map(|(words, style, voice, lang)| {
        let details = RunDetails { lang: lang.map(Cow::Borrowed), voice: voice.map(Cow::Borrowed) };
        let details = (details != RunDetails::default()).then(|| Box::new(details));
        Run { details, ..run(words, style) }
    })
}

/// Places as reading gives them.
fn place() -> impl Strategy<Value = (Option<u8>, Place)> {
    let percent = || prop::option::of((0..=100_000i32).prop_filter("the side's own", |n| n % 50_000 != 0));
    let row = prop::option::of((-12i16..12).prop_filter("plain", |n| *n != 0 && *n != -1));
    let vertical =
        prop::sample::select(vec![None, None, Some(Vertical::RightToLeft), Some(Vertical::LeftToRight)]);
    let text = prop::sample::select(vec![
        None,
        None,
        Some(TextAlign::Left),
        Some(TextAlign::Centre),
        Some(TextAlign::Right),
    ]);
    (1u8..=9, percent(), percent(), percent(), row, vertical, text).prop_map(
        |(pad, along, across, size, row, vertical, text)| {
            let p = |n: Option<i32>| n.map(Percent::from_milli);
            let (column, line) = ((pad - 1) % 3, (pad - 1) / 3);
            let mut it = Place { vertical, ..Place::default() };
            match vertical {
                None => (it.x, it.y, it.width) = (p(along), p(across), p(size)),
                Some(_) => (it.x, it.y, it.height) = (p(across), p(along), p(size)),
            }
            if across.is_none() {
                // A row below zero is counted from the side that is filled first.
                let last = match vertical {
                    None => line == 0,
                    Some(Vertical::RightToLeft) => column == 0,
                    Some(Vertical::LeftToRight) => column == 2,
                };
                let middle = if vertical.is_none() { line == 1 } else { column == 1 };
                it.row = row.filter(|n| *n >= 0 || last || middle).map(|n| Row { n, of: None });
            }
            let side = if vertical.is_none() { column } else { 2 - line };
            let own = [TextAlign::Left, TextAlign::Centre, TextAlign::Right][usize::from(side)];
            it.text = text.filter(|text| *text != own);
            let named = it.x.is_some() || it.y.is_some() || it.row.is_some() || vertical.is_some();
            ((pad != 2 || named).then_some(pad), it)
        },
    )
}

/// Lines as "text, style, voice, language", neighbours of one look joined.
type Said = Vec<Vec<(String, Style, Option<String>, Option<String>)>>;

fn said(track: &Track<'_>, cue: &Cue<'_>) -> Said {
    let whole = cue.details.as_ref().and_then(|d| d.lang.as_deref());
    let lines = track.lines_of(cue).iter().map(|line| {
        let mut out: Vec<(String, Style, Option<String>, Option<String>)> = Vec::new();
        for piece in crate::format::write::pieces(track, line, true) {
            let lang = piece.lang.or(whole).map(str::to_owned);
            let it = (piece.text.to_string(), piece.style, piece.voice.map(str::to_owned), lang);
            match out.last_mut() {
                Some(last) if (last.1, &last.2, &last.3) == (it.1, &it.2, &it.3) => last.0.push_str(&it.0),
                _ => out.push(it),
            }
        }
        out
    });
    lines.collect()
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(
        cues in prop::collection::vec(
            (
                (0i64..400_000_000, 1i64..9000),
                place(),
                prop::collection::vec(prop::collection::vec(a_run(), 1..4), 0..4),
                prop::sample::select(vec![None, Some("uno"), Some("- 7 -"), Some("NOTE x"), Some("STYLE")]),
                prop::sample::select(vec![None, None, Some("ru")]),
            ),
            0..6,
        ),
        lang in prop::sample::select(vec![None, Some("es-ES"), Some("kk")]),
        title in prop::sample::select(vec![None, Some("La estepa y el mar")]),
    ) {
        let mut cues = cues;
        cues.sort_by_key(|c| c.0.0);
        let mut all = track(cues.iter().map(|((start, length), (align, place), lines, id, lang)| {
            let details = Details { id: id.map(Cow::Borrowed), lang: lang.map(Cow::Borrowed), place: *place, ..Details::default() };
            let details = (details != Details::default()).then(|| Box::new(details));
            (Cue { align: *align, details, ..cue(*start, start + length) }, lines.clone())
        }).collect());
        all.lang = lang.map(Cow::Borrowed);
        all.title = title.map(Cow::Borrowed);
        let written = write(&all, &WRITER, &Target::default()).unwrap();
        let text = text_of(&written);
        let document = parse(Source::open(text.as_bytes(), None, None).unwrap());
        let read = lower(&document);
        let bad = |p: &&crate::syntax::Problem| p.kind != crate::syntax::ProblemKind::NoCues;
        prop_assert_eq!(document.problems.iter().find(bad), None, "{}", text);
        prop_assert_eq!(read.problems.first(), None, "{}", text);
        prop_assert_eq!(conforming(&document).map(|all| all.len()), Some(all.cues.len()));
        prop_assert_eq!(&read.losses, &[]);
        prop_assert_eq!(&written.losses, &[]);
        prop_assert_eq!((read.lang.as_deref(), read.title.as_deref()), (lang, title));
        prop_assert_eq!(read.cues.len(), all.cues.len());
        for (a, b) in all.cues.iter().zip(&read.cues) {
            let place = |c: &Cue<'_>| c.details.as_ref().map(|d| d.place).unwrap_or_default();
            let id = |c: &Cue<'_>| c.details.as_ref().and_then(|d| d.id.as_deref()).map(str::to_owned);
            prop_assert_eq!((a.times, a.align, place(a), id(a)), (b.times, b.align, place(b), id(b)), "{}", text);
            prop_assert_eq!(said(&all, a), said(&read, b), "{}", text);
        }
        // Written again, it is the same.
        let once_more = write(&read, &WRITER, &Target::default()).unwrap();
        prop_assert_eq!(text_of(&once_more), text);
    }
}
