//! Reading and lowering: what comes out of a script, and what is said about it.

use super::faults as f;
use super::*;
use crate::model::{Colour, LossKind, Track};
use crate::syntax::Document;
use crate::syntax::{Fault, ProblemKind};
use crate::time::Notation;
use proptest::prelude::*;
use std::borrow::Cow;

const STYLES: &str = "[V4+ Styles]\nFormat: Name, Fontname, Fontsize, PrimaryColour, Bold, Italic, Alignment\n\
    Style: Default,Arial,40,&H00FFFFFF,0,0,2\nStyle: Sign,Arial,40,&H0000FFFF,-1,-1,8\n\n";
const FORMAT_LINE: &str = "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n";

fn script(events: &str) -> String {
    format!("[Script Info]\nPlayResX: 1000\nPlayResY: 500\n\n{STYLES}[Events]\n{FORMAT_LINE}{events}")
}

/// A script with one event of that text.
fn one(text: &str) -> String {
    script(&format!("Dialogue: 0,0:00:01.00,0:00:03.00,Default,,0,0,0,,{text}\n"))
}

fn document(text: &str) -> Document<'_> {
    parse(Source::open(text.as_bytes(), None, None).unwrap())
}

/// The lines of all cues, cues set apart by `|` and lines by `/`.
fn shown(track: &Track<'_>) -> String {
    let cue = |cue| track.lines_of(cue).iter().map(|line| track.text_of(line)).collect::<Vec<_>>().join("/");
    track.cues.iter().map(cue).collect::<Vec<_>>().join("|")
}

fn text_of(text: &str) -> String {
    shown(&lower(&document(text)))
}

fn faults(text: &str) -> Vec<&'static Fault> {
    let document = document(text);
    let track = lower(&document);
    let own = |kind| match kind {
        ProblemKind::Own(fault) => Some(fault),
        _ => None,
    };
    document.problems.iter().chain(&track.problems).filter_map(|p| own(p.kind)).collect()
}

/// Slots as "spelling=milliseconds".
fn slots(text: &str) -> Vec<String> {
    let document = document(text);
    let spelt = |slot: &crate::syntax::TimeSlot| {
        let at = document.base_of(slot).map_or(0, |base| {
            let since = document.time(base.since).map_or(0, crate::time::Time::to_millis);
            since + base.offset.to_millis()
        });
        format!("{}={}+{}", slot.span.of(text), at, slot.time.to_millis() - at)
    };
    document.slots.iter().map(spelt).collect()
}

#[test]
fn a_plain_script_has_no_problem() {
    let text = script(
        "Comment: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,nota\n\
         Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,Spassk, 1948.\\NНевод, соль, ветер.\n\
         Dialogue: 0,0:00:03.00,0:00:04.00,Sign,Кәрім,0,0,0,,Тоқта!\n",
    );
    for text in [text.clone(), text.replace('\n', "\r\n"), format!("\u{feff}{text}")] {
        let document = document(&text);
        let track = lower(&document);
        assert_eq!((&document.problems[..], &track.problems[..]), (&[][..], &[][..]));
        assert_eq!(shown(&track), "Spassk, 1948./Невод, соль, ветер.|Тоқта!");
        assert_eq!(document.slots.len(), 6);
        let sign = &track.runs[2];
        assert_eq!((sign.style.bold, sign.style.italic), (true, true));
        assert_eq!(sign.style.colour, Some(Colour(255, 255, 0)));
        assert_eq!(sign.details.as_ref().unwrap().voice.as_deref(), Some("Кәрім"));
        assert_eq!((track.cues[0].align, track.cues[1].align), (None, Some(8)));
        for node in &document.cues {
            assert!(node.block().of(&text).starts_with("0:00:0"), "{:?}", node.block().of(&text));
        }
    }
}

