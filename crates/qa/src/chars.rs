//! What a character is, with the usual letters known without a look into Unicode's tables: Latin ones, and those of the
//! Cyrillic alphabets. Everything else is asked of the standard library, so that the answers are the same.

/// As [`char::is_alphabetic`].
#[inline]
pub(crate) fn is_alphabetic(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphabetic(),
        '\u{410}'..='\u{481}' | '\u{48a}'..='\u{52f}' => true,
        '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{24f}' => true,
        '\u{2000}'..='\u{2070}' => false,
        _ => c.is_alphabetic(),
    }
}

/// As [`char::is_alphanumeric`].
#[inline]
pub(crate) fn is_alphanumeric(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphanumeric(),
        '\u{410}'..='\u{481}' | '\u{48a}'..='\u{52f}' => true,
        '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{24f}' => true,
        '\u{2000}'..='\u{206f}' => false,
        _ => c.is_alphanumeric(),
    }
}

/// As [`char::is_uppercase`].
#[inline]
pub(crate) fn is_uppercase(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_uppercase(),
        '\u{400}'..='\u{45f}' => c < 'а',
        _ => c.is_uppercase(),
    }
}

/// As [`char::is_lowercase`].
#[inline]
pub(crate) fn is_lowercase(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_lowercase(),
        '\u{400}'..='\u{45f}' => c >= 'а',
        _ => c.is_lowercase(),
    }
}

/// As [`str::trim_start`].
#[inline]
pub(crate) fn trim_start(text: &str) -> &str {
    match text.as_bytes().first() {
        Some(first) if !is_solid(*first) => text.trim_start(),
        _ => text,
    }
}

/// As [`str::trim`]. Most texts begin and end with a letter or a sign, which one look tells.
#[inline]
pub(crate) fn trim(text: &str) -> &str {
    let edge = match text.as_bytes() {
        [first, .., before, last] => {
            // The last byte of a blank may be a letter's too; then the byte before it tells.
            let letter = matches!(before, 0xc3 | 0xd0..=0xd3);
            is_solid(*first) && (last.is_ascii_graphic() || letter && *last >= 0x80)
        }
        few => few.iter().all(u8::is_ascii_graphic),
    };
    if edge { text } else { text.trim() }
}

/// Whether no blank begins with this byte.
#[inline]
const fn is_solid(first: u8) -> bool {
    first.is_ascii_graphic() || matches!(first, 0xc3..=0xdf)
}

/// As [`str::chars`], counted. Lines are short, and eight bytes are looked at at once.
#[inline]
pub(crate) fn points(text: &str) -> u32 {
    /// The bytes that begin no character, as the lowest bit of each.
    const fn inside(word: u64) -> u64 {
        word >> 7 & !(word >> 6) & 0x0101_0101_0101_0101
    }
    let (words, rest) = text.as_bytes().as_chunks::<8>();
    let mut count = 0u64;
    // The sum of so many words fits into a byte each.
    for words in words.chunks(255) {
        let sums = words.iter().fold(0u64, |sums, word| sums.wrapping_add(inside(u64::from_le_bytes(*word))));
        count += (sums & 0x00ff_00ff_00ff_00ff)
            .wrapping_add(sums >> 8 & 0x00ff_00ff_00ff_00ff)
            .wrapping_mul(0x0001_0001_0001_0001)
            >> 48;
    }
    count += rest.iter().map(|byte| u64::from(byte & 0xc0 == 0x80)).sum::<u64>();
    u32::try_from(text.len() as u64 - count).unwrap_or(u32::MAX)
}

/// How many parts [`str::split_whitespace`] gives.
pub(crate) fn words(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut count, mut inside) = (0, false);
    for (at, byte) in bytes.iter().enumerate() {
        let blank = match byte {
            b' ' | b'\t'..=b'\r' => true,
            // Dashes, quotation marks and the ellipsis are no blanks; ¿, ¡, « and » neither.
            0xe2 if matches!(bytes.get(at + 1..at + 3), Some([0x80, 0x90..=0xa7])) => false,
            0xc2 if !matches!(bytes.get(at + 1), Some(0x85 | 0xa0)) => false,
            0xc2 | 0xe1..=0xe3 => return text.split_whitespace().count(),
            _ => false,
        };
        count += usize::from(!blank && !inside);
        inside = !blank;
    }
    count
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn texts_are_trimmed_and_counted_as_by_the_standard_library(
            text in "[aЯқñ¿«».–…\u{a7}\u{1c}\u{7f} \t\n\u{85}\u{a0}\u{1680}\u{2005}\u{2028}\u{202f}\u{205f}\u{3000}😀]{0,8}",
        ) {
            prop_assert_eq!(super::trim(&text), text.trim());
            prop_assert_eq!(super::trim_start(&text), text.trim_start());
            prop_assert_eq!(super::words(&text), text.split_whitespace().count());
        }

        #[test]
        fn code_points_are_counted(text in "[aЯ…😀]{0,40}", times in 1..300usize) {
            prop_assert_eq!(super::points(&text), text.chars().count() as u32);
            let text = text.repeat(times);
            prop_assert_eq!(super::points(&text), text.chars().count() as u32);
        }
    }

    #[test]
    fn every_character_is_what_it_is() {
        for c in '\0'..=char::MAX {
            assert_eq!(super::is_alphabetic(c), c.is_alphabetic(), "{c:?}");
            assert_eq!(super::is_alphanumeric(c), c.is_alphanumeric(), "{c:?}");
            assert_eq!(super::is_uppercase(c), c.is_uppercase(), "{c:?}");
            assert_eq!(super::is_lowercase(c), c.is_lowercase(), "{c:?}");
        }
    }
}
