//! Text inside XML. Twenty lines of our own: an XML writer crate escapes the five signs, but lets pass the characters that
//! XML 1.0 forbids, which is the harder half of it.

use super::plain;

/// The first line of every XML report.
pub(super) const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// Text for an attribute in double quotes: a line end stays one.
pub(super) fn attribute(text: &str) -> String {
    escaped(text).replace('\n', "&#10;")
}

/// Text between tags.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in legal(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(c),
        }
    }
    out
}

/// Text as `\u{…}` where XML has no way to write it, and where it would steer a terminal.
fn legal(text: &str) -> String {
    plain(text).replace('\u{fffe}', "\\u{fffe}").replace('\u{ffff}', "\\u{ffff}")
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn any_text_is_well_formed_and_read_back(
            text in ".*|[\\x00-\\x20<>&\"'\\]\u{fffe}\u{ffff}\u{85}\u{2028}a]*",
        ) {
            let xml = format!("{HEAD}<a b=\"{}\">{}</a>", attribute(&text), escaped(&text));
            let read = roxmltree::Document::parse(&xml).unwrap();
            let want = legal(&text);
            proptest::prop_assert_eq!(read.root_element().attribute("b").unwrap(), want.as_str());
            proptest::prop_assert_eq!(read.root_element().text().unwrap_or(""), want.as_str());
        }
    }

    #[test]
    fn what_xml_forbids_is_shown() {
        assert_eq!(escaped("\u{1b}[31m]]>\u{ffff}\0"), "\\u{1b}[31m]]&gt;\\u{ffff}\\u{0}");
        assert_eq!(attribute("a\n\"b\"\tc"), "a&#10;&quot;b&quot;\\u{9}c");
    }
}
