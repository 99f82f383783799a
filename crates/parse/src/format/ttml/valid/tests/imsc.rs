use super::{faults_of, told, tt};

const NONE: [&str; 0] = [];
const TEXT: &str = "ttp:contentProfiles='http://www.w3.org/ns/ttml/profile/imsc1.1/text'";
const IMAGE: &str = "ttp:contentProfiles='http://www.w3.org/ns/ttml/profile/imsc1.1/image'";

/// What a document of the text profile has against it, and one of the image profile; pictures are no fault.
fn both(head: &str, body: &str) -> [Vec<&'static str>; 2] {
    [TEXT, IMAGE].map(|root| told(root, head, body).into_iter().filter(|id| *id != "picture").collect())
}

/// A document of the text profile in which a paragraph has some attributes.
fn p(attributes: &str) -> Vec<&'static str> {
    told(TEXT, "", &format!("<div><p {attributes}>a</p></div>"))
}

#[test]
fn only_what_says_so_is_imsc() {
    let body = "<div><p tts:border='thin'>a</p></div>";
    for root in ["", "ttp:contentProfiles='http://www.w3.org/ns/ttml/profile/ttml2-presentation'"] {
        assert_eq!(told(root, "", body), NONE, "{root}");
    }
    let name = "http://www.w3.org/ns/ttml/profile/imsc1/text";
    for parameter in ["profile", "contentProfiles", "processorProfiles"] {
        assert_eq!(told(&format!("ttp:{parameter}='{name}'"), "", body), ["imsc-attribute"], "{parameter}");
    }
}

#[test]
fn elements_go_by_the_profile() {
    let denied = vec!["imsc-element"];
    let neither = [denied.clone(), denied.clone()];
    let only_text = [vec![], denied.clone()];
    let only_image = [denied, vec![]];
    for (head, body, want) in [
        ("<styling/><layout/><metadata/><animation/>", "<div/>", [vec![], vec![]]),
        ("<resources/>", "", neither.clone()),
        ("", "<audio/>", neither.clone()),
        ("", "<div><animate/></div>", neither.clone()),
        ("<animation><set/></animation>", "", neither.clone()),
        ("<metadata><smpte:image/></metadata>", "", neither.clone()),
        ("<metadata><smpte:data/></metadata>", "", neither),
        ("<metadata><smpte:information/></metadata>", "", [vec![], vec![]]),
        ("", "<div><set/></div>", [vec![], vec![]]),
        ("", "<div><image src='a' type='image/png'/></div>", only_image),
        ("", "<div><p/></div>", only_text.clone()),
        ("", "<div><div/></div>", only_text.clone()),
        ("<styling><initial/></styling>", "", only_text),
        ("<metadata><f:x/></metadata>", "", [vec![], vec![]]),
    ] {
        assert_eq!(both(head, body), want, "{head} {body}");
    }
    assert_eq!(told(IMAGE, "", "<div><p><span>a<br/></span></p></div>"), ["imsc-element"; 3]);
}

#[test]
fn attributes_go_by_the_profile() {
    let denied = vec!["imsc-attribute"];
    let neither = [denied.clone(), denied.clone()];
    let only_text = [vec![], denied.clone()];
    let only_image = [denied, vec![]];
    for (attribute, want) in [
        ("tts:border='thin'", neither.clone()),
        ("tts:fontKerning='none'", neither.clone()),
        ("tts:backgroundImage='a.png'", neither.clone()),
        ("tts:color='red'", only_text.clone()),
        ("tts:textAlign='center'", only_text.clone()),
        ("tts:textAlign='justify'", neither.clone()),
        ("tts:displayAlign='center'", only_text.clone()),
        ("tts:displayAlign='justify'", neither.clone()),
        ("tts:writingMode='tbrl'", only_text.clone()),
        // A font may have any name.
        ("tts:fontFamily='justify'", only_text.clone()),
        ("tts:visibility='hidden'", [vec![], vec![]]),
        ("tts:backgroundColor='red'", [vec![], vec![]]),
        ("xlink:title='a'", neither.clone()),
        ("tta:gain='1'", neither.clone()),
        ("condition='true'", neither.clone()),
        ("begin='1s'", [vec![], vec![]]),
        ("smpte:backgroundImage='a.png'", only_image),
        ("smpte:backgroundImageHorizontal='a'", neither.clone()),
        ("smpte:backgroundImageVertical='a'", neither),
        ("smpte:other='a'", [vec![], vec![]]),
        ("ebutts:multiRowAlign='start'", only_text.clone()),
        ("ebutts:linePadding='0.5c'", only_text),
        ("ebutts:other='a'", [vec![], vec![]]),
        ("itts:forcedDisplay='true'", [vec![], vec![]]),
        ("xml:space='preserve'", [vec![], vec![]]),
    ] {
        assert_eq!(both("", &format!("<div {attribute}/>")), want, "{attribute}");
    }
    // Rows are aligned in what holds them, padding may stand anywhere.
    assert_eq!(told(TEXT, "", "<div><p>a<br ebutts:multiRowAlign='start'/></p></div>"), ["imsc-attribute"]);
    assert_eq!(told(TEXT, "", "<div><p>a<br ebutts:linePadding='0.5c'/></p></div>"), NONE);
    assert_eq!(told(&format!("{TEXT} ttp:clockMode='utc'"), "", ""), ["imsc-attribute"]);
    assert_eq!(told(&format!("{TEXT} ttp:cellResolution='32 15'"), "", ""), NONE);
}

