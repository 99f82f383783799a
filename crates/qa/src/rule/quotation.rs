//! Which opening mark belongs to which closing one.

use super::{Context, Shown, Traits};
use serde::{Deserialize, Deserializer, de::Error as _};

/// An opening and a closing mark.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Pair {
    pub open: char,
    pub close: char,
}

impl Pair {
    /// Single marks, which also are apostrophes.
    pub(crate) fn is_single(self) -> bool {
        matches!(self.open, '\u{2018}' | '\u{201a}' | '\u{2039}' | '\u{203a}')
    }
}

impl<'de> Deserialize<'de> for Pair {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let mut marks = text.chars();
        match (marks.next(), marks.next(), marks.next()) {
            (Some(open), Some(close), None) => Ok(Self { open, close }),
            _ => Err(D::Error::custom("expected an opening and a closing mark, such as \"«»\"")),
        }
    }
}

/// Where a mark stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub cue: u32,
    pub line: usize,
    pub at: usize,
    pub len: usize,
}

/// A quotation mark.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    pub c: char,
    pub place: Place,
}

pub(crate) enum Found {
    /// A pair, and how many pairs stand around it.
    Pair {
        open: Mark,
        close: Mark,
        depth: usize,
    },
    NeverClosed(Mark),
    NeverOpened(Mark),
}

/// The line a mark stands in.
pub(crate) fn line<'a>(context: &'a Context<'_>, place: Place) -> Option<&'a Shown<'a>> {
    let cue = context.track.cues.get(place.cue as usize)?;
    context.shown(cue).get(place.line)
}

/// What a mark does where it stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Role {
    Open,
    Close,
    /// Either, or neither: what is open decides.
    Unclear,
}

/// All pairs of a track, and all marks without a partner.
pub(crate) fn find(context: &Context<'_>, kinds: Traits, reach: u32) -> Vec<Found> {
    let mut stack: Vec<Mark> = Vec::new();
    let mut out = Vec::new();
    for (cue, _, it) in context.cues_with(kinds) {
        // What has stayed open for too long is not meant to be closed here.
        stack.retain(|mark| {
            let near = cue - mark.place.cue <= reach;
            if !near && !is_apostrophe(mark.c) {
                out.push(Found::NeverClosed(*mark));
            }
            near
        });
        for (line, shown) in context.shown(it).iter().enumerate() {
            for (at, c) in shown.text.char_indices().filter(|(_, c)| is_mark(*c)) {
                let place = Place { cue, line, at, len: c.len_utf8() };
                let first = line == 0 && shown.text.get(..at).is_some_and(starts_cue);
                one(Mark { c, place }, &shown.text, first, &mut stack, &mut out);
            }
        }
    }
    out.extend(stack.into_iter().filter(|mark| !is_apostrophe(mark.c)).map(Found::NeverClosed));
    out
}

fn one(mark: Mark, text: &str, first: bool, stack: &mut Vec<Mark>, out: &mut Vec<Found>) {
    let Mark { c, place } = mark;
    let (before, behind) =
        (text.get(..place.at).unwrap_or(""), text.get(place.at + place.len..).unwrap_or(""));
    let (left, right) = (before.chars().next_back(), behind.chars().next());
    // Letters on both sides, or an apostrophe that nothing is open for.
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match c {
        '\u{2018}' if letter(left) || !letter(right) => return,
        '\u{2019}' if letter(left) && letter(right) => return,
        '\u{2019}' if !stack.iter().any(|open| is_apostrophe(open.c)) => return,
        // Inches and seconds.
        '"' if left.is_some_and(|c| c.is_ascii_digit()) && !stack.iter().any(|open| open.c == '"') => return,
        _ => {}
    }
    let role = match role(c, left, right) {
        Role::Unclear if stack.iter().any(|open| closes(open.c, c)) => Role::Close,
        Role::Unclear if letter(left) && letter(right) => return,
        Role::Unclear => Role::Open,
        // „Ja“, »Ja«: what is open says that this mark closes it.
        Role::Open if c == '\u{201c}' && stack.last().is_some_and(|open| open.c == '\u{201e}') => Role::Close,
        role => role,
    };
    if role == Role::Open {
        // A quotation that goes on in this cue has its mark once more, or the one that will close it.
        if first && stack.iter().any(|open| open.c == c || closes(open.c, c)) {
            return;
        }
        match stack.iter().rposition(|open| open.c == c) {
            // The same mark again before the first was closed. Guillemets may stand inside guillemets.
            Some(at) if !matches!(c, '«' | '»') => {
                out.extend(stack.drain(at..).filter(|mark| !is_apostrophe(mark.c)).map(Found::NeverClosed));
            }
            _ => {}
        }
        stack.push(mark);
        return;
    }
    let partner = stack.iter().rposition(|open| closes(open.c, c));
    // A curly mark may close a straight one by mistake; that makes a pair, of the wrong marks.
    let partner = partner.or_else(|| stack.len().checked_sub(1).filter(|_| !is_apostrophe(c)));
    let Some(at) = partner else {
        out.push(Found::NeverOpened(mark));
        return;
    };
    let unclosed = stack.drain(at + 1..).filter(|mark| !is_apostrophe(mark.c));
    out.extend(unclosed.map(Found::NeverClosed));
    if let Some(open) = stack.pop() {
        out.push(Found::Pair { open, close: mark, depth: stack.len() });
    }
}