#[test]
fn fields_stand_where_the_format_line_says() {
    let event = |format: &str, event: &str| format!("[Events]\nFormat: {format}\nDialogue: {event}\n");
    let times = |text: &str| {
        let document = document(text);
        document.times(&document.cues[0]).map(|(a, b)| (a.to_millis(), b.to_millis()))
    };
    let cases: [(&str, &str, &str, &[&Fault]); 6] = [
        ("Start, End, Text", "0:00:01.00,0:00:02.00,a, b", "a, b", &[]),
        ("End, Start, Wibble, Text", "0:00:02.00,0:00:01.00,?,a", "a", &[&f::FIELD_UNKNOWN]),
        ("Text, Start, End", "a, b,0:00:01.00,0:00:02.00", "a, b", &[&f::TEXT_NOT_LAST]),
        ("Start, Text, End", "0:00:01.00,a, b,0:00:02.00", "a, b", &[&f::TEXT_NOT_LAST]),
        ("Start, Start, End, Text", "0:00:01.00,x,0:00:02.00,a", "a", &[&f::FIELD_TWICE]),
        ("", "0,0:00:01.00,0:00:02.00,,,,,,,a", "a", &[&f::FORMAT_UNUSABLE]),
    ];
    for (format, line, want, kinds) in cases {
        let text = event(format, line);
        assert_eq!((text_of(&text).as_str(), times(&text)), (want, Some((1000, 2000))), "{format}");
        assert_eq!(faults(&text), kinds, "{format}");
    }
    let late = "[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,,,,,,,a\nFormat: Start, End, Text\n\
                Dialogue: 0:00:03.00,0:00:04.00,b\nFormat: End, Start, Text\nDialogue: 0:00:06.00,0:00:05.00,c\n";
    assert_eq!(text_of(late), "a|b|c");
    assert_eq!(faults(late), [&f::FORMAT_MISSING, &f::FORMAT_CHANGED]);
}

#[test]
fn structure_is_recovered() {
    let line = "Dialogue: 0,0:00:01.00,0:00:02.00,,,0,0,0,,a\n";
    let cases: Vec<(String, &str, Vec<&Fault>)> = vec![
        (line.to_owned(), "a", vec![&f::FORMAT_MISSING, &f::OUTSIDE]),
        (
            format!("[Events]\n{FORMAT_LINE}{line}[Otra cosa]\nclave\n[Events]\n{line}"),
            "a|a",
            vec![&f::SECTION_UNKNOWN],
        ),
        (
            format!("[V4 Styles+]\nStyle: x\n[Events]\n{FORMAT_LINE}{line}"),
            "a",
            vec![&f::SECTION_ODD, &f::STYLE_SHORT],
        ),
        (
            script("Dialogue: 0,0:00:01.00,0:00:02.00\nDialogue:\nDialogue\n"),
            "",
            vec![&f::EVENT_SHORT, &f::CUT_OFF, &f::JUNK],
        ),
        (script("dialogue: 0,0:00:01.00,0:00:02.00,,,,,,,a\n"), "a", vec![&f::KEY_CASE]),
        (
            script("Dialogue: 0,0:00:01.00,0:00:02.00,Nadie,,,,x,,a\n"),
            "a",
            vec![&f::STYLE_UNKNOWN, &f::VALUE],
        ),
        (
            format!("[Fonts]\nfontname: ../a.ttf\n!!!!\n[12%!]\n~~\n\n{}", script("")),
            "",
            vec![&f::ATTACHMENT_PATH, &f::ATTACHMENT_BAD],
        ),
        (
            "[Script Info]\nPlayResX: nan\nTimer: 50,0\n¿?\n".to_owned(),
            "",
            vec![&f::JUNK, &f::VALUE, &f::TIMER],
        ),
        (
            format!(
                "[V4+ Styles]\nStyle: a,A,x,&HZZ,0,0,0,yes,0,0,0,0,0,0,0,0,0,0,77,0,0,0,1,more\nStyle: a{}\n",
                ",0".repeat(22)
            ),
            "",
            vec![&f::STYLE_LONG, &f::VALUE, &f::VALUE, &f::VALUE, &f::VALUE, &f::STYLE_TWICE, &f::VALUE],
        ),
    ];
    for (text, want, kinds) in cases {
        assert_eq!((text_of(&text).as_str(), faults(&text)), (want, kinds), "{text}");
    }
}

#[test]
fn times_that_cannot_be_read_keep_their_words() {
    let text = script("Dialogue: 0,0:00:01.0x,,Default,,0,0,0,,{\\fad(1,1)}a\n");
    let document = document(&text);
    let kinds: Vec<_> = document.problems.iter().map(|p| p.kind).collect();
    assert_eq!(kinds, [ProblemKind::StampMissing, ProblemKind::StampUnreadable]);
    assert_eq!((document.slots.len(), text_of(&text).as_str()), (0, "a"));
    assert_eq!(document.cues.len(), 1);
    // A line that is not shown moves as a whole or not at all.
    assert_eq!(slots(&script("Comment: 0,0:00:01.00,x,Default,,0,0,0,,{\\k5}a\n")), [""; 0]);
}

