//! Where rules put their findings.

use super::{Rule, cue_name, help_of, said};
use tregua_parse::base::{Applicability, Diagnostic, Edit, Fix, Label, Message, Severity, Span, Value};
use tregua_parse::syntax::{Document, Problem, SlotId};
use tregua_parse::time::Time;

/// The most findings a rule lists of one file. A film has two thousand cues; a file of a hundred megabytes may have
/// millions of faults, which nobody reads and which would take a kilobyte each. How many more there are is told.
pub const MOST: usize = 1 << 14;

/// How many findings a message stands for that are not listed; `None` for every other message.
#[must_use]
pub fn unlisted(message: &Message) -> Option<usize> {
    let is_one = message.topic == "common" && message.part == "unlisted";
    let n = message.values.iter().find_map(|(name, value)| match value {
        Value::Number(n) if *name == "n" => usize::try_from(*n).ok(),
        _ => None,
    });
    n.filter(|_| is_one)
}

/// Takes one rule's findings.
pub struct Sink<'s> {
    rule: &'static Rule,
    level: Severity,
    document: &'s Document<'s>,
    found: &'s mut Vec<Diagnostic>,
    listed: usize,
    /// What is not listed any more: where the first of it is, and how much.
    beyond: Option<(Option<u32>, Span, usize)>,
}

impl<'s> Sink<'s> {
    /// A sink for one rule at one level.
    pub fn new(
        rule: &'static Rule,
        level: Severity,
        document: &'s Document<'s>,
        found: &'s mut Vec<Diagnostic>,
    ) -> Self {
        Self { rule, level, document, found, listed: 0, beyond: None }
    }

    /// Tells how many findings were not listed, where there were more than [`MOST`].
    pub fn finish(mut self) {
        if let Some((cue, span, n)) = self.beyond.take() {
            self.listed = 0;
            self.push(cue, span, say!(common: "unlisted", n = n));
        }
    }

    /// Reports a finding about a whole file or a place that is in no cue.
    pub fn report(&mut self, span: Span, message: Message) -> Finding<'_> {
        self.push(None, span, message)
    }

    /// Reports a finding about a cue.
    pub fn cue(&mut self, cue: u32, span: Span, message: Message) -> Finding<'_> {
        self.push(Some(cue), span, message)
    }

    /// Reports what a reader has found, in the reader's words.
    pub fn problem(&mut self, problem: &Problem) -> Finding<'_> {
        let finding = self.push(problem.cue, problem.span, said(problem.kind));
        match help_of(problem.kind) {
            Some(help) => finding.help(help),
            None => finding,
        }
    }

    /// The name of a cue, for messages.
    #[must_use]
    pub fn name(&self, cue: u32) -> Message {
        cue_name(self.document, cue)
    }

    fn push(&mut self, cue: Option<u32>, span: Span, message: Message) -> Finding<'_> {
        if self.listed >= MOST {
            self.beyond.get_or_insert((cue, span, 0)).2 += 1;
            return Finding { found: self.found, at: usize::MAX };
        }
        self.listed += 1;
        let diagnostic = Diagnostic {
            rule: self.rule.id,
            severity: self.level,
            span,
            cue,
            message: whose(self.rule.id, message),
            labels: Vec::new(),
            help: None,
            fix: None,
        };
        self.found.push(diagnostic);
        let at = self.found.len() - 1;
        Finding { found: self.found, at }
    }
}

/// The message, and those inside it, as the rule's own unless they are another's.
fn whose(rule: &'static str, mut message: Message) -> Message {
    if message.topic.is_empty() {
        message.topic = rule;
    }
    for (_, value) in &mut message.values {
        if let Value::Message(inner) = value {
            let own = std::mem::replace(&mut **inner, Message::new("", ""));
            **inner = whose(rule, own);
        }
    }
    message
}

/// A finding that was just reported, to be completed. One that is not listed takes everything and keeps nothing.
pub struct Finding<'f> {
    found: &'f mut Vec<Diagnostic>,
    at: usize,
}

impl Finding<'_> {
    fn with(self, change: impl FnOnce(&mut Diagnostic)) -> Self {
        if let Some(diagnostic) = self.found.get_mut(self.at) {
            change(diagnostic);
        }
        self
    }

    /// Adds what to do next.
    pub fn help(self, text: Message) -> Self {
        self.with(|d| d.help = Some(whose(d.rule, text)))
    }

    /// Adds a second place.
    pub fn label(self, span: Span, text: Message) -> Self {
        self.with(|d| d.labels.push(Label { span, text: whose(d.rule, text) }))
    }

    /// Makes this one finding milder than the rule's level, for limits in two steps.
    pub fn at_most(self, severity: Severity) -> Self {
        self.with(|d| d.severity = d.severity.min(severity))
    }

    /// Adds a change that settles the finding.
    pub fn fix(self, applicability: Applicability, title: Message, edits: Vec<Edit>) -> Self {
        self.with(|d| d.fix = Some(Fix { title: whose(d.rule, title), edits, applicability }))
    }
}

/// A span, with the line end behind it where nothing else stands on its line: what is taken away whole must leave no
/// blank line.
#[must_use]
pub fn with_its_line(text: &str, span: Span) -> Span {
    let (before, after) = (text.get(..span.start as usize), text.get(span.end as usize..));
    let starts = before.is_some_and(|b| b.is_empty() || b.ends_with(['\n', '\r']));
    let end =
        after.map_or(0, |a| if a.starts_with("\r\n") { 2 } else { usize::from(a.starts_with(['\n', '\r'])) });
    if starts && end > 0 { Span::new(span.start as usize, span.end as usize + end) } else { span }
}

/// The edit that writes a new time into a slot, in its author's spelling. `None` where there is no slot, where its time
/// is not written, and where other times are counted from it and would move along.
#[must_use]
pub fn retimed(document: &Document<'_>, slot: SlotId, time: Time) -> Option<Edit> {
    let it = document.slots.get(slot.index()?)?;
    // Only formats with relative or inherited times have slots that more than one cue stands on.
    if !document.bases.is_empty() || document.slots.len() < document.cues.len() * 2 {
        let owners = document.cues.iter().filter(|cue| cue.start == slot || cue.end == slot).count();
        if owners > 1 || document.bases.iter().any(|base| base.since == slot) {
            return None;
        }
    }
    let base = document.base_of(it).copied();
    let since = base.map_or(Some(Time::ZERO), |base| match base.since {
        SlotId::NONE => Some(Time::ZERO),
        other => document.time(other),
    })?;
    let number = time.checked_sub(since)?.checked_sub(base.map_or(Time::ZERO, |base| base.offset))?;
    let new = document.respell(it, number)?;
    Some(Edit::new(it.span, new.text))
}
