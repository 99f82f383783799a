//! 3GPP timed text (`tx3g`) and QuickTime text: a length, the text, and boxes for its styles.

use super::boxes::{Fields, inside};
use super::each;
use super::edits::Shown;
use super::movie::Trak;
use crate::error::Result;
use crate::input::Input;
use crate::notes::Notes;
use crate::render::Cue;
use std::io::{Read, Seek};

/// How letters look.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Look {
    bold: bool,
    italic: bool,
    underline: bool,
    colour: [u8; 3],
}

/// White and upright.
const PLAIN: Look = Look { bold: false, italic: false, underline: false, colour: [255; 3] };

/// A sample description: how its letters look where nothing else is said, and its flags.
struct Entry {
    look: Look,
    flags: u32,
}

/// Every sample of the track must be shown.
const ALL_FORCED: u32 = 0x8000_0000;
/// Some samples must be shown.
const SOME_FORCED: u32 = 0x4000_0000;

fn entry(kind: &[u8; 4], body: &[u8]) -> Entry {
    let mut fields = Fields(body);
    // Six reserved bytes and the number of a data reference.
    fields.take(8);
    let flags = fields.u32().unwrap_or(0);
    if kind != b"tx3g" {
        return Entry { look: PLAIN, flags: 0 };
    }
    // Justification, background, box.
    fields.take(2 + 4 + 8);
    // Where the default style begins and ends has no meaning.
    fields.take(4);
    Entry { look: look(&mut fields).unwrap_or(PLAIN), flags }
}

/// What a style record says behind its two places: font, face, size, colour.
fn look(fields: &mut Fields<'_>) -> Option<Look> {
    fields.u16()?;
    let face = fields.u8()?;
    fields.u8()?;
    let colour = fields.take(3)?.try_into().ok()?;
    fields.u8()?;
    Some(Look { bold: face & 1 != 0, italic: face & 2 != 0, underline: face & 4 != 0, colour })
}

/// Whether the track says that all of it must be shown.
pub(super) fn forced(trak: &Trak) -> bool {
    !trak.entries.is_empty()
        && trak
            .entries
            .iter()
            .all(|(kind, body)| kind == b"tx3g" && entry(kind, body).flags & ALL_FORCED != 0)
}

/// The cues of a track; samples without text are the gaps between them.
pub(super) fn cues<R: Read + Seek>(
    input: &mut Input<R>,
    trak: &Trak,
    shown: &[Shown],
    notes: &mut Notes,
) -> Result<Vec<Cue>> {
    let entries: Vec<Entry> = trak.entries.iter().map(|(kind, body)| entry(kind, body)).collect();
    let mut out = Vec::new();
    if entries.iter().any(|entry| entry.flags & SOME_FORCED != 0 && entry.flags & ALL_FORCED == 0) {
        notes.say("some cues are marked as forced, which SubRip cannot say");
    }
    each(input, shown, notes, |spot, data, notes| {
        let n = out.len();
        let look =
            usize::try_from(spot.sample.entry).ok().and_then(|n| entries.get(n)).map_or(PLAIN, |e| e.look);
        let Some(text) = text(data, look, n, notes) else { return };
        out.push(Cue { start: spot.start, end: Some(spot.end), text, ..Cue::default() });
    })?;
    Ok(out)
}

/// The text of a sample with SubRip's tags; `None` where it shows nothing.
fn text(data: &[u8], usual: Look, cue: usize, notes: &mut Notes) -> Option<Vec<u8>> {
    let mut fields = Fields(data);
    let len = usize::from(fields.u16()?);
    let written = fields.take(len).unwrap_or_else(|| {
        notes.cue("text shorter than it says", cue);
        fields.0
    });
    let rest = data.get(2 + written.len()..).unwrap_or_default();
    let letters = letters(written, cue, notes);
    if letters.chars().all(char::is_whitespace) {
        return None;
    }
    let mut looks = vec![usual; letters.chars().count()];
    let mut styled = false;
    for (kind, body) in inside(rest) {
        match &kind {
            b"styl" if styled => {}
            b"styl" => {
                styled = true;
                styles(body, &mut looks);
            }
            b"hlit" | b"hclr" | b"krok" | b"blnk" => {
                notes.cue("highlights, blinking or karaoke left behind", cue)
            }
            b"tbox" => notes.cue("a text box of its own left behind", cue),
            b"href" => notes.cue("a link left behind", cue),
            b"frcd" => notes.cue("marked as forced, which SubRip cannot say", cue),
            // Encoding, wrapping and scrolling change nothing that SubRip has.
            _ => {}
        }
    }
    if letters.split('<').skip(1).any(|tag| tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/')) {
        notes.cue("text that looks like a SubRip tag", cue);
    }
    Some(tagged(&letters, &looks).into_bytes())
}

/// UTF-8, or UTF-16 behind its mark. Old QuickTime text may be neither.
fn letters(written: &[u8], cue: usize, notes: &mut Notes) -> String {
    let wide = |read: fn([u8; 2]) -> u16| {
        let units = written.chunks_exact(2).skip(1).map(|pair| read([pair[0], pair[1]]));
        char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect::<String>()
    };
    let text = match written {
        [0xfe, 0xff, ..] => wide(u16::from_be_bytes),
        [0xff, 0xfe, ..] => wide(u16::from_le_bytes),
        _ => String::from_utf8_lossy(written).into_owned(),
    };
    if text.contains(char::REPLACEMENT_CHARACTER) {
        notes.cue("text that is neither UTF-8 nor UTF-16, with \u{fffd} for what could not be read", cue);
    }
    text
}