#[test]
fn override_tags_become_styles() {
    let runs = |text: &str| {
        let text = one(text);
        let document = document(&text);
        let track = lower(&document);
        for run in &track.runs {
            let verbatim = run.span.of(&text) == run.text;
            assert_eq!(matches!(run.text, Cow::Borrowed(_)), verbatim, "{run:?}");
        }
        let letters = |s: crate::model::Style| {
            let mut out = String::new();
            for (on, c) in [(s.italic, 'i'), (s.bold, 'b'), (s.underline, 'u'), (s.strike, 's')] {
                out.extend(on.then_some(c));
            }
            out + &s.colour.map(|c| c.to_string()).unwrap_or_default()
        };
        track.runs.iter().map(|r| format!("{}:{}", letters(r.style), r.text)).collect::<Vec<_>>().join(" ")
    };
    for (text, want) in [
        ("a{\\i1}b{\\i0\\b1}c{\\b0}d", ":a i:b b:c :d"),
        ("{\\b700}a{\\b400}b{\\b300}c", "b:a :b :c"),
        ("{\\u1\\s1}a{\\r}b", "us:a :b"),
        ("{\\c&H0000FF&}a{\\c}b{\\1c&HFF&}c", "#ff0000:a :b #ff0000:c"),
        ("{\\rSign}a{\\i0}b{\\i}c{\\r}d", "ib#ffff00:a b#ffff00:b ib#ffff00:c :d"),
        ("{nota}a{\\i1 nota}b", ":a i:b"),
        ("a{\\t(0,500,\\i1\\c&HFF&)}b", ":a :b"),
        ("{\\t(\\i1\\fs9)\\b1}a", "b:a"),
        // The first parenthesis ends the change, as in players.
        ("{\\t(\\clip(0,0,1,1)\\i1)}a", "i:a"),
        ("{{\\i1}} a", "i:} a"),
        ("a {\\b1 nunca", ":a  :{\\b1 nunca"),
        ("a\\hb\\h\\hc", ":a :\u{a0} :b :\u{a0}\u{a0} :c"),
        ("\\{x\\}", ":{ :x :}"),
        ("a\\nb\\Nc\\q", ":a :  :b :c\\q"),
        ("{\\p1}m 0 0 l 5 5{\\p0}a", ":a"),
        ("{\\p1}m 0 0{\\c&H1&} l 5 5\\N{\\p0}a", "#010000:a"),
        ("{\\p4}palabras", ":palabras"),
        ("{\\fnArial Black\\fs20\\bla\\i2}a", ":a"),
        ("{\\ i1 \\b( 1 )}a", "ib:a"),
        ("\\\u{2060}N \\\u{2060}x", ":\\ :N \\\u{2060}x"),
    ] {
        assert_eq!(runs(text), want, "{text}");
    }
}

#[test]
fn line_ends_and_empty_lines() {
    for (text, want) in [
        ("a\\Nb", "a/b"),
        ("a\\N\\Nb\\N", "a//b/"),
        ("", ""),
        ("{\\an8}", ""),
        ("a\\nb", "a b"),
        ("{\\q2}a\\nb{\\q0}\\nc", "a/b c"),
    ] {
        assert_eq!(text_of(&one(text)), want, "{text}");
    }
    let wrap = one("a\\nb").replace("PlayResX", "WrapStyle: 2\nPlayResX");
    assert_eq!(text_of(&wrap), "a/b");
}

