//! How a cue's words, styles and place are spelt in the text of an event.

use super::super::tags::{GUARDED, JOINER};
use super::super::version::Version;
use super::head::{Look, Sheet};
use crate::format::write::{Piece, pieces};
use crate::model::{Colour, Cue, Loss, LossKind, Percent, Place, Style, Track};
use crate::time::Time;
use std::fmt::Write as _;

/// What is written for braces that would be taken for an override block. Full-width braces would come nearer, but few
/// fonts and character sets have them.
const ROUND: [(char, char); 2] = [('{', '('), ('}', ')')];

/// The text of a cue's event.
pub(super) fn text(
    track: &Track<'_>,
    cue: &Cue<'_>,
    index: usize,
    look: &Look,
    sheet: &Sheet,
    losses: &mut Vec<Loss>,
) -> String {
    let version = sheet.version;
    let lead = lead(cue, index, look, sheet, losses);
    let lines: Vec<Vec<Piece<'_>>> =
        track.lines_of(cue).iter().map(|line| pieces(track, line, false)).collect();
    let plain = spell(version, &lines, look, &lead, false);
    if !plain.opens_block() {
        return plain.text;
    }
    losses.push(Loss::cue(
        LossKind::Text,
        index,
        "braces became parentheses; players take them for override tags",
    ));
    spell(version, &lines, look, &lead, true).text
}

