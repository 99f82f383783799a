use super::*;
use crate::base::Span;
use proptest::prelude::*;

fn shape(text: &str) -> (String, Vec<&'static str>) {
    let xml = Xml::parse(text);
    let mut out = String::new();
    for element in xml.elements() {
        let spaces = ".".repeat(element.depth() as usize);
        out.push_str(&format!("{spaces}{}", element.name()));
        for it in element.attributes() {
            out.push_str(&format!(" {}={}", it.name(), it.value()));
        }
        out.push_str(&format!(" [{}]|", element.content().of(text)));
    }
    (out, xml.faults.iter().map(|(_, fault)| fault.message).collect())
}

#[test]
fn a_good_text_has_no_fault() {
    let text = "\u{feff}<?xml version=\"1.0\"?>\n<!-- x --><a xmlns='n' xmlns:b=\"m\" b:c = 'd&amp;e'><b:f/>g<![CDATA[<h>]]></a>\n";
    let xml = Xml::parse(text);
    assert_eq!(xml.faults, []);
    let root = xml.root().unwrap();
    assert!(root.is("n", "a"));
    let c = root.attribute("m", "c").unwrap();
    assert_eq!(
        (c.value().as_ref(), c.value_span().of(text), c.span().of(text)),
        ("d&e", "d&amp;e", "b:c = 'd&amp;e'")
    );
    assert_eq!(root.plain_text(), "g<h>");
    assert_eq!(root.child_elements().next().unwrap().namespace(), "m");
    assert_eq!(root.end_tag().of(text), "</a>");
    assert_eq!(xml.top().count(), 5);
}

#[test]
fn ill_formed_texts_keep_their_elements() {
    let cases = [
        ("<a><p b='1'>x", "a [<p b='1'>x]|.p b=1 [x]|", 2),
        ("<a><p b='1'>x</a>", "a [<p b='1'>x]|.p b=1 [x]|", 1),
        ("<a><s>x</p></s></a>", "a [<s>x</p></s>]|.s [x</p>]|", 1),
        ("<a>1 < 2 & 3</a>", "a [1 < 2 & 3]|", 2),
        ("<a b=1>x</a>", "a b=1 [x]|", 1),
        ("<a b='1>x</a>", "a b=1 [x]|", 1),
        ("<a b='x<y'>x</a>", "a b=x<y [x]|", 1),
        ("<a>x</a><b>y</b>", "a [x]|b [y]|", 1),
        ("<a>x</a", "a [x</a]|", 2),
        ("<a><b c='", "a [<b c=']|", 2),
        ("<a b='1' b='2'>x</a>", "a b=1 b=2 [x]|", 1),
        ("<a>&nbsp;</a>", "a [&nbsp;]|", 1),
        ("<a>&#0;&#xd800;</a>", "a [&#0;&#xd800;]|", 2),
        ("<a>\u{1}</a>", "a [\u{1}]|", 1),
        ("<a><x:b/></a>", "a [<x:b/>]|.b []|", 1),
        ("<a><!-- x</a>", "a [<!-- x</a>]|", 2),
        ("x<a/>", "a []|", 1),
        ("", "", 1),
    ];
    for (text, want, faults) in cases {
        let (found, messages) = shape(text);
        assert_eq!(found, want, "{text}");
        assert_eq!(messages.len(), faults, "{text}: {messages:?}");
    }
}

#[test]
fn a_fault_stands_at_the_sign_that_is_wrong() {
    for (text, fault, at, sign) in [
        ("<a b='1>x</a>", &faults::QUOTES, 5, "'"),
        ("<a c=\"\" b=\"1>x</a>", &faults::QUOTES, 10, "\""),
        ("<a b='x<y'>x</a>", &faults::LONE_ANGLE, 7, "<"),
        ("<a>1 < 2</a>", &faults::LONE_ANGLE, 5, "<"),
        // What the scanner lets pass.
        ("<a>x\u{1}y</a>", &faults::CHARACTER, 4, "\u{1}"),
    ] {
        let xml = Xml::parse(text);
        assert_eq!(xml.faults, [(Span::new(at, at + 1), fault)], "{text}");
        assert_eq!(xml.faults[0].0.of(text), sign, "{text}");
    }
}

#[test]
fn document_types_are_not_followed() {
    let bomb = "<!DOCTYPE a [<!ENTITY b \"c]>\">]><a>&b;</a>";
    let xml = Xml::parse(bomb);
    assert!(xml.refused && xml.root().is_none());
    assert_eq!(xml.faults, [(Span::new(0, 32), &faults::ENTITIES)]);
    let plain = Xml::parse("<!DOCTYPE a SYSTEM \"http://localhost:9/x.dtd\"><a>b</a>");
    assert!(!plain.refused && plain.root().is_some());
    assert_eq!(plain.faults[0].1, &faults::DOCTYPE);
}

