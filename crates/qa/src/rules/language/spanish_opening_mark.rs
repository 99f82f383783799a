use crate::language::{Tongue, identify, identify_track};
use crate::rule::{Context, Shown, Sink, Traits};
use std::cell::OnceCell;
use std::ops::Range;
use tregua_parse::base::{Applicability, Edit, Span};

declare_rule! {
    /// A Spanish question or exclamation lacks its opening or its closing mark.
    ///
    /// ## What it does
    ///
    /// Pairs ¿ ¡ with ? ! over the whole sentence, which may run over lines and cues: an opening mark in one cue and the
    /// closing one in the next are a pair, and so are marks inside a sentence and inside one another. A pair of ¡ and ?
    /// is allowed, as the Academy allows it. (?) and (!) for irony, addresses, and cues in another language are left
    /// alone. A closing mark that stands where the opening one belongs (`?Quién?`) is found too.
    ///
    /// ## Why
    ///
    /// Spanish asks for both marks. Without the first a viewer learns only at the end that a line was a question.
    ///
    /// ```srt,bad lang=es
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Dónde has dejado las llaves?
    /// ```
    ///
    /// ```srt,bad lang=es
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// - ¿A qué hora sale el tren
    /// - A las ocho y media.
    /// ```
    ///
    /// ```srt,good lang=es
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Y si no vuelve, ¿qué le digo yo
    ///
    /// 2
    /// 00:00:03,500 --> 00:00:05,000
    /// a su madre?
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Offered where it is clear from the words where the question or exclamation begins or ends. A viewer sees the new
    /// mark: unsafe.
    ///
    /// ## Sources
    ///
    /// Real Academia Española, *Ortografía* (2010): both marks are obligatory, and the opening one stands where the
    /// question begins, also in mid-sentence.
    "language/spanish-opening-mark", Error, fix: Some(Unsafe),
    params {},
    Track check
}

/// Words after which a full stop ends no sentence.
const ABBREVIATIONS: [&str; 18] = [
    "D", "Dr", "Dra", "EE", "Gral", "Lic", "Prof", "Sr", "Sra", "Sras", "Sres", "Srta", "Sto", "UU", "Ud",
    "Uds", "Vd", "dcha",
];

/// What a question asks with, at the head of a clause.
const INTERROGATIVES: [&str; 14] = [
    "adónde", "cuál", "cuáles", "cuándo", "cuánta", "cuántas", "cuánto", "cuántos", "cómo", "dónde", "qué",
    "quién", "quiénes", "verdad",
];

/// Questions put behind a statement.
const TAGS: [&str; 10] =
    ["a que sí", "de acuerdo", "eh", "no", "no crees", "sabes", "sí", "vale", "verdad", "ves"];

/// Letters Spanish has not, and its neighbours have.
const FOREIGN: [char; 18] =
    ['à', 'â', 'ã', 'ä', 'ç', 'è', 'ê', 'ë', 'ì', 'î', 'ò', 'ô', 'õ', 'ö', 'ù', 'û', 'œ', 'ß'];

/// More marks than this are not open at once in any text.
const DEEPEST: usize = 16;

/// An opening mark, or a run of them, that waits for its closing one.
struct Open {
    cue: u32,
    span: Span,
    question: bool,
    exclamation: bool,
    /// Half of it is closed: nothing more is asked for.
    half: bool,
    /// Its sentence is over: the place of the full stop.
    over: Option<Option<Span>>,
}

fn check(_: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    if context.language() != Some("es") {
        return;
    }
    let marks = Traits::QUESTION | Traits::EXCLAMATION | Traits::INVERTED;
    let mut open: Vec<Open> = Vec::new();
    if context.cues_with(marks).next().is_none() || context.wrong_track().is_some() {
        return;
    }
    let foreign = OnceCell::new();
    for (index, node, cue) in context.cues() {
        if open.is_empty() && !context.traits(index).any(marks) || !context.is_own(index, cue) {
            continue;
        }
        let lines = context.shown(cue);
        let mut place = Place {
            index,
            lines,
            line: 0,
            raw: node.text.of(context.text()),
            context,
            foreign: &foreign,
            foreign_cue: OnceCell::new(),
        };
        for line in 0..lines.len() {
            place.line = line;
            place.read(&mut open, sink);
        }
        // A sentence that is over with its cue is over for good.
        report_unclosed(open.extract_if(.., |it| it.over.is_some()), sink);
    }
    report_unclosed(open.drain(..), sink);
}

