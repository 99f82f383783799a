use super::*;
use crate::base::Severity;
use crate::model::{Colour, LossKind, Ruby, Style};
use crate::syntax::{ProblemKind, SlotId};
use proptest::prelude::*;
use std::borrow::Cow;

fn document(text: &str) -> Document<'_> {
    parse(Source::open(text.as_bytes(), None, None).unwrap(), &ReadOptions::default())
}

/// A document around some parts of it.
fn tt(attributes: &str, head: &str, body: &str) -> String {
    format!(
        "<tt xml:lang=\"kk\" xmlns=\"http://www.w3.org/ns/ttml\" xmlns:ttp=\"http://www.w3.org/ns/ttml#parameter\" \
         xmlns:tts=\"http://www.w3.org/ns/ttml#styling\" xmlns:ttm=\"http://www.w3.org/ns/ttml#metadata\" \
         xmlns:itts=\"http://www.w3.org/ns/ttml/profile/imsc1#styling\" {attributes}>\n\
         <head>{head}</head>\n<body><div>\n{body}\n</div></body></tt>"
    )
}

/// The document's cues as "start-end" in milliseconds, `?` for what cannot be read, `~` for what nothing ends.
fn times(text: &str) -> Vec<String> {
    let doc = document(text);
    let ms = |slot: SlotId| match doc.time(slot) {
        Some(time) => time.to_millis().to_string(),
        None => if slot == SlotId::OPEN { "~" } else { "?" }.to_owned(),
    };
    doc.cues.iter().map(|cue| format!("{}-{}", ms(cue.start), ms(cue.end))).collect()
}

fn errors(text: &str) -> Vec<&'static str> {
    let own = |kind| match kind {
        ProblemKind::Own(fault) if fault.level == Severity::Error => Some(fault.message),
        _ => None,
    };
    document(text).problems.iter().filter_map(|it| own(it.kind)).collect()
}

/// The lines of all cues, runs set apart by `|`; `[…]` is a run that is not written as it is shown.
fn shown(body: &str) -> Vec<String> {
    let text = tt("", "", body);
    let doc = document(&text);
    let track = lower(&doc);
    assert_eq!(track.cues.len(), doc.cues.len());
    let run = |run: &crate::model::Run<'_>| match &run.text {
        Cow::Borrowed(shown) => {
            assert_eq!(run.span.of(&text), *shown);
            (*shown).to_owned()
        }
        Cow::Owned(shown) => format!("[{shown}]"),
    };
    let line = |line| track.runs_of(line).iter().map(run).collect::<Vec<_>>().join("|");
    track.cues.iter().map(|cue| track.lines_of(cue).iter().map(line).collect::<Vec<_>>().join("/")).collect()
}

#[test]
fn a_good_document_has_no_problem() {
    let text = tt("", "", "<p begin=\"00:00:01.000\" end=\"00:00:02.500\">Дала кең</p>");
    let doc = document(&text);
    assert_eq!(doc.problems, []);
    assert_eq!(times(&text), ["1000-2500"]);
    let track = lower(&doc);
    assert_eq!(track.lang.as_deref(), Some("kk"));
    assert_eq!(track.cues[0].align, None);
    assert_eq!(track.losses, []);
}

#[test]
fn times_are_counted_from_what_they_stand_in() {
    for (body, want) in [
        ("<p begin='1s' dur='2s'>a</p>", vec!["1000-3000"]),
        ("<p begin='1s' end='9s' dur='2s'>a</p>", vec!["1000-3000"]),
        ("<p begin='1s'>a</p>", vec!["1000-6000"]),
        ("<p>a</p>", vec!["0-5000"]),
        (
            "<div begin='10s' end='15s'><p begin='1s' end='2s'>a</p><p begin='2s' end='9s'>b</p></div>",
            vec!["11000-12000", "12000-15000"],
        ),
        ("<div begin='10s'><div begin='5s'><p end='2s'>a</p></div></div>", vec!["15000-17000"]),
        (
            "<div begin='1s' timeContainer='seq'><p dur='2s'>a</p><p begin='1s' dur='2s'>b</p><p dur='1s'>c</p></div>",
            vec!["1000-3000", "4000-6000", "6000-7000"],
        ),
        (
            "<div timeContainer='seq'><div><p end='2s'>a</p><p end='3s'>b</p></div><p dur='1s'>c</p></div>",
            vec!["0-2000", "0-3000", "3000-4000"],
        ),
        (
            "<p begin='1s' end='9s'>a <span begin='1s' end='2s'>b</span> <span begin='2s'>c</span></p>",
            vec!["1000-9000", "2000-3000", "3000-9000"],
        ),
        (
            "<p begin='1s' end='9s'><span begin='1s' end='2s'>b</span>\n<span begin='2s'>c</span></p>",
            vec!["2000-3000", "3000-9000"],
        ),
        ("<p begin='x' end='2s'>a</p><p begin='1s' end='y'>b</p>", vec!["?-2000", "1000-?"]),
        ("<div begin='x'><p begin='1s' end='2s'>a</p></div>", vec!["?-?"]),
    ] {
        assert_eq!(times(&tt("", "", body)), want, "{body}");
    }
}

