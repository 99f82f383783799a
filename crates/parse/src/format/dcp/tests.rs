//! What is read and written, and that nothing makes it stumble.

use super::*;
use crate::format::write::{Body, Target, WriteError, Written, write};
use crate::format::{ReadOptions, srt};
use crate::model::{LossKind, Percent, Ruby, Track};
use crate::source::Source;
use crate::syntax::{ProblemKind, SlotId};
use crate::time::{FrameRate, Notation, Time};
use proptest::prelude::*;

fn document(text: &str) -> Document<'_> {
    (SMPTE.parse)(Source::open(text.as_bytes(), None, None).unwrap(), &ReadOptions::default())
}

fn smpte(list: &str) -> String {
    format!(
        "<SubtitleReel xmlns=\"http://www.smpte-ra.org/schemas/428-7/2014/DCST\"><Id>urn:uuid:0</Id>\
         <ContentTitleText>La estepa</ContentTitleText><IssueDate>2026-01-01T00:00:00Z</IssueDate>\
         <Language>kk</Language><EditRate>24 1</EditRate><TimeCodeRate>24</TimeCodeRate>\
         <SubtitleList>{list}</SubtitleList></SubtitleReel>"
    )
}

fn interop(list: &str) -> String {
    format!(
        "<DCSubtitle Version=\"1.0\"><SubtitleID>0</SubtitleID><MovieTitle>x</MovieTitle>\
         <ReelNumber>1</ReelNumber><Language>Kazakh</Language>{list}</DCSubtitle>"
    )
}

fn texts(track: &Track<'_>) -> Vec<String> {
    let of = |cue| track.lines_of(cue).iter().map(|line| track.text_of(line)).collect::<Vec<_>>().join("|");
    track.cues.iter().map(of).collect()
}

#[test]
fn lines_are_sorted_by_place() {
    let text = smpte(
        "<Subtitle SpotNumber=\"1\" TimeIn=\"00:00:01:00\" TimeOut=\"00:00:02:12\">\
         <Text Valign=\"bottom\" Vposition=\"8\">B</Text><Text Valign=\"bottom\" Vposition=\"15\">A</Text></Subtitle>\
         <Subtitle SpotNumber=\"x2\" TimeIn=\"00:00:03:00\" TimeOut=\"00:00:04:00\">\
         <Text Valign=\"top\" Vposition=\"8\" Halign=\"left\" Hposition=\"12.5\">C</Text></Subtitle>",
    );
    let document = document(&text);
    assert_eq!(document.problems, []);
    let track = lower(&document);
    assert_eq!((texts(&track), track.lang.as_deref()), (vec!["A|B".into(), "C".into()], Some("kk")));
    let aligns: Vec<_> = track.cues.iter().map(|cue| cue.align).collect();
    assert_eq!(aligns, [Some(2), Some(7)]);
    let details = track.cues[1].details.as_ref().unwrap();
    assert_eq!((details.place.x, details.place.y), (Some(Percent::from_milli(12_500)), None));
    assert_eq!((details.id.as_deref(), track.cues[0].details.is_none()), (Some("x2"), true));
    assert_eq!(track.cues[0].times.unwrap().1.to_millis(), 2500);
}

#[test]
fn fades_count_from_the_times_they_belong_to() {
    let text = interop(
        "<Subtitle SpotNumber=\"1\" TimeIn=\"00:00:01:000\" TimeOut=\"00:00:02:000\" FadeUpTime=\"25\" \
         FadeDownTime=\"00:00:00.5\"><Text>A</Text></Subtitle>\
         <Subtitle SpotNumber=\"2\" TimeIn=\"00:00:03.000\" TimeOut=\"00:00:04:000\" FadeUpTime=\"0\">\
         <Text>B</Text></Subtitle>",
    );
    let document = document(&text);
    assert_eq!((document.format, document.problems.as_slice()), ("dcp-interop", &[][..]));
    let slots: Vec<(i64, bool)> =
        document.slots.iter().map(|s| (s.time.to_millis(), document.base_of(s).is_some())).collect();
    let wanted = [(1000, false), (2000, false), (1100, true), (2500, true), (3000, false), (4000, false)];
    assert_eq!(slots, wanted);
    assert_eq!(document.slots[2].notation, Notation::Count(crate::time::Unit::Ticks));
    let track = lower(&document);
    let fade = |n: usize| {
        track.cues[n].details.as_ref().and_then(|d| d.fade).map(|(a, b)| (a.to_millis(), b.to_millis()))
    };
    assert_eq!((fade(0), fade(1)), (Some((100, 500)), Some((0, 80))));
    assert_eq!(track.lang.as_deref(), Some("kk"));
}

