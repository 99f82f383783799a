//! What the four forms look like, and that they are read again as they were meant.

mod places;
mod text;

use super::*;
use crate::format::write::{Piece, pieces, write};
use crate::format::{ReadOptions, srt};
use crate::model::{Cue, Details, Layer, Loss, Percent, Place, Ruby, Run, RunDetails, Style};
use crate::source::Source;
use crate::syntax::{Document, ProblemKind};
use crate::time::{FrameRate, Time};
use proptest::prelude::*;

const ALL: [&Format; 4] = [&IMSC, &EBU_TT_D, &NETFLIX, &ITT];

/// A track of one line a cue, to be looked at in detail.
fn track(cues: &[(i64, i64, &'static str)]) -> Track<'static> {
    let mut track = Track { lang: Some("kk".into()), ..Track::default() };
    for (n, (start, end, text)) in (0u32..).zip(cues) {
        let times = Time::from_millis(*start).zip(Time::from_millis(*end));
        track.runs.push(Run::plain(text, crate::base::Span::empty(0), Style::default()));
        track.lines.push(crate::model::Line { span: crate::base::Span::empty(0), runs: n..n + 1 });
        track.cues.push(Cue { times, lines: n..n + 1, align: None, details: None });
    }
    track
}

fn film() -> Target<'static> {
    Target { rate: Some(FrameRate::F25), ..Target::default() }
}

fn spelt(track: &Track<'_>, format: &Format, target: &Target<'_>) -> (String, Vec<Loss>) {
    match write(track, format.write.unwrap(), target).unwrap() {
        Written { body: File::Text(text), losses } => (text, losses),
        Written { .. } => panic!("bytes"),
    }
}

fn document(text: &str) -> Document<'_> {
    super::super::parse(Source::open(text.as_bytes(), None, None).unwrap(), &ReadOptions::default())
}

fn details(change: impl FnOnce(&mut Details<'static>)) -> Option<Box<Details<'static>>> {
    let mut details = Details::default();
    change(&mut details);
    Some(Box::new(details))
}

#[test]
fn columns_that_are_lost_leave_no_alignment_behind() {
    use crate::model::{Row, Vertical};
    let mut track = track(&[(0, 1000, "Прожектор!")]);
    track.cues[0].align = Some(3);
    track.cues[0].details = details(|details| {
        let row = Some(Row { n: 3, of: None });
        details.place = Place { row, vertical: Some(Vertical::RightToLeft), ..Place::default() };
    });
    let (text, losses) = spelt(&track, &IMSC, &film());
    assert!(text.contains("style=\"right\"") && !text.contains("writingMode"), "{text}");
    assert!(losses.iter().any(|loss| loss.kind == LossKind::Position), "{losses:?}");
}

#[test]
fn each_form_says_what_it_is() {
    let track = track(&[(1000, 2000, "Тоқта!")]);
    let has = |format: &Format, words: &[&str]| {
        let (text, losses) = spelt(&track, format, &film());
        assert_eq!(losses, []);
        for word in words {
            assert!(text.contains(word), "{}: {word} is not in {text}", format.id);
        }
    };
    has(&IMSC, &["imsc1.1/text\"", "ttp:frameRate=\"25\"", "begin=\"00:00:01.000\"", "xml:lang=\"kk\""]);
    has(&EBU_TT_D, &["urn:ebu:tt:distribution:2014-01", "ttp:timeBase=\"media\"", "end=\"00:00:02.000\""]);
    has(&NETFLIX, &["tts:extent=\"80% 40%\"", "begin=\"00:00:01.000\""]);
    has(&ITT, &["ttp:timeBase=\"smpte\"", "ttp:dropMode=\"nonDrop\"", "begin=\"00:00:01:00\""]);
    let (ebu, _) = spelt(&track, &EBU_TT_D, &film());
    assert!(!ebu.contains("ttp:frameRate") && !ebu.contains("ttp:profile"), "{ebu}");
}

#[test]
fn what_must_be_known_is_asked_for() {
    let known = track(&[(1000, 2000, "A")]);
    let unknown = Track { lang: Some("kz".into()), ..known.clone() };
    for format in ALL {
        let target = film();
        assert_eq!(write(&unknown, format.write.unwrap(), &target), Err(WriteError::Language));
    }
    let bare = Target::default();
    assert_eq!(write(&known, ITT.write.unwrap(), &bare), Err(WriteError::FrameRate));
    let early = track(&[(-1, 2000, "A")]);
    assert!(matches!(write(&early, IMSC.write.unwrap(), &bare), Err(WriteError::Time { cue: 0, .. })));
}

#[test]
fn labels_begin_where_the_programme_does() {
    let target = Target { start: Some(Time::HOUR), ..film() };
    let track = track(&[(1000, 2000, "A")]);
    assert!(spelt(&track, &ITT, &target).0.contains("begin=\"01:00:01:00\""));
    // The others count from the programme's own zero; a clock is refused, not passed over.
    let refused = write(&track, IMSC.write.unwrap(), &target);
    assert!(matches!(refused, Err(WriteError::Other(_))), "{refused:?}");
}

#[test]
fn ids_are_unique_whatever_cues_are_called() {
    let mut track = track(&[(0, 1, "A"), (1, 2, "B"), (2, 3, "C"), (3, 4, "D"), (4, 5, "E")]);
    for (cue, id) in track.cues.iter_mut().zip(["", "c1", "default", "bottom", "7"]) {
        cue.details = details(|details| details.id = (!id.is_empty()).then(|| id.into()));
    }
    let (text, losses) = spelt(&track, &IMSC, &film());
    let mut ids: Vec<&str> =
        text.split("xml:id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "{text}");
    for id in ["c1", "default", "bottom"] {
        assert!(text.contains(&format!("<p xml:id=\"{id}\"")), "{text}");
    }
    let lost: Vec<_> = losses.iter().filter(|loss| loss.kind == LossKind::Id).map(|loss| loss.cue).collect();
    assert_eq!(lost, [Some(4)]);
}

#[test]
fn regions_never_touch() {
    let mut track = track(&[(0, 9, "A"), (1, 9, "B"), (2, 9, "C"), (3, 9, "D"), (20, 30, "E")]);
    let percent = |n: i32| Some(Percent::from_milli(n * 1000));
    track.cues[0].align = Some(8);
    for (n, y) in [(1, 40), (2, 42), (3, 80), (4, 80)] {
        let place = Place { x: percent(50), y: percent(y), height: percent(9), ..Place::default() };
        track.cues[n].details = details(|details| details.place = place);
    }
    let (text, losses) = spelt(&track, &IMSC, &film());
    let regions: Vec<&str> =
        text.split("region=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(regions[0], "top");
    let lost: Vec<_> =
        losses.iter().filter(|loss| loss.kind == LossKind::Position).map(|loss| loss.cue).collect();
    // The first finer place would touch the top half; so would the next, and the third the half below.
    assert!(!lost.is_empty() && !lost.contains(&Some(4)), "{losses:?} {text}");
    assert_eq!(regions[4].get(..5), Some("place"));
}

#[test]
fn layers_have_regions_of_their_own() {
    let mut track = track(&[(0, 9, "Тоқта!"), (0, 9, "Стой!"), (0, 9, "¡Alto!")]);
    let layer = |name: &str, lang: &str, align| Layer {
        name: name.into(),
        lang: Some(lang.into()),
        align: Some(align),
        size: Some(Percent::from_milli(4500)),
        style: Style { italic: lang == "ru", ..Style::default() },
    };
    track.layers = vec![layer("main", "kk", 2), layer("second", "ru", 2), layer("third", "es-ES", 8)];
    for (n, cue) in (0u16..).zip(&mut track.cues) {
        cue.details = details(|details| details.layer = Some(n));
    }
    let (text, _) = spelt(&track, &IMSC, &film());
    for words in [
        "<region xml:id=\"main\" xml:lang=\"kk\" tts:origin=\"10% 50%\" tts:extent=\"80% 20%\"",
        "<region xml:id=\"second\" xml:lang=\"ru\" tts:origin=\"10% 70%\" tts:extent=\"80% 20%\"",
        "<region xml:id=\"third\" xml:lang=\"es-ES\" tts:origin=\"10% 10%\"",
        "region=\"second\" style=\"italic size-4.5\" xml:lang=\"ru\">Стой!",
        "tts:fontSize=\"4.5rh\"",
    ] {
        assert!(text.contains(words), "{words} is not in {text}");
    }
    let document = document(&text);
    assert_eq!(super::super::lower(&document).cues.len(), 3);
}

#[test]
fn ruby_speakers_and_languages() {
    let mut track = track(&[(0, 1000, "Спасск"), (1000, 2000, "Sí. ")]);
    track.runs.insert(
        1,
        Run::plain("Spassk", crate::base::Span::empty(0), Style { ruby: Ruby::Text, ..Style::default() }),
    );
    track.runs[0].style.ruby = Ruby::Base;
    track.lines[0].runs = 0..2;
    track.lines[1].runs = 2..3;
    let said = RunDetails { lang: Some("es".into()), voice: Some("Vicente & Co".into()) };
    track.runs[2].details = Some(Box::new(said));
    track.cues[1].details = details(|details| details.forced = true);
    let (text, losses) = spelt(&track, &IMSC, &film());
    assert_eq!(losses, []);
    for words in [
        "<span tts:ruby=\"container\"><span tts:ruby=\"base\">Спасск</span><span tts:ruby=\"text\">Spassk</span></span>",
        "<ttm:agent xml:id=\"a1\" type=\"character\"><ttm:name type=\"full\">Vicente &amp; Co</ttm:name></ttm:agent>",
        "ttm:agent=\"a1\" itts:forcedDisplay=\"true\" xml:space=\"preserve\"><span xml:lang=\"es\">Sí. </span></p>",
    ] {
        assert!(text.contains(words), "{words} is not in {text}");
    }
    let (text, losses) = spelt(&track, &NETFLIX, &film());
    assert!(text.contains(">Спасск(Spassk)</p>"), "{text}");
    let kinds: Vec<_> = losses.iter().map(|loss| loss.kind).collect();
    assert_eq!(kinds, [LossKind::Ruby, LossKind::Voice, LossKind::Forced]);
}

const TEMPLATE: &str = "\u{feff}<?xml version=\"1.0\"?>\r\n<t:tt xmlns:t=\"http://www.w3.org/ns/ttml\" xmlns:s=\"http://www.w3.org/ns/ttml#styling\" \
    xmlns:p=\"http://www.w3.org/ns/ttml#parameter\" xml:lang=\"en\" p:frameRate=\"25\">\r\n<t:head><t:styling>\
    <t:style xml:id=\"italic\" s:color=\"red\"/></t:styling><t:layout><t:region xml:id=\"low\" s:displayAlign=\"after\"/>\
    </t:layout></t:head><t:body style=\"italic\"><t:div region=\"low\"><t:p xml:id=\"c1\">old</t:p></t:div></t:body></t:tt>";

#[test]
fn templates_are_filled() {
    let mut track = track(&[(1000, 2000, "A"), (3000, 4000, "B")]);
    track.runs[0].style.italic = true;
    track.cues[1].align = Some(9);
    let target = Target { template: Some(TEMPLATE), title: Some("T"), ..film() };
    let (text, losses) = spelt(&track, &IMSC, &target);
    let wanted = "<?xml version=\"1.0\"?>\n<t:tt xmlns:ttm=\"http://www.w3.org/ns/ttml#metadata\" xmlns:t=\"http://www.w3.org/ns/ttml\" \
         xmlns:s=\"http://www.w3.org/ns/ttml#styling\" xmlns:p=\"http://www.w3.org/ns/ttml#parameter\" xml:lang=\"kk\" \
         p:frameRate=\"25\">\n<t:head>\n    <t:metadata>\n      <ttm:title>T</ttm:title>\n    </t:metadata><t:styling>\
         <t:style xml:id=\"italic\" s:color=\"red\"/>\n      <t:style xml:id=\"italic-x\" s:fontStyle=\"italic\"/>\n      \
         <t:style xml:id=\"right\" s:textAlign=\"right\"/></t:styling><t:layout><t:region xml:id=\"low\" \
         s:displayAlign=\"after\"/></t:layout></t:head><t:body style=\"italic\"><t:div region=\"low\">\n      \
         <t:p xml:id=\"c1\" begin=\"00:00:01.000\" end=\"00:00:02.000\" region=\"low\" style=\"italic-x\">A</t:p>\n      \
         <t:p xml:id=\"c2\" begin=\"00:00:03.000\" end=\"00:00:04.000\" region=\"low\" style=\"right\">B</t:p>\n    \
         </t:div>\n  </t:body></t:tt>";
    assert_eq!(text, wanted);
    let told: Vec<_> = losses.iter().map(|loss| (loss.kind, loss.cue)).collect();
    assert_eq!(told, [(LossKind::Align, Some(1))]);
}

#[test]
fn templates_that_are_short_of_things_get_them() {
    let track = track(&[(1000, 2000, "A")]);
    let root = "xmlns=\"http://www.w3.org/ns/ttml\"";
    for inside in
        ["", "<body/>", "<head/><body><div/></body>", "<head><styling/></head><body region=\"r\"></body>"]
    {
        let template = format!("<tt {root}>{inside}</tt>");
        let target = Target { template: Some(&template), title: Some("T"), ..film() };
        let (text, _) = spelt(&track, &IMSC, &target);
        let document = document(&text);
        let lowered = super::super::lower(&document);
        assert_eq!((texts(&lowered), lowered.title.as_deref()), (vec!["A".to_owned()], Some("T")), "{text}");
    }
}

#[test]
fn templates_that_do_not_fit_are_refused() {
    let why = |template: &str, format: &Format| {
        let target = Target { template: Some(template), ..film() };
        match write(&track(&[(0, 1, "A")]), format.write.unwrap(), &target) {
            Err(WriteError::Template(why)) => why,
            other => panic!("{other:?}"),
        }
    };
    assert!(why("<x/>", &IMSC).contains("no TTML file"));
    assert!(why("<tt", &IMSC).contains("byte"));
    assert!(why(&TEMPLATE.replace("=\"25\"", "=\"24\""), &IMSC).contains("24 frames"));
    assert!(why(&TEMPLATE.replace("<t:div ", "<t:div begin=\"1s\" "), &IMSC).contains("times of its own"));
    assert!(why(TEMPLATE, &ITT).contains("timecode labels"));
    let seq = TEMPLATE.replace("<t:div ", "<t:div timeContainer=\"seq\" ");
    assert!(why(&seq, &IMSC).contains("one cue after another"));
    let par = seq.replace("\"seq\"", "\"par\"");
    let target = Target { template: Some(&par), ..film() };
    assert!(spelt(&track(&[(0, 1000, "A")]), &IMSC, &target).0.contains(">A</t:p>"));
}

fn texts(track: &Track<'_>) -> Vec<String> {
    let of = |cue| track.lines_of(cue).iter().map(|line| track.text_of(line)).collect::<Vec<_>>().join("|");
    track.cues.iter().map(of).collect()
}

/// Letters in their looks. White is what most of these forms begin with, so it is no look.
fn looks(track: &Track<'_>) -> Vec<(String, Style)> {
    let mut out: Vec<(String, Style)> = Vec::new();
    for Piece { text, mut style, .. } in track.lines.iter().flat_map(|line| pieces(track, line, true)) {
        style.colour = style.colour.filter(|colour| *colour != crate::model::Colour::WHITE);
        match out.last_mut() {
            Some((last, look)) if *look == style => last.push_str(&text),
            _ => out.push((text.into_owned(), style)),
        }
    }
    out
}

proptest! {
    #[test]
    fn what_is_written_is_read(
        cues in prop::collection::vec((0i64..200_000, 1i64..200, "[aқ<&>\"'\\] ]{1,12}", 0usize..9, 0usize..8), 1..12),
        which in 0usize..4,
    ) {
        let format = ALL[which];
        let mut text = String::new();
        for (n, (start, frames, words, align, look)) in cues.iter().enumerate() {
            let time = |frame: i64| Time::from_millis(frame * 40).unwrap();
            let (open, close) = [("", ""), ("<i>", "</i>"), ("<b>", "</b>"), ("<font color=\"#12ab00\">", "</font>")][look % 4];
            let words = words.replace('<', "%");
            let second = if *look > 3 { format!("\n{open}Екінші жол{close}") } else { String::new() };
            let align = if which == 3 { [2, 8][align % 2] } else { align + 1 };
            text += &format!(
                "{}\n{} --> {}\n{{\\an{align}}}{open}x{words}{close} x{second}\n\n",
                n + 1, time(*start), time(start + frames),
            );
        }
        let source = srt::parse(Source::open(text.as_bytes(), None, None).unwrap());
        let track = Track { lang: Some("kk".into()), ..srt::lower(&source) };
        let (file, losses) = spelt(&track, format, &film());
        prop_assert_eq!(&losses, &[]);
        let document = document(&file);
        prop_assert_eq!(&document.problems, &[], "{}", file);
        let back = super::super::lower(&document);
        prop_assert_eq!(&back.problems, &[]);
        prop_assert_eq!(texts(&back), texts(&track), "{}", file);
        prop_assert_eq!(looks(&back), looks(&track), "{}", file);
        for (a, b) in track.cues.iter().zip(&back.cues) {
            prop_assert_eq!((a.times, a.align.unwrap_or(2)), (b.times, b.align.unwrap_or(2)), "{}", file);
        }
        // And what is read is written as it was.
        let (again, losses) = spelt(&back, format, &film());
        let of_regions = |text: &str| text.split("<body").nth(1).map(str::to_owned);
        prop_assert_eq!(of_regions(&again), of_regions(&file));
        prop_assert!(losses.iter().all(|loss| loss.cue.is_none()), "{:?}", losses);
    }

    #[test]
    fn any_template(cut in 0usize..900, put in "[<>/a\"= &;:]{0,6}") {
        let text = TEMPLATE;
        let mut at = cut.min(text.len());
        while !text.is_char_boundary(at) { at -= 1; }
        let broken = format!("{}{put}{}", &text[..at], &text[at..]);
        for format in [&IMSC, &ITT] {
            let target = Target { template: Some(&broken), ..film() };
            if let Ok(written) = write(&track(&[(0, 1000, "A")]), format.write.unwrap(), &target) {
                let File::Text(text) = written.body else { panic!() };
                let document = document(&text);
                let wrong = |p: &crate::syntax::Problem| p.kind == ProblemKind::NoCues;
                prop_assert!(!document.problems.iter().any(wrong), "{}", text);
            }
        }
    }
}