#[test]
fn a_start_of_the_programme_is_taken_off() {
    let text = tt(
        "",
        "",
        "<div begin='10h'><p begin='1s' end='2s'>a</p></div><p begin='10:00:05.000' end='10:00:06.000'>b</p>",
    );
    let options = ReadOptions { start: crate::time::Time::from_millis(36_000_000), ..ReadOptions::default() };
    let doc = parse(Source::open(text.as_bytes(), None, None).unwrap(), &options);
    let times: Vec<_> = doc.cues.iter().map(|cue| doc.times(cue).unwrap().0.to_millis()).collect();
    assert_eq!(times, [1000, 5000]);
    for slot in &doc.slots {
        let base = doc.base_of(slot).unwrap();
        let since = doc.time(base.since).unwrap_or_default();
        let number = slot.time.checked_sub(since).and_then(|it| it.checked_sub(base.offset)).unwrap();
        assert_eq!(doc.respell(slot, number).unwrap().text, slot.span.of(&text));
    }
}

#[test]
fn frames_and_ticks_go_by_the_root() {
    for (attributes, time, want) in [
        ("ttp:frameRate='25'", "00:00:01:05", 1200),
        ("ttp:frameRate='24' ttp:frameRateMultiplier='1000 1001'", "24f", 1001),
        ("ttp:frameRate='24' ttp:frameRateMultiplier='1000 1001'", "00:00:01:00", 1000),
        (
            "ttp:timeBase='smpte' ttp:frameRate='30' ttp:frameRateMultiplier='1000 1001'",
            "01:00:00:00",
            3_603_600,
        ),
        (
            "ttp:timeBase='smpte' ttp:frameRate='30' ttp:frameRateMultiplier='1000 1001' ttp:dropMode='dropNTSC'",
            "01:00:00:00",
            3_599_996,
        ),
        ("ttp:tickRate='10000000'", "15000000t", 1500),
        ("ttp:frameRate='25' ttp:subFrameRate='2'", "50t", 1000),
        ("", "00:00:00:15", 500),
    ] {
        let text = tt(attributes, "", &format!("<p begin='{time}' end='100h'>a</p>"));
        assert_eq!(times(&text), [format!("{want}-360000000")], "{attributes}");
        assert_eq!(errors(&text), [] as [&str; 0], "{attributes}");
    }
    let film = ReadOptions { rate: "24".parse().ok(), ..ReadOptions::default() };
    let text = tt("", "", "<p begin='00:00:01:12' end='2s'>a</p>");
    let doc = parse(Source::open(text.as_bytes(), None, None).unwrap(), &film);
    assert_eq!(doc.slots[0].time.to_millis(), 1500);
    assert_eq!(doc.problems, []);
}

#[test]
fn blanks_are_shown_as_the_document_says() {
    for (body, want) in [
        ("<p>\n  Uno dos\n  tres  \n</p>", "Uno dos|[ ]|tres"),
        ("<p>Uno <br/> dos<br/></p>", "Uno/dos/"),
        ("<p>Tom &amp; Ana&#160;&#10;x</p>", "Tom |[&]| Ana|[\u{a0}]|[ ]|x"),
        ("<p xml:space='preserve'> a  b\nc </p>", " a  b/c "),
        ("<p xml:space='preserve'>a&#xd;b&#xa;c</p>", "a|[ ]|b/c"),
        ("<p>a<span> b </span> c</p>", "a| b |c"),
        ("<p>a<!-- x -->b<![CDATA[<i>&amp;]]>c</p>", "a|b|<i>&amp;|c"),
        ("<p><metadata><ttm:desc>no</ttm:desc></metadata>sí</p>", "sí"),
        ("<p> \n </p>", ""),
        (
            "<p>En <span tts:ruby='container'>\n <span tts:ruby='baseContainer'> <span tts:ruby='base'>Спасск</span>\n\
             </span> &#32; <span xml:space='preserve' tts:ruby='textContainer'> <span tts:ruby='text'>Spassk</span>\n</span>\
             </span> hoy</p>",
            "En |Спасск|Spassk| hoy",
        ),
        (
            "<p><span tts:ruby='container'><span tts:ruby='base'>a b</span> y <span tts:ruby='text'>c</span></span></p>",
            "a b| y |c",
        ),
    ] {
        let found = shown(body);
        assert_eq!(found, [want], "{body}");
    }
}

