//! SSA v4 as it is written.

use super::*;
use crate::format::ass::SSA as FORMAT_SSA;

#[test]
fn the_whole_of_a_script() {
    let mut it = one("Тоқта!");
    it.title = Some("La estepa".into());
    it.lang = Some("kk".into());
    let (text, losses) = spelt_by(&SSA, &it, &Target::default());
    assert_eq!(losses, []);
    assert_eq!(
        text,
        "[Script Info]\nTitle: La estepa\nLanguage: kk\nScaledBorderAndShadow: yes\nYCbCr Matrix: None\n\
         PlayResX: 1920\nPlayResY: 1080\nScriptType: v4.00\n\n[V4 Styles]\nFormat: Name, Fontname, Fontsize, \
         PrimaryColour, SecondaryColour, TertiaryColour, BackColour, Bold, Italic, BorderStyle, Outline, Shadow, \
         Alignment, MarginL, MarginR, MarginV, AlphaLevel, Encoding\n\
         Style: Default,Arial,60,16777215,255,0,0,0,0,1,3,1,2,96,96,54,0,1\n\n\
         [Events]\nFormat: Marked, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n\
         Dialogue: Marked=0,0:00:01.00,0:00:02.00,Default,,0000,0000,0000,,Тоқта!\n"
    );
    let document = parse(Source::open(text.as_bytes(), None, None).unwrap());
    assert_eq!(document.format, "ssa");
}

#[test]
fn only_tags_that_v4_has() {
    let italic = Style { italic: true, ..Style::default() };
    let red = Style { colour: Some(Colour(255, 0, 1)), ..italic };
    let lines = Style { underline: true, strike: true, ..Style::default() };
    let run = |text: &str, style| (text.to_owned(), style);
    let cue = vec![
        vec![run("a", red), run("b", italic), run("c", red)],
        vec![run("d", Style::default()), run("e", lines)],
    ];
    let mut it = track(vec![(ms(0), ms(1000), cue)]);
    let (texts, losses) = events_by(&SSA, &it);
    // The colour ends with a reset, and what is still on is switched on again.
    assert_eq!(texts, ["{\\i1\\c&H0100FF&}a{\\r\\i1}b{\\c&H0100FF&}c\\N{\\r}de"]);
    assert_eq!(losses, ["underline", "strike"]);
    let place = Place { x: Some(Percent::from_milli(50_000)), y: None, ..Place::default() };
    let fade = Some((ms(200), ms(0)));
    it.cues[0].details = Some(Box::new(Details { place, fade, ..Details::default() }));
    it.cues[0].align = Some(8);
    let (texts, losses) = events_by(&SSA, &it);
    assert!(texts[0].starts_with("{\\a6\\pos(960,54)\\i1\\c&H0100FF&}a"), "{texts:?}");
    assert_eq!(losses, ["underline", "strike", "fade"]);
}

#[test]
fn places_are_in_the_numbers_of_ssa() {
    let mut it = one("a");
    let mut of = |align| {
        it.cues[0].align = Some(align);
        events_by(&SSA, &it).0.concat()
    };
    let all: Vec<String> = (1..=9).map(&mut of).collect();
    let want =
        [1, 0, 3, 9, 10, 11, 5, 6, 7].map(|n| if n == 0 { "a".to_owned() } else { format!("{{\\a{n}}}a") });
    assert_eq!(all, want);
}

#[test]
fn layers_become_styles() {
    let mut it = one("a");
    let style = Style {
        italic: true,
        underline: true,
        colour: Some(Colour(255, 255, 0)),
        background: Some(Colour(0, 0, 1)),
        ..Style::default()
    };
    it.layers = vec![Layer {
        name: "kk".to_owned(),
        align: Some(8),
        size: Some(Percent::from_milli(4050)),
        style,
        lang: None,
    }];
    it.runs[0].style = Style { background: None, ..style };
    it.cues[0].details = Some(Box::new(Details { layer: Some(0), ..Details::default() }));
    let (text, losses) = spelt_by(&SSA, &it, &Target::default());
    let style = text.lines().filter(|line| line.starts_with("Style: ")).nth(1).unwrap();
    assert_eq!(style, "Style: kk,Arial,43.7,65535,255,0,65536,0,-1,3,3,1,6,96,96,54,0,1");
    assert!(text.ends_with(",kk,,0000,0000,0000,,a\n"), "{text}");
    let kinds: Vec<_> = losses.iter().map(|loss| loss.kind).collect();
    assert_eq!(kinds, [LossKind::Underline]);
}