#[test]
fn a_clock_that_does_not_start_at_zero() {
    let cue = |time: &str| {
        smpte(&format!("<Subtitle TimeIn=\"{time}\" TimeOut=\"10:00:09:00\"><Text>A</Text></Subtitle>"))
    };
    let start = "<StartTime>10:00:00:00</StartTime><SubtitleList>";
    for (time, want) in [("10:00:01:00", 1000), ("00:00:01:00", 1000), ("09:59:59:00", 35_999_000)] {
        let text = cue(time).replace("<SubtitleList>", start);
        let document = document(&text);
        let slot = &document.slots[0];
        assert_eq!((slot.time.to_millis(), document.problems.len()), (want, 1), "{time}");
        let offset = document.base_of(slot).map_or(Time::ZERO, |base| base.offset);
        let written = document.respell(slot, slot.time.checked_sub(offset).unwrap()).unwrap();
        assert_eq!(written.text, time);
    }
    // What the caller knows counts more.
    let text = cue("10:00:01:00");
    let options = ReadOptions { start: Some(Time::HOUR), ..ReadOptions::default() };
    let document = (SMPTE.parse)(Source::open(text.as_bytes(), None, None).unwrap(), &options);
    assert_eq!(document.slots[0].time.to_millis(), 9 * 3_600_000 + 1000);
}

#[test]
fn fonts_ruby_and_blanks() {
    let text = smpte(
        "<Font Italic=\"yes\" Size=\"42\"><Subtitle TimeIn=\"00:00:01:00\" TimeOut=\"00:00:02:00\">\
         <Font Weight=\"bold\" Color=\"80FF0000\"><Text>\n  A &amp; <Font Italic=\"no\" Color=\"FFFFFFFF\">B</Font>\
         <Space Size=\"2\"/><Ruby><Rb>C</Rb><Rt>c</Rt></Ruby>\n </Text></Font></Subtitle></Font>",
    );
    let document = document(&text);
    let track = lower(&document);
    let runs: Vec<_> = (track.runs.iter())
        .map(|r| (r.text.as_ref(), r.style.italic, r.style.bold, r.style.colour.is_some(), r.style.ruby))
        .collect();
    let red = |text, ruby| (text, true, true, true, ruby);
    assert_eq!(
        runs,
        [
            red("A ", Ruby::None),
            red("&", Ruby::None),
            red(" ", Ruby::None),
            ("B", false, true, false, Ruby::None),
            red(" ", Ruby::None),
            red("C", Ruby::Base),
            red("c", Ruby::Text),
        ]
    );
    let font = track.losses.iter().find(|loss| loss.kind == LossKind::Font).unwrap();
    assert_eq!(font.what, "Color 80FF0000, Size 42, Space 2");
}

