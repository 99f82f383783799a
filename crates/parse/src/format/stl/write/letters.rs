//! Which character table a text asks for, and what stands in for signs that a table lacks.

use crate::format::stl::charset::Table;
use crate::format::write::Shown;

/// The table of the script that most letters are in.
pub(super) fn table<'t>(cues: impl Iterator<Item = &'t Shown<'t>>) -> Table {
    let mut counts = [0usize; 5];
    let mut count = |letter: char| {
        let script = match u32::from(letter) {
            0x41..=0x5a | 0x61..=0x7a | 0xc0..=0x24f | 0x1e00..=0x1eff => 0,
            0x400..=0x52f => 1,
            0x600..=0x6ff | 0xfb50..=0xfdff | 0xfe70..=0xfefc => 2,
            0x370..=0x3ff | 0x1f00..=0x1fff => 3,
            0x590..=0x5ff => 4,
            _ => return,
        };
        if let Some(count) = counts.get_mut(script) {
            *count += 1;
        }
    };
    for line in cues.flat_map(Shown::iter) {
        line.iter().flat_map(|piece| piece.text.chars()).for_each(&mut count);
    }
    // The first of equals: Latin, which all others hold beside their own.
    let most = counts.iter().enumerate().max_by_key(|(i, n)| (**n, std::cmp::Reverse(*i)));
    match most.map_or(0, |(script, _)| script) {
        1 => Table::Cyrillic,
        2 => Table::Arabic,
        3 => Table::Greek,
        4 => Table::Hebrew,
        _ => Table::Latin { eth: false },
    }
}

/// What is written for a sign that the table lacks; nothing where that would be another letter.
pub(super) fn stand_in(sign: char) -> Option<&'static str> {
    Some(match sign {
        '«' | '»' | '“' | '”' | '„' | '‟' => "\"",
        '‘' | '’' | '‚' | '‛' => "'",
        '–' | '—' | '―' | '‒' | '‑' | '‐' | '−' => "-",
        '…' => "...",
        // Teletext marks songs so.
        '♪' | '♫' => "#",
        c if c.is_whitespace() => " ",
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{202a}'..='\u{202e}' => "",
        '\u{2066}'..='\u{2069}' => "",
        c if c.is_control() => "",
        _ => return None,
    })
}

/// Letters of Kazakh that no table has.
pub(super) fn is_kazakh(letter: char) -> bool {
    "ӘәҒғҚқҢңӨөҰұҮүҺһ".contains(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_for_a_sign_is_never_another_letter() {
        for (signs, want) in [
            ("\u{ab}\u{bb}\u{201c}\u{201d}\u{201e}\u{201f}", Some("\"")),
            ("\u{2018}\u{2019}\u{201a}\u{201b}", Some("'")),
            ("\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2015}\u{2212}", Some("-")),
            ("\u{2026}", Some("...")),
            ("\u{266a}\u{266b}", Some("#")),
            ("\t\u{a0}\u{2002}\u{2009}\u{202f}\u{3000}", Some(" ")),
            // Nobody sees them: joiners, marks of direction, what keeps a direction apart, control characters.
            ("\u{ad}\u{200b}\u{200c}\u{200d}\u{2060}\u{feff}", Some("")),
            ("\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}", Some("")),
            ("\u{2066}\u{2067}\u{2068}\u{2069}", Some("")),
            ("\0\u{1b}\u{7f}\u{9b}", Some("")),
            ("AzЖәқ٣\u{301}№", None),
        ] {
            for sign in signs.chars() {
                assert_eq!(stand_in(sign), want, "{sign:?}");
            }
        }
    }
}