#[test]
fn a_template_is_of_the_same_version() {
    let own = "[Script Info]\nPlayResX: 640\nPlayResY: 480\nScriptType: v4.00\n\n[V4 Styles]\nFormat: Name, \
        Fontname, Fontsize, PrimaryColour, Alignment\nStyle: *Default,Georgia,24,65535,6\n\n[Events]\n";
    let it = one("a");
    let target = |text| Target { template: Some(text), ..Target::default() };
    let (text, _) = spelt_by(&SSA, &it, &target(own));
    assert_eq!(
        text,
        format!(
            "{own}Format: Marked, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n\
             Dialogue: Marked=0,0:00:01.00,0:00:02.00,Default,,0000,0000,0000,,a\n"
        )
    );
    let later = own.replace("V4 Styles", "V4+ Styles");
    for (version, template, why) in [
        (Version::Ssa, &*later, "its styles are of Advanced SubStation Alpha; save it as SSA v4 first"),
        (Version::Ass, own, "its styles are of SSA v4; save it as Advanced SubStation Alpha first"),
        (Version::Ssa, "[Script Info]\n", "it has no style in [V4 Styles]"),
        (Version::Ass, "[Script Info]\n", "it has no style in [V4+ Styles]"),
    ] {
        let error = write(&it, &target(template), version).unwrap_err();
        assert_eq!(error, WriteError::Template(why.to_owned()));
    }
}

fn style() -> impl Strategy<Value = Style> {
    super::style().prop_map(|style| Style { underline: false, strike: false, ..style })
}

fn line() -> impl Strategy<Value = Vec<(String, Style)>> {
    prop::collection::vec(("[abNnhқ\\\\\u{2060},\u{a0} -]{1,6}", style()), 0..4)
}

/// Whether a tag, without its backslash, is one that v4 has, or a position.
fn is_of_v4(tag: &str) -> bool {
    let place = ["1", "2", "3", "5", "6", "7", "9", "10", "11"];
    let colour =
        |tag: &str| tag.strip_prefix("c&H").and_then(|rest| rest.strip_suffix('&')).map(str::len) == Some(6);
    matches!(tag, "i0" | "i1" | "b0" | "b1" | "r")
        || tag.strip_prefix('a').is_some_and(|n| place.contains(&n))
        || tag.starts_with("pos(")
        || colour(tag)
}

proptest! {
    #[test]
    fn written_and_read_again(
        all in prop::collection::vec(
            (0i64..400_000, 1i64..1000, prop::collection::vec(line(), 0..3), 0u8..10, prop::option::of((0i32..200_000, 0i32..100_000))),
            1..6,
        ),
    ) {
        let cues_of = all.iter().map(|(start, length, lines, ..)| {
            (ms(start * 10), ms((start + length) * 10), lines.clone())
        });
        let mut it = track(cues_of.collect());
        for (cue, (.., align, place)) in it.cues.iter_mut().zip(&all) {
            cue.align = Some(*align).filter(|align| *align > 0);
            let place = place.map(|(x, y)| Place {
                x: Some(Percent::from_milli(x)),
                y: Some(Percent::from_milli(y - 20_000)),
                ..Place::default()
            });
            cue.details = Some(Box::new(Details { place: place.unwrap_or_default(), ..Details::default() }));
        }
        let (text, losses) = spelt_by(&SSA, &it, &Target::default());
        prop_assert_eq!(losses, []);
        prop_assert_eq!(again(&text), cues(&it), "{}", text);
        let blocks = text.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
        for tag in blocks.flat_map(|(block, _)| block.split('\\').skip(1)) {
            prop_assert!(is_of_v4(tag), "{} in {}", tag, text);
        }
    }

    #[test]
    fn a_script_of_one_version_becomes_the_other(
        all in prop::collection::vec((0i64..400_000, 1i64..1000, prop::collection::vec(line(), 0..3), 0u8..10), 1..6),
    ) {
        let cues_of = all.iter().map(|(start, length, lines, ..)| {
            (ms(start * 10), ms((start + length) * 10), lines.clone())
        });
        let mut it = track(cues_of.collect());
        for (cue, (.., align)) in it.cues.iter_mut().zip(&all) {
            cue.align = Some(*align).filter(|align| *align > 0);
        }
        for (first, id, second) in [(&ASS, "ass", &SSA), (&SSA, "ssa", &ASS)] {
            let (text, _) = spelt_by(first, &it, &Target::default());
            let document = parse(Source::open(text.as_bytes(), None, None).unwrap());
            prop_assert_eq!(document.format, id);
            let (other, _) = spelt_by(second, &(FORMAT_SSA.lower)(&document), &Target::default());
            prop_assert_eq!(again(&other), cues(&it), "{}", other);
        }
    }
}