#[test]
fn odd_tags_are_said_once_a_cue() {
    let cases: [(&str, &[&Fault]); 14] = [
        ("{\\xyz}{\\xyz}a", &[&f::TAG_UNKNOWN]),
        ("{\\c&HGG&}a", &[&f::TAG_VALUE]),
        ("{\\i7\\pos(1)\\move(,,,)}a", &[&f::TAG_VALUE]),
        ("{\\pos(1,2)}{{\\i1}}", &[&f::BRACE_INSIDE, &f::BRACE_STRAY]),
        ("a { b { c", &[&f::BRACE_OPEN]),
        ("\\{x\\}", &[&f::BRACE_ESCAPED]),
        ("a\\nb\\nc", &[&f::SOFT_BREAK]),
        ("{\\p1}palabras", &[&f::WORDS_IN_DRAWING]),
        ("{\\t(\\t(\\fs9))}a", &[&f::TAG_NESTED]),
        ("{\\k}a{\\k99999999999}b{\\k1e9}c", &[&f::KARAOKE_BARE, &f::INNER_TIME]),
        ("{\\rNadie}a", &[&f::STYLE_UNKNOWN]),
        ("{\\p1}m 0 0 l 1.5 -3 nan 9", &[&f::DRAWING_ODD]),
        ("{\\p1}m 0 0l 1.5 -3 b 9 9{\\p0}", &[]),
        ("{\\k2.5}a", &[&f::INNER_FRACTION]),
    ];
    for (text, want) in cases {
        assert_eq!(faults(&one(text)), want, "{text}");
    }
}

#[test]
fn only_sizes_are_read_as_numbers_of_the_letters_that_no_run_holds() {
    for (tag, is_odd) in [
        ("\\fnArial Black", false),
        ("\\fn", false),
        ("\\fs20", false),
        ("\\fs20.5", false),
        ("\\fs", false),
        ("\\fscx120", false),
        ("\\fsp2", false),
        ("\\2c&HFF0000&", false),
        ("\\fsbig", true),
        ("\\fscxwide", true),
    ] {
        let text = one(&format!("{{{tag}}}a"));
        assert_eq!(faults(&text).contains(&&f::TAG_VALUE), is_odd, "{tag}");
    }
}

#[test]
fn places_and_fades() {
    let of = |text: &str| {
        let text = one(text);
        let document = document(&text);
        let track = lower(&document);
        let cue = &track.cues[0];
        let details = cue.details.clone().unwrap_or_default();
        let at = (details.place.x.map(|x| x.to_string()), details.place.y.map(|y| y.to_string()));
        let fade = details.fade.map(|(a, b)| (a.to_millis(), b.to_millis()));
        format!("{:?} {} {} {fade:?}", cue.align, at.0.unwrap_or_default(), at.1.unwrap_or_default())
    };
    for (text, want) in [
        ("{\\an8}{\\an1}a", "Some(8)   None"),
        ("{\\a6}a", "Some(8)   None"),
        ("{\\a10}a", "Some(5)   None"),
        ("{\\an7\\pos(100,250.5)}a", "Some(7) 10 50.1 None"),
        ("{\\pos(-5,0)\\pos(9,9)}a", "None -0.5 0 None"),
        ("{\\move(10,20,30,40,0,500)}a", "None 1 4 None"),
        ("{\\fad(200,100)}a", "None   Some((200, 100))"),
        ("{\\fade(255,0,255,0,200,1500,2000)}a", "None   Some((200, 500))"),
        ("{\\fade(255,32,224,0,500,2000,2200)}a", "None   None"),
        ("{\\t(\\an8)}a", "None   None"),
    ] {
        assert_eq!(of(text), want, "{text}");
    }
}

#[test]
fn times_inside_the_text() {
    let inner = |text: &str| slots(&one(text)).split_off(2);
    assert_eq!(slots(&one("a")), ["0:00:01.00=0+1000", "0:00:03.00=0+3000"]);
    for (text, want) in [
        ("{\\k50}a{\\kf25}b{\\K+10\\ko5}c", vec!["50=1000+500", "25=1500+250", "10=1750+100", "5=1850+50"]),
        ("{\\k2.5}a{\\k-1}b", vec!["2=1005+20", "-1=1025+-10"]),
        ("{\\kt100\\k20}a{\\k}b{\\k1}c", vec!["100=1000+1000", "20=2000+200", "=3200+0", "1=3200+10"]),
        ("{\\fad(200,100)}a", vec!["200=1000+200", "100=3000+100"]),
        ("{\\fade(255,0,255,0,200,1500,2000)}a", vec!["200=1000+200", "1500=1000+1500", "2000=1000+2000"]),
        ("{\\move(1,2,3,4)\\move(1,2,3,4, 100 ,-200)}a", vec!["100=1000+100", "-200=1000+-200"]),
        (
            "{\\t(\\i1)\\t(2,\\i1)\\t(100,200,\\i1)\\t(300,400,1.5,\\k7)}a",
            vec!["100=1000+100", "200=1000+200", "300=1000+300", "400=1000+400", "7=1000+70"],
        ),
        ("{\\t(1,2)}a\\k5", vec![]),
        ("{\\t(0,0,\\i1)\\fad(0,00)\\k0}a{\\k5}b", vec!["0=1000+0", "5=1000+50"]),
    ] {
        assert_eq!(inner(text), want, "{text}");
    }
    let text = script("Comment: 0,0:00:01.00,0:00:03.00,Default,karaoke,0,0,0,,{\\k50}a{\\k$x}\n");
    assert_eq!(slots(&text).len(), 3);
    assert_eq!(faults(&text), [] as [&Fault; 0]);
    let document = document(&text);
    assert_eq!(document.slots[0].notation, Notation::Decimal(crate::time::Decimal::SHORT_CENTIS));
}