#[test]
fn cues_are_taken_out_whole() {
    let text = smpte(
        "\n<Subtitle TimeIn=\"00:00:01:00\" TimeOut=\"00:00:02:00\">\n<Text>A</Text>\n</Subtitle>\n\
         <Subtitle TimeIn=\"00:00:03:00\" TimeOut=\"00:00:04:00\"/><Subtitle TimeIn=\"00:00:05:00\" \
         TimeOut=\"00:00:06:00\"><Text>C</Text></Subtitle>\n",
    );
    let full = document(&text);
    for index in 0..3 {
        let edits = take_out(&full, &[index]).unwrap();
        let raw = crate::base::splice(text.as_bytes(), &edits).unwrap();
        let less = String::from_utf8(raw).unwrap();
        let document = document(&less);
        assert_eq!((document.problems.len(), document.cues.len()), (0, 2), "{less}");
        assert!(!less.contains("\n\n"));
    }
    assert_eq!(take_out(&full, &[3]), Err(3));
    let raw = crate::base::splice(text.as_bytes(), &take_out(&full, &[0, 1, 2]).unwrap()).unwrap();
    assert_eq!(String::from_utf8(raw).unwrap(), smpte("\n\n"));
    let nested = smpte(
        "<Subtitle TimeIn=\"00:00:01:00\"><Text>A</Text><Subtitle><Text>B</Text></Subtitle></Subtitle>",
    );
    let nested = document(&nested);
    assert_eq!(take_out(&nested, &[0]), Err(0));
    assert_eq!(take_out(&nested, &[0, 1]).unwrap().len(), 1);
    assert_eq!(take_out(&nested, &[1]).unwrap().len(), 1);
}

fn again(text: &str, format: &Format, rate: Option<FrameRate>) -> Result<Written, WriteError> {
    let document = srt::parse(Source::open(text.as_bytes(), None, None).unwrap());
    let lang = crate::base::Lang::parse("kk").unwrap();
    let target = Target { rate, lang: Some(&lang), title: Some("A & B"), ..Target::default() };
    write(&srt::lower(&document), format.write.unwrap(), &target)
}

#[test]
fn what_a_reel_needs_is_asked_for() {
    let text = "1\n00:00:01,000 --> 00:00:02,000\nA\n";
    assert_eq!(again(text, &SMPTE, None), Err(WriteError::FrameRate));
    let film = FrameRate::F23_976;
    assert_eq!(again(text, &SMPTE, Some(film)), Err(WriteError::RateUnfit(film)));
    assert!(again(text, &INTEROP, None).is_ok());
    let late = "1\n23:59:59,000 --> 24:00:00,000\nA\n";
    assert!(matches!(again(late, &SMPTE, Some(FrameRate::F24)), Err(WriteError::Time { cue: 0, .. })));
    let document = srt::parse(Source::open(text.as_bytes(), None, None).unwrap());
    let target = Target::default();
    let missing = write(&srt::lower(&document), INTEROP.write.unwrap(), &target);
    assert_eq!(missing, Err(WriteError::Language));
    // The same track has the same ids.
    assert_eq!(again(text, &INTEROP, None), again(text, &INTEROP, None));
}

#[test]
fn a_tick_lies_on_the_frame_that_was_meant() {
    let rate = FrameRate::F24;
    let reel = again(
        "1\n00:00:00,042 --> 00:00:00,083\nA\n\n2\n00:00:00,125 --> 00:00:01,003\nB\n",
        &INTEROP,
        Some(rate),
    );
    let Body::Text(text) = reel.unwrap().body else { panic!() };
    let document = document(&text);
    let ticks: Vec<i64> = document.slots.iter().map(|slot| slot.time.to_millis()).collect();
    assert_eq!(ticks, [44, 84, 128, 1004]);
    for (slot, frame) in document.slots.iter().zip([1, 2, 3]) {
        let cut = slot.time.ticks() * 24 / Time::SECOND.ticks();
        assert_eq!((cut, rate.nearest_frame(slot.time)), (frame, frame));
    }
}

