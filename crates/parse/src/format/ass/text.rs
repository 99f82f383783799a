//! The text of an event as lines and runs, and what its override tags say of the whole cue.

use super::codes::{Code, Found, find, old_align, place, tag_colour, thousandths, whole};
use super::faults as f;
use super::styles::{Named, Styles};
use super::tags::{Tag, Token, Tokens};
use crate::base::Span;
use crate::model::{Line, LossKind, Percent, Place, Run, RunDetails, Style, Track};
use crate::syntax::{Fault, Problem, ProblemKind};
use crate::time::Time;
use std::borrow::Cow;
use std::ops::Range;

/// What the texts of a script have in common.
pub(super) struct Script<'s, 'd> {
    pub(super) text: &'d str,
    pub(super) styles: &'s Styles<'d>,
    /// The size of the picture that positions count in.
    pub(super) picture: (i64, i64),
    pub(super) wrap: u8,
}

/// One event.
pub(super) struct Event<'d> {
    pub(super) cue: u32,
    pub(super) style: Named<'d>,
    /// Who speaks.
    pub(super) voice: Option<&'d str>,
    pub(super) span: Span,
    pub(super) times: Option<(Time, Time)>,
}

/// What a text says of its cue, beside its lines.
#[derive(Default)]
pub(super) struct Seen {
    pub(super) align: Option<u8>,
    pub(super) place: Place,
    pub(super) fade: Option<(Time, Time)>,
    /// What is no part of the model, by kind, each name once.
    pub(super) dropped: Vec<(LossKind, &'static str)>,
}

/// Lowers an event's text.
pub(super) fn lower<'d>(script: &Script<'_, 'd>, event: &Event<'d>, track: &mut Track<'d>) -> Seen {
    let body = event.span.of(script.text);
    let first_line = track.lines.len();
    let mut cast = Cast {
        script,
        event,
        track,
        body,
        seen: Seen::default(),
        told: Vec::new(),
        base: event.style.style,
        now: event.style.style,
        drawing: false,
        wrap: script.wrap,
        line_at: 0,
        line_runs: 0,
    };
    cast.line_runs = count(cast.track.runs.len());
    for token in Tokens::new(body) {
        cast.token(token);
    }
    // A text that shows nothing at all has no line.
    if cast.track.lines.len() > first_line || count(cast.track.runs.len()) > cast.line_runs {
        cast.end_line(body.len(), body.len());
    }
    cast.seen
}

struct Cast<'r, 's, 'd> {
    script: &'r Script<'s, 'd>,
    event: &'r Event<'d>,
    track: &'r mut Track<'d>,
    body: &'d str,
    seen: Seen,
    told: Vec<&'static Fault>,
    /// The style that `\i` and the like without a value go back to.
    base: Style,
    now: Style,
    drawing: bool,
    wrap: u8,
    line_at: usize,
    line_runs: u32,
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

impl<'d> Cast<'_, '_, 'd> {
    /// Each fault is told once a cue.
    fn say(&mut self, fault: &'static Fault, range: &Range<usize>) {
        if !self.told.contains(&fault) {
            self.told.push(fault);
            let span = place(self.event.span, range);
            self.track.problems.push(Problem {
                kind: ProblemKind::Own(fault),
                span,
                cue: Some(self.event.cue),
            });
        }
    }

    fn drop(&mut self, kind: LossKind, name: &'static str) {
        if !self.seen.dropped.contains(&(kind, name)) {
            self.seen.dropped.push((kind, name));
        }
    }

    fn token(&mut self, token: Token<'d>) {
        match token {
            Token::Text(range) => self.words(range),
            Token::Break(range) => self.line_break(&range),
            Token::SoftBreak(range) => {
                self.say(&f::SOFT_BREAK, &range);
                if self.wrap == 2 {
                    self.line_break(&range);
                } else {
                    self.decoded(&range, " ");
                }
            }
            Token::HardSpace(range) => self.decoded(&range, "\u{a0}"),
            Token::Brace(range, brace) => {
                self.say(&f::BRACE_ESCAPED, &range);
                self.decoded(&range, brace);
            }
            Token::Backslash(range) => self.decoded(&range, "\\"),
            Token::Unclosed(range) => self.say(&f::BRACE_OPEN, &range),
            Token::Comment(range) => {
                let said = self.body.get(range.clone()).unwrap_or_default();
                if said.contains('{') {
                    self.say(&f::BRACE_INSIDE, &range);
                }
                if said.contains(char::is_alphanumeric) {
                    self.drop(LossKind::Comment, "a note in braces");
                }
            }
            Token::Tag(tag) => {
                let found = find(&tag, self.body);
                self.tag(&tag, &found);
            }
        }
    }