/// Quotation marks, straight apostrophes left out.
fn is_mark(c: char) -> bool {
    matches!(c, '"' | '«' | '»' | '\u{2018}'..='\u{201f}' | '\u{2039}' | '\u{203a}')
}

/// Marks that may be apostrophes: what they do not close is not told.
fn is_apostrophe(c: char) -> bool {
    matches!(c, '\u{2018}'..='\u{201b}')
}

fn closes(open: char, close: char) -> bool {
    match open {
        '"' => close == '"',
        '«' => close == '»',
        '»' => close == '«',
        '\u{2018}' | '\u{201a}' | '\u{201b}' => matches!(close, '\u{2018}' | '\u{2019}'),
        '\u{201c}'..='\u{201f}' => matches!(close, '\u{201c}' | '\u{201d}' | '\u{201f}'),
        '\u{2039}' => close == '\u{203a}',
        '\u{203a}' => close == '\u{2039}',
        _ => false,
    }
}

/// What a mark does by what stands beside it, or by its form where that does not tell.
fn role(c: char, left: Option<char>, right: Option<char>) -> Role {
    let edge = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let opener = |c: char| {
        matches!(c, '(' | '[' | '{' | '¿' | '¡' | '"' | '«' | '“' | '„' | '‘' | '-' | '–' | '—' | '/' | '…')
    };
    let opens = (edge(left) || left.is_some_and(opener)) && !edge(right);
    let closes = !edge(left) && (edge(right) || right.is_some_and(|c| !c.is_alphanumeric()));
    match (opens, closes, c) {
        (true, false, _) => Role::Open,
        (false, true, _) => Role::Close,
        (_, _, '«' | '\u{2018}' | '\u{201a}' | '\u{201c}' | '\u{201e}' | '\u{2039}') => Role::Open,
        (_, _, '»' | '\u{2019}' | '\u{201d}' | '\u{203a}') => Role::Close,
        _ => Role::Unclear,
    }
}

/// Whether a cue's text starts here: nothing before but a speaker's dash, dots or other marks.
fn starts_cue(before: &str) -> bool {
    !before.contains(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::{Kind, Programme};
    use tregua_parse::format::srt;
    use tregua_parse::source::Source;

    /// What is found in cues given as lines, each as text: `«»0`, `“` never closed is `“?`, never opened `?”`.
    fn found(cues: &[&str]) -> String {
        let text: String = (1u32..)
            .zip(cues)
            .map(|(n, cue)| format!("{n}\n00:00:{n:02},000 --> 00:00:{n:02},900\n{cue}\n\n"))
            .collect();
        let document = srt::parse(Source::open(text.as_bytes(), None, None).unwrap());
        let track = srt::lower(&document);
        let programme = Programme::default();
        let context = Context::new(&document, &track, None, Kind::Full, &programme);
        let all = find(&context, Traits::QUOTE | Traits::GUILLEMET | Traits::CURLY, 5);
        let name = |it: &Found| match it {
            Found::Pair { open, close, depth } => format!("{}{}{depth}", open.c, close.c),
            Found::NeverClosed(mark) => format!("{}?", mark.c),
            Found::NeverOpened(mark) => format!("?{}", mark.c),
        };
        all.iter().map(name).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn marks_find_their_partners() {
        for (cues, want) in [
            (&["Dijo \"sí\" y \"no\"."][..], "\"\"0 \"\"0"),
            (&["«Он сказал: „да“»"], "„“1 «»0"),
            (&["“It’s the dogs’ ‘bone’”"], "‘’1 “”0"),
            (&["«Начало", "середина", "конец»"], "«»0"),
            (&["“Uno", "“dos", "“tres”"], "“”0"),
            (&["«Uno", "»dos", "»tres»"], "«»0"),
            (&["«Егемен Қазақстан»да, \"Самат\"тың"], "«»0 \"\"0"),
            (&["Una tele de 40\"", "y una de 5' 10\""], ""),
            (&["„Ja“, »nein«"], "„“0 »«0"),
            (&["“Mal cerradas“ y \"mezcla”"], "““0 \"”0"),
            (&["(\"Crimea\")", "-\"Sí\"-"], "\"\"0 \"\"0"),
            (&["el ’54, rock ’n’ roll"], ""),
            (&["\"Nunca cerrada", "1", "2", "3", "4", "5", "6", "\"Otra\""], "\"? \"\"0"),
            (&["Solo cierra»"], "?»"),
            (&["“Una y “otra”"], "“? “”0"),
        ] {
            assert_eq!(found(cues), want, "{cues:?}");
        }
    }
}
