//! Text and attribute values of XML, for the writers of XML formats.

use std::fmt::Write as _;

/// Whether XML 1.0 has this character at all. It has no zero byte, no other control characters than tab and line
/// ends, and neither U+FFFE nor U+FFFF.
#[must_use]
pub fn is_allowed(c: char) -> bool {
    !matches!(c, '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}')
}

/// Puts text between tags, escaped. What XML does not have is left out; gives how many characters that were.
pub fn text(out: &mut String, text: &str) -> usize {
    put(out, text, |c| matches!(c, '\r'))
}

/// Puts an attribute's value between quotation marks, escaped. What XML does not have is left out; gives how many
/// characters that were.
pub fn value(out: &mut String, value: &str) -> usize {
    put(out, value, |c| matches!(c, '"' | '\t' | '\n' | '\r'))
}

fn put(out: &mut String, text: &str, numbered: impl Fn(char) -> bool) -> usize {
    let mut left_out = 0;
    let mut rest = text;
    loop {
        // Nearly all of a text is put as it is, by the stretch. U+FFFE and U+FFFF begin with 0xEF.
        let len = rest.bytes().position(|b| b < b' ' || matches!(b, b'&' | b'<' | b'>' | b'"' | 0xef));
        let (plain, behind) = rest.split_at(len.unwrap_or(rest.len()));
        out.push_str(plain);
        let mut signs = behind.chars();
        let Some(c) = signs.next() else { return left_out };
        rest = signs.as_str();
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if numbered(c) => out.push_str("&quot;"),
            // A reader would take these for blanks or other line ends.
            c if numbered(c) => {
                let _ = write!(out, "&#{};", u32::from(c));
            }
            c if is_allowed(c) => out.push(c),
            _ => left_out += 1,
        }
    }
}

/// Puts ` name="value"`.
pub fn attribute(out: &mut String, name: &str, text: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    value(out, text);
    out.push('"');
}

/// Whether a text can be an `xml:id`: a name of XML without a colon.
#[must_use]
pub fn is_id(text: &str) -> bool {
    let mut all = text.chars();
    let inside =
        |c| begins_a_name(c) || matches!(c, '0'..='9' | '-' | '.' | '\u{b7}' | '\u{300}'..='\u{36f}');
    all.next().is_some_and(begins_a_name) && all.all(inside)
}

/// The letters a name of XML may begin with, without the colon.
fn begins_a_name(c: char) -> bool {
    matches!(c, 'A'..='Z' | 'a'..='z' | '_'
        | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}' | '\u{370}'..='\u{37d}'
        | '\u{37f}'..='\u{1fff}' | '\u{200c}'..='\u{200d}' | '\u{2070}'..='\u{218f}' | '\u{2c00}'..='\u{2fef}'
        | '\u{3001}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_markup_are_escaped() {
        let mut out = String::new();
        assert_eq!(text(&mut out, "a < b & \"c\" ]]> d\0\x1b"), 2);
        assert_eq!(out, "a &lt; b &amp; \"c\" ]]&gt; d");
        out.clear();
        assert_eq!(text(&mut out, "\u{fffe}әнші\u{ffff} \u{fffd}\r"), 2);
        assert_eq!(out, "әнші \u{fffd}&#13;");
        out.clear();
        attribute(&mut out, "x", "\"q\"\n<i>");
        assert_eq!(out, " x=\"&quot;q&quot;&#10;&lt;i&gt;\"");
    }

    #[test]
    fn names() {
        for good in ["c1", "_x", "сөз-1", "a.b"] {
            assert!(is_id(good), "{good}");
        }
        for bad in ["", "1a", "-a", "a b", "a:b", "a&", "\u{aa}"] {
            assert!(!is_id(bad), "{bad}");
        }
    }
}