#[test]
fn control_characters_are_left_out_and_counted() {
    let lost = |text: &str| {
        let text = format!("1\n00:00:01,000 --> 00:00:02,000\n{text}\n");
        let written = again(&text, &INTEROP, None).unwrap();
        let Body::Text(body) = written.body else { panic!() };
        // The font is a matter of its own.
        let lost = written.losses.iter().filter(|loss| loss.kind != LossKind::Attachment);
        let found = lost.map(|loss| (loss.kind, loss.what.to_string())).collect::<Vec<_>>();
        (texts(&lower(&document(&body))).concat(), found)
    };
    let said = |n: u8| vec![(LossKind::Text, format!("{n} control characters, which XML lacks"))];
    assert_eq!(lost("A\u{1}B"), ("AB".to_owned(), said(1)));
    assert_eq!(lost("A\u{1}\u{1b}B<i>\u{2}C</i>\n\u{7}D"), ("ABC|D".to_owned(), said(4)));
    assert_eq!(lost("A\tB\u{85}"), ("A\tB\u{85}".to_owned(), vec![]));
}

#[test]
fn lines_that_stand_apart_are_no_one_place() {
    let lost = |first: &str, second: &str| {
        let text = smpte(&format!(
            "<Subtitle TimeIn=\"00:00:01:00\" TimeOut=\"00:00:02:00\"><Text Valign=\"bottom\" {first}>A</Text>\
             <Text Valign=\"bottom\" {second}>B</Text></Subtitle>"
        ));
        let document = document(&text);
        lower(&document).losses.iter().any(|loss| loss.kind == LossKind::Position)
    };
    let (above, below) = ("Vposition=\"15\"", "Vposition=\"8\"");
    assert!(!lost(above, below));
    // One aside of the other; one far above the other.
    assert!(lost(&format!("{above} Halign=\"left\""), below));
    assert!(lost("Vposition=\"60\"", below));
}

#[test]
fn what_stands_in_a_subtitle_and_is_no_text_is_told() {
    let text = smpte(
        "<Subtitle TimeIn=\"00:00:01:00\" TimeOut=\"00:00:02:00\"><Image> a.png </Image></Subtitle>\
         <Subtitle TimeIn=\"00:00:03:00\" TimeOut=\"00:00:04:00\"><Шрифт/><Text>B</Text></Subtitle>",
    );
    let document = document(&text);
    let track = lower(&document);
    // A picture is something to show.
    assert_eq!(document.problems, []);
    let pictures = track.losses.iter().filter(|loss| loss.kind == LossKind::Attachment);
    let pictures: Vec<_> = pictures.map(|loss| (loss.cue, loss.what.as_ref())).collect();
    assert_eq!(pictures, [(Some(0), "the picture a.png")]);
    let unknown: Vec<_> = track.problems.iter().map(|it| (it.kind, it.cue, it.span.of(&text))).collect();
    assert_eq!(unknown, [(ProblemKind::TagUnknown, Some(1), "<Шрифт/>")]);
}

#[test]
fn comments_are_counted_where_there_are_any() {
    let comments = |text: &str| {
        let document = document(text);
        let losses = lower(&document).losses;
        let said = losses.iter().find(|loss| loss.kind == LossKind::Comment);
        said.map(|loss| loss.what.to_string())
    };
    let cue = "<Subtitle TimeIn=\"00:00:01:00\" TimeOut=\"00:00:02:00\"><Text>A</Text></Subtitle>";
    assert_eq!(comments(&smpte(cue)), None);
    assert_eq!(
        comments(&format!("<!-- a -->{}", smpte(&format!("<!-- b -->{cue}")))),
        Some("2 in all".to_owned())
    );
}

#[test]
fn names_and_fades_are_written_as_they_were() {
    let cue = |id: &str, seconds: u8| {
        format!(
            "<Subtitle SpotNumber=\"{id}\" TimeIn=\"00:00:0{seconds}:00\" TimeOut=\"00:00:0{seconds}:12\" \
             FadeUpTime=\"00:00:00:06\" FadeDownTime=\"00:00:00:00\"><Text>A</Text></Subtitle>"
        )
    };
    let text = smpte(&format!("{}{}", cue("x2", 1), cue(" ", 2)));
    let document = document(&text);
    let target = Target { rate: Some(FrameRate::F24), ..Target::default() };
    let written = write(&lower(&document), SMPTE.write.unwrap(), &target).unwrap();
    let Body::Text(body) = written.body else { panic!("a reel is text") };
    assert!(body.contains("SpotNumber=\"x2\""), "{body}");
    // One without a name has its number.
    assert!(body.contains("SpotNumber=\"2\""), "{body}");
    assert_eq!(body.matches("FadeUpTime=\"00:00:00:06\"").count(), 2, "{body}");
    assert!(!written.losses.iter().any(|loss| loss.kind == LossKind::Fade), "{:?}", written.losses);
}

