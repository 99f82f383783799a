use super::super::fine::{Rect, display_align, rect, text_align};
use super::*;
use crate::model::{Row, TextAlign, Vertical};

fn percent(n: i32) -> Option<Percent> {
    Some(Percent::from_milli(n * 1000))
}

/// The cue numbers of the losses of one kind.
fn lost(losses: &[Loss], kind: LossKind) -> Vec<Option<usize>> {
    losses.iter().filter(|loss| loss.kind == kind).map(|loss| loss.cue.map(|cue| cue as usize)).collect()
}

/// The regions that paragraphs stand in.
fn regions(text: &str) -> Vec<&str> {
    text.split(" region=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn neighbours_do_not_touch() {
    let at = |x, y| Rect { x, y, width: 10, height: 10 };
    let here = at(20, 20);
    for (x, y, want) in [
        (20, 20, true),
        (29, 29, true),
        (11, 11, true),
        (29, 11, true),
        (11, 29, true),
        (30, 20, false),
        (10, 20, false),
        (20, 30, false),
        (20, 10, false),
        (5, 20, false),
        (100, 20, false),
        (20, 5, false),
        (20, 100, false),
        (100, 100, false),
    ] {
        assert_eq!(here.touches(at(x, y)), want, "{x} {y}");
        assert_eq!(at(x, y).touches(here), want, "{x} {y}");
    }
}

#[test]
fn rows_and_edges() {
    let at = |place: Place, align| rect(&place, align).map(|(it, exact)| (it.origin(), it.extent(), exact));
    let row = |n, of| Place { row: Some(Row { n, of }), ..Place::default() };
    let wide = Place { width: percent(50), ..Place::default() };
    for (place, align, origin, extent) in [
        // The upper edge of the row for what hangs from the top, its middle, its lower edge.
        (row(10, Some(25)), 8, "10% 40%", "80% 26%"),
        (row(10, Some(25)), 5, "10% 29%", "80% 26%"),
        (row(-5, Some(25)), 2, "10% 58%", "80% 26%"),
        (row(0, Some(25)), 8, "10% 0%", "80% 26%"),
        // A height that is said needs no row.
        (Place { y: percent(80), ..row(3, None) }, 2, "10% 54%", "80% 26%"),
        (wide, 9, "40% 10%", "50% 26%"),
        (wide, 5, "25% 37%", "50% 26%"),
        (wide, 1, "10% 64%", "50% 26%"),
        // Text that ends at the edge it would keep off has what room there is.
        (Place { x: percent(10), ..Place::default() }, 3, "0% 64%", "10% 26%"),
    ] {
        assert_eq!(at(place, align), Some((origin.to_owned(), extent.to_owned(), true)), "{place:?} {align}");
    }
}

#[test]
fn columns_begin_at_the_top_and_follow_from_their_side() {
    for (align, right_to_left, left_to_right, text) in [
        (7, "after", "before", "start"),
        (8, "center", "center", "start"),
        (9, "before", "after", "start"),
        (4, "after", "before", "center"),
        (5, "center", "center", "center"),
        (6, "before", "after", "center"),
        (1, "after", "before", "end"),
        (2, "center", "center", "end"),
        (3, "before", "after", "end"),
    ] {
        assert_eq!(display_align(Vertical::RightToLeft, align), right_to_left, "{align}");
        assert_eq!(display_align(Vertical::LeftToRight, align), left_to_right, "{align}");
        assert_eq!(text_align(align), text, "{align}");
    }
}

#[test]
fn forms_lose_the_places_they_do_not_have() {
    let placed = |format: &Format, align, place: Place| {
        let mut track = track(&[(0, 1000, "A")]);
        track.cues[0].align = Some(align);
        track.cues[0].details = details(|details| details.place = place);
        let (text, losses) = spelt(&track, format, &film());
        let p = text.split(" region=\"").nth(1).unwrap().split("A</p>").next().unwrap().to_owned();
        (p, lost(&losses, LossKind::Align).len(), lost(&losses, LossKind::Position).len())
    };
    let plain = Place::default();
    for (align, p, lost) in
        [(2, "bottom\">", 0), (8, "top\">", 0), (1, "bottom\">", 1), (9, "top\">", 1), (5, "bottom\">", 1)]
    {
        assert_eq!(placed(&ITT, align, plain), (p.to_owned(), lost, 0), "{align}");
    }
    assert_eq!(placed(&NETFLIX, 5, plain), ("middle\">".to_owned(), 0, 0));
    assert_eq!(placed(&NETFLIX, 1, plain), ("bottom\" style=\"left\">".to_owned(), 0, 0));
    let fine = Place { y: percent(40), ..plain };
    assert_eq!(placed(&IMSC, 2, fine), ("place1\">".to_owned(), 0, 0));
    assert_eq!(placed(&NETFLIX, 2, fine), ("bottom\">".to_owned(), 0, 1));
    // Lines aligned otherwise than their block stand in the region of the others.
    let rows = Place { text: Some(TextAlign::Start), ..plain };
    assert_eq!(placed(&EBU_TT_D, 2, rows), ("bottom\" style=\"rows-start\">".to_owned(), 0, 0));
    assert_eq!(placed(&NETFLIX, 2, rows), ("bottom\">".to_owned(), 0, 1));
}

#[test]
fn one_box_is_three_regions_by_where_its_text_begins() {
    let mut track = track(&[(0, 1000, "A"), (1000, 2000, "B"), (2000, 3000, "C")]);
    for (cue, (align, y)) in track.cues.iter_mut().zip([(8, 40), (5, 50), (2, 60)]) {
        cue.align = Some(align);
        let place = Place { y: percent(y), height: percent(20), ..Place::default() };
        cue.details = details(|details| {
            details.place = place;
            details.id = (align == 8).then(|| "place2".into());
        });
    }
    let (text, losses) = spelt(&track, &IMSC, &film());
    assert_eq!(losses, []);
    // Cues that follow one another are in nobody's way; ids that cues have are theirs; nothing unused is written.
    assert_eq!(regions(&text), ["place1", "place2-x", "place3"]);
    for (id, display) in [("place1", "before"), ("place2-x", "center"), ("place3", "after")] {
        let region = format!(
            "<region xml:id=\"{id}\" tts:origin=\"10% 40%\" tts:extent=\"80% 20%\" tts:displayAlign=\"{display}\""
        );
        assert!(text.contains(&region), "{text}");
    }
    assert_eq!(text.matches("<region ").count(), 3, "{text}");
}

#[test]
fn four_regions_are_on_the_screen_at_once() {
    let mut track = track(&[(0, 9, "A"), (0, 9, "B"), (0, 9, "C"), (0, 9, "D"), (0, 9, "E")]);
    for (cue, y) in track.cues.iter_mut().zip([20, 30, 40, 50, 98]) {
        let place = Place { y: percent(y), height: percent(5), ..Place::default() };
        cue.details = details(|details| details.place = place);
    }
    let (text, losses) = spelt(&track, &IMSC, &film());
    assert_eq!(lost(&losses, LossKind::Position), [Some(4)], "{text}");
}

#[test]
fn layers_are_where_they_say() {
    let mut track = track(&[(0, 9, "A"), (10, 19, "B"), (20, 29, "C")]);
    let style = Style::default();
    let layer = Layer { name: "main".into(), lang: None, align: Some(2), size: percent(5), style };
    track.layers = vec![layer];
    track.cues[0].align = Some(8);
    for cue in &mut track.cues[..2] {
        cue.details = details(|details| details.layer = Some(0));
    }
    let (text, losses) = spelt(&track, &EBU_TT_D, &film());
    assert_eq!(regions(&text), ["main-top", "main", "bottom"]);
    // EBU-TT-D's letters are no share of the picture.
    assert!(lost(&losses, LossKind::Font) == [None] && !text.contains("rh\""), "{losses:?} {text}");
    // A layer that is not there is none.
    track.cues[1].details = details(|details| details.layer = Some(1));
    track.cues[0].details = None;
    assert_eq!(regions(&spelt(&track, &IMSC, &film()).0), ["top", "bottom", "bottom"]);
}

#[test]
fn templates_name_language_and_regions() {
    let head = "<head><styling><style xml:id=\"s\" tts:displayAlign=\"after\"/><style xml:id=\"o\" tts:displayAlign=\"center\"/></styling><layout>\
                <region xml:id=\"a\"/><region xml:id=\"b\"><style tts:displayAlign=\"center\"/></region>\
                <region xml:id=\"c\" style=\"s\"/><region xml:id=\"d\" tts:displayAlign=\"after\"/></layout></head>";
    let root = "xmlns=\"http://www.w3.org/ns/ttml\" xmlns:tts=\"http://www.w3.org/ns/ttml#styling\"";
    let template = format!("<tt {root} xml:lang=\"es\">{head}<body><div></div></body></tt>");
    let target = Target { template: Some(&template), ..film() };
    let mut track =
        Track { lang: None, ..track(&[(0, 9, "A"), (10, 19, "B"), (20, 29, "C"), (30, 39, "D")]) };
    for (cue, align) in track.cues.iter_mut().zip([8, 5, 2, 2]) {
        cue.align = Some(align);
    }
    let style = Style::default();
    track.layers = vec![Layer { name: "d".into(), lang: None, align: Some(2), size: None, style }];
    track.cues[3].details = details(|details| details.layer = Some(0));
    let (text, losses) = spelt(&track, &IMSC, &target);
    assert_eq!((regions(&text), losses), (vec!["a", "b", "c", "d"], vec![]));
    assert!(text.contains("xml:lang=\"es\""), "{text}");
    track.cues[0].details = details(|details| details.place = Place { y: percent(30), ..Place::default() });
    assert_eq!(lost(&spelt(&track, &IMSC, &target).1, LossKind::Position), [Some(0)]);
    let silent = template.replace("\"es\"", "\"\"");
    let target = Target { template: Some(&silent), ..film() };
    assert_eq!(write(&track, IMSC.write.unwrap(), &target), Err(WriteError::Language));
}

#[test]
fn templates_stay_good_documents() {
    let mut track = track(&[(0, 1000, "A")]);
    track.runs[0].style.italic = true;
    let root = "xmlns=\"http://www.w3.org/ns/ttml\" xmlns:ttm=\"http://www.w3.org/ns/ttml#metadata\"";
    for inside in [
        "",
        "<body/>",
        "<head/><body><div/></body>",
        "<head><metadata/></head><body><div/></body>",
        "<head><styling/></head><body></body>",
        "<head><metadata>\n<ttm:title>Old</ttm:title></metadata ></head><body><div>\n</div></body>",
        "<head><ttm:title>Old</ttm:title></head><body><div>\n</div></body>",
        "<head><metadata><ttm:title/></metadata></head>",
    ] {
        let template = format!("<tt {root}>{inside}</tt>");
        let target = Target { template: Some(&template), title: Some("New"), ..film() };
        let (text, _) = spelt(&track, &IMSC, &target);
        let document = document(&text);
        assert_eq!(document.problems, [], "{text}");
        let back = super::super::super::lower(&document);
        assert!(texts(&back) == ["A"] && back.runs[0].style.italic, "{text}");
        if inside.contains("Old") {
            assert_eq!((back.title.as_deref(), text.contains("Old")), (Some("New"), false), "{text}");
        }
        // Metadata come first in a head.
        let at = |name: &str| text.find(name).unwrap_or(0);
        assert!(at("</metadata") < at("<styling"), "{text}");
        assert!(at("title>") < at("<styling"), "{text}");
    }
}

#[test]
fn templates_of_labels_are_for_forms_that_have_labels() {
    let labels = TEMPLATE.replace("p:frameRate", "p:timeBase=\"smpte\" p:frameRate");
    let target = Target { template: Some(&labels), ..film() };
    let cue = track(&[(1000, 2000, "A")]);
    assert!(spelt(&cue, &ITT, &target).0.contains("begin=\"00:00:01:00\""));
    assert!(
        matches!(write(&cue, IMSC.write.unwrap(), &target), Err(WriteError::Template(why)) if why.contains("timecode labels"))
    );
}