    fn words(&mut self, range: Range<usize>) {
        let words = self.body.get(range.clone()).unwrap_or_default();
        if self.drawing {
            if !is_drawing(words) {
                self.say(&f::WORDS_IN_DRAWING, &range);
            } else {
                if !words.split_ascii_whitespace().all(is_command) {
                    self.say(&f::DRAWING_ODD, &range);
                }
                return;
            }
        }
        if let Some(at) =
            memchr::memchr(b'}', words.as_bytes()).filter(|_| !self.told.contains(&&f::BRACE_STRAY))
        {
            self.say(&f::BRACE_STRAY, &(range.start + at..range.start + at + 1));
        }
        let run = Run::plain(words, place(self.event.span, &range), self.now);
        self.push(run);
    }

    /// A run that is written otherwise than shown; joined with the one before it where that is so too.
    fn decoded(&mut self, range: &Range<usize>, shown: &str) {
        if self.drawing {
            return;
        }
        let span = place(self.event.span, range);
        let in_line = count(self.track.runs.len()) > self.line_runs;
        if let Some(last) = self.track.runs.last_mut().filter(|_| in_line)
            && let Cow::Owned(text) = &mut last.text
            && (last.span.end, last.style) == (span.start, self.now)
        {
            text.push_str(shown);
            last.span.end = span.end;
            return;
        }
        let text = Cow::Owned(shown.to_owned());
        self.push(Run { text, span, style: self.now, details: None });
    }

    fn push(&mut self, mut run: Run<'d>) {
        if let Some(voice) = self.event.voice {
            run.details = Some(Box::new(RunDetails { voice: Some(Cow::Borrowed(voice)), lang: None }));
        }
        self.track.runs.push(run);
    }

    fn line_break(&mut self, range: &Range<usize>) {
        if !self.drawing {
            self.end_line(range.start, range.end);
        }
    }

    fn end_line(&mut self, end: usize, next: usize) {
        let runs = count(self.track.runs.len());
        let span = place(self.event.span, &(self.line_at..end));
        self.track.lines.push(Line { span, runs: self.line_runs..runs });
        (self.line_at, self.line_runs) = (next, runs);
    }

    fn tag(&mut self, tag: &Tag<'d>, found: &Found) {
        let value = found.value.clone().and_then(|value| self.body.get(value)).unwrap_or_default();
        let bare = value.is_empty();
        // What changes bit by bit begins as it was.
        if tag.inside && !matches!(found.code, Code::Karaoke | Code::KaraokeAt | Code::Unknown | Code::Change)
        {
            return;
        }
        let number = whole(value);
        let readable = match found.code {
            Code::Italic | Code::Bold | Code::Underline | Code::Strike => {
                bare || number.is_some_and(|n| self.flag(found.code, n))
            }
            Code::Colour => bare || tag_colour(value).is_some(),
            Code::Align => {
                number.is_some_and(|n| self.align(u8::try_from(n).ok().filter(|n| (1..=9).contains(n))))
            }
            Code::OldAlign => bare || number.is_some_and(|n| self.align(old_align(n))),
            Code::Pos => self.position(tag, 2),
            Code::Move => {
                self.drop(LossKind::Effect, "\\move");
                self.position(tag, tag.count().max(4))
            }
            Code::Fade => self.fade(tag),
            Code::Drawing => bare || number.is_some(),
            Code::Wrap => bare || number.is_some_and(|n| (0..=3).contains(&n)),
            _ => true,
        };
        if !readable {
            self.say(&f::TAG_VALUE, &tag.span);
        }
        match found.code {
            Code::Italic if bare => self.now.italic = self.base.italic,
            Code::Bold if bare => self.now.bold = self.base.bold,
            Code::Underline if bare => self.now.underline = self.base.underline,
            Code::Strike if bare => self.now.strike = self.base.strike,
            Code::Colour if bare => self.now.colour = self.base.colour,
            Code::Colour => self.now.colour = tag_colour(value).or(self.now.colour),
            Code::Change => {
                if tag.inside {
                    self.say(&f::TAG_NESTED, &tag.span);
                }
                self.drop(LossKind::Effect, "\\t");
            }
            Code::Reset => self.reset(value, tag),
            Code::Karaoke | Code::KaraokeAt => self.drop(LossKind::InnerTimes, "karaoke"),
            Code::Drawing => {
                self.drawing = number.is_some_and(|n| n > 0);
                if self.drawing {
                    self.drop(LossKind::Effect, "a drawing");
                }
            }
            Code::Wrap => {
                self.wrap = number
                    .and_then(|n| u8::try_from(n).ok())
                    .filter(|_| readable)
                    .unwrap_or(self.script.wrap);
                self.drop(LossKind::Effect, "\\q");
            }
            Code::Look => {
                self.drop(LossKind::Font, found.name);
                if found.name.starts_with("fs") && !bare && thousandths(value).is_none() {
                    self.say(&f::TAG_VALUE, &tag.span);
                }
            }
            Code::Effect => self.drop(LossKind::Effect, found.name),
            Code::Unknown => {
                self.say(&f::TAG_UNKNOWN, &tag.span);
                self.drop(LossKind::Effect, "tags that not all players know");
            }
            _ => {}
        }
    }