#[test]
fn old_scripts_are_read_too() {
    let text = "[Script Info]\nScriptType: v4.00\nTitle: La estepa\n\n[V4 Styles]\n\
        Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, TertiaryColour, BackColour, Bold, Italic, \
        BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, AlphaLevel, Encoding\n\
        Style: Alto,Arial,20,65535,0,0,-2147483640,-1,0,1,2,3,6,30,30,30,0,0\n\n[Events]\n\
        Format: Marked, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n\
        Dialogue: Marked=0,0:00:01.00,0:00:02.00,*Alto,NTP,0000,0000,0000,,¿Quién vive?\n";
    let document = document(text);
    let track = lower(&document);
    assert_eq!(document.format, "ssa");
    assert_eq!((document.problems.len(), track.problems.len()), (0, 0));
    assert_eq!((track.cues[0].align, track.title.as_deref()), (Some(8), Some("La estepa")));
    assert_eq!(track.runs[0].style.colour, Some(Colour(255, 255, 0)));
    assert!(track.runs[0].style.bold);
}

#[test]
fn a_mark_is_no_layer() {
    let said = |events: &str| {
        let document = document(events);
        let losses = lower(&document).losses;
        losses
            .iter()
            .map(|loss| loss.what.to_string())
            .filter(|what| !what.starts_with("font"))
            .collect::<Vec<_>>()
    };
    let event = |first: &str| format!("Dialogue: {first},0:00:01.00,0:00:02.00,,,0,0,0,,a\n");
    let ssa = |events: String| {
        said(&format!("[V4 Styles]\n[Events]\n{}{events}", FORMAT_LINE.replace("Layer", "Marked")))
    };
    assert_eq!(ssa(event("Marked=0") + &event("0") + &event("")), [""; 0]);
    assert_eq!(ssa(event("Marked=1")), ["the mark of 1 event, which only editors show"]);
    assert_eq!(ssa(event("Marked=1") + &event("1")), ["the mark of 2 events, which only editors show"]);
    assert_eq!(said(&script(&event("1"))).len(), 2);
    assert!(said(&script(&event("1"))).contains(&"numbers of layers, which say what lies on top".to_owned()));
}

#[test]
fn what_the_model_lacks_is_listed() {
    let text = script(
        "Comment: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,nota\n\
         Dialogue: 3,0:00:01.00,0:00:02.00,Default,,10,0,0,Banner;5,{\\k5\\blur2\\bord3 nota}a{\\p1}m 0 0\n",
    );
    let text = format!("{text}\n[Fonts]\nfontname: a.ttf\n!!!!\n");
    let document = document(&text);
    let track = lower(&document);
    let all: Vec<_> = track.losses.iter().map(|l| (l.kind, l.cue.is_some(), l.what.as_ref())).collect();
    for want in [
        (LossKind::Position, true, "margins of its own"),
        (LossKind::Effect, true, "the effect \u{201c}Banner;5\u{201d}"),
        (LossKind::InnerTimes, true, "karaoke"),
        (LossKind::Effect, true, "\\blur, a drawing"),
        (LossKind::Font, true, "\\bord"),
        (LossKind::Comment, false, "1 line that is not shown"),
        (LossKind::Attachment, false, "1 attached font or picture"),
        (LossKind::Effect, false, "numbers of layers, which say what lies on top"),
        (LossKind::Font, false, "font, size and border of style Default"),
        (LossKind::Metadata, false, "the style Sign that no cue has"),
    ] {
        assert!(all.contains(&want), "{want:?} is not in {all:#?}");
    }
}

