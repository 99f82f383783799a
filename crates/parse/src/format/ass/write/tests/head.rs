//! The head of a script: what a template gives, and the styles made of layers.

use super::*;

const INFO: &str = "[Script Info]\nPlayResX: 640\nPlayResY: 480\n\n";
const EVENTS: &str = "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text";

fn by(it: &Track<'_>, template: &str) -> String {
    spelt(it, &Target { template: Some(template), ..Target::default() }).0
}

/// The lines of `[V4+ Styles]`.
fn styles(text: &str) -> Vec<&str> {
    let behind = text.split("[V4+ Styles]\n").nth(1).unwrap();
    behind.split("\n\n").next().unwrap().lines().collect()
}

fn layer(name: &str, align: u8) -> Layer {
    Layer { name: name.to_owned(), align: Some(align), ..Layer::default() }
}

fn layers(all: &[(&str, u8)]) -> Track<'static> {
    Track { layers: all.iter().map(|(name, align)| layer(name, *align)).collect(), ..one("a") }
}

#[test]
fn only_notes_of_the_head_and_its_styles_are_taken_from_a_template() {
    let template = "; before\n[Script Info]\n; of the head\n!: also\nPlayResX: 640\njunk\n\n[Aegisub Project Garbage]\n\
        Audio File: a.wav\n\n[V4+ Styles]\n; of styles\nFormat: Name, Fontname\nStyle: Default,Georgia\njunk\n\n[Fonts]\n\
        fontname: a.ttf\n!!!!\n\n[Events]\nFormat: Start, End, Text\n; of events\n\
        Dialogue: 0:00:01.00,0:00:02.00,x\nComment: 0:00:01.00,0:00:02.00,y\n";
    assert_eq!(
        by(&one("a"), template),
        format!(
            "[Script Info]\n; of the head\n!: also\nPlayResX: 640\nScriptType: v4.00+\n\n[V4+ Styles]\n\
             Format: Name, Fontname\nStyle: Default,Georgia\n\n[Events]\n{EVENTS}\n\
             Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,a\n"
        )
    );
}

#[test]
fn styles_have_one_order_whatever_that_of_events() {
    let two = |second: &str| {
        format!("{INFO}[V4+ Styles]\nFormat: Name, Fontname\nStyle: Default,Arial\n{second}Style: b,Arial\n")
    };
    let refused = |template: &str| {
        let target = Target { template: Some(template), ..Target::default() };
        write(&one("a"), &target, Version::Ass).err()
    };
    for same in ["", "Format: Name,Fontname\n", "[V4+ Styles]\nFormat:  Name ,  Fontname\n"] {
        assert_eq!(refused(&two(same)), None, "{same}");
    }
    let why = WriteError::Template("its styles have two Format lines that differ".to_owned());
    for other in ["Format: Fontname, Name\n", "[V4+ Styles]\nFormat: Name\n"] {
        assert_eq!(refused(&two(other)), Some(why.clone()), "{other}");
    }
    for behind in [format!("[Events]\n{EVENTS}\n"), "[Events]\nFormat: Start, End, Text\n".to_owned()] {
        let text = by(&one("a"), &(two("") + &behind));
        assert_eq!(styles(&text), ["Format: Name, Fontname", "Style: Default,Arial", "Style: b,Arial"]);
        // Before the styles, too.
        assert_eq!(by(&one("a"), &(behind + &two(""))), text);
    }
}

#[test]
fn a_template_without_an_order_has_the_usual_one() {
    let style = "Style: Default,Georgia,24,&H00FFFFFF,&H0,&H0,&H0,0,0,0,0,100,100,0,0,1,2,2,2,10,10,10,1";
    let text = by(&layers(&[("kk", 8)]), &format!("{INFO}[V4+ Styles]\n{style}\n"));
    let order = crate::format::ass::columns::STYLE_ORDER;
    let kk = style.replace("Default", "kk").replace("2,2,2,10", "2,2,8,10");
    assert_eq!(styles(&text), [&format!("Format: {order}"), style, &kk]);
}

