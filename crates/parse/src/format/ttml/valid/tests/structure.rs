use super::{body, faults_of, head, told, tt};

const NONE: [&str; 0] = [];

#[test]
fn elements_stand_where_the_content_models_have_them() {
    for text in [
        "<div><metadata/><ttm:desc>a</ttm:desc><set/><animate/><div/><p/></div>",
        "<div><region/><p><region/><metadata/><set/>a<br><set/></br><span>b<br/><span>c</span><set/></span></p></div>",
        "<div><audio><source/><set/></audio></div>",
        "<region/>",
        "<audio/><div/>",
        "<div><p><metadata><p>a</p><f:x/></metadata>b</p></div>",
    ] {
        assert_eq!(body(text), NONE, "{text}");
    }
    for text in [
        "<p/>",
        "<span/>",
        "<div><span/></div>",
        "<div><br/></div>",
        "<div><p><p/></p></div>",
        "<div><p><div/></p></div>",
        "<div><p><span><p/></span></p></div>",
        "<div><body/></div>",
        "<div><style/></div>",
        "<div><head/></div>",
        "<div><layout/></div>",
        "<div><p><span><region/></span></p></div>",
        "<div><p>a<br><br/></br></p></div>",
        "<div><source/></div>",
        "<div><tt xml:lang=''/></div>",
        "<div><ttm:name type='full'/></div>",
        "<div><ttm:actor agent='a'/><metadata><ttm:agent xml:id='a' type='person'/></metadata></div>",
        "<div><ttp:profile/></div>",
    ] {
        assert_eq!(body(text), ["place"], "{text}");
    }
}

#[test]
fn a_tree_has_one_root() {
    // Where anything may stand, a second root may not.
    assert_eq!(body("<div><metadata><tt xml:lang=''/></metadata></div>"), ["place"]);
}

#[test]
fn heads_hold_what_they_are_for() {
    for text in [
        "<metadata/><ttm:title>a</ttm:title><ttp:profile/><styling/><layout/><animation/><resources/>",
        "<styling><metadata/><style/><initial/></styling>",
        "<layout><metadata/><region><metadata/><style/><set/><animate/></region></layout>",
        "<animation><set/><animate/></animation>",
        "<resources><audio/><font family='Times'><source/></font></resources>",
        "<resources><data type='a/b'><chunk/></data><data><source src='a'><data type='a/b'/></source></data></resources>",
        "<ttp:profile><metadata/><ttp:features><metadata/><ttp:feature/></ttp:features><ttp:extensions><ttp:extension/></ttp:extensions><ttp:profile/></ttp:profile>",
        "<ttm:agent type='person'><ttm:name type='full'>a</ttm:name><metadata/></ttm:agent>",
        "<metadata><ttm:item name='a'><ttm:item name='b'>c</ttm:item></ttm:item></metadata>",
    ] {
        assert_eq!(head(text), NONE, "{text}");
    }
    for text in [
        "<p/>",
        "<style/>",
        "<styling><region/></styling>",
        "<layout><style/></layout>",
        "<layout><region><p/></region></layout>",
        "<animation><style/></animation>",
        "<resources><chunk/></resources>",
        "<ttp:features/>",
        "<ttp:profile><ttp:feature/></ttp:profile>",
        "<ttp:profile><ttp:features><ttp:extension/></ttp:features></ttp:profile>",
        "<ttp:profile><ttp:extensions><ttp:feature/></ttp:extensions></ttp:profile>",
        "<ttp:profile><ttp:features><ttp:feature><ttp:feature/></ttp:feature></ttp:features></ttp:profile>",
        "<ttp:profile><ttm:title>a</ttm:title></ttp:profile>",
        "<ttm:agent type='person'><ttm:title>a</ttm:title></ttm:agent>",
        "<metadata><ttm:item name='a'><ttm:name type='full'/></ttm:item></metadata>",
        "<ttm:title><ttm:item name='a'/></ttm:title>",
        "<ttm:item name='a'><ttm:title>a</ttm:title></ttm:item>",
        "<resources><data type='a/b'><chunk><metadata/></chunk></data></resources>",
        "<resources><data type='a/b'><chunk><ttm:desc>a</ttm:desc></chunk></data></resources>",
    ] {
        assert_eq!(head(text), ["place"], "{text}");
    }
    let around = |inside: &str| {
        let text = tt("", "", "").replace("<head>", &format!("{inside}<head>"));
        faults_of(&text).iter().map(|(fault, _)| fault.id).collect::<Vec<_>>()
    };
    assert_eq!(around(""), NONE);
    for inside in ["<metadata/>", "<ttm:title/>", "<div/>", "<styling/>"] {
        assert_eq!(around(inside), ["ttml-place"], "{inside}");
    }
}

