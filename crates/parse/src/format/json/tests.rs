use super::*;
use crate::format::common::tests::{cues, document, losses, problems, runs, without};
use crate::format::write::{Body, Target, write};
use crate::model::{
    Cue, Details, Layer, LossKind, Percent, Place, Row, Ruby, RunDetails, Style, TextAlign, Track, Vertical,
};
use crate::syntax::ProblemKind;
use crate::time::{FrameRate, Time};
use std::borrow::Cow;

const TEXT: &str = "{\"format\": \"tregua-track\", \"version\": 1, \"lang\": \"kk\", \"title\": \"Дала\", \"cues\": [\n\
    {\"start\": \"00:00:01.000\", \"end\": \"00:00:02.500\", \"lines\": [\"Тоқта!\", [{\"text\": \"a\\\"\", \"italic\": true}, \"b\"]]},\n\
    {\"id\": \"x\", \"end\": \"00:00:04.000\", \"start\": \"00:00:03.000\", \"lines\": []}]}\n";

#[test]
fn times_texts_and_styles() {
    assert_eq!(cues(&FORMAT, TEXT), ["1000-2500|Тоқта!/a\"b", "3000-4000|"]);
    assert_eq!(runs(&FORMAT, TEXT), [":Тоқта!", "i:a", "i:\"", ":b"]);
    assert_eq!(problems(&FORMAT, TEXT), []);
    let doc = document(&FORMAT, TEXT);
    let track = (FORMAT.lower)(&doc);
    assert_eq!((track.lang.as_deref(), track.title.as_deref()), (Some("kk"), Some("Дала")));
    assert_eq!(doc.slots[0].span.of(TEXT), "00:00:01.000");
    assert_eq!(without(&FORMAT, TEXT, &[1]).unwrap().matches("start").count(), 1);
    for out in [&[0][..], &[1], &[0, 1]] {
        let left = without(&FORMAT, TEXT, out).unwrap();
        assert_eq!(cues(&FORMAT, &left).len(), 2 - out.len());
        assert!(tree::Tree::read(&left).fault.is_none(), "{left}");
    }
}

#[test]
fn one_frame_is_exact() {
    let doc = document(&FORMAT, TEXT);
    for rate in [FrameRate::F24, FrameRate::F23_976, FrameRate::F25] {
        for frame in [1, 7, 100_003] {
            let time = rate.time_of(frame).unwrap();
            let respelt = doc.respell(&doc.slots[0], time).unwrap();
            assert_eq!(respelt.error, Time::ZERO);
            let again = TEXT.replacen("00:00:01.000", &respelt.text, 1);
            let again = document(&FORMAT, &again);
            assert_eq!(again.slots[0].time, time);
        }
    }
}

#[test]
fn what_is_no_json_is_said() {
    let cut = &TEXT[..TEXT.len() - 30];
    assert_eq!(cues(&FORMAT, cut).len(), 2);
    assert_eq!(cues(&FORMAT, "{\"format\": \"tregua-track\", \"cues\": [{\"start\": \"x\"}, 5, {\"nope\": 1, \"start\": \"00:00:01.000\", \"end\": \"00:00:02.000\"}]}").len(), 2);
    let odd = "{\"version\": 2, \"nope\": 1, \"cues\": [{\"start\": \"x\", \"lines\": [\"\\ud83d\\ude00\\n\\u0416\"]}]} y";
    let found = problems(&FORMAT, odd);
    assert!(found.contains(&ProblemKind::StampUnreadable) && found.contains(&ProblemKind::StampMissing));
    assert_eq!(found.len(), 5, "{found:?}");
    assert_eq!(cues(&FORMAT, odd), ["?-?|😀/Ж"]);
    assert_eq!(losses(&FORMAT, odd), [LossKind::Metadata]);
    let bare = "{\"format\": \"tregua-track\", \"version\": 1, \"nota\": []}";
    let bare = document(&FORMAT, bare);
    assert_eq!((FORMAT.lower)(&bare).problems.iter().map(|p| p.cue).collect::<Vec<_>>(), [None]);
    let deep = "[".repeat(100_000);
    assert_eq!(cues(&FORMAT, &format!("{{\"cues\": {deep}")), [""; 0]);
}