#[test]
fn plain_text_has_the_default_style_or_the_first() {
    let italic = Style { italic: true, ..Style::default() };
    let head = format!("{INFO}[V4+ Styles]\nFormat: Italic, Alignment, Name\n");
    for (all, name, made, text) in [
        ("Style: 0,2,Alto\nStyle: 1,8,Bajo\n", "Alto", "Style: 0,2,ru", "{\\i1}a"),
        ("Style: 0,2,Alto\nStyle: 1,8,Default\n", "Default", "Style: -1,8,ru", "a"),
        ("Style: 1,8,*default\nStyle: 0,2,Alto\n", "Default", "Style: -1,8,ru", "a"),
        // Of two with one name the last counts.
        ("Style: 0,2,Default\nStyle: 1,8,Default\n", "Default", "Style: -1,8,ru", "a"),
    ] {
        let mut it = one("a");
        it.runs[0].style = italic;
        it.cues[0].align = Some(if made.contains('8') { 8 } else { 2 });
        it.layers = vec![Layer { name: "ru".to_owned(), ..Layer::default() }];
        let written = by(&it, &format!("{head}{all}"));
        assert_eq!(styles(&written).last(), Some(&made), "{all}");
        assert!(written.ends_with(&format!("00:02.00,{name},,0,0,0,,{text}\n")), "{all}: {written}");
    }
}

#[test]
fn positions_count_in_the_picture_of_the_template() {
    let mut it = one("a");
    let at = |n| Some(Percent::from_milli(n));
    let place = Place { x: at(50_000), y: at(25_000), ..Place::default() };
    it.cues[0].details = Some(Box::new(Details { place, ..Details::default() }));
    for (info, pos) in [
        ("", "\\pos(192,72)"),
        ("PlayResX: 1920\nPlayResY: 1080\n", "\\pos(960,270)"),
        ("playresx: 640\n", "\\pos(320,120)"),
    ] {
        let template = format!("[Script Info]\n{info}\n[V4+ Styles]\nStyle: Default\n");
        assert!(by(&it, &template).contains(pos), "{info}");
    }
}

#[test]
fn what_the_track_says_of_itself_is_not_said_twice() {
    let template = "[Script Info]\ntitle: otra\nLANGUAGE: en\nscripttype: v4.00\nWrapStyle: 2\n\n[V4+ Styles]\nStyle: a\n";
    let head = |it: &Track<'_>| {
        let text = by(it, template);
        text.split("\n\n").next().unwrap().lines().skip(1).map(str::to_owned).collect::<Vec<_>>()
    };
    let mut it = one("a");
    assert_eq!(head(&it), ["title: otra", "LANGUAGE: en", "WrapStyle: 2", "ScriptType: v4.00+"]);
    it.title = Some(" La\nestepa\t".into());
    assert_eq!(head(&it), ["Title: La estepa", "LANGUAGE: en", "WrapStyle: 2", "ScriptType: v4.00+"]);
    it.lang = Some("es".into());
    assert_eq!(head(&it), ["Title: La estepa", "Language: es", "WrapStyle: 2", "ScriptType: v4.00+"]);
}

#[test]
fn names_of_layers_are_such_as_a_field_may_hold() {
    for (names, want) in [
        (&["kk", "ru"][..], &["kk", "ru"][..]),
        (&["kk", "kk", "kk"], &["kk", "kk-2", "kk-3"]),
        (&["kk-2", "kk", "kk"], &["kk-2", "kk", "kk-3"]),
        (&["Ana, la hija", "a\tb"], &["Ana- la hija", "a-b"]),
        (&["", "  ", "*"], &["Layer", "Layer-2", "Layer-3"]),
        (&[" kk ", "**ru"], &["kk", "ru"]),
        (&["Default", "DEFAULT"], &["Default-2", "DEFAULT-2"]),
    ] {
        let all: Vec<(&str, u8)> = names.iter().map(|name| (*name, 2)).collect();
        let (text, _) = spelt(&layers(&all), &Target::default());
        let found = styles(&text).into_iter().skip(2).map(|line| line[7..].split(',').next().unwrap());
        assert_eq!(found.collect::<Vec<_>>(), want, "{names:?}");
    }
}