#[test]
fn the_rate_a_reel_names_is_known_to_be_the_films() {
    let reel = smpte("");
    assert_eq!(document(&reel).clockwork.film_rate(), Some(FrameRate::F24));
    // One that was only asked for is nobody's word.
    let silent = reel.replace("<EditRate>24 1</EditRate><TimeCodeRate>24</TimeCodeRate>", "");
    let options = ReadOptions { rate: Some(FrameRate::F24), ..ReadOptions::default() };
    let document = (SMPTE.parse)(Source::open(silent.as_bytes(), None, None).unwrap(), &options);
    assert_eq!((document.clockwork.rate, document.clockwork.film_rate()), (Some(FrameRate::F24), None));
}

#[test]
fn sniffing() {
    let score = |text: &str| (sniff(text, "SubtitleReel", "").score, sniff(text, "DCSubtitle", "").score);
    assert_eq!(score(&smpte("")), (95, 0));
    assert_eq!(score("\u{feff}<?xml version=\"1.0\"?>\n<!-- > --><d:SubtitleReel xmlns:d=\"x\">"), (95, 0));
    assert_eq!(score(&interop("")), (0, 95));
    assert_eq!(score("<tt><DCSubtitle/></tt>"), (0, 0));
    assert_eq!(score("<!-- <DCSubtitle>"), (0, 0));
    assert_eq!(score(""), (0, 0));
}

const PARTS: &[&str] = &[
    "<SubtitleReel>",
    "</SubtitleReel>",
    "<DCSubtitle>",
    "<EditRate>24 1</EditRate>",
    "<SubtitleList>",
    "<TimeCodeRate>25</TimeCodeRate>",
    "<StartTime>00:00:01:00</StartTime>",
    "<Font Italic=\"yes\">",
    "</Font>",
    "<Subtitle TimeIn=\"00:00:01:00\" TimeOut=\"00:00:02:05\" FadeUpTime=\"20\">",
    "</Subtitle>",
    "<Subtitle SpotNumber=\"a&amp;\" TimeOut=\"00:00:02.5\" FadeDownTime=\"00:00:00:02\"/>",
    "<Text Valign=\"top\" Vposition=\"1e9\">",
    "<Text Hposition=\"-99999\" Direction=\"ttb\">",
    "</Text>",
    "Жол",
    " ",
    "\n",
    "&amp;",
    "&x;",
    "<Ruby><Rb>",
    "</Rb><Rt>",
    "</Rt></Ruby>",
    "<Space/>",
    "<Image>u</Image>",
    "<!-- c -->",
    "<b>",
    "<![CDATA[<x>]]>",
    "&#010;",
    "&#xD;",
    "<",
];

