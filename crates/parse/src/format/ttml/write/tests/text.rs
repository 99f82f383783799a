use super::*;
use crate::model::Colour;

/// A cue of one line with runs in these looks: what stands in its `p` behind the region.
fn looked(format: &Format, runs: &[(&'static str, Style)]) -> String {
    let mut track = track(&[(0, 1000, "")]);
    let run = |(text, style): &(&'static str, Style)| Run::plain(text, crate::base::Span::empty(0), *style);
    track.runs = runs.iter().map(run).collect();
    track.lines[0].runs = 0..u32::try_from(runs.len()).unwrap();
    let (text, _) = spelt(&track, format, &film());
    let p = text.split("region=\"bottom\"").nth(1).unwrap();
    p.split("</p>").next().unwrap().to_owned()
}

#[test]
fn a_look_is_said_once_and_where_it_is() {
    let none = Style::default();
    let italic = Style { italic: true, ..none };
    let both = Style { bold: true, ..italic };
    let under = Style { underline: true, ..none };
    let strike = Style { strike: true, ..none };
    let lines = Style { strike: true, ..under };
    let red = Style { colour: Some(Colour(255, 0, 0)), ..none };
    let blue = Style { colour: Some(Colour(0, 0, 255)), ..none };
    let back = Style { background: Some(Colour(255, 0, 0)), ..none };
    for (a, b, want) in [
        (italic, both, " style=\"italic\">a<span style=\"bold\">b</span>"),
        (both, italic, " style=\"italic\"><span style=\"bold\">a</span>b"),
        (under, none, "><span style=\"underline\">a</span>b"),
        (under, under, " style=\"underline\">ab"),
        (strike, strike, " style=\"strike\">ab"),
        (lines, lines, " style=\"underline-strike\">ab"),
        // One property of two parts: it is shared whole or not at all.
        (under, lines, "><span style=\"underline\">a</span><span style=\"underline-strike\">b</span>"),
        (strike, lines, "><span style=\"strike\">a</span><span style=\"underline-strike\">b</span>"),
        (under, strike, "><span style=\"underline\">a</span><span style=\"strike\">b</span>"),
        (red, red, " style=\"c-ff0000\">ab"),
        (red, blue, "><span style=\"c-ff0000\">a</span><span style=\"c-0000ff\">b</span>"),
        (red, none, "><span style=\"c-ff0000\">a</span>b"),
        // A background belongs to letters.
        (back, back, "><span style=\"b-ff0000\">ab</span>"),
    ] {
        assert_eq!(looked(&IMSC, &[("a", a), ("b", b)]), want);
    }
    assert_eq!(looked(&IMSC, &[("a", back)]), "><span style=\"b-ff0000\">a</span>");
    // What Netflix does not take is not written.
    for style in [strike, back, Style { colour: Some(Colour::WHITE), ..none }] {
        assert_eq!(looked(&NETFLIX, &[("a", style)]), ">a");
    }
}

#[test]
fn white_is_said_where_text_has_another_colour() {
    let mut track = track(&[(0, 1000, "A")]);
    track.runs[0].style.colour = Some(Colour::WHITE);
    let template = TEMPLATE.replace("s:color=\"red\"", "s:color=\"yellow\"");
    let target = Target { template: Some(&template), ..film() };
    assert!(spelt(&track, &EBU_TT_D, &target).0.contains("style=\"c-ffffff\">A"));
    let style = Style { colour: Some(Colour(255, 255, 0)), ..Style::default() };
    track.layers = vec![Layer { name: "low".into(), lang: None, align: None, size: None, style }];
    track.cues[0].details = details(|details| details.layer = Some(0));
    assert!(spelt(&track, &NETFLIX, &film()).0.contains("style=\"c-ffff00 c-ffffff\">A"));
}

#[test]
fn ruby_stands_above_its_base() {
    let of = |ruby| Style { ruby, ..Style::default() };
    let (none, base, text) = (of(Ruby::None), of(Ruby::Base), of(Ruby::Text));
    let whole = |a: &str, gap: &str, b: &str| {
        format!(
            "<span tts:ruby=\"container\"><span tts:ruby=\"base\">{a}</span>{gap}<span tts:ruby=\"text\">{b}</span></span>"
        )
    };
    for (runs, want) in [
        (
            &[("En ", none), ("Спасск", base), ("Spassk", text), (" hoy", none)][..],
            format!("En {} hoy", whole("Спасск", "", "Spassk")),
        ),
        (
            &[("En ", none), ("a", base), (" ", none), ("b", text), (" hoy", none)],
            format!("En {} hoy", whole("a", " ", "b")),
        ),
        (&[("a", base), ("b", base), ("c", text), ("d", text)], whole("ab", "", "cd")),
        (&[("a", base), ("b", text), ("c", base), ("d", text)], whole("a", "", "b") + &whole("c", "", "d")),
        // What belongs to nothing is plain, or in brackets.
        (&[("x", none), ("a", base), ("y", none)], "xay".to_owned()),
        (&[("a", base)], "a".to_owned()),
        (&[("x", none), ("b", text)], "x(b)".to_owned()),
        (&[("x", none), (" ", none), ("b", text)], "x (b)".to_owned()),
        (&[("a", base), ("y", none), ("b", text)], "ay(b)".to_owned()),
        (&[("a", base), (" ", none), ("y", none), ("b", text)], "a y(b)".to_owned()),
    ] {
        assert_eq!(looked(&IMSC, runs), format!(">{want}"));
    }
}

#[test]
fn what_xml_lacks_is_counted() {
    let of = |ruby| Style { ruby, ..Style::default() };
    let counted = |runs: &[(&'static str, Style)]| {
        let mut track = track(&[(0, 1000, ""), (1000, 2000, "ok")]);
        track.runs.truncate(0);
        for (n, (text, style)) in (0u32..).zip(runs) {
            track.runs.push(Run::plain(text, crate::base::Span::empty(0), *style));
            // Two lines: the first run, and the others.
            track.lines[usize::from(n > 0)].runs = u32::from(n > 0)..n + 1;
        }
        track.cues[0].lines = 0..2;
        track.cues.truncate(1);
        let (_, losses) = spelt(&track, &IMSC, &film());
        let said = losses.iter().filter(|loss| loss.kind == LossKind::Text).map(|loss| loss.what.to_string());
        said.collect::<Vec<_>>()
    };
    let none = Style::default();
    assert_eq!(counted(&[("a", none), ("b", none)]), [""; 0]);
    let two = counted(&[("a\u{1}\u{2}", none), ("b\u{1}", none)]);
    assert!(two.len() == 1 && two[0].starts_with("3 "), "{two:?}");
    let ruby = counted(&[
        ("a\u{1}", none),
        ("b\u{1}\u{2}", of(Ruby::Base)),
        (" \u{c}", none),
        ("c\u{1}\u{2}\u{3}", of(Ruby::Text)),
        ("d\u{1}", none),
    ]);
    assert!(ruby.len() == 1 && ruby[0].starts_with("8 "), "{ruby:?}");
}

#[test]
fn who_speaks_is_said_once() {
    let said = |voices: [&str; 2]| {
        let mut track = track(&[(0, 1000, "A"), (0, 1000, "B")]);
        for (run, voice) in track.runs.iter_mut().zip(voices) {
            run.details = Some(Box::new(RunDetails { lang: None, voice: Some(voice.to_owned().into()) }));
        }
        track.lines[0].runs = 0..2;
        track.cues.truncate(1);
        let (text, _) = spelt(&track, &IMSC, &film());
        assert!(!spelt(&track, &NETFLIX, &film()).0.contains("agent"));
        text.split("region=\"bottom\"").nth(1).unwrap().split("</p>").next().unwrap().to_owned()
    };
    assert_eq!(said(["Ana", "Ana"]), " ttm:agent=\"a1\">AB");
    assert_eq!(said(["Ana", "Luis"]), "><span ttm:agent=\"a1\">A</span><span ttm:agent=\"a2\">B</span>");
}

#[test]
fn times_that_are_moved_are_told() {
    let told = |format: &Format, rate: FrameRate, times: (i64, i64)| {
        let target = Target { rate: Some(rate), ..Target::default() };
        let (_, losses) = spelt(&track(&[(times.0, times.1, "A")]), format, &target);
        losses.iter().map(|loss| (loss.kind, loss.cue, loss.what.to_string())).collect::<Vec<_>>()
    };
    assert_eq!(told(&NETFLIX, FrameRate::F25, (40, 1000)), []);
    // 41.667 ms and 1041.667 ms, as SubRip rounds them, begin their frames; they are counted, not listed.
    for format in [&NETFLIX, &ITT] {
        let on_frames = told(format, FrameRate::F24, (42, 1042));
        assert!(
            matches!(&on_frames[..], [(LossKind::Time, None, what)] if what.contains("(2 in all)")),
            "{on_frames:?}"
        );
    }
    // Half a frame is rounded.
    let rounded = told(&ITT, FrameRate::F25, (60, 1000));
    assert!(
        matches!(&rounded[..], [(LossKind::Time, Some(0), what)] if what.starts_with("rounded to")),
        "{rounded:?}"
    );
}

#[test]
fn titles_and_bodies() {
    let cue = track(&[(0, 1000, "A")]);
    let own = Track { title: Some("Own & whole".into()), ..cue.clone() };
    let told = Target { title: Some("Told"), ..film() };
    assert!(spelt(&own, &IMSC, &told).0.contains("<ttm:title>Told</ttm:title>"));
    assert!(spelt(&own, &IMSC, &film()).0.contains("<ttm:title>Own &amp; whole</ttm:title>"));
    assert!(!spelt(&cue, &IMSC, &film()).0.contains("title"));
    for format in ALL {
        let (text, _) = spelt(&cue, format, &film());
        let base = if format.id == "itt" { "normal" } else { "default" };
        assert!(text.contains(&format!("<style xml:id=\"{base}\"")), "{text}");
        assert!(text.contains(&format!("<body style=\"{base}\">")), "{text}");
        // EBU-TT-D has no body without text; a head has its region all the same.
        let (empty, _) = spelt(&track(&[]), format, &film());
        assert_eq!(empty.contains("<body"), format.id != "ebu-tt-d", "{empty}");
        assert_eq!(empty.matches("<region ").count(), 1, "{empty}");
    }
}
