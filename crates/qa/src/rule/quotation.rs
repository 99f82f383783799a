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

/// A mark that waits for its partner.
struct Open {
    mark: Mark,
    /// How much had been found before it.
    since: usize,
    /// The last cue that has it, as each cue of a quotation may have it anew.
    last: u32,
}

/// All pairs of a track, and all marks without a partner.
pub(crate) fn find(context: &Context<'_>, kinds: Traits, reach: u32) -> Vec<Found> {
    let mut pairing = Pairing::default();
    for (cue, _, it) in context.cues_with(kinds) {
        // What has stayed open for too long is not meant to be closed here.
        let far = |open: &Open| cue.saturating_sub(open.mark.place.cue) > reach;
        while let Some(at) = pairing.stack.iter().position(far) {
            pairing.give_up(at);
        }
        for (line, shown) in context.shown(it).iter().enumerate() {
            // Where a cue's text starts nothing stands before a mark but a speaker's dash, dots or other marks.
            let start = match line {
                0 => shown.text.find(char::is_alphanumeric).unwrap_or(shown.text.len()),
                _ => 0,
            };
            for (at, c) in shown.text.char_indices().filter(|(_, c)| is_mark(*c)) {
                let place = Place { cue, line, at, len: c.len_utf8() };
                let first = at < start;
                pairing.take(Mark { c, place }, &shown.text, first);
            }
        }
    }
    while !pairing.stack.is_empty() {
        pairing.give_up(0);
    }
    pairing.found
}

/// Nobody quotes deeper, and no file of nothing but opening marks is to take its square in time.
const DEEPEST: usize = 8;

#[derive(Default)]
struct Pairing {
    stack: Vec<Open>,
    found: Vec<Found>,
}

impl Pairing {
    /// An open mark has no partner, so nothing stands inside it.
    fn give_up(&mut self, at: usize) {
        let Open { mark, since, .. } = self.stack.remove(at);
        for it in self.found.iter_mut().skip(since) {
            if let Found::Pair { depth, .. } = it {
                *depth -= usize::from(*depth > at);
            }
        }
        if !is_apostrophe(mark.c) {
            self.found.push(Found::NeverClosed(mark));
        }
    }

    fn take(&mut self, mark: Mark, text: &str, first: bool) {
        let Mark { c, place } = mark;
        let (before, behind) =
            (text.get(..place.at).unwrap_or(""), text.get(place.at + place.len..).unwrap_or(""));
        let (left, right) = (before.chars().next_back(), behind.chars().next());
        let open = |is: &dyn Fn(char) -> bool| self.stack.iter().rposition(|open| is(open.mark.c));
        // Letters on both sides, or an apostrophe that nothing is open for.
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        match c {
            '\u{2018}' if letter(left) || !letter(right) => return,
            '\u{2019}' if letter(left) && letter(right) => return,
            '\u{2019}' if open(&is_apostrophe).is_none() => return,
            // Inches and seconds.
            '"' if left.is_some_and(|c| c.is_ascii_digit()) && open(&|it| it == '"').is_none() => return,
            _ => {}
        }
        let role = match role(c, left, right) {
            Role::Unclear if open(&|it| closes(it, c)).is_some() => Role::Close,
            Role::Unclear if letter(left) && letter(right) => return,
            Role::Unclear => Role::Open,
            // „Ja“: what is open says that this mark closes it.
            Role::Open if c == '\u{201c}' && self.stack.last().is_some_and(|it| it.mark.c == '\u{201e}') => {
                Role::Close
            }
            role => role,
        };
        if role == Role::Open {
            // A quotation that goes on in this cue has its mark once more, or the one that will close it; so had the cue
            // before, or it began there.
            let goes_on = open(&|it| it == c || closes(it, c)).filter(|_| first);
            let same = open(&|it| it == c);
            if let Some(open) = goes_on.and_then(|at| self.stack.get_mut(at))
                && place.cue <= open.last.saturating_add(1)
            {
                open.last = place.cue;
                return;
            }
            // The same mark again before the first was closed. Guillemets may stand inside guillemets.
            if let Some(at) = same.filter(|_| !matches!(c, '«' | '»')) {
                while self.stack.len() > at {
                    self.give_up(at);
                }
            }
            if self.stack.len() > DEEPEST {
                self.give_up(0);
            }
            self.stack.push(Open { mark, since: self.found.len(), last: place.cue });
            return;
        }
        // A curly mark may close a straight one by mistake; that makes a pair, of the wrong marks.
        let partner = open(&|it| closes(it, c));
        let partner = partner.or_else(|| self.stack.len().checked_sub(1).filter(|_| !is_apostrophe(c)));
        let Some(at) = partner else {
            self.found.push(Found::NeverOpened(mark));
            return;
        };
        while self.stack.len() > at + 1 {
            self.give_up(at + 1);
        }
        if let Some(Open { mark: open, .. }) = self.stack.pop() {
            self.found.push(Found::Pair { open, close: mark, depth: self.stack.len() });
        }
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
    fn a_file_of_nothing_but_opening_marks_takes_no_time() {
        let many = "a «b ".repeat(100_000);
        assert!(found(&[&many]).starts_with("«? «?"));
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
            (&["«Uno", "2", "«Tres»", "4", "5", "6", "7", "«Ocho»"], "«»0 «? «»0"),
            (&["«Егемен Қазақстан»да, \"Самат\"тың"], "«»0 \"\"0"),
            (&["Una tele de 40\"", "y una de 5' 10\""], ""),
            (&["„Ja“, »nein«"], "„“0 »«0"),
            (&["“Mal cerradas“ y \"mezcla”"], "““0 \"”0"),
            (&["(\"Crimea\")", "-\"Sí\"-"], "\"\"0 \"\"0"),
            (&["el ’54, rock ’n’ roll"], ""),
            (&["\"Nunca cerrada", "1", "2", "3", "4", "5", "6", "\"Otra\""], "\"? \"\"0"),
            (&["Solo cierra»"], "?»"),
            (&["“Una y “otra”"], "“? “”0"),
            // What is never closed has nothing inside.
            (&["\"Object Mode. И «да»"], "«»0 \"?"),
        ] {
            assert_eq!(found(cues), want, "{cues:?}");
        }
    }
}