#[test]
fn elements_are_known() {
    for text in ["<b/>", "<tts:color/>", "<ttm:titel/>", "<ttp:profil/>", "<tta:gain/>"] {
        assert_eq!(head(text), ["unknown-element"], "{text}");
    }
    assert_eq!(head("<metadata><smpte:image/><smpte:data/><smpte:information/></metadata>"), NONE);
    assert_eq!(head("<metadata><smpte:images/></metadata>"), ["unknown-element"]);
}

#[test]
fn elements_have_what_they_must() {
    for (text, good) in [
        ("<ttm:agent type='person'><ttm:name type='full'/></ttm:agent>", true),
        ("<ttm:agent/>", false),
        ("<ttm:agent type='person'><ttm:name/></ttm:agent>", false),
        ("<metadata><ttm:actor agent='a'/><ttm:agent xml:id='a' type='person'/></metadata>", true),
        ("<metadata><ttm:actor/></metadata>", false),
        ("<metadata><ttm:item name='a'/></metadata>", true),
        ("<metadata><ttm:item/></metadata>", false),
        ("<resources><data/></resources>", false),
        ("<resources><data type='a/b'/></resources>", true),
        ("<resources><data src='a'/></resources>", true),
        ("<resources><data><source src='a'/></data></resources>", true),
        ("<resources><data><chunk/></data></resources>", false),
        ("<resources><font/></resources>", false),
        ("<resources><font family='Times'/></resources>", true),
        ("<resources><font src='a'/></resources>", true),
        ("<resources><font><source src='a'/></font></resources>", true),
    ] {
        assert_eq!(head(text), if good { &NONE[..] } else { &["missing"] }, "{text}");
    }
    let silent = tt("", "", "").replace("xml:lang='kk'", "");
    let faults: Vec<_> = faults_of(&silent).iter().map(|(fault, _)| fault.id).collect();
    assert_eq!(faults, ["ttml-no-lang"]);
    assert!(faults_of(&tt("", "", "").replace("'kk'", "''")).is_empty());
}

#[test]
fn some_elements_stand_alone() {
    assert_eq!(head("<styling/><styling/>"), ["two"]);
    assert_eq!(head("<layout/><layout/><animation/><animation/>"), ["two", "two"]);
    assert_eq!(head("<resources/><resources/><resources/>"), ["two", "two"]);
    assert_eq!(head("<metadata/><metadata/><ttp:profile/><ttp:profile/>"), NONE);
    assert_eq!(head("<styling><style/><style/></styling><layout><region/><region/></layout>"), NONE);
    assert_eq!(body("<div><p/><p/></div><div/>"), NONE);
    assert_eq!(body("<div><region/><p><region/></p></div>"), NONE);
    assert_eq!(body("<div><region/><region/></div>"), ["two"]);
    assert_eq!(body("<div><p><region/><region/></p></div>"), ["two"]);
    let twice = |old: &str| {
        let text = tt("", "", "").replace(old, &format!("{old}{old}"));
        faults_of(&text).iter().map(|(fault, _)| fault.id).collect::<Vec<_>>()
    };
    assert_eq!(twice("<head></head>"), ["ttml-two"]);
    assert_eq!(twice("<body></body>"), ["ttml-two"]);
}

#[test]
fn a_region_of_one_element_has_no_times_of_its_own() {
    for name in ["begin='1s'", "end='1s'", "dur='1s'", "timeContainer='par'"] {
        let place = ["attribute-place"];
        assert_eq!(body(&format!("<div><region {name}/></div>")), place, "{name}");
        assert_eq!(body(&format!("<div><p><region {name}/></p></div>")), place, "{name}");
        assert_eq!(head(&format!("<layout><region {name}/></layout>")), NONE, "{name}");
        assert_eq!(body(&format!("<div><p {name}/></div>")), NONE, "{name}");
    }
}

#[test]
fn text_stands_in_paragraphs() {
    for text in ["a", "<div>a</div>", "<div><![CDATA[a]]></div>", "<region>a</region>"] {
        assert_eq!(body(text), ["stray-text"], "{text}");
    }
    for text in [
        " \n ",
        "<div> </div>",
        "<div><p>a<span>b<span>c</span></span></p></div>",
        "<div><metadata>a<ttm:desc>b</ttm:desc></metadata></div>",
        "<div><ttm:desc>b</ttm:desc></div>",
    ] {
        assert_eq!(body(text), NONE, "{text}");
    }
    // A span outside of a paragraph is out of place, and its text is shown by nobody.
    assert_eq!(body("<div><span>a</span></div>"), ["place", "stray-text"]);
    assert_eq!(head("<styling>a</styling>"), ["stray-text"]);
    assert_eq!(head("<resources><data type='a/b'>YQ==</data></resources>"), NONE);
    assert_eq!(head("<resources><data type='a/b'><chunk>YQ==</chunk></data></resources>"), NONE);
}