#[test]
fn everything_survives() {
    let time = |ticks| Time::from_ticks(ticks);
    let percent = |milli| Some(Percent::from_milli(milli));
    let place = Place {
        x: percent(12_500),
        y: percent(-125),
        width: percent(80_000),
        height: percent(1),
        row: Some(Row { n: -2, of: Some(15) }),
        text: Some(TextAlign::Centre),
        vertical: Some(Vertical::LeftToRight),
    };
    let details = Details {
        id: Some(Cow::Borrowed("кіріспе \"1\"")),
        lang: Some(Cow::Borrowed("ru")),
        place,
        fade: Some((time(29_400_000), time(1))),
        forced: true,
        layer: Some(1),
    };
    let style = Style {
        italic: true,
        bold: true,
        underline: true,
        strike: true,
        colour: Some(crate::model::Colour(1, 2, 3)),
        background: Some(crate::model::Colour(4, 5, 6)),
        ruby: Ruby::Base,
    };
    let mut track = Track { lang: Some("es".into()), title: Some("t\\t".into()), ..Track::default() };
    let layer = |name: &str| Layer {
        name: name.into(),
        lang: Some("kk".into()),
        align: Some(8),
        size: percent(5_330),
        style,
    };
    track.layers = vec![layer("a"), Layer { name: "b".into(), ..Layer::default() }];
    let run = |text: &'static str, style, voice: Option<&'static str>| crate::model::Run {
        text: Cow::Borrowed(text),
        span: Span::default(),
        style,
        details: voice
            .map(|voice| Box::new(RunDetails { lang: Some("kk".into()), voice: Some(voice.into()) })),
    };
    track.runs = vec![
        run("a\u{1}\t", style, None),
        run("b", Style::default(), Some("Висенте")),
        run("c", Style::default(), None),
    ];
    track.lines = [0..2, 2..3, 3..3].map(|runs| crate::model::Line { span: Span::default(), runs }).to_vec();
    track.cues = vec![
        Cue {
            times: Some((time(-29_400_001), time(705_600_007))),
            lines: 0..2,
            align: Some(7),
            details: Some(Box::new(details)),
        },
        Cue { times: None, lines: 2..3, align: None, details: None },
    ];
    let written = write(&track, FORMAT.write.unwrap(), &Target::default()).unwrap();
    assert_eq!(written.losses, []);
    let Body::Text(text) = written.body else { panic!("text") };
    let doc = document(&FORMAT, &text);
    let again = (FORMAT.lower)(&doc);
    assert_eq!((&again.lang, &again.title, &again.layers), (&track.lang, &track.title, &track.layers));
    for (old, new) in track.cues.iter().zip(&again.cues) {
        assert_eq!(
            (old.times, old.align, &old.details, old.lines.len()),
            (new.times, new.align, &new.details, new.lines.len())
        );
        for (a, b) in track.lines_of(old).iter().zip(again.lines_of(new)) {
            assert_eq!(
                crate::format::write::pieces(&track, a, true),
                crate::format::write::pieces(&again, b, true)
            );
        }
    }
    // Written once more it is the same file.
    assert_eq!(
        write(&again, FORMAT.write.unwrap(), &Target::default()).unwrap().body,
        Body::Text(text.clone())
    );
}

#[test]
fn a_name_may_be_a_number() {
    for (id, name, kept) in [
        ("1", "cue 1", Some("1")),
        ("123", "cue 123", Some("123")),
        ("\"7b\"", "the cue at place 1", Some("7b")),
        ("null", "the cue at place 1", None),
        ("[5]", "the cue at place 1", None),
    ] {
        let text = format!(
            "{{\"format\": \"tregua-track\", \"version\": 1, \"cues\": [{{\"id\": {id}, \"start\": \"00:00:01.000\", \
             \"end\": \"00:00:02.000\", \"lines\": [\"Hola.\"]}}]}}"
        );
        let doc = document(&FORMAT, &text);
        assert_eq!(doc.cue_name(0).to_string(), name);
        assert!(doc.cues[0].number.start <= doc.cues[0].number.end, "{:?}", doc.cues[0].number);
        let track = (FORMAT.lower)(&doc);
        assert_eq!(track.cues[0].details.as_ref().and_then(|it| it.id.as_deref()), kept);
    }
}

#[test]
fn times_are_read_as_they_are_spelt() {
    let with = |time: &str| {
        format!(
            "{{\"format\": \"tregua-track\", \"version\": 1, \"cues\": [\n    {{\"start\": {time}, \"end\": \"00:00:02.500\", \"lines\": [\"A\"]}}]}}\n"
        )
    };
    assert_eq!(cues(&FORMAT, &with("\"00:00:01.000\"")), ["1000-2500|A"]);
    // An escape for a digit, a blank, and no text: no place where another time could be written.
    for time in ["\"00:00:0\\u0031.000\"", "\" 00:00:01.000\"", "1", "[\"00:00:01.000\"]"] {
        assert_eq!(cues(&FORMAT, &with(time)), ["?-2500|A"], "{time}");
    }
}

#[test]
fn columns_run_from_either_side() {
    for (written, want) in
        [("rl", Some(Vertical::RightToLeft)), ("lr", Some(Vertical::LeftToRight)), ("tb", None)]
    {
        let text = format!(
            "{{\"format\": \"tregua-track\", \"version\": 1, \"cues\": [{{\"start\": \"00:00:01.000\", \
             \"end\": \"00:00:02.000\", \"place\": {{\"x\": 10, \"vertical\": \"{written}\"}}, \"lines\": [\"Дала\"]}}]}}"
        );
        let doc = document(&FORMAT, &text);
        let track = (FORMAT.lower)(&doc);
        let place = track.cues[0].details.as_ref().map(|details| details.place).unwrap_or_default();
        assert_eq!(place.vertical, want, "{written}");
    }
}

#[test]
fn a_line_end_inside_a_string_ends_the_line() {
    for end in ["\n", "\\n"] {
        let text = TEXT.replacen("Тоқта!", &format!("Тоқта!{end}Кім бұл?"), 1);
        assert_eq!(cues(&FORMAT, &text)[0], "1000-2500|Тоқта!/Кім бұл?/a\"b", "{end:?}");
    }
}
