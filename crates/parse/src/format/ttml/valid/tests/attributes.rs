use super::{body, faults_of, head, told, tt};

#[test]
fn a_name_is_one_of_ttml() {
    for (text, want) in [
        ("<div t:region='r'/>", "unknown-attribute"),
        ("<div tts:colour='red'/>", "unknown-attribute"),
        ("<div ttm:name='x'/>", "unknown-attribute"),
        ("<div><audio tta:volume='1'/></div>", "unknown-attribute"),
        ("<div ttp:cellresolution='32 15'/>", "unknown-attribute"),
        ("<div ttp:cellResolution='32 15'/>", "attribute-place"),
    ] {
        assert_eq!(body(text), [want], "{text}");
    }
    assert_eq!(told("ttp:cellresolution='32 15'", "", ""), ["unknown-attribute"]);
    assert_eq!(told("ttp:cellResolution='32 15'", "", ""), [""; 0]);
    // What is nobody's here is nobody's fault.
    assert_eq!(body("<div f:region='r' smpte:x='y'/>"), [""; 0]);
}

#[test]
fn styles_and_roles_stand_on_what_is_shown() {
    for (text, want) in [
        ("<styling tts:color='red'/>", "attribute-place"),
        ("<metadata tts:color='red'/>", "attribute-place"),
        ("<styling ttm:role='dialog'/>", "attribute-place"),
        ("<layout><region xml:id='r'><style ttm:role='dialog'/></region></layout>", "attribute-place"),
    ] {
        assert_eq!(head(text), [want], "{text}");
    }
    for text in [
        "<metadata ttm:role='dialog'/>",
        "<styling><style tts:color='red'/><initial tts:color='red'/></styling>",
        "<layout><region xml:id='r' tts:color='red' ttm:role='dialog'><set tts:color='red'/></region></layout>",
    ] {
        assert_eq!(head(text), [""; 0], "{text}");
    }
    let text = "<div tts:color='red' ttm:role='dialog'><p tts:color='red' ttm:role='dialog'>\
                <span tts:color='red' ttm:role='dialog'>a<br tts:color='red' ttm:role='dialog'/></span></p></div>";
    assert_eq!(body(text), [""; 0]);
}

#[test]
fn values_are_judged_by_what_they_are_of() {
    for (text, want) in [
        ("<div tts:direction='up'/>", "value"),
        ("<div ttm:role='shouting'/>", "value"),
        ("<div><audio tta:gain='loud'/></div>", "value"),
        ("<div itts:forcedDisplay='yes'/>", "value"),
        ("<div ebutts:linePadding='1px'/>", "value"),
        ("<div xml:space='keep'/>", "value"),
        ("<div xml:base=' '/>", "value"),
        ("<div xlink:href=' '/>", "value"),
        ("<div timeContainer='all'/>", "value"),
    ] {
        assert_eq!(body(text), [want], "{text}");
    }
    for text in [
        "<div tts:direction='rtl'/>",
        "<div ttm:role='dialog x-whisper'/>",
        "<div><audio tta:gain='0.5'/></div>",
        "<div itts:forcedDisplay='true' ebutts:linePadding='0.5c'/>",
        "<div xml:space='preserve' xml:base='http://example.com/' xml:id='a'/>",
        "<div xlink:href='a' xlink:title=''/>",
        "<div timeContainer='seq'/>",
    ] {
        assert_eq!(body(text), [""; 0], "{text}");
    }
    assert_eq!(told("ttp:timeBase='film'", "", ""), ["parameter"]);
    assert_eq!(told("ittp:activeArea='1 2'", "", ""), ["value"]);
    // An agent is no role: it is a name.
    let agent = "<metadata><ttm:agent xml:id='m' type='person'/></metadata>";
    assert_eq!(told("", agent, "<div ttm:agent='m'/>"), [""; 0]);
}

#[test]
fn a_bad_rate_is_one_fault() {
    for root in
        ["ttp:frameRate='x'", "ttp:subFrameRate='0'", "ttp:tickRate='0'", "ttp:frameRateMultiplier='1'"]
    {
        assert_eq!(told(root, "", ""), ["parameter"], "{root}");
    }
}

#[test]
fn chunks_have_no_address_of_their_own() {
    let data = |chunk: &str| format!("<resources><data type='a/b'><chunk {chunk}/></data></resources>");
    assert_eq!(head(&data("xml:base='http://example.com/'")), ["attribute-place"]);
    assert_eq!(head(&data("xml:space='preserve'")), [""; 0]);
    assert_eq!(head(&data("xml:space='keep'")), ["value"]);
}

#[test]
fn a_fault_is_shown_at_the_name_or_at_the_value() {
    for (div, want) in
        [("start='1s'", "start"), ("ttp:timeBase='media'", "ttp:timeBase"), ("tts:direction='up'", "up")]
    {
        let text = tt("", "", &format!("<div {div}/>"));
        let at: Vec<&str> = faults_of(&text).iter().map(|(_, span)| span.of(&text)).collect();
        assert_eq!(at, [want]);
    }
}

