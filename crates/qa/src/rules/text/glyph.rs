use crate::rule::{Context, Sink, Traits};
use std::ops::RangeInclusive;

declare_rule! {
    /// A character is not on the client's list.
    ///
    /// ## What it does
    ///
    /// Finds the characters that the profile names as missing from the client's list. Tabs, blanks of other widths,
    /// unseen characters and foreign letters in the place of Kazakh ones have rules of their own.
    ///
    /// ## Why
    ///
    /// The client's font does not have it: viewers see a box, or the file is sent back.
    ///
    /// ```srt,bad profile=netflix/base
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Билет стоит 500 ₸.
    /// ```
    ///
    /// ```srt,good profile=netflix/base
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Билет стоит 500 тенге.
    /// ```
    ///
    /// ## Sources
    ///
    /// The list of Netflix that Subtitle Edit ships: 38 432 code points, without ₸, ₽, Ǵ and ǵ.
    "text/glyph", Warning, fix: None,
    valid: ranges_are_read,
    params {
        /// characters that are not on the list, as code points and ranges of them: "20B8", "1F000-1FAFF"
        absent: Vec<String>,
    },
    Track check
}

fn ranges_are_read(params: &Params) -> Result<(), &'static str> {
    let good = params.absent.iter().all(|text| range(text).is_some());
    if good { Ok(()) } else { Err("`absent` must hold code points such as \"20B8\" or \"1F000-1FAFF\"") }
}

fn range(text: &str) -> Option<RangeInclusive<u32>> {
    let (from, to) = text.split_once('-').unwrap_or((text, text));
    let read = |hex: &str| u32::from_str_radix(hex.trim(), 16).ok().filter(|n| *n <= 0x10_ffff);
    Some(read(from)?..=read(to)?)
}

fn check(params: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    let absent: Vec<_> = params.absent.iter().filter_map(|text| range(text)).collect();
    // What everyone's list has is not looked at.
    let rare = Traits::OTHER | Traits::LATIN_MORE | Traits::DASH | Traits::GREEK | Traits::CYRILLIC_MORE;
    for (index, _, cue) in context.cues_with(rare) {
        for line in context.shown(cue) {
            for (at, c) in line.text.char_indices().filter(|(_, c)| !c.is_ascii()) {
                let code = u32::from(c);
                if absent.iter().any(|range| range.contains(&code)) {
                    let span = line.span(at..at + c.len_utf8());
                    sink.cue(index, span, say!("found", character = c, code = format!("U+{code:04X}")));
                }
            }
        }
    }
}