fn report_unclosed(open: impl Iterator<Item = Open>, sink: &mut Sink<'_>) {
    for it in open.filter(|it| !it.half) {
        let (mark, closing) = if it.question { ("¿", "?") } else { ("¡", "!") };
        let finding = sink.cue(it.cue, it.span, say!("not-closed", mark = mark, closing = closing));
        let finding = finding.help(say!("help"));
        if let Some(stop) = it.over.flatten().filter(|_| it.question != it.exclamation) {
            finding.fix(
                Applicability::Unsafe,
                say!("fix-close", mark = closing),
                vec![Edit::new(stop, closing)],
            );
        }
    }
}

/// A line that is being read.
struct Place<'p, 'c> {
    index: u32,
    lines: &'p [Shown<'c>],
    line: usize,
    raw: &'p str,
    context: &'p Context<'c>,
    /// Whether the track is in a language that has no such marks: looked into when first it matters.
    foreign: &'p OnceCell<bool>,
    /// The same of the cue.
    foreign_cue: OnceCell<bool>,
}

impl<'p, 'c> Place<'p, 'c> {
    fn text(&self) -> &'p str {
        self.lines.get(self.line).map_or("", |line| &line.text)
    }

    fn around(&self, range: &Range<usize>) -> (&'p str, &'p str) {
        let text = self.text();
        (text.get(..range.start).unwrap_or(""), text.get(range.end..).unwrap_or(""))
    }

    fn span(&self, range: &Range<usize>) -> Span {
        self.lines.get(self.line).map_or(Span::default(), |line| line.span(range.clone()))
    }

    fn read(&self, open: &mut Vec<Open>, sink: &mut Sink<'_>) {
        let bytes = self.text().as_bytes();
        if !open.is_empty() && behind_dash(self.text()).is_some() {
            // Another speaker.
            report_unclosed(open.drain(..), sink);
        }
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            let start = at;
            match byte {
                b'?' | b'!' => {
                    while matches!(bytes.get(at), Some(b'?' | b'!')) {
                        at += 1;
                    }
                    self.closing(start..at, open, sink);
                }
                0xc2 if matches!(bytes.get(at + 1), Some(0xbf | 0xa1)) => {
                    while bytes.get(at) == Some(&0xc2) && matches!(bytes.get(at + 1), Some(0xbf | 0xa1)) {
                        at += 2;
                    }
                    self.opening(start..at, open, sink);
                }
                b'.' => {
                    while bytes.get(at) == Some(&b'.') {
                        at += 1;
                    }
                    if !open.is_empty() && at == start + 1 && self.ends_sentence(start) {
                        let stop = self.lines.get(self.line).and_then(|line| line.verbatim(start..at));
                        for it in open.iter_mut().filter(|it| it.over.is_none()) {
                            it.over = Some(stop.filter(|_| it.cue == self.index));
                        }
                    }
                }
                _ => at += 1,
            }
        }
    }

    /// Whether the full stop at `at` ends a sentence.
    fn ends_sentence(&self, at: usize) -> bool {
        let (before, after) = self.around(&(at..at + 1));
        let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
        !ABBREVIATIONS.contains(&word)
            && word.chars().nth(1).is_some()
            && after.chars().next().is_none_or(|c| c.is_whitespace() || matches!(c, '"' | '”' | '»'))
    }

    fn opening(&self, range: Range<usize>, open: &mut Vec<Open>, sink: &mut Sink<'_>) {
        let (before, after) = self.around(&range);
        let marks = self.text().get(range.clone()).unwrap_or("");
        let (question, exclamation) = (marks.contains('¿'), marks.contains('¡'));
        let same = |it: &Open| it.question && question || it.exclamation && exclamation;
        let word_before = before.chars().next_back().is_some_and(char::is_alphanumeric);
        let word_after =
            after.chars().next().is_some_and(|c| c.is_alphanumeric() || matches!(c, '"' | '“' | '«'));
        if word_before && !word_after && open.last().is_some_and(same) {
            open.pop();
            let (mark, right) = if question { ("¿", "?") } else { ("¡", "!") };
            self.turned(range, mark, right, marks.chars().nth(1).is_none(), sink);
            return;
        }
        report_unclosed(open.extract_if(.., |it| it.over.is_some() && same(it)), sink);
        if open.len() == DEEPEST {
            report_unclosed(open.drain(..1), sink);
        }
        let span = self.span(&range);
        open.push(Open { cue: self.index, span, question, exclamation, half: false, over: None });
    }

    fn turned(&self, range: Range<usize>, mark: &str, right: &str, alone: bool, sink: &mut Sink<'_>) {
        let finding = sink
            .cue(self.index, self.span(&range), say!("turned", mark = mark, right = right))
            .help(say!("help"));
        let edits = self.lines.get(self.line).and_then(|line| line.replace(range, right));
        if let Some(edits) = edits.filter(|_| alone) {
            finding.fix(Applicability::Unsafe, say!("fix-turned", mark = right), edits);
        }
    }

    fn closing(&self, range: Range<usize>, open: &mut Vec<Open>, sink: &mut Sink<'_>) {
        let (before, after) = self.around(&range);
        let marks = self.text().get(range.clone()).unwrap_or("");
        let (question, exclamation) = (marks.contains('?'), marks.contains('!'));
        let next = after.chars().next();
        // Irony.
        if before.ends_with(['(', '[']) && matches!(next, Some(')' | ']')) {
            return;
        }
        if next.is_some_and(|c| c.is_alphanumeric() || matches!(c, '=' | '/' | '&')) {
            let starts =
                before.is_empty() || before.ends_with([' ', '"', '“', '«', '(', '-', '–', '—', '\u{a0}']);
            if starts && next.is_some_and(char::is_alphabetic) && question != exclamation && open.is_empty() {
                if !self.is_foreign() {
                    let (mark, right) = if question { ("?", "¿") } else { ("!", "¡") };
                    self.turned(range.clone(), mark, right, marks.len() == 1, sink);
                }
                let span = self.span(&range);
                open.push(Open { cue: self.index, span, question, exclamation, half: true, over: None });
            }
            // Or an address, or a name.
            return;
        }
        if question != exclamation {
            let same = |it: &Open| it.question && question || it.exclamation && exclamation;
            if let Some(found) = open.iter().rposition(same) {
                report_unclosed(open.drain(found + 1..), sink);
                if let Some(it) = open.last_mut().filter(|it| it.question && it.exclamation && !it.half) {
                    (it.question, it.exclamation, it.half) = (exclamation, question, true);
                } else {
                    open.pop();
                }
                return;
            }
            if open.pop().is_some() {
                return;
            }
        } else {
            let had = open.len();
            for kind in [|it: &Open| it.question, |it: &Open| it.exclamation] {
                if let Some(found) = open.iter().rposition(kind) {
                    open.remove(found);
                }
            }
            if open.len() < had {
                return;
            }
        }
        let said = before.rsplit(['.', '?', '!', '…']).next().unwrap_or("");
        let letters = said.chars().any(char::is_alphabetic);
        let wraps = self.line > 0 && said.len() == before.len();
        if !letters && !wraps || before.ends_with("Yahoo") || self.is_foreign() {
            return;
        }
        let (mark, opening) = if question { ("?", "¿") } else { ("!", "¡") };
        let finding = sink
            .cue(self.index, self.span(&range), say!("not-opened", mark = mark, opening = opening))
            .help(say!("help"));
        let begins = self.begins(range.start, question).filter(|_| question != exclamation);
        let edits = begins.and_then(|(line, at)| {
            self.lines.get(line).and_then(|shown| shown.replace(at..at, &opening.repeat(marks.len())))
        });
        if let Some(edits) = edits {
            finding.fix(Applicability::Unsafe, say!("fix-open", mark = opening), edits);
        }
    }

    /// Another language, or a word or two in italics of which nobody can tell.
    fn is_foreign(&self) -> bool {
        *self.foreign_cue.get_or_init(|| {
            if *self.foreign.get_or_init(|| is_foreign_track(self.context)) || self.raw.contains(FOREIGN) {
                return true;
            }
            if let Some(tongue) = identify(self.raw).tongue {
                return tongue != Tongue::Spanish;
            }
            let runs = self.lines.iter().flat_map(|line| line.runs());
            let words: usize = self.lines.iter().map(|line| line.text.split_whitespace().count()).sum();
            words < 4 && runs.filter(|run| !run.text.trim().is_empty()).all(|run| run.style.italic)
        })
    }

    /// Where the question or exclamation that ends at `end` begins, where that is certain.
    fn begins(&self, close: usize, question: bool) -> Option<(usize, usize)> {
        let (mut line, mut end) = (self.line, close);
        let mut commas = false;
        let (line, start) = loop {
            let text = self.lines.get(line)?.text.get(..end)?;
            let stop = text.rfind(['.', '?', '!', '…', ':', ')', ']', '"', '”', '»', '♪', '♫', '#', ';']);
            let (from, ends) = match (stop, behind_dash(text)) {
                (Some(stop), _) => {
                    let (_, rest) = text.split_at_checked(stop)?;
                    let c = rest.chars().next()?;
                    if !matches!(c, '.' | '?' | '!' | '…') {
                        return None;
                    }
                    let word = text.get(..stop)?.rsplit(|c: char| !c.is_alphabetic()).next()?;
                    if c == '.' && ABBREVIATIONS.contains(&word) {
                        return None;
                    }
                    (stop + c.len_utf8(), true)
                }
                (None, Some(from)) => (from, true),
                (None, None) => (0, line == 0),
            };
            let said = text.get(from..)?;
            let start =
                from + (said.len() - said.trim_start_matches([' ', '\u{a0}', '“', '«', '"', '(']).len());
            if ends && start < text.len() {
                commas |= said.contains(',');
                break (line, start);
            }
            if ends {
                break (line + 1, 0);
            }
            commas |= said.contains(',');
            line = line.checked_sub(1)?;
            end = self.lines.get(line)?.text.len();
        };
        let capital = self.lines.get(line)?.text.get(start..)?.chars().next()?.is_uppercase();
        if !commas {
            return capital.then_some((line, start));
        }
        // Its last clause, where the comma stands on the same line.
        let from = if line == self.line { start } else { 0 };
        let last = self.text().get(from..close)?.rfind(',').filter(|_| question)?;
        let at = from + last + 1;
        let tail = self.text().get(at..)?;
        let head = at + (tail.len() - tail.trim_start().len());
        let tail = tail.trim_start().split(['?', '!']).next()?.trim_end();
        let first = tail.split(' ').next()?;
        (INTERROGATIVES.contains(&first) || TAGS.contains(&tail)).then_some((self.line, head))
    }
}

/// Whether some cues spread over the track, together, are in another language.
fn is_foreign_track(context: &Context<'_>) -> bool {
    const SAMPLE: usize = 60;
    let cues = context.document.cues.iter().map(|cue| cue.text.of(context.text()));
    let step = (cues.len() / SAMPLE).max(1);
    identify_track(cues.step_by(step)).tongue.is_some_and(|tongue| tongue != Tongue::Spanish)
}

/// The place behind a speaker's dash at the start of a line.
fn behind_dash(text: &str) -> Option<usize> {
    let rest = text.trim_start().strip_prefix(['-', '–', '—', '‐'])?;
    Some(text.len() - rest.trim_start().len())
}