fn style_of(head: &str, body: &str) -> Style {
    let text = tt("", head, body);
    let doc = document(&text);
    assert_eq!(errors(&text), [] as [&str; 0]);
    lower(&doc).runs[0].style
}

#[test]
fn styles_come_down_from_everywhere() {
    let italic = Style { italic: true, ..Style::default() };
    let red = Style { colour: Some(Colour(255, 0, 0)), ..Style::default() };
    let head = "<styling><initial tts:fontStyle='normal'/><style xml:id='i' tts:fontStyle='italic'/>\
                <style xml:id='r' style='i' tts:color='red'/><style xml:id='n' tts:fontStyle='normal'/></styling>\
                <layout><region xml:id='o' style='i'><style tts:color='#ff000080'/></region></layout>";
    assert_eq!(style_of(head, "<p>a</p>"), Style::default());
    assert_eq!(style_of(head, "<p style='i'>a</p>"), italic);
    assert_eq!(style_of(head, "<p style='r'>a</p>"), Style { italic: true, ..red });
    assert_eq!(style_of(head, "<p style='r n'>a</p>"), red);
    assert_eq!(style_of(head, "<p style='n r'>a</p>"), Style { italic: true, ..red });
    assert_eq!(style_of(head, "<p style='r' tts:fontStyle='normal'>a</p>"), red);
    assert_eq!(style_of(head, "<div style='r'><p><span style='n'>a</span></p></div>"), red);
    assert_eq!(style_of(head, "<p region='o'>a</p>"), Style { italic: true, ..red });
    let body = "<p tts:textDecoration='underline lineThrough' tts:fontWeight='bold' tts:backgroundColor='rgba(0,0,255,128)'>a</p>";
    let want = Style {
        bold: true,
        underline: true,
        strike: true,
        background: Some(Colour(0, 0, 255)),
        ..Style::default()
    };
    assert_eq!(style_of(head, body), want);
    let body = "<p tts:backgroundColor='red'><span tts:backgroundColor='transparent' tts:textDecoration='none'>a</span></p>";
    assert_eq!(style_of(head, body), Style::default());
    // A box further out is behind no letters.
    assert_eq!(style_of(head, "<div tts:backgroundColor='red'><p>a</p></div>"), Style::default());
    let body = "<p><span tts:ruby='container'><span tts:ruby='text'>a</span></span></p>";
    assert_eq!(style_of(head, body), Style { ruby: Ruby::Text, ..Style::default() });
}

#[test]
fn regions_are_places() {
    let region = |attributes: &str, p: &str| {
        let head = format!("<layout><region xml:id='r' {attributes}/></layout>");
        let text = tt("tts:extent='1920px 1080px'", &head, &format!("<p region='r' {p}>a</p>"));
        let doc = document(&text);
        let track = lower(&doc);
        let place = track.cues[0].details.as_ref().map(|it| it.place).unwrap_or_default();
        let shown = |it: Option<crate::model::Percent>| it.map_or("-".to_owned(), |it| it.to_string());
        (
            track.cues[0].align,
            format!("{} {} {} {}", shown(place.x), shown(place.y), shown(place.width), shown(place.height)),
        )
    };
    let box_ = "tts:origin='10% 10%' tts:extent='80% 80%'";
    for (attributes, p, align, place) in [
        (format!("{box_} tts:displayAlign='after'"), "tts:textAlign='center'", 2, "50 90 80 80"),
        (format!("{box_} tts:displayAlign='before'"), "tts:textAlign='center'", 8, "50 10 80 80"),
        (format!("{box_} tts:displayAlign='center'"), "tts:textAlign='right'", 6, "90 50 80 80"),
        (box_.to_owned(), "", 7, "10 10 80 80"),
        ("tts:displayAlign='after'".to_owned(), "tts:textAlign='center'", 2, "- - - -"),
        (
            "tts:origin='192px 108px' tts:extent='960px 540px' tts:displayAlign='after'".to_owned(),
            "tts:textAlign='end'",
            3,
            "60 60 50 50",
        ),
        ("tts:origin='8c 3c' tts:extent='16c 12c'".to_owned(), "tts:textAlign='start'", 7, "25 20 50 80"),
        (
            "tts:position='right 10% bottom 10%' tts:extent='50% 50%'".to_owned(),
            "tts:textAlign='left'",
            7,
            "45 45 50 50",
        ),
        ("tts:position='20%' tts:extent='50% 50%'".to_owned(), "tts:textAlign='left'", 7, "10 25 50 50"),
        (
            "tts:position='center' tts:extent='50% 50%' tts:writingMode='rltb'".to_owned(),
            "",
            9,
            "75 25 50 50",
        ),
    ] {
        assert_eq!(region(&attributes, p), (Some(align), place.to_owned()), "{attributes} {p}");
    }
}

