//! Scenarist Closed Captions (`.scc`): the byte pairs of CEA-608 with timecodes.
//!
//! A header, then lines of a timecode, a tab and words of four hexadecimal digits, each two bytes with odd parity for
//! one frame of 29.97 a second. `:` before the frames is non-drop timecode, `;` (also `.` and `,`) drop-frame. What the
//! bytes mean is 47 CFR 15.119 and CTA-608.
//!
//! * Read: pop-on, paint-on and roll-up captions of one data channel (the first, unless only the second is used), all
//!   letters, colours, italics, underline, places. Codes sent twice count once. In-time is the instant a decoder shows
//!   the text, not the line's timecode; out-time is when it goes. White letters on black are the default and no style.
//! * Reported and kept: the other data channel, text mode, extended data, broken words and parity, text never shown.
//! * Lost when lowered: letters that blink, that rows roll, that letters are painted one by one, rows set apart.
//! * Written: pop-on captions, loaded in time for their in-times; 608 has no Cyrillic.

mod code;
mod decode;
mod faults;
mod lines;
mod lower;
mod machine;
mod parse;
mod place;
mod screen;
mod tables;
mod take_out;
mod write;

use super::{Format, Look, Sniff};
use lines::Kind;

pub use lower::lower;
pub use parse::parse;

/// Scenarist Closed Captions.
pub static FORMAT: Format = Format {
    id: "scc",
    name: "Scenarist Closed Captions",
    extensions: &["scc"],
    sniff: Look::Text(sniff),
    parse,
    lower,
    take_out: take_out::take_out,
    parts: None,
    programme_start: None,
    windows: None,
    write: Some(&write::WRITER),
};

/// The header decides; without it, a timecode with nothing but words of four digits behind it.
fn sniff(text: &str) -> Sniff {
    const NEAR: usize = 64;
    let lines = text.split(['\n', '\r']).map(|line| (line, lines::kind(line)));
    for (line, kind) in lines.filter(|(_, kind)| *kind != Kind::Blank).take(NEAR) {
        match kind {
            Kind::Header(_) => return Sniff { score: 100, reason: "a Scenarist_SCC header" },
            Kind::Codes(_, from) => {
                let words = || lines::words(line.get(from..).unwrap_or(""));
                if words().next().is_some() && words().all(|(_, pair)| pair.is_some()) {
                    return Sniff { score: 80, reason: "timecodes with words of four hexadecimal digits" };
                }
            }
            _ => {}
        }
    }
    Sniff::NO
}

#[cfg(test)]
mod tests;
