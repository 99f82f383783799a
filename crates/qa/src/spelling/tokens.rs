//! The words of a track with their places.
//!
//! A word may run over several runs (`сло<b>во</b>`) and, where a line ends in a hyphen, over two lines. What is no
//! word of the language is left out here: addresses, numbers and what hangs on them, single letters, acronyms,
//! words in another script or with letters of two.

use super::dictionary::Speech;
use super::normal::{is_apostrophe, is_hyphen, is_letter, is_letter_or_digit, is_mark, is_nothing, normal};
use std::borrow::Cow;
use tregua_parse::base::{Lang, Script, Span};
use tregua_parse::model::{Cue, Ruby, Run, Track};

/// Longer than any word.
const LONGEST: usize = 80;

/// A word where it stands.
#[derive(Debug)]
pub(super) struct Token<'t> {
    /// The word in the spelling of dictionaries.
    pub(super) text: Cow<'t, str>,
    /// Its place in the decoded text of the file. A part that is not written there as it is shown counts whole.
    pub(super) span: Span,
    pub(super) traits: Traits,
}

/// What stands around a word.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) struct Traits {
    /// It may be the first of its sentence, so that its capital says nothing.
    pub(super) first: bool,
    /// It stands in a line of capitals.
    pub(super) loud: bool,
    /// It was broken off: a dash or a dash of hyphens hangs on it.
    pub(super) cut: bool,
    /// A full stop follows that may be an abbreviation's: the line goes on behind it.
    pub(super) stop: bool,
    /// An apostrophe hangs on it that closes nothing: pa'.
    pub(super) elided: bool,
}

/// Reads the words of one cue after another, in buffers that are used again.
#[derive(Default)]
pub(super) struct Reader {
    text: String,
    /// Where each run begins in the text, and its number in the track.
    pieces: Vec<(usize, u32)>,
}

impl Reader {
    /// Hands the words of a cue to `word`, in their order.
    pub(super) fn read(
        &mut self,
        track: &Track<'_>,
        cue: &Cue<'_>,
        lang: &Lang,
        word: &mut dyn FnMut(&Token<'_>),
    ) {
        self.gather(track, cue, lang);
        let mut scan = Scan {
            text: &self.text,
            at: 0,
            first: true,
            script: lang.script(),
            speech: Speech::of(lang),
            line: (0..0, false),
        };
        while let Some(found) = scan.next() {
            let text = normal(self.text.get(found.range.clone()).unwrap_or_default());
            let span = self.place(track, found.range.start, found.range.end);
            word(&Token { text, span, traits: found.traits });
        }
    }

    /// Puts a cue's lines together. Runs in another language and readings above other text are left out.
    fn gather(&mut self, track: &Track<'_>, cue: &Cue<'_>, lang: &Lang) {
        self.text.clear();
        self.pieces.clear();
        for line in track.lines_of(cue) {
            if !self.text.is_empty() {
                self.text.push('\n');
            }
            for number in line.runs.clone() {
                let Some(run) = track.runs.get(number as usize) else { continue };
                if run.style.ruby == Ruby::Text || speaks_another(run, lang) {
                    // Words on either side of it are two.
                    self.text.push(' ');
                    continue;
                }
                self.pieces.push((self.text.len(), number));
                self.text.push_str(&run.text);
            }
        }
    }

    /// The place in the file of a stretch of the gathered text.
    fn place(&self, track: &Track<'_>, start: usize, end: usize) -> Span {
        let one = |at: usize| -> Option<Span> {
            let nth = self.pieces.partition_point(|(from, _)| *from <= at).checked_sub(1)?;
            let (from, number) = self.pieces.get(nth)?;
            let run = track.runs.get(*number as usize)?;
            let to = (end - from).min(run.text.len());
            Some(run.place(at.max(start) - from..to).unwrap_or(run.span))
        };
        let (first, last) = (one(start), end.checked_sub(1).and_then(one));
        match (first, last) {
            (Some(first), Some(last)) => first.cover(last),
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => Span::default(),
        }
    }
}

fn speaks_another(run: &Run<'_>, lang: &Lang) -> bool {
    let own = run.details.as_ref().and_then(|details| details.lang.as_deref());
    own.and_then(|tag| Lang::parse(tag).ok()).is_some_and(|own| own.language() != lang.language())
}

struct Found {
    range: std::ops::Range<usize>,
    traits: Traits,
}

struct Scan<'t> {
    text: &'t str,
    at: usize,
    first: bool,
    script: Script,
    speech: Speech,
    /// The line that was last asked about, and whether all of it is in capitals.
    line: (std::ops::Range<usize>, bool),
}