#[test]
fn columns_and_lines_of_their_own_alignment_are_places() {
    use crate::model::TextAlign;
    let place = |region: &str, p: &str| {
        let head = format!(
            "<layout><region xml:id='r' tts:origin='10% 10%' tts:extent='80% 80%' {region}/></layout>"
        );
        let text = tt("xmlns:ebutts='urn:ebu:tt:style'", &head, &format!("<p region='r' {p}>a</p>"));
        let doc = document(&text);
        let track = lower(&doc);
        (track.cues[0].align.unwrap(), track.cues[0].details.as_ref().unwrap().place.text)
    };
    // Columns begin at the top, and follow one another from the side that displayAlign calls "before".
    for (region, p, align) in [
        ("tts:writingMode='tbrl'", "", 9),
        ("tts:writingMode='tblr'", "", 7),
        ("tts:writingMode='tbrl' tts:displayAlign='after'", "tts:textAlign='end'", 1),
        ("tts:writingMode='tblr' tts:displayAlign='after'", "tts:textAlign='center'", 6),
        ("tts:writingMode='tbrl' tts:displayAlign='center'", "tts:textAlign='start'", 8),
    ] {
        assert_eq!(place(region, p), (align, None), "{region} {p}");
    }
    // What a block is aligned to anyway is nothing of its lines' own.
    for (p, own) in [
        ("tts:textAlign='center' ebutts:multiRowAlign='start'", Some(TextAlign::Start)),
        ("tts:textAlign='center' ebutts:multiRowAlign='center'", None),
        ("tts:textAlign='left' ebutts:multiRowAlign='start'", None),
        ("tts:textAlign='right' ebutts:multiRowAlign='center'", Some(TextAlign::Centre)),
        ("tts:textAlign='right' ebutts:multiRowAlign='auto'", None),
        ("tts:textAlign='right' ebutts:multiRowAlign='x'", None),
    ] {
        assert_eq!(place("", p).1, own, "{p}");
    }
}

#[test]
fn what_a_cue_has_besides() {
    let head = "<ttm:title> La estepa\n y el mar </ttm:title><ttm:agent xml:id='m' type='person'>\
                <ttm:name type='full'>Мария</ttm:name></ttm:agent>";
    let body = "<p xml:id='c1' xml:lang='es' itts:forcedDisplay='true' ttm:agent='m'>Hola <span xml:lang='ru'>да</span></p>\
                <!-- note --><p begin='1s' end='2s'><set begin='1s' tts:color='red'/>x</p>";
    let text = tt("tts:fontFamily='serif'", head, body);
    let doc = document(&text);
    let track = lower(&doc);
    assert_eq!(track.title.as_deref(), Some("La estepa y el mar"));
    let details = track.cues[0].details.as_ref().unwrap();
    assert_eq!(
        (details.id.as_deref(), details.lang.as_deref(), details.forced),
        (Some("c1"), Some("es"), true)
    );
    let of = |run: usize| track.runs[run].details.as_ref().unwrap();
    assert_eq!((of(0).voice.as_deref(), of(0).lang.as_deref()), (Some("Мария"), None));
    assert_eq!((of(1).voice.as_deref(), of(1).lang.as_deref()), (Some("Мария"), Some("ru")));
    let kinds: Vec<LossKind> = track.losses.iter().map(|loss| loss.kind).collect();
    assert_eq!(kinds, [LossKind::Effect, LossKind::Effect, LossKind::Font, LossKind::Comment]);
    assert_eq!(doc.cue_name(0), "the cue at place 1");
}