#[test]
fn names_without_prefix_go_by_the_element() {
    let unknown = ["unknown-attribute"];
    let times = "begin='1s' end='9s' dur='2s'";
    let shown = format!("{times} timeContainer='par' region='r' style='s' animate='m' condition='true'");
    let context = "<styling><style xml:id='s' condition='true'/></styling>\
                   <layout><region xml:id='r'/></layout><animation><set xml:id='m'/></animation>";
    let within = |text: &str| told("", context, text);
    for tag in ["div", "p", "span"] {
        let around = |attributes: &str| match tag {
            "div" => format!("<div {attributes}/>"),
            "p" => format!("<div><p {attributes}/></div>"),
            _ => format!("<div><p>a<span {attributes}>b</span></p></div>"),
        };
        assert_eq!(within(&around(&shown)), [""; 0], "{tag}");
        assert_eq!(within(&around("fill='remove'")), unknown, "{tag}");
    }
    let br = |attributes: &str| within(&format!("<div><p>a<br {attributes}/></p></div>"));
    assert_eq!(br("style='s' animate='m' region='r' condition='true'"), [""; 0]);
    assert_eq!(br("begin='1s'"), unknown);
    let resource = "src='a' type='a/b' format='c' condition='true'";
    for (text, good) in [
        (
            format!(
                "<div><image {times} {resource} timeContainer='par' region='r' style='s' animate='m'/></div>"
            ),
            true,
        ),
        ("<div><image encoding='base64'/></div>".to_owned(), false),
        (format!("<div><audio {times} {resource} clipBegin='1s' clipEnd='2s' animate='m'/></div>"), true),
        ("<div><audio style='s'/></div>".to_owned(), false),
        ("<div><audio><source src='a' type='a/b' format='c'/></audio></div>".to_owned(), true),
        ("<div><audio><source begin='1s'/></audio></div>".to_owned(), false),
        (format!("<div><set {times} fill='freeze' repeatCount='2' condition='true'/></div>"), true),
        ("<div><set calcMode='linear'/></div>".to_owned(), false),
        (
            format!(
                "<div><animate {times} calcMode='spline' keySplines='0 0 1 1' keyTimes='0;1' fill='remove' repeatCount='indefinite'/></div>"
            ),
            true,
        ),
        ("<div><animate style='s'/></div>".to_owned(), false),
    ] {
        let all = within(&text);
        let faults: Vec<_> = all.into_iter().filter(|id| *id != "picture").collect();
        assert_eq!(faults, if good { &[] } else { &unknown[..] }, "{text}");
    }
}

#[test]
fn names_without_prefix_in_the_head() {
    let data = |inside: &str| format!("<resources><data type='a/b' {inside}</data></resources>");
    let profile = |inside: &str| format!("<ttp:profile>{inside}</ttp:profile>");
    for (text, good) in [
        ("<layout><region begin='1s' end='2s' timeContainer='seq' condition='true'/></layout>".to_owned(), true),
        ("<layout><region fill='remove'/></layout>".to_owned(), false),
        ("<styling><style condition='true'/><initial condition='true'/></styling>".to_owned(), true),
        ("<styling><style begin='1s'/></styling>".to_owned(), false),
        ("<metadata condition='true'/>".to_owned(), true),
        ("<metadata fill='remove'/>".to_owned(), false),
        ("<layout condition='true'/>".to_owned(), true),
        ("<layout fill='remove'/>".to_owned(), false),
        ("<resources><font src='a' type='a/b' format='c' family='Times' range='U+0-FF' style='italic' weight='bold'/></resources>".to_owned(), true),
        ("<resources><font family='Times' encoding='base64'/></resources>".to_owned(), false),
        (data("src='a' format='c' encoding='base64' length='0' datatype='x'>"), true),
        (data("family='Times'>"), false),
        (data("><chunk encoding='base64' length='0' condition='true'/>"), true),
        (data("><chunk src='a'/>"), false),
        (profile("<ttp:profile use='http://example.com/' type='processor' designator='http://example.com/' combine='replace' condition='true'/>"), true),
        (profile("<ttp:profile value='required'/>"), false),
        (profile("<ttp:features><ttp:feature value='required' extends='#a' restricts='#b'/></ttp:features>"), true),
        (profile("<ttp:features><ttp:feature use='#a'/></ttp:features>"), false),
        (profile("<ttp:extensions><ttp:extension value='optional'/></ttp:extensions>"), true),
        (profile("<ttp:extensions value='optional'/>"), false),
        ("<ttm:agent xml:id='a' type='person' condition='true'><ttm:name type='full'/><ttm:actor agent='a'/></ttm:agent>".to_owned(), true),
        ("<ttm:agent type='person' name='x'/>".to_owned(), false),
        ("<metadata><ttm:item name='a' condition='true'/></metadata>".to_owned(), true),
        ("<metadata><ttm:item name='a' type='x'/></metadata>".to_owned(), false),
        ("<ttm:title condition='true'/>".to_owned(), true),
        ("<ttm:title type='x'/>".to_owned(), false),
    ] {
        assert_eq!(head(&text), if good { &[][..] } else { &["unknown-attribute"] }, "{text}");
    }
    assert_eq!(told("condition='true'", "", ""), [""; 0]);
    assert_eq!(told("begin='1s'", "", ""), ["unknown-attribute"]);
    // Of an element that is none, its name is the fault, not what stands on it.
    assert_eq!(body("<div><p>a<b start='1s'/></p></div>"), ["unknown-element"]);
}