#[test]
fn depth_and_numbers_have_no_limit_of_ours() {
    let deep = format!("{}x{}", "<a>".repeat(100_000), "</a>".repeat(100_000));
    let xml = Xml::parse(&deep);
    assert_eq!((xml.elements().count(), xml.faults.len()), (100_000, 1));
    assert_eq!(xml.root().unwrap().plain_text(), "x");
    let wide: String = (0..50_000).map(|i| format!(" xmlns:n{i}='u{i}' n{i}:a='{i}'")).collect();
    let text = format!("<a{wide}/>");
    let xml = Xml::parse(&text);
    assert_eq!(xml.root().unwrap().attribute("u49999", "a").unwrap().value(), "49999");
    let closing = format!("<b>{}{}", "<a>".repeat(20_000), "</c>".repeat(20_000));
    assert_eq!(Xml::parse(&closing).elements().count(), 20_001);
}

#[test]
fn pieces_are_exact() {
    let text = "Tom &amp; Ana &#x4D3;&x;";
    let all: Vec<(String, &str, bool)> = pieces(text, Span::new(0, text.len()), false)
        .map(|it| (it.text.to_string(), it.span.of(text), matches!(it.text, std::borrow::Cow::Borrowed(_))))
        .collect();
    let want = [
        ("Tom ", "Tom ", true),
        ("&", "&amp;", false),
        (" Ana ", " Ana ", true),
        ("ӓ", "&#x4D3;", false),
        ("&x;", "&x;", true),
    ];
    assert_eq!(all, want.map(|(a, b, c)| (a.to_owned(), b, c)));
    assert_eq!(pieces(text, Span::new(0, text.len()), true).count(), 1);
    assert_eq!(decode("a"), "a");
}

#[test]
fn encodings_are_declared() {
    assert_eq!(declared_encoding(b"<?xml version='1.0' encoding='ISO-8859-1'?><a/>"), Some("ISO-8859-1"));
    assert_eq!(declared_encoding("\u{feff}<?xml encoding = \"x\" ?>".as_bytes()), Some("x"));
    for none in [
        &b"<?xml version='1.0'?>"[..],
        b"<a encoding='x'/>",
        b"",
        b"<?xml encoding='x'",
        b"<?xml encoding=?>",
    ] {
        assert_eq!(declared_encoding(none), None);
    }
}

proptest! {
    /// Where the judge finds nothing wrong, the tree is its tree, and the scanner had nothing to recover from.
    #[test]
    fn the_tree_is_the_judges_tree(text in "(<a( b='[&;a]{0,3}')?>|</a>|<c/>|<x:c y:d=\"\" xmlns:x='1' xmlns:y='1'>|</x:c>|[a&;< >/'=!\\-\\[]|&amp;|<!--|-->|<!\\[CDATA\\[|\\]\\]>|<\\?b|\\?>){0,16}") {
        for text in [text.clone(), format!("<r>{text}</r>")] {
            let xml = Xml::parse(&text);
            for element in xml.elements() {
                prop_assert!(element.span().end as usize <= text.len());
                prop_assert!(element.content().start <= element.content().end);
            }
            let Ok(tree) = roxmltree::Document::parse(&text) else {
                prop_assert!(!xml.faults.is_empty(), "{text:?}");
                continue;
            };
            prop_assert_eq!(&xml.faults, &[], "{:?}", text);
            let theirs: Vec<_> = tree.descendants().filter(|n| n.is_element()).map(|n| {
                let attributes: Vec<_> = n.attributes().map(|a| (a.name().to_owned(), a.namespace().unwrap_or("").to_owned(), a.value().to_owned(), a.range_value())).collect();
                (n.tag_name().name().to_owned(), n.tag_name().namespace().unwrap_or("").to_owned(), n.range(), attributes)
            }).collect();
            let ours: Vec<_> = xml.elements().map(|e| {
                let attributes: Vec<_> = e.attributes().map(|a| (a.name().to_owned(), a.namespace().to_owned(), a.value().into_owned(), a.value_span().range())).collect();
                (e.name().to_owned(), e.namespace().to_owned(), e.span().range(), attributes)
            }).collect();
            prop_assert_eq!(ours, theirs);
        }
    }

    #[test]
    fn any_text(text in "[<>/a='\"&;!\\-\\[\\]? \\n\u{439}]{0,120}") {
        let xml = Xml::parse(&text);
        let _ = xml.root().map(|root| root.plain_text());
    }
}

#[test]
fn a_namespace_that_may_not_be_declared_is_told_as_that() {
    for text in [
        "<a xmlns:xml='x'/>",
        "<a xmlns:b='http://www.w3.org/XML/1998/namespace'/>",
        "<a xmlns='http://www.w3.org/2000/xmlns/'/>",
        "<a xmlns:b='x' xmlns:b='y'/>",
    ] {
        let faults: Vec<_> = Xml::parse(text).faults.iter().map(|(_, fault)| *fault).collect();
        assert_eq!(faults, [&faults::NAMESPACE], "{text}");
    }
}