#[test]
fn what_is_foreign_is_told_where_it_is_no_metadata() {
    assert_eq!(body("<div><f:x>a<f:y/></f:x></div>"), ["foreign"]);
    assert_eq!(body("<f:x><div/></f:x>"), ["foreign"]);
    assert_eq!(body("<div><metadata><f:x/></metadata><ttm:desc><f:x/></ttm:desc></div>"), NONE);
    assert_eq!(head("<f:x/>"), NONE);
}

#[test]
fn a_profile_holds_profiles_of_its_kind() {
    assert_eq!(head("<ttp:profile type='content'><ttp:features/></ttp:profile>"), NONE);
    let nested = |outer: &str, inner: &str| {
        head(&format!("<ttp:profile {outer}><ttp:profile {inner}/></ttp:profile>"))
    };
    for (outer, inner, good) in [
        ("", "", true),
        ("type='content'", "type='content'", true),
        ("", "type='processor'", true),
        ("type='processor'", "", true),
        ("", "type='content'", false),
        ("type='content'", "", false),
        ("type='content'", "type='processor'", false),
    ] {
        assert_eq!(nested(outer, inner), if good { &NONE[..] } else { &["place"] }, "{outer} {inner}");
    }
}

#[test]
fn data_are_in_base_64() {
    for (inside, good) in [
        (">YWJj</data>", true),
        ("> YW/+ \n YQ== </data>", true),
        (" encoding='base64'>YWJj</data>", true),
        (">a-b_</data>", false),
        (">a&lt;b</data>", false),
        (" encoding='base64'>a*b</data>", false),
        (" encoding='hex'>a*b</data>", true),
        ("><chunk>a*b</chunk></data>", false),
        ("><chunk encoding='hex'>a*b</chunk></data>", true),
    ] {
        let text = format!("<resources><data type='a/b'{inside}</resources>");
        assert_eq!(head(&text), if good { &NONE[..] } else { &["value"] }, "{text}");
    }
}

#[test]
fn pictures_are_told() {
    assert_eq!(body("<div><image src='a'/></div>"), ["picture"]);
    assert_eq!(body("<div tts:backgroundImage='a.png'/>"), ["picture"]);
    assert_eq!(body("<div smpte:backgroundImage='a.png'/>"), ["picture"]);
    assert_eq!(body("<div tts:backgroundImage='none'/>"), NONE);
}

#[test]
fn references_lead_somewhere() {
    let known = "<styling><style xml:id='s'/></styling><layout><region xml:id='r'/></layout>\
                 <animation><set xml:id='m'/></animation><metadata><ttm:agent xml:id='a' type='person'/></metadata>";
    assert_eq!(told("", known, "<div style='s' region='r' animate='m' ttm:agent='a'/>"), NONE);
    for (attributes, want) in [
        ("style='r'", "no-such-style"),
        ("style='s x'", "no-such-style"),
        ("style=' '", "value"),
        ("region='s'", "no-such-region"),
        ("animate='s'", "no-such-animation"),
        ("ttm:agent='s'", "no-such-agent"),
        ("xml:id='s'", "id-twice"),
        ("xml:id='1'", "id-name"),
    ] {
        assert_eq!(told("", known, &format!("<div {attributes}/>")), [want], "{attributes}");
    }
    assert_eq!(told("", known, "<metadata><ttm:actor agent='a'/></metadata>"), NONE);
    assert_eq!(told("", known, "<metadata><ttm:actor agent='s'/></metadata>"), ["no-such-agent"]);
    // Of what describes, only agents speak, and only actors name one.
    let title = "<ttm:title xml:id='t'>a</ttm:title>";
    assert_eq!(told("", title, "<div ttm:agent='t'/>"), ["no-such-agent"]);
    assert_eq!(head("<ttm:title agent='t'>a</ttm:title>"), ["unknown-attribute"]);
    // The style of a font is a look, not a reference.
    assert_eq!(head("<resources><font family='Times' style='italic'/></resources>"), NONE);
}

#[test]
fn pictures_in_the_file_are_in_the_file() {
    let known = "<resources><data xml:id='d' type='a/b'/></resources><styling><style xml:id='s'/></styling>\
                 <metadata><smpte:image xml:id='i'/></metadata>";
    for (text, good) in [
        ("<div tts:backgroundImage='#d'/>", true),
        ("<div tts:backgroundImage='#s'/>", false),
        ("<div tts:backgroundImage='#x'/>", false),
        ("<div><audio src='#d'/></div>", true),
        ("<div><audio src='#s'/></div>", false),
        ("<div smpte:backgroundImage='#i'/>", true),
        ("<div smpte:backgroundImage='#d'/>", false),
        ("<div smpte:backgroundImage='#x'/>", false),
        ("<div smpte:backgroundImage='x.png'/>", true),
    ] {
        let all = told("", known, text);
        let faults: Vec<_> = all.into_iter().filter(|id| *id != "picture").collect();
        assert_eq!(faults, if good { &NONE[..] } else { &["no-such-target"] }, "{text}");
    }
}