#[test]
fn scripts_are_told_from_other_files() {
    for (text, score) in [
        ("\u{feff}; nota\n[Script Info]\n[V4+ Styles]\n", 100),
        ("basura\n[Script Info]\n[V4+ Styles]\n", 85),
        ("[V4+ Styles]\n", 85),
        ("[Events]\nFormat: Layer, Start, End, Text\n", 85),
        // They may still turn out to be of SSA v4.
        ("[Script Info]\n", 79),
        ("[Events]\n", 79),
        ("Dialogue: 0,0:00:01.00,0:00:02.00,,,,,,,a\n", 80),
        ("Dialogue: hola\n", 0),
        ("1\n00:00:01,000 --> 00:00:02,000\n[Events]\u{20}?\n[Música]\n", 0),
        ("[INFORMATION]\n[TITLE]\n", 0),
        ("", 0),
    ] {
        assert_eq!(look(text).of_version(Version::Ass).score, score, "{text}");
    }
}

proptest! {
    #[test]
    fn any_bytes(raw in prop::collection::vec(any::<u8>(), 0..300)) {
        let document = parse(Source::open(&raw, None, None).unwrap());
        let _ = lower(&document);
    }

    #[test]
    fn any_lines_keep_their_words(
        lines in prop::collection::vec(prop::sample::select(LINES.to_vec()), 0..12),
        text in "[abиN\\\\{}()hn,ktpir1 .&H\u{2060}-]{0,60}",
        end in prop::sample::select(vec!["\n", "\r\n", "\r"]),
    ) {
        let whole = format!("{}\nDialogue: 0,0:00:01.00,0:00:02.00,,,0,0,0,,{text}\n", lines.join("\n"));
        let whole = whole.replace('\n', end);
        let document = document(&whole);
        let track = lower(&document);
        prop_assert_eq!(document.cues.len(), track.cues.len());
        prop_assert!(document.slots.is_sorted_by_key(|slot| slot.span));
        let spans = document.slots.iter().map(|s| s.span).chain(track.runs.iter().map(|r| r.span));
        let problems = document.problems.iter().chain(&track.problems).map(|p| p.span);
        for span in spans.chain(problems).chain(track.lines.iter().map(|l| l.span)) {
            prop_assert!(whole.get(span.range()).is_some(), "{:?}", span);
        }
        for run in &track.runs {
            let verbatim = run.span.of(&whole) == run.text;
            prop_assert_eq!(matches!(run.text, Cow::Borrowed(_)), verbatim);
        }
        for line in &track.lines {
            prop_assert!(!track.text_of(line).contains(['\n', '\r']));
        }
        // Without braces every letter of a text is shown.
        if !text.contains(['{', '}', '\\']) && !whole.contains("Format: Text") {
            prop_assert!(shown(&track).ends_with(&text), "{:?}", shown(&track));
        }
        for slot in &document.slots {
            let from = document.base_of(slot).map_or(Some(crate::time::Time::ZERO), |base| {
                document.time(base.since).and_then(|since| since.checked_add(base.offset))
            });
            let number = slot.time.checked_sub(from.unwrap()).unwrap();
            if slot.notation != Notation::Implied {
                let old = slot.span.of(&whole);
                let respelt = document.respell(slot, number).unwrap();
                prop_assert_eq!(respelt.error, crate::time::Time::ZERO, "{}", old);
                prop_assert!(old == "-0" || respelt.text == old, "{} became {}", old, respelt.text);
            }
        }
    }
}

const LINES: &[&str] = &[
    "[Script Info]",
    "WrapStyle: 2",
    "[V4+ Styles]",
    "[V4 Styles]",
    "Style: Default,Arial,40",
    "[Events]",
    "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text",
    "Format: Text, Start, End",
    "Format:",
    "[Fonts]",
    "fontname: a.ttf",
    "!!!!",
    "Comment: 0,0:00:01.00,0:00:02.00,,,0,0,0,,{\\k5}a",
    "Dialogue: 0,0:00:01.00,0:00:02.00,,,0,0,0,,{\\k5}a{\\fad(5,7)\\t(1,2,\\k4)}{\\k}{\\k0.5}{\\k3}",
    "Dialogue: 0,0:00:01.5,x,,,0,0,0,,{\\k5}a",
    "Dialogue: ,,,",
    "",
    "[x]",
    "palabras",
];
