//! Texts of somebody who means harm, and what becomes of them.

use super::markup::{data, elements};
use super::pages::hostile;

/// What a subtitle can hold. Each would show itself in the page's root element if a browser ran it.
pub(crate) const TEXTS: [&str; 9] = [
    "</script><img src=x onerror=\"document.documentElement.dataset.hacked='1'\">",
    "</style><script>document.documentElement.dataset.hacked='2'</script>",
    "\"><svg onload=document.documentElement.dataset.hacked='3'>",
    "<!--<script>document.documentElement.dataset.hacked='4'//-->",
    "</title></textarea></svg><a href=\"javascript:document.documentElement.dataset.hacked='5'\">x</a>",
    "\x1b]8;;http://evil.example\x07зиянды сілтеме\x1b]8;;\x07",
    "\u{202e}gpj.oediv\u{202c} \u{2066}x\u{2069}",
    "\u{2028}*/;document.documentElement.dataset.hacked='8';/*\u{2029}",
    "&lt;img src=x onerror=&quot;document.documentElement.dataset.hacked='9'&quot;&gt; &amp;#60;b&#62; ${x} {{x}}",
];

#[test]
fn hostile_text_is_shown_and_does_nothing() {
    let page = hostile();
    let all = elements(page);
    assert!(!all.iter().any(|it| it.name == "img" || it.attributes.keys().any(|key| key.starts_with("on"))));
    for c in ['\x1b', '\x07', '\0', '\u{202a}', '\u{202e}', '\u{2066}', '\u{2069}', '\u{2028}', '\u{2029}'] {
        assert!(!page.contains(c), "{c:?} is in the page");
    }
    let h1 = all.iter().find(|it| it.name == "h1").unwrap();
    assert_eq!(h1.text, TEXTS[0]);
    let data = data(&all);
    let texts = data["tracks"][0]["texts"].as_array().unwrap();
    assert_eq!(texts.len(), TEXTS.len());
    assert!(
        texts[5].as_str().unwrap().starts_with("\u{241b}]8;;http://evil.example\u{2407}зиянды"),
        "{texts:?}"
    );
    assert!(texts[6].as_str().unwrap().starts_with("‹U+202E›gpj"), "{texts:?}");
    // Nothing else in the data ends the script element.
    let raw = page.split("type=\"application/json\">").nth(1).unwrap();
    assert_eq!(raw.matches('<').next(), Some("<"));
    assert!(raw.starts_with('{') && raw[..raw.find('<').unwrap()].ends_with('}'));
}