#[test]
fn the_start_of_the_programme() {
    let told = |root: &str, written: &str| {
        let head = format!(
            "<metadata><m:documentMetadata xmlns:m='urn:ebu:tt:metadata'><m:documentStartOfProgramme>{written}\
             </m:documentStartOfProgramme></m:documentMetadata></metadata>"
        );
        let text = tt(root, &head, "<p begin='10:00:01:00' end='10:00:02:00'>Hola</p>");
        crate::format::programme_start(&document(&text)).map(|time| time.to_string())
    };
    let smpte = "ttp:timeBase='smpte' ttp:frameRate='25'";
    assert_eq!(told(smpte, " 10:00:00:05 ").as_deref(), Some("10:00:00,200"));
    assert_eq!(told(smpte, "ten"), None);
    assert_eq!(crate::format::programme_start(&document(&tt("", "", ""))), None);
}

#[test]
fn cues_are_taken_out_whole() {
    let out = |body: &str, cues: &[usize]| {
        let text = tt("", "", body);
        let doc = document(&text);
        let edits = (FORMAT.take_out)(&doc, cues)?;
        let new = crate::base::splice(text.as_bytes(), &edits).unwrap();
        let new = String::from_utf8(new).unwrap();
        let start = text.find("<div>").unwrap() + 6;
        Ok(new[start..].trim_end_matches("</div></body></tt>").to_owned())
    };
    let body = "  <p begin='1s'>a</p>\n  <p begin='2s'>b</p>\n  <p begin='3s'>c</p>\n";
    assert_eq!(out(body, &[1]), Ok("  <p begin='1s'>a</p>\n  <p begin='3s'>c</p>\n\n".to_owned()));
    assert_eq!(out(body, &[0, 1]), Ok("  <p begin='3s'>c</p>\n\n".to_owned()));
    // One that shares its line leaves the line.
    assert_eq!(out("<p>a</p><p>b</p>\n<p>c</p>", &[1]), Ok("<p>a</p>\n<p>c</p>\n".to_owned()));
    assert_eq!(out("  <p>a</p><p>b</p>", &[0]), Ok("  <p>b</p>\n".to_owned()));
    assert_eq!(out("<p>a</p><p>b</p>", &[0]), Ok("<p>b</p>\n".to_owned()));
    assert_eq!(out("<p>a<span begin='1s'>b</span></p>", &[1]), Ok("<p>a</p>\n".to_owned()));
    assert_eq!(out("<p>a<span begin='1s'>b</span></p>", &[0]), Err(0));
    assert_eq!(out("<p>a<span begin='1s'>b</span></p>", &[0, 1]), Ok(String::new()));
    assert_eq!(out("<div timeContainer='seq'><p dur='1s'>a</p><p dur='1s'>b</p></div>", &[0]), Err(0));
}

#[test]
fn an_encoding_that_is_not_the_files_is_told_where_it_is_named() {
    let text = tt("", "", "<p begin='1s' end='2s'>Тоқта!</p>");
    let text = format!("<?xml version='1.0' encoding='windows-1251'?>\n{text}");
    let doc = document(&text);
    let it = doc.problems.iter().find(|it| it.kind == ProblemKind::Own(&faults::ENCODING)).unwrap();
    assert_eq!(it.span.of(&text), "windows-1251");
}

#[test]
fn what_is_wrong_is_an_error() {
    for (attributes, head, body) in [
        ("ttp:frameRate='0'", "", "<p begin='1f'>a</p>"),
        ("ttp:tickRate='-1'", "", ""),
        ("ttp:frameRateMultiplier='1000 0'", "", ""),
        ("ttp:timeBase='film'", "", ""),
        ("tts:extent='10% 10%'", "", ""),
        ("", "", "<p begin='1:00'>a</p>"),
        ("", "", "<p style='none'>a</p>"),
        ("", "", "<p region='none'>a</p>"),
        ("", "", "<p xml:id='a'>a</p><p xml:id='a'>b</p>"),
        ("", "", "<p xml:id='1'>a</p>"),
        ("", "", "<p tts:color='mauve'>a</p>"),
        ("", "", "<p tts:fontsize='10px'>a</p>"),
        ("", "", "<p start='1s'>a</p>"),
        ("", "", "text"),
        ("", "", "<b>a</b>"),
        ("", "<styling><style xml:id='a' style='b'/><style xml:id='b' style='a'/></styling>", ""),
        ("", "", "<p>a"),
    ] {
        let text = tt(attributes, head, body);
        assert!(!errors(&text).is_empty(), "{attributes} {head} {body}");
    }
    assert_eq!(times("<tt><body><div><p begin='1s' end='2s'>a</p></div></body></tt>"), ["1000-2000"]);
    let bomb = "<!DOCTYPE tt [<!ENTITY a 'b'>]><tt xmlns='http://www.w3.org/ns/ttml'><body><div><p>&a;</p></div></body></tt>";
    assert_eq!(document(bomb).cues.len(), 0);
    assert_eq!(sniff(bomb).score, 60);
    assert_eq!(sniff("<rss/>").score, 0);
}