    fn flag(&mut self, code: Code, n: i32) -> bool {
        let on = n == 1;
        match code {
            Code::Bold => {
                // 1, or a weight: 400 is regular, 700 bold.
                if !matches!(n, 0 | 1 | 400 | 700) {
                    self.drop(LossKind::Font, "a weight");
                }
                self.now.bold = on || n >= 600;
                return matches!(n, 0 | 1 | 100..=1000);
            }
            _ if !matches!(n, 0 | 1) => return false,
            Code::Italic => self.now.italic = on,
            Code::Underline => self.now.underline = on,
            _ => self.now.strike = on,
        }
        true
    }

    /// The first one counts.
    fn align(&mut self, align: Option<u8>) -> bool {
        self.seen.align = self.seen.align.or(align);
        align.is_some()
    }

    /// The first position counts; a movement stands for where it begins.
    fn position(&mut self, tag: &Tag<'d>, want: usize) -> bool {
        let args: Vec<Option<i64>> = tag
            .args()
            .iter()
            .map(|arg| thousandths(self.body.get(arg.clone()).unwrap_or_default()))
            .collect();
        let [Some(x), Some(y), ..] = args[..] else { return false };
        if tag.count() != want || !matches!(want, 2 | 4 | 6) {
            return false;
        }
        let (width, height) = self.script.picture;
        let at = (Percent::of(x, width * 1000), Percent::of(y, height * 1000));
        let (Some(x), Some(y)) = at else { return false };
        if self.seen.place.is_plain() {
            self.seen.place = Place { x: Some(x), y: Some(y), ..Place::default() };
        }
        true
    }

    /// `\fad(in,out)`, or a long `\fade` that says the same.
    fn fade(&mut self, tag: &Tag<'d>) -> bool {
        let args = tag.args().iter().map(|arg| whole(self.body.get(arg.clone()).unwrap_or_default()));
        let args: Vec<i64> = args.flatten().map(i64::from).collect();
        let length =
            self.event.times.and_then(|(start, end)| end.checked_sub(start)).map_or(0, Time::to_millis);
        let pair = match (tag.count(), &args[..]) {
            (2, [into, out]) => Some((*into, *out)),
            (7, [255, 0, 255, 0, full, gone, end]) if *end == length => Some((*full, end - gone)),
            (7, [_, _, _, _, _, _, _]) => {
                self.drop(LossKind::Fade, "a fade in three steps");
                return true;
            }
            _ => None,
        };
        let time = |ms: i64| Time::from_millis(ms).filter(|t| !t.is_negative());
        let Some(fade) = pair.and_then(|(into, out)| time(into).zip(time(out))) else { return false };
        if self.seen.fade.is_none() && fade != (Time::ZERO, Time::ZERO) {
            self.seen.fade = Some(fade);
        }
        true
    }

    fn reset(&mut self, name: &str, tag: &Tag<'d>) {
        let style = match name {
            "" => Some(&self.event.style),
            name => self.script.styles.find(name),
        };
        let Some(style) = style else {
            self.say(&f::STYLE_UNKNOWN, &tag.span);
            self.now = self.event.style.style;
            return;
        };
        if !name.is_empty() && style.name != self.event.style.name {
            self.drop(LossKind::Font, "another style for some words");
        }
        (self.base, self.now) = (style.style, style.style);
    }
}

/// Whether a text is commands of a drawing, as far as its first word says. Words are shown all the same, and reported.
fn is_drawing(text: &str) -> bool {
    text.split_ascii_whitespace().next().is_none_or(is_command)
}

/// A command of a drawing, or a number; the next command may be glued to it.
fn is_command(word: &str) -> bool {
    let number = word.trim_matches(|c| "mnlbspc".contains(c));
    number.is_empty() && word.len() <= 2 || thousandths(number).is_some()
}