impl Scan<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn before(&self, at: usize) -> Option<char> {
        self.text.get(..at).and_then(|text| text.chars().next_back())
    }

    /// The next word that counts.
    fn next(&mut self) -> Option<Found> {
        loop {
            let start = self.at + self.between()?;
            let end = self.word_end(start);
            self.at = end;
            let first = std::mem::take(&mut self.first);
            if let Some(past) = self.address(start, end) {
                self.at = past;
                continue;
            }
            let word = self.text.get(start..end).unwrap_or_default();
            let loud = is_loud(word) && self.in_loud_line(start);
            if !self.counts(word, loud, start, end) {
                continue;
            }
            return Some(Found { range: start..end, traits: self.traits(first, loud, start, end) });
        }
    }

    /// Steps over what is no word, noting where sentences begin; the distance to the next word.
    fn between(&mut self) -> Option<usize> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        for (at, c) in rest.char_indices() {
            if is_letter_or_digit(c) {
                return Some(at);
            }
            let next = rest.as_bytes().get(at + c.len_utf8()).copied().unwrap_or(b' ');
            match c {
                '.' | '!' | '?' | '…' | ':' | ';' | '¿' | '¡' | '\n' | '♪' | '♫' | '#' | '|' | '(' | '['
                | '«' | '„' | '“' | '"' | '—' | '–' => self.first = true,
                '-' if next == b' ' => self.first = true,
                _ => {}
            }
        }
        None
    }

    /// Where the word that begins at `start` ends.
    fn word_end(&self, start: usize) -> usize {
        let mut end = start;
        let rest = self.text.get(start..).unwrap_or_default();
        let mut chars = rest.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if is_letter_or_digit(c) || is_mark(c) {
                end = start + at + c.len_utf8();
                continue;
            }
            let after = chars.peek().map(|(_, c)| *c);
            let inner = match c {
                c if is_nothing(c) => true,
                c if is_apostrophe(c) => after.is_some_and(is_letter),
                c if is_hyphen(c) => {
                    after.is_some_and(is_letter_or_digit)
                        || after == Some('\n') && self.goes_on(start + at + c.len_utf8())
                }
                '\n' => self.text.get(..start + at).is_some_and(|text| text.ends_with(is_hyphen)),
                _ => false,
            };
            if !inner {
                break;
            }
        }
        end
    }

    /// Whether the line after the break at `at` begins with the rest of a word: in a small letter.
    fn goes_on(&self, at: usize) -> bool {
        let mut chars = self.text.get(at..).unwrap_or_default().chars();
        chars.next() == Some('\n') && chars.next().is_some_and(char::is_lowercase)
    }

    /// The end of an address or a name of a file that the word is part of, up to the next blank.
    fn address(&self, start: usize, end: usize) -> Option<usize> {
        let mut after = self.rest().chars();
        let (next, second) = (after.next(), after.next());
        let joined = match next {
            // bienvenid@s is no word of a dictionary either.
            Some('@' | '_' | '\\') => true,
            Some(':') => self.rest().starts_with("://"),
            // word.Word is a missing blank; site.kz and file.srt are not.
            Some('.') => {
                let ascii = self.text.get(start..end).is_some_and(str::is_ascii);
                ascii && second.is_some_and(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
            }
            _ => false,
        };
        let tied = matches!(self.before(start), Some('@' | '#' | '_' | '\\'));
        let length = |rest: &str| rest.find(char::is_whitespace).unwrap_or(rest.len());
        (joined || tied).then(|| end + length(self.rest()))
    }

    /// Whether the line of this place is in capitals. Places are asked about in their order.
    fn in_loud_line(&mut self, at: usize) -> bool {
        if !self.line.0.contains(&at) {
            let from = self.text.get(..at).and_then(|text| text.rfind('\n')).map_or(0, |at| at + 1);
            let rest = self.text.get(from..).unwrap_or_default();
            let line = rest.split('\n').next().unwrap_or_default();
            self.line = (from..from + line.len(), is_loud(line));
        }
        self.line.1
    }

    /// Whether it is a word of the language that a dictionary may be asked about.
    fn counts(&self, word: &str, loud: bool, start: usize, end: usize) -> bool {
        let (mut letters, mut own) = (0, true);
        for c in word.chars() {
            if is_letter(c) {
                letters += 1;
                own &= self.speech.has_letter(c, self.script);
            } else if is_letter_or_digit(c) {
                return false;
            }
        }
        if !(2..=LONGEST).contains(&letters) || word.len() > LONGEST * 4 {
            return false;
        }
        // 25-ші was one token; 25 %-дық and the like hang on a number over a sign.
        if self.before(start).is_some_and(|c| c.is_numeric() || matches!(c, '%' | '№' | '°' | '$' | '€'))
        {
            return false;
        }
        // Letters with marks are asked again as one.
        if !own && !normal(word).chars().all(|c| !is_letter(c) || self.speech.has_letter(c, self.script)) {
            return false;
        }
        let acronym =
            |part: &str| part.chars().nth(1).is_some() && is_loud(part) && part.chars().count() <= 5;
        // т. д. and И. О. with their parts too short are gone already; МВД, АҚШ-тың are left.
        if !loud && word.chars().any(char::is_uppercase) && word.split(is_hyphen).any(acronym) {
            return false;
        }
        // A hyphen at its edge makes a part of a word of it.
        let tail = self.text.get(end..).unwrap_or_default();
        !(self.before(start).is_some_and(is_hyphen) && !self.opens_line(start)
            || tail.starts_with(is_hyphen) && letters < 3)
    }

    /// Whether only a dialogue's hyphen stands between the line's beginning and `at`: -Ven.
    fn opens_line(&self, at: usize) -> bool {
        let head = self.text.get(..at).unwrap_or_default().trim_end_matches(is_hyphen);
        head.is_empty() || head.ends_with(|c: char| c.is_whitespace() || c == '[' || c == '(')
    }

    fn traits(&self, first: bool, loud: bool, start: usize, end: usize) -> Traits {
        let mut after = self.text.get(end..).unwrap_or_default().chars();
        let (next, second) = (after.next(), after.next());
        let quoted = self.text.get(..start).is_some_and(|head| head.ends_with(is_apostrophe));
        Traits {
            first,
            loud,
            cut: next.is_some_and(|c| is_hyphen(c) || matches!(c, '—' | '–')),
            stop: next == Some('.') && second.is_some_and(|c| c != '.' && c != '\n'),
            elided: next.is_some_and(is_apostrophe) && !quoted,
        }
    }
}

/// All letters are capitals, and there are some.
fn is_loud(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| is_letter(*c)).peekable();
    letters.peek().is_some() && letters.all(|c| !c.is_lowercase())
}

#[cfg(test)]
mod tests;