#[test]
fn lengths_are_shares_or_pixels_of_a_known_root() {
    let large = "tts:extent='1920px 1080px'";
    for (attribute, small, sized) in [
        ("tts:fontSize='20px'", false, true),
        ("tts:fontSize='1c'", false, false),
        ("tts:fontSize='1em'", true, true),
        ("tts:fontSize='80%'", true, true),
        ("tts:fontSize='5rh'", true, true),
        ("tts:extent='1em 1em'", false, false),
        ("tts:extent='80% 20%'", true, true),
        ("tts:origin='-1% 0%'", false, false),
        ("tts:disparity='-1%'", true, true),
        ("tts:textShadow='-1% 1%'", true, true),
        ("tts:zIndex='-1'", true, true),
        // What is no style has no length.
        ("xml:id='a' begin='5c'", true, true),
    ] {
        let faults = |root: &str| {
            let all = told(root, "", &format!("<div><p {attribute}>a</p></div>"));
            all.contains(&"imsc-length")
        };
        assert_eq!(!faults(TEXT), small, "{attribute}");
        assert_eq!(!faults(&format!("{TEXT} {large}")), sized, "{attribute}");
    }
    assert_eq!(p("tts:fontSize='1c'"), ["imsc-length"]);
    // Pictures are placed by pixels and by shares of the root.
    let region = |value: &str| {
        let head = format!("<layout><region xml:id='r' tts:extent='{value}'/></layout>");
        told(IMAGE, &head, "")
    };
    assert_eq!(region("80rw 20rh"), NONE);
    assert_eq!(region("80% 20%"), ["imsc-length"]);
    assert_eq!(told(IMAGE, "", "<div tts:disparity='1%'/>"), NONE);
}

#[test]
fn regions_are_as_large_as_they_say() {
    let region = |root: &str, inside: &str| {
        told(root, &format!("<styling><style xml:id='s'/></styling><layout><region {inside}</layout>"), "")
    };
    let style = |size: &str| format!("xml:id='r'><style tts:extent='{size}' tts:origin='20% 0%'/></region>");
    for (inside, want) in [
        ("xml:id='r'/>".to_owned(), &["imsc-extent"][..]),
        ("xml:id='r' style='s'/>".to_owned(), &[]),
        ("xml:id='r' tts:extent='80% 20%'/>".to_owned(), &[]),
        ("xml:id='r' tts:extent='80% 20%' tts:origin='20% 80%'/>".to_owned(), &[]),
        ("xml:id='r' tts:extent='80% 20%' tts:origin='21% 80%'/>".to_owned(), &["imsc-outside"]),
        ("xml:id='r' tts:extent='80% 20%' tts:origin='20% 80.1%'/>".to_owned(), &["imsc-outside"]),
        (style("80% 20%"), &[]),
        (style("81% 20%"), &["imsc-outside"]),
        (
            "xml:id='r'><metadata><f:style tts:extent='80% 20%'/></metadata></region>".to_owned(),
            &["imsc-extent"],
        ),
    ] {
        assert_eq!(region(TEXT, &inside), want, "{inside}");
    }
    // Pixels are no percent.
    let large = format!("{TEXT} tts:extent='1920px 1080px'");
    assert_eq!(region(&large, "xml:id='r' tts:extent='90px 90px' tts:origin='20px 20px'/>"), NONE);
    // A style beside a region is none of its own.
    let beside = "<layout><region xml:id='r'><set tts:extent='80% 20%'/></region></layout>";
    assert_eq!(told(TEXT, beside, ""), ["imsc-extent"]);
}

#[test]
fn rates_are_named_and_times_are_of_the_media() {
    assert_eq!(p("begin='10f'"), ["imsc-rate"]);
    assert_eq!(p("begin='1t'"), ["imsc-ticks"]);
    let named = |root: &str, time: &str| {
        told(&format!("{TEXT} {root}"), "", &format!("<div><p begin='{time}'>a</p></div>"))
    };
    assert_eq!(named("ttp:frameRate='25'", "10f"), NONE);
    assert_eq!(named("ttp:tickRate='1000'", "10t"), NONE);
    assert_eq!(named("ttp:timeBase='media'", "1s"), NONE);
    assert_eq!(named("ttp:timeBase='smpte' ttp:frameRate='25'", "00:00:01:00"), ["imsc-parameter"]);
    // Without IMSC it is only a warning.
    assert_eq!(told("", "", "<div><p begin='10f'>a</p></div>"), ["under-rate"]);
}

#[test]
fn files_are_in_utf_8() {
    let declared = |name: &str| {
        let text = format!("<?xml version='1.0' encoding='{name}'?>{}", tt(TEXT, "", ""));
        let all = faults_of(&text);
        let imsc = all.into_iter().filter(|(fault, _)| fault.id.contains("imsc"));
        imsc.map(|(fault, span)| (fault.id, span.of(&text).to_owned())).collect::<Vec<_>>()
    };
    assert_eq!(declared("UTF-8"), []);
    assert_eq!(declared("utf-8"), []);
    assert_eq!(declared("US-ASCII"), [("ttml-imsc-utf8", "US-ASCII".to_owned())]);
}