proptest! {
    #[test]
    fn any_parts(parts in prop::collection::vec(prop::sample::select(PARTS.to_vec()), 0..60)) {
        let text = parts.concat();
        let document = document(&text);
        let track = lower(&document);
        prop_assert_eq!(document.cues.len(), track.cues.len());
        let inside = |span: Span| span.start <= span.end && span.end as usize <= text.len();
        for run in &track.runs {
            prop_assert!(inside(run.span) && !run.text.contains(['\n', '\r']));
            if matches!(run.text, std::borrow::Cow::Borrowed(_)) {
                prop_assert_eq!(run.span.of(&text), &run.text);
            }
        }
        for problem in document.problems.iter().chain(&track.problems) {
            prop_assert!(inside(problem.span));
        }
        for (index, cue) in document.cues.iter().enumerate() {
            prop_assert!(inside(cue.block()));
            let missing = cue.start == SlotId::NONE || cue.end == SlotId::NONE;
            let told = |p: &crate::syntax::Problem| {
                p.cue == Some(u32::try_from(index).unwrap())
                    || matches!(p.kind, ProblemKind::Own(fault) if fault.message.contains("edit units"))
            };
            prop_assert!(!missing || document.problems.iter().any(told), "{}", text);
            let _ = take_out(&document, &[index]);
        }
        let all: Vec<usize> = (0..document.cues.len()).collect();
        let edits = take_out(&document, &all).unwrap();
        prop_assert!(crate::base::splice(text.as_bytes(), &edits).is_ok());
        for slot in &document.slots {
            prop_assert!(inside(slot.span));
            let since = document.base_of(slot).map_or(Time::ZERO, |base| {
                document.time(base.since).unwrap_or_default().checked_add(base.offset).unwrap()
            });
            // Spelling a slot's own number changes nothing.
            let number = slot.time.checked_sub(since).unwrap();
            let respelt = document.respell(slot, number).unwrap();
            prop_assert_eq!(respelt.text.as_str(), slot.span.of(&text));
        }
    }

    #[test]
    fn any_bytes(raw in prop::collection::vec(any::<u8>(), 0..300)) {
        let document = (INTEROP.parse)(Source::open(&raw, None, None).unwrap(), &ReadOptions::default());
        prop_assert_eq!(lower(&document).cues.len(), document.cues.len());
    }

    #[test]
    fn what_is_written_is_read(
        cues in prop::collection::vec((0i64..200_000, 1i64..200, "[aқ<&>\"' ]{1,12}", 1u8..10, 0u8..8), 1..12),
        smpte in any::<bool>(),
    ) {
        // On frames of 25: whole to the millisecond and to the tick.
        let mut text = String::new();
        for (n, (start, frames, words, align, look)) in cues.iter().enumerate() {
            let time = |frame: i64| Time::from_millis(frame * 40).unwrap();
            let (open, close) = [("", ""), ("<i>", "</i>"), ("<b>", "</b>"), ("<u>", "</u>")][usize::from(look % 4)];
            let words = words.replace(['<', '>'], "%");
            let second = if *look > 3 { "\nЕкінші жол" } else { "" };
            text += &format!(
                "{}\n{} --> {}\n{{\\an{align}}}x{open}{words}{close}x{second}\n\n",
                n + 1, time(*start), time(start + frames),
            );
        }
        let source = srt::parse(Source::open(text.as_bytes(), None, None).unwrap());
        let track = srt::lower(&source);
        let format = if smpte { &SMPTE } else { &INTEROP };
        let written = again(&text, format, Some(FrameRate::F25)).unwrap();
        prop_assert!(!written.losses.iter().any(|loss| loss.cue.is_some()), "{:?}", written.losses);
        let Body::Text(file) = written.body else { panic!() };
        let document = document(&file);
        prop_assert_eq!(&document.problems, &[]);
        let back = lower(&document);
        prop_assert_eq!(&back.problems, &[]);
        prop_assert_eq!(texts(&back), texts(&track));
        let looks = |track: &Track<'_>| -> Vec<(String, crate::model::Style)> {
            let all = track.lines.iter().flat_map(|line| crate::format::write::pieces(track, line, true));
            all.map(|piece| (piece.text.into_owned(), piece.style)).collect()
        };
        prop_assert_eq!(looks(&back), looks(&track));
        for (a, b) in track.cues.iter().zip(&back.cues) {
            prop_assert_eq!((a.times, a.align.unwrap_or(2), None), (b.times, b.align.unwrap_or(2), b.details.as_ref()));
        }
        prop_assert_eq!((back.title.as_deref(), back.lang.as_deref()), (Some("A & B"), Some("kk")));
    }
}
