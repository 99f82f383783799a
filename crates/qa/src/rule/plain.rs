//! Texts of which every code point is a character by itself: found out for a whole file at once, sixteen bytes at a time, so
//! that nobody has to look at each letter to count it.

/// Whether every code point of a text is counted as one character, whatever stands beside it, and so in every part of it:
/// ASCII without controls, `&` and `\`, which begin what is shown as something else; Latin letters up to U+017F; Cyrillic without
/// its joining marks; dashes, quotation marks, `…`, `№` and `♪`.
pub(super) fn is_plain(text: &str) -> bool {
    /// As long as the answer is not known to be no, so many bytes are looked at without a question.
    const AT_ONCE: usize = 4096;
    let bytes = text.strip_prefix('\u{feff}').unwrap_or(text).as_bytes();
    if bytes.first().is_some_and(|first| is_odd(0, *first)) {
        return false;
    }
    let parts = bytes.chunks(AT_ONCE).zip(bytes.get(1..).unwrap_or_default().chunks(AT_ONCE));
    let is_odd = |(a, b): (&[u8], &[u8])| a.iter().zip(b).fold(false, |odd, (a, b)| odd | is_odd(*a, *b));
    // Signs of three bytes are few.
    !parts.into_iter().any(is_odd) && memchr::memchr_iter(0xe2, bytes).all(|at| is_sign(bytes.get(at..)))
}

/// Whether a byte behind another is, or may be, no part of such a text, signs of three bytes aside. Without a branch, so that
/// many are asked at once.
#[inline]
fn is_odd(lead: u8, byte: u8) -> bool {
    // No byte of UTF-8 is 0xc0 or 0xc1.
    let control = (byte < 0x20) & (byte != b'\n') & (byte != b'\r') | (byte == 0x7f);
    let escape = (byte == b'\\') | (byte == b'&');
    let other = (byte > 0xc5) & (byte & 0xfc != 0xd0) & (byte != 0xe2);
    // U+0080 to U+00A0 and the soft hyphen; the joining marks U+0483 to U+0489.
    let latin = (lead == 0xc2) & ((byte <= 0xa0) | (byte == 0xad));
    let joining = (lead == 0xd2) & (byte.wrapping_sub(0x83) < 7);
    control | escape | other | latin | joining
}

/// Whether a text begins with a dash, a quotation mark, `…`, `№` or `♪`.
fn is_sign(text: Option<&[u8]>) -> bool {
    match text {
        Some([_, 0x80, last, ..]) => matches!(last, 0x93 | 0x94 | 0x98..=0x9f | 0xa6),
        Some([_, 0x84, last, ..]) => *last == 0x96,
        Some([_, 0x99, last, ..]) => *last == 0xaa,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use tregua_parse::model::{Counting, count};

    #[test]
    fn the_texts_of_films_are() {
        for text in ["", "a", "я", "Көрші, «қайдасың»?\r\n– Осында…", "\u{feff}¿Qué ñandú №5? “Ł” ♪"]
        {
            assert!(is_plain(text), "{text:?}");
        }
        for text in
            ["\t", "a\u{301}", "a\u{a0}b", "&amp;", "\\N", "и\u{306}", "\u{ad}", "日", "😀", "\u{200b}", "҃а"]
        {
            assert!(!is_plain(text), "{text:?}");
        }
    }

    #[test]
    fn each_of_their_letters_is_one() {
        let mut plain = 0;
        for c in '\0'..='\u{ffff}' {
            if is_plain(&c.to_string()) && !matches!(c, '\n' | '\r' | '\u{feff}') {
                plain += 1;
                for other in [' ', 'и', 'e', '…'] {
                    let text = format!("{other}{c}{other}");
                    assert!(is_plain(&text));
                    assert_eq!(count(&text, Counting::default()), 3, "{c:?} {other:?}");
                }
            }
        }
        assert!(plain > 500, "{plain}");
    }

    proptest! {
        #[test]
        fn a_text_is_where_all_of_its_letters_are(text in "[ -~а-яёҚқ«…–\u{301}\u{a0}\u{483}\n]{0,40}") {
            let mut each = [0; 4];
            prop_assert_eq!(is_plain(&text), text.chars().all(|c| is_plain(c.encode_utf8(&mut each))));
        }
    }
}