fn spell(version: Version, lines: &[Vec<Piece<'_>>], look: &Look, lead: &str, round: bool) -> Out {
    let mut out = Out { text: String::new(), backslash: false, brace: None, round };
    let mut now = Style { colour: None, ..look.style };
    let mut lead = lead;
    for (n, line) in lines.iter().enumerate() {
        if n > 0 {
            out.flush_lead(&mut lead);
            out.mark("\\N");
        }
        for piece in line {
            let mut codes = String::from(std::mem::take(&mut lead));
            now = switch(version, &mut codes, now, piece.style, look);
            if !codes.is_empty() {
                out.mark(&format!("{{{codes}}}"));
            }
            out.letters(&piece.text);
        }
    }
    out.flush_lead(&mut lead);
    out
}

/// The tags from one style to the next. What a layer's style has of itself is never taken away.
fn switch(version: Version, codes: &mut String, now: Style, wanted: Style, look: &Look) -> Style {
    let base = look.style;
    let mut now = now;
    let next = Style {
        italic: wanted.italic || base.italic,
        bold: wanted.bold || base.bold,
        underline: wanted.underline || base.underline,
        strike: wanted.strike || base.strike,
        colour: wanted.colour.filter(|it| Some(*it) != base.colour),
        ..now
    };
    if version == Version::Ssa && now.colour.is_some() && next.colour.is_none() {
        codes.push_str("\\r");
        now = Style { colour: None, ..base };
    }
    let switches = [
        ('i', now.italic, next.italic),
        ('b', now.bold, next.bold),
        ('u', now.underline, next.underline),
        ('s', now.strike, next.strike),
    ];
    let known = if version == Version::Ssa { 2 } else { switches.len() };
    for (name, was, is) in switches.into_iter().take(known) {
        if was != is {
            // Writing to a String cannot fail.
            let _ = write!(codes, "\\{name}{}", u8::from(is));
        }
    }
    match next.colour {
        colour if colour == now.colour => {}
        Some(Colour(r, g, b)) => {
            let _ = write!(codes, "\\c&H{b:02X}{g:02X}{r:02X}&");
        }
        None => codes.push_str("\\c"),
    }
    next
}

/// A text under construction, and what the end of it might be taken for.
struct Out {
    text: String,
    /// It ends with a backslash that is to be shown.
    backslash: bool,
    /// The first brace that is to be shown.
    brace: Option<usize>,
    round: bool,
}

impl Out {
    /// An opening brace of the text has a closing one behind it, whosever that is.
    fn opens_block(&self) -> bool {
        self.brace.is_some_and(|at| self.text.rfind('}').is_some_and(|close| close > at))
    }

    fn guard(&mut self, next: char) {
        if self.backslash && GUARDED.contains(&next) {
            self.text.push_str(JOINER);
        }
        self.backslash = false;
    }

    fn letters(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let has_signs = || {
            memchr::memchr3(b'\\', b'{', b'}', bytes).is_some()
                || memchr::memchr2(b'\n', b'\r', bytes).is_some()
        };
        match text.chars().next() {
            Some(first) if !has_signs() => {
                self.guard(first);
                self.text.push_str(text);
            }
            _ => text.chars().for_each(|c| self.letter(c)),
        }
    }

    fn letter(&mut self, c: char) {
        let round = ROUND.iter().find(|(brace, _)| self.round && *brace == c).map(|(_, round)| *round);
        // A line has no line ends inside; one more would end the event.
        let c = round.unwrap_or(if matches!(c, '\n' | '\r') { ' ' } else { c });
        self.guard(c);
        if c == '{' {
            self.brace = self.brace.or(Some(self.text.len()));
        }
        self.backslash = c == '\\';
        self.text.push(c);
    }

    fn mark(&mut self, mark: &str) {
        self.guard(mark.chars().next().unwrap_or(' '));
        self.text.push_str(mark);
    }

    fn flush_lead(&mut self, lead: &mut &str) {
        let lead = std::mem::take(lead);
        if !lead.is_empty() {
            self.mark(&format!("{{{lead}}}"));
        }
    }
}

/// What stands before the words: the place, and the fades where the version has them.
fn lead(cue: &Cue<'_>, index: usize, look: &Look, sheet: &Sheet, losses: &mut Vec<Loss>) -> String {
    let mut out = String::new();
    let (version, picture) = (sheet.version, sheet.picture);
    let place = cue.details.as_ref().map(|details| details.place).unwrap_or_default();
    let up = place.row.is_some_and(|row| row.n >= 0 && row.of.is_none_or(|of| row.n < i16::from(of) / 2));
    // A row near the top says top, where nothing else says where.
    let align = cue.align.or(Some(8).filter(|_| up && place.y.is_none())).unwrap_or(look.align);
    let align = if (1..=9).contains(&align) { align } else { look.align };
    if align != look.align {
        let name = if version == Version::Ssa { "a" } else { "an" };
        let _ = write!(out, "\\{name}{}", version.place(align));
    }
    if let Some((x, y)) = point(&place, align) {
        let _ = write!(out, "\\pos({},{})", pixels(x, picture.0), pixels(y, picture.1));
    }
    let unsaid = Place { x: None, y: None, ..place };
    if !unsaid.is_plain() {
        losses.push(Loss::cue(LossKind::Position, index, "a row, a box, or text in columns"));
    }
    let fade = cue.details.as_ref().and_then(|details| details.fade);
    if let Some((into, from)) = fade.filter(|_| version == Version::Ass) {
        let ms = |time: Time| time.to_millis().max(0);
        let _ = write!(out, "\\fad({},{})", ms(into), ms(from));
        if [into, from].iter().any(|time| Time::from_millis(ms(*time)) != Some(*time)) {
            losses.push(Loss::cue(LossKind::Fade, index, "rounded to milliseconds"));
        }
    }
    out
}

/// Where the anchor stands; what is left open is where the nine places are.
fn point(place: &Place, align: u8) -> Option<(Percent, Percent)> {
    if place.x.is_none() && place.y.is_none() {
        return None;
    }
    let of =
        |n: u8| Percent::from_milli([5000, 50_000, 95_000].get(usize::from(n)).copied().unwrap_or(50_000));
    let (column, row) = (align.saturating_sub(1) % 3, align.saturating_sub(1) / 3);
    Some((place.x.unwrap_or(of(column)), place.y.unwrap_or(of(2u8.saturating_sub(row)))))
}

/// A share of the picture in its pixels, to the thousandth.
fn pixels(share: Percent, whole: i64) -> String {
    let n = crate::time::round_div(i128::from(share.milli()) * i128::from(whole), 100);
    let (sign, n) = (if n < 0 { "-" } else { "" }, n.unsigned_abs());
    let text = format!("{sign}{}.{:03}", n / 1000, n % 1000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
