//! From a plan to edits of our bytes.

use super::block::{Part, Version, unit, units};
use super::form::{Form, Markers};
use super::paste::{With, spell, words};
use super::plan::{Insert, Plan, Step};
use super::{MergeError, Merged, skeleton};
use crate::retime::{BelowZero, Options, Unreadable, retime_each};
use std::collections::{BTreeMap, HashMap};
use tregua_parse::base::{Edit, Span, splice};
use tregua_parse::format::Format;
use tregua_parse::syntax::SlotId;
use tregua_parse::time::Time;

/// All that writing needs.
pub(super) struct Writing<'w, 'd, 'a> {
    pub(super) format: &'static Format,
    pub(super) form: Form,
    pub(super) base: &'w Version<'d, 'a>,
    pub(super) ours: &'w Version<'d, 'a>,
    pub(super) theirs: &'w Version<'d, 'a>,
    pub(super) markers: Markers,
}

/// What stands before and behind the words of a cue.
type Wraps = HashMap<usize, (String, String)>;

impl Writing<'_, '_, '_> {
    /// Our bytes with everything that is planned.
    pub(super) fn write(&self, mut plan: Plan) -> Result<Merged, MergeError> {
        let source = &self.ours.document.source;
        if self.form == Form::Other && !(plan.steps.is_empty() && plan.removed.is_empty()) {
            return Err(MergeError::Shape(self.format.id));
        }
        plan.removed.sort_unstable();
        plan.removed.dedup();
        plan.steps.sort_by_key(|step| step.at);
        let (of_ours, of_theirs) = self.wraps(&plan);
        let mut edits = Vec::new();
        let mut replaced = Vec::new();
        let times = self.changes(&plan, &of_ours, &mut edits, &mut replaced);
        let numbers = self.numbers(&plan, &mut edits);
        self.inserts(&plan, &of_theirs, &numbers, &mut edits)?;
        skeleton::merge(self, &mut plan, &mut edits);
        let edits = source.to_raw_edits(edits).map_err(|(_, error)| MergeError::Edit(error))?;

        let options = Options { below_zero: BelowZero::Clamp, unreadable: Unreadable::Keep };
        let to = |at: usize, slot: &tregua_parse::syntax::TimeSlot| {
            Some(times.get(&at).copied().unwrap_or(slot.time))
        };
        let retimed =
            retime_each(self.ours.document, &to, &plan.removed, options).map_err(|error| match error {
                crate::retime::RetimeError::Stays { cue } => MergeError::Stays(cue),
                error => MergeError::Retime(error),
            })?;
        // Times inside of words that are replaced go with them.
        let gone: Vec<Span> = replaced.iter().map(|span| source.to_raw(*span)).collect();
        let stays = |edit: &Edit| {
            !gone.iter().any(|span| {
                span.start <= edit.span.start && edit.span.end <= span.end && !edit.span.is_empty()
            })
        };
        let mut all: Vec<Edit> = edits;
        all.extend(retimed.edits.into_iter().filter(stays));
        let bytes = splice(source.raw(), &all).map_err(MergeError::Splice)?;
        Ok(Merged { bytes, conflicts: plan.conflicts })
    }

    /// Text of our file with our line ends.
    pub(super) fn line_ends(&self, text: &str) -> String {
        let first = self.ours.text().find(['\n', '\r']).and_then(|at| self.ours.text().get(at..));
        match first {
            Some(rest) if rest.starts_with("\r\n") => text.replace('\n', "\r\n"),
            Some(rest) if rest.starts_with('\r') => text.replace('\n', "\r"),
            _ => text.to_owned(),
        }
    }

    /// Markers in texts, where the format has no comments.
    fn wraps(&self, plan: &Plan) -> (Wraps, Wraps) {
        let (mut ours, mut theirs) = (Wraps::new(), Wraps::new());
        if !self.form.in_text() {
            return (ours, theirs);
        }
        let br = self.form.line_break();
        let Markers { begin, middle, end } = &self.markers;
        for conflict in &plan.conflicts {
            if let (Some(first), Some(last)) = (conflict.ours.first(), conflict.ours.last()) {
                ours.entry(*first).or_default().0 = format!("{begin}{br}");
                let close = if conflict.theirs.is_empty() { format!("{br}{end}") } else { String::new() };
                ours.entry(*last).or_default().1 = format!("{br}{middle}{close}");
            } else if let Some(first) = conflict.theirs.first() {
                theirs.entry(*first).or_default().0 = format!("{begin}{br}{middle}{br}");
            }
            if let Some(last) = conflict.theirs.last() {
                theirs.entry(*last).or_default().1 = format!("{br}{end}");
            }
        }
        (ours, theirs)
    }

    /// Changes of our cues: edits of words and of what stands beside them. Gives the new times of slots.
    fn changes(
        &self,
        plan: &Plan,
        wraps: &Wraps,
        edits: &mut Vec<Edit>,
        replaced: &mut Vec<Span>,
    ) -> HashMap<usize, Time> {
        let mut times = HashMap::new();
        let mut texts: BTreeMap<usize, Option<String>> = wraps.keys().map(|cue| (*cue, None)).collect();
        for change in &plan.changes {
            let Some(block) = self.ours.block(change.cue) else { continue };
            let new = match &change.words {
                None => None,
                Some(Ok(theirs)) => Some(words(self.theirs, *theirs, change.times.0)),
                Some(Err(text)) => Some(text.clone()),
            };
            if new.is_some() {
                texts.insert(change.cue, new);
            }
            for (at, text) in &change.beside {
                if let Some(span) = block.around.get(*at) {
                    edits.push(Edit::new(*span, self.line_ends(text)));
                }
            }
            self.retime(change.cue, change.times, &mut times);
        }
        let nothing = (String::new(), String::new());
        for (cue, new) in texts {
            let (before, behind) = wraps.get(&cue).unwrap_or(&nothing);
            let part = self.ours.block(cue).and_then(|it| it.parts.iter().find(|part| part.0 == Part::Text));
            let Some((_, span)) = part else { continue };
            match new {
                Some(new) => {
                    let text = format!("{before}{new}{behind}");
                    let first = if span.is_empty() { self.fresh_line(*span) } else { "" };
                    edits.push(Edit::new(*span, self.line_ends(&format!("{first}{text}"))));
                    replaced.push(*span);
                }
                None if span.is_empty() => {
                    let first = self.fresh_line(*span);
                    edits.push(Edit::new(*span, self.line_ends(&format!("{first}{before}{behind}"))));
                }
                None => {
                    let at = |at: u32| Span { start: at, end: at };
                    edits.push(Edit::new(at(span.start), self.line_ends(before)));
                    edits.push(Edit::new(at(span.end), self.line_ends(behind)));
                }
            }
        }
        edits.retain(|edit| !edit.span.is_empty() || !edit.with.is_empty());
        times
    }

    /// An empty text stands at the end of its time line.
    fn fresh_line(&self, span: Span) -> &'static str {
        let before = self.ours.text().get(..span.start as usize).unwrap_or("");
        if matches!(self.form, Form::Blocks { .. }) && !before.ends_with(['\n', '\r']) { "\n" } else { "" }
    }

    fn retime(&self, cue: usize, new: (Option<Time>, Option<Time>), times: &mut HashMap<usize, Time>) {
        let (document, Some(block)) = (self.ours.document, self.ours.block(cue)) else { return };
        let mut by = [Time::ZERO; 2];
        for ((slot, time), by) in
            [(block.node.start, new.0), (block.node.end, new.1)].into_iter().zip(&mut by)
        {
            if let (Some(at), Some(time), Some(old)) = (slot.index(), time, document.time(slot)) {
                *by = time.saturating_sub(old);
                times.insert(at, time);
            }
        }
        for at in &block.inner {
            let Some(slot) = document.slots.get(*at) else { continue };
            let since = document.base_of(slot).map_or(SlotId::NONE, |base| base.since);
            let by = if since == block.node.end && since != SlotId::NONE { by[1] } else { by[0] };
            if let Some(time) = slot.time.checked_add(by) {
                times.insert(*at, time);
            }
        }
    }

    /// Counts all cues anew where cues come or go and all three versions are counted; gives the numbers of what is put in, step by
    /// step.
    fn numbers(&self, plan: &Plan, edits: &mut Vec<Edit>) -> HashMap<usize, String> {
        let mut of_steps = HashMap::new();
        let pasted = plan.steps.iter().any(|step| matches!(step.what, Insert::Cue(_)));
        let counted = self.base.counted && self.ours.counted && self.theirs.counted;
        let first = self.ours.document.cue_number(0).and_then(|it| it.parse::<u64>().ok());
        let Some(mut number) = first.filter(|_| counted && (pasted || !plan.removed.is_empty())) else {
            return of_steps;
        };
        let mut steps = plan.steps.iter().enumerate().peekable();
        for cue in 0..=self.ours.blocks.len() {
            while let Some((at, step)) = steps.next_if(|(_, step)| step.at <= cue) {
                if matches!(step.what, Insert::Cue(_)) {
                    of_steps.insert(at, number.to_string());
                    number = number.saturating_add(1);
                }
            }
            if plan.removed.binary_search(&cue).is_ok() {
                continue;
            }
            let part =
                self.ours.block(cue).and_then(|it| it.parts.iter().find(|part| part.0 == Part::Number));
            let Some((_, span)) = part else { continue };
            let old = self.ours.document.cue_number(cue).unwrap_or("");
            if old.parse::<u64>().ok() != Some(number) {
                let lead = span.of(self.ours.text()).find(old).unwrap_or(0);
                let start = (span.start as usize).saturating_add(lead);
                edits.push(Edit::new(Span::new(start, start.saturating_add(old.len())), number.to_string()));
            }
            number = number.saturating_add(1);
        }
        of_steps
    }

    /// What is put in, place by place.
    fn inserts(
        &self,
        plan: &Plan,
        wraps: &Wraps,
        numbers: &HashMap<usize, String>,
        edits: &mut Vec<Edit>,
    ) -> Result<(), MergeError> {
        let shape = || MergeError::Shape(self.format.id);
        let elements = self.form == Form::Elements && !plan.steps.is_empty();
        let all = |version: &Version<'_, '_>| {
            if elements { units(version.document, self.format) } else { Vec::new() }
        };
        let (of_ours, of_theirs) = (all(self.ours), all(self.theirs));
        let mut steps = plan.steps.iter().enumerate().peekable();
        while let Some((_, Step { at, .. })) = steps.peek().copied() {
            let mut pieces = Vec::new();
            while let Some((index, step)) = steps.next_if(|(_, step)| step.at == *at) {
                let piece = match &step.what {
                    Insert::Cue(paste) => {
                        let with = With {
                            number: numbers.get(&index).map(String::as_str),
                            times: paste.times,
                            words: paste.words.as_deref(),
                            wrap: wraps.get(&paste.cue).cloned().unwrap_or_default(),
                        };
                        let body = spell(self.theirs, paste.cue, &with).ok_or_else(shape)?;
                        match of_theirs.get(paste.cue) {
                            Some(unit) => self.element(paste.cue, &body, unit.ok_or_else(shape)?),
                            None => body,
                        }
                    }
                    Insert::Begin(conflict) => self.marker(plan, *conflict, &self.markers.begin, &of_ours),
                    Insert::Middle(conflict) => self.marker(plan, *conflict, &self.markers.middle, &of_ours),
                    Insert::End(conflict) => self.marker(plan, *conflict, &self.markers.end, &of_ours),
                };
                pieces.extend(Some(piece).filter(|piece| !piece.is_empty()));
            }
            if !pieces.is_empty() {
                let (place, text) = self.place(*at, &pieces, &of_ours).ok_or_else(shape)?;
                edits.push(Edit::new(Span::empty(place), self.line_ends(&text)));
            }
        }
        Ok(())
    }

    /// An element of theirs with its indent and line end.
    fn element(&self, cue: usize, body: &str, unit: Span) -> String {
        let region = self.theirs.block(cue).map_or(unit, |block| block.region);
        let before = Span { start: unit.start, end: region.start.max(unit.start) }.of(self.theirs.text());
        let behind = Span { start: region.end.min(unit.end), end: unit.end }.of(self.theirs.text());
        format!("{}{body}{}", super::block::lf(before), super::block::lf(behind))
    }

    fn marker(&self, plan: &Plan, conflict: usize, words: &str, units: &[Option<Span>]) -> String {
        if self.form.in_text() {
            return String::new();
        }
        let Some(conflict) = plan.conflicts.get(conflict) else { return String::new() };
        let (version, cue) = match (conflict.ours.first(), conflict.theirs.first()) {
            (Some(cue), _) => (self.ours, *cue),
            (None, cue) => (self.theirs, cue.copied().unwrap_or(0)),
        };
        let marker = self.form.marker(words, &like(version, cue));
        // In line with the elements around it.
        let unit = units.iter().flatten().next().map_or("", |unit| unit.of(self.ours.text()));
        let indent: String = unit.chars().take_while(|c| matches!(c, ' ' | '\t')).collect();
        let end = if unit.ends_with(['\n', '\r']) { "\n" } else { "" };
        if self.form == Form::Elements { format!("{indent}{marker}{end}") } else { marker }
    }

    /// Where pieces before the cue `at` of ours go, and how they are set apart.
    fn place(&self, at: usize, pieces: &[String], units: &[Option<Span>]) -> Option<(usize, String)> {
        let text = self.ours.text();
        let here = self.ours.block(at).map(|block| block.region.start as usize);
        let last = self.ours.blocks.last().map(|block| block.region.end as usize);
        if self.form == Form::Elements {
            let place = match here {
                Some(_) => (*units.get(at)?)?.start,
                None => (*units.last()?)?.end,
            };
            return Some((place as usize, pieces.concat()));
        }
        let lines = matches!(self.form, Form::Lines { .. });
        let apart = if lines { "\n" } else { "\n\n" };
        let place = here.unwrap_or_else(|| {
            let end = last.unwrap_or(text.len());
            let rest = text.get(end..).unwrap_or("");
            let ends = rest.len().saturating_sub(rest.trim_start_matches(['\n', '\r']).len());
            let first = if rest.starts_with("\r\n") { 2 } else { usize::from(!rest.is_empty()) };
            end.saturating_add(if lines { first.min(ends) } else { ends })
        });
        let before = super::block::lf(text.get(..place).unwrap_or(""));
        let before = before.trim_start_matches('\u{feff}');
        let mut out = String::new();
        if !before.is_empty() && !before.ends_with(apart) {
            out.push('\n');
            if !lines && !before.ends_with('\n') {
                out.push('\n');
            }
        }
        for (n, piece) in pieces.iter().enumerate() {
            if n > 0 {
                out.push_str(apart);
            }
            out.push_str(piece.trim_end_matches('\n'));
        }
        let more = !text.get(place..).unwrap_or("").is_empty();
        out.push_str(if more || before.ends_with(apart) { apart } else { "\n" });
        Some((place, out))
    }
}

/// A line of ASS as it stands behind its kind, with a zero byte for its text.
fn like(version: &Version<'_, '_>, cue: usize) -> String {
    let Some(block) = version.block(cue) else { return String::new() };
    let source = version.text();
    let mut out = String::new();
    for ((part, span), around) in block.parts.iter().zip(&block.around) {
        let around = around.of(source);
        let around = if out.is_empty() {
            around.split_once(':').map_or(around, |it| it.1).trim_start()
        } else {
            around
        };
        out.push_str(around);
        out.push_str(if *part == Part::Text { "\u{0}" } else { span.of(source) });
    }
    out
}

/// Where a cue of an XML file can be put in front of another.
pub(super) fn start_of(writing: &Writing<'_, '_, '_>, cue: usize) -> Option<usize> {
    match writing.form {
        Form::Elements => unit(writing.ours.document, writing.format, cue).map(|it| it.start as usize),
        _ => writing.ours.block(cue).map(|block| block.region.start as usize),
    }
}