/// Sets the looks that a `styl` box gives; its places count characters.
fn styles(body: &[u8], looks: &mut [Look]) {
    let mut fields = Fields(body);
    let count = fields.u16().unwrap_or(0);
    // Records stand in order and share no character, so each character is looked at once.
    let mut behind = 0;
    for _ in 0..count {
        let (Some(from), Some(to)) = (fields.u16(), fields.u16()) else { return };
        let Some(look) = look(&mut fields) else { return };
        let (from, to) = (usize::from(from).max(behind), usize::from(to).min(looks.len()));
        looks.get_mut(from..to).unwrap_or_default().fill(look);
        behind = behind.max(to);
    }
}

/// A text with tags around what looks otherwise. Tags never cross a line end, which some readers could not follow.
fn tagged(text: &str, looks: &[Look]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut now = PLAIN;
    // A blank belongs to a style only where that holds on both sides of it.
    let mut blanks = String::new();
    for (c, look) in text.chars().zip(looks.iter().copied()) {
        let line_end = matches!(c, '\n' | '\r' | '\u{2028}' | '\u{b}');
        if c.is_whitespace() && !line_end {
            blanks.push(c);
            continue;
        }
        let wanted = if line_end { PLAIN } else { look };
        if wanted == now {
            out.push_str(&blanks);
        } else {
            close(now, &mut out);
            out.push_str(&blanks);
            open(wanted, &mut out);
            now = wanted;
        }
        blanks.clear();
        out.push(if line_end && c != '\r' { '\n' } else { c });
    }
    close(now, &mut out);
    out
}

fn open(look: Look, out: &mut String) {
    let [r, g, b] = look.colour;
    if look.colour != PLAIN.colour {
        out.push_str(&format!("<font color=\"#{r:02x}{g:02x}{b:02x}\">"));
    }
    for (is, tag) in [(look.bold, "<b>"), (look.italic, "<i>"), (look.underline, "<u>")] {
        out.push_str(if is { tag } else { "" });
    }
}

fn close(look: Look, out: &mut String) {
    for (is, tag) in [(look.underline, "</u>"), (look.italic, "</i>"), (look.bold, "</b>")] {
        out.push_str(if is { tag } else { "" });
    }
    if look.colour != PLAIN.colour {
        out.push_str("</font>");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(text: &[u8], boxes: &[u8]) -> Vec<u8> {
        [&(text.len() as u16).to_be_bytes()[..], text, boxes].concat()
    }

    fn styl(records: &[(u16, u16, u8, [u8; 3])]) -> Vec<u8> {
        let mut body = (records.len() as u16).to_be_bytes().to_vec();
        for (from, to, face, colour) in records {
            body.extend(from.to_be_bytes());
            body.extend(to.to_be_bytes());
            body.extend([0, 1, *face, 18]);
            body.extend(colour);
            body.push(255);
        }
        [&(body.len() as u32 + 8).to_be_bytes()[..], b"styl", &body].concat()
    }

    fn read(data: &[u8]) -> Option<String> {
        text(data, PLAIN, 0, &mut Notes::default()).map(|text| String::from_utf8(text).unwrap())
    }

    #[test]
    fn styles_count_characters() {
        let styl = styl(&[(0, 5, 2, [255; 3]), (7, 11, 1, [255, 255, 0])]);
        let out = read(&sample("Тоқта!\nЖүр, балам".as_bytes(), &styl)).unwrap();
        assert_eq!(out, "<i>Тоқта</i>!\n<font color=\"#ffff00\"><b>Жүр,</b></font> балам");
    }

    #[test]
    fn tags_stay_in_their_lines_and_blanks_split_none() {
        let out = read(&sample(
            "Тоқта! Жүр\nбалам".as_bytes(),
            &styl(&[(0, 6, 2, [255; 3]), (7, 16, 2, [255; 3])]),
        ));
        assert_eq!(out.unwrap(), "<i>Тоқта! Жүр</i>\n<i>балам</i>");
    }

    #[test]
    fn wide_letters_and_gaps() {
        let wide: Vec<u8> =
            [0xfeffu16].into_iter().chain("Қайда?".encode_utf16()).flat_map(u16::to_be_bytes).collect();
        assert_eq!(read(&sample(&wide, &[])).unwrap(), "Қайда?");
        assert_eq!(read(&sample(b"", &[])), None);
        assert_eq!(read(&sample(b" \n", &[])), None);
        assert_eq!(read(b""), None);
        let mut notes = Notes::default();
        assert_eq!(text(b"\0\x09abc", PLAIN, 0, &mut notes).unwrap(), b"abc");
        assert_eq!(text(b"\0\x02\xc0\xc1", PLAIN, 0, &mut notes).unwrap(), "\u{fffd}\u{fffd}".as_bytes());
        assert_eq!(notes.finish().len(), 2);
    }
}