#[test]
fn layers_at_one_edge_leave_two_lines_for_each_nearer_to_it() {
    let margins = |it: &Track<'_>| {
        let (text, _) = spelt(it, &Target::default());
        let all = styles(&text).into_iter().skip(2).map(|line| line.split(',').nth(21).unwrap().to_owned());
        all.collect::<Vec<_>>()
    };
    // Two and a half lines of 60 are 150.
    for (all, want) in [
        (&[("kk", 2), ("ru", 8)][..], &["54", "54"][..]),
        (&[("kk", 2), ("ru", 1)], &["204", "54"]),
        (&[("kk", 8), ("ru", 9)], &["54", "204"]),
        // No reader gives such places; a caller may.
        (&[("kk", 0), ("ru", 2), ("es", 255)], &["204", "54", "54"]),
        (&[("kk", 3), ("es", 7), ("ru", 2), ("en", 8), ("tr", 1)], &["354", "54", "204", "204", "54"]),
    ] {
        assert_eq!(margins(&layers(all)), want, "{all:?}");
    }
    // Where the layer at the edge has letters of its own size, by that: 10 % of 1080 are 108.
    let mut it = layers(&[("kk", 2), ("ru", 2)]);
    it.layers[1].size = Some(Percent::from_milli(10_000));
    assert_eq!(margins(&it), ["324", "54"]);
    it.layers.swap(0, 1);
    assert_eq!(margins(&it), ["204", "54"]);
}

#[test]
fn a_style_is_what_the_layer_asks_for() {
    let of = |asked: Layer| {
        let (text, _) = spelt(&Track { layers: vec![asked], ..one("a") }, &Target::default());
        styles(&text).last().unwrap().strip_prefix("Style: kk,Arial,").unwrap().to_owned()
    };
    let plain = "60,&H00FFFFFF,&H000000FF,&H00000000,&H80000000,0,0,0,0,100,100,0,0,1,3,1,2,96,96,54,1";
    let styled = |style| Layer { style, ..layer("kk", 2) };
    let none = Style::default();
    for (asked, old, new) in [
        (layer("kk", 2), "", ""),
        (layer("kk", 7), "1,2,96", "1,7,96"),
        (layer("kk", 10), "", ""),
        (styled(Style { bold: true, ..none }), "0000,0,0,0,0,", "0000,-1,0,0,0,"),
        (styled(Style { italic: true, ..none }), "0000,0,0,0,0,", "0000,0,-1,0,0,"),
        (styled(Style { underline: true, ..none }), "0000,0,0,0,0,", "0000,0,0,-1,0,"),
        (styled(Style { strike: true, ..none }), "0000,0,0,0,0,", "0000,0,0,0,-1,"),
        (styled(Style { colour: Some(Colour(1, 2, 0xab)), ..none }), "&H00FFFFFF", "&H00AB0201"),
        (
            styled(Style { background: Some(Colour(1, 2, 0xab)), ..none }),
            "&H00000000,&H80000000,0,0,0,0,100,100,0,0,1,",
            "&H00AB0201,&H00AB0201,0,0,0,0,100,100,0,0,3,",
        ),
        (Layer { size: Some(Percent::from_milli(5000)), ..layer("kk", 2) }, "60,", "54,"),
        (Layer { size: Some(Percent::from_milli(4051)), ..layer("kk", 2) }, "60,", "43.8,"),
        (Layer { size: Some(Percent::from_milli(0)), ..layer("kk", 2) }, "60,", "0.1,"),
    ] {
        assert_eq!(of(asked), plain.replacen(old, new, 1), "{new}");
    }
}

#[test]
fn what_a_layer_does_not_ask_for_is_left_as_the_template_has_it() {
    let head = format!("{INFO}[V4+ Styles]\nFormat: Name, Fontname, Alignment, MarginV\n");
    for margin in ["010", "auto", ""] {
        let text = by(&layers(&[("kk", 8)]), &format!("{head}Style: Default,Georgia,2,{margin}\n"));
        assert_eq!(styles(&text)[2], format!("Style: kk,Georgia,8,{margin}"));
    }
}