#[test]
fn text_that_no_cue_takes_is_told() {
    let inner = "<tt xmlns='http://www.w3.org/ns/ttml'>";
    for (body, taken) in [
        (
            format!(
                "<p begin='1s' end='2s'><span end='x'>{inner}</tt></span>{inner}<span end='x'>Дала</span></tt></p>"
            ),
            false,
        ),
        (format!("<p>кең {inner}<span>Дала</span></tt></p>"), false),
        (format!("<p>кең <span>{inner}Дала</tt></span></p>"), false),
        ("<p>кең <b><f xmlns='urn:f'>Дала</f></b></p>".to_owned(), false),
        ("<p>кең <b><span>Дала</span></b></p>".to_owned(), true),
    ] {
        let text = tt("", "", &body);
        let doc = document(&text);
        let at = u32::try_from(text.find("Дала").unwrap()).unwrap();
        let told = doc.problems.iter().filter(|it| it.span.start <= at && at < it.span.end).count();
        assert_eq!(told, usize::from(!taken), "{body}: {:?}", doc.problems);
        assert_eq!(shown(&body).concat().contains("Дала"), taken, "{body}");
    }
}

const PARTS: &[&str] = &[
    "<tt xmlns='http://www.w3.org/ns/ttml' xmlns:tts='http://www.w3.org/ns/ttml#styling'>",
    "<body begin='1s'>",
    "<div timeContainer='seq'>",
    "<p begin='1s' end='2s'>",
    "<p dur='00:00:01:05'>",
    "<span end='x'>",
    "<span tts:color='red' style='a'>",
    "<f xmlns='urn:f'>",
    "<b>",
    "</span>",
    "</p>",
    "</div>",
    "<br/>",
    "<set begin='5t'/>",
    "<region xml:id='a' tts:origin='1% 2%'/>",
    "<style xml:id='a' style='a b'/>",
    "Дала",
    " \n ",
    "&amp;",
    "&x;",
    "<![CDATA[x]]>",
    "<!-- c -->",
    "<",
    "'",
];

proptest! {
    #[test]
    fn any_parts(parts in prop::collection::vec(prop::sample::select(PARTS.to_vec()), 0..40), root in any::<bool>()) {
        let text = format!("{}{}", if root { PARTS[0] } else { "" }, parts.concat());
        let doc = document(&text);
        let track = lower(&doc);
        prop_assert_eq!(doc.cues.len(), track.cues.len());
        for run in &track.runs {
            if let Cow::Borrowed(shown) = run.text {
                prop_assert_eq!(run.span.of(&text), shown);
            }
        }
        for slot in doc.slots.iter().filter(|slot| !slot.span.is_empty()) {
            let base = doc.base_of(slot).copied();
            let from = base.and_then(|base| doc.time(base.since)).unwrap_or_default();
            let number = slot.time.checked_sub(from).unwrap();
            prop_assert_eq!(doc.respell(slot, number).unwrap().text, slot.span.of(&text));
        }
        // No word is in no cue's lines and in no problem, unless the whole file was refused.
        for (at, _) in text.match_indices("Дала").filter(|_| !doc.cues.is_empty()) {
            let within = |span: crate::base::Span| span.range().contains(&at);
            let said = track.runs.iter().any(|run| within(run.span)) || doc.problems.iter().any(|it| within(it.span));
            prop_assert!(said, "byte {} of {:?}", at, text);
        }
        let all: Vec<usize> = (0..doc.cues.len()).collect();
        let _ = (FORMAT.take_out)(&doc, &all);
    }

    #[test]
    fn any_bytes(raw in prop::collection::vec(any::<u8>(), 0..300)) {
        let doc = parse(Source::open(&raw, None, None).unwrap(), &ReadOptions::default());
        let _ = (lower(&doc), sniff(doc.source.text()));
    }
}
