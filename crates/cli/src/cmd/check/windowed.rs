//! The findings of a file's windows, put together as those of one file.

use crate::render::report::{FileReport, Finding};
use crate::render::words;
use std::collections::{BTreeMap, HashMap, HashSet};
use tregua_parse::base::Message;
use tregua_qa::check::Fingerprint;
use tregua_qa::rule::MOST;

/// What was found in a window.
pub(super) struct Seen {
    pub(super) report: FileReport,
    /// Of each finding what it is known by, where it is told once of a file.
    pub(super) once: Vec<Option<String>>,
    /// The first findings, drawn.
    pub(super) drawn: Vec<String>,
    /// Of each rule how many findings the window does not list.
    pub(super) unlisted: BTreeMap<&'static str, usize>,
}

/// What is told of one rule.
#[derive(Default)]
struct OfRule {
    listed: usize,
    /// The place in the list of what stands for all that is not listed, and how many they are.
    beyond: Option<(usize, usize)>,
}

/// The findings so far.
pub(super) struct Findings {
    report: FileReport,
    by_rule: HashMap<&'static str, OfRule>,
    /// What was told of the file as a whole.
    told: HashSet<String>,
    /// How often each key was given.
    keys: HashMap<Fingerprint, u32>,
    drawn: String,
    /// How many more are drawn.
    draws: usize,
    begun: bool,
}

impl Findings {
    /// None yet; at most so many are drawn.
    pub(super) fn new(draws: usize) -> Self {
        Self {
            report: FileReport::default(),
            by_rule: HashMap::new(),
            told: HashSet::new(),
            keys: HashMap::new(),
            drawn: String::new(),
            draws,
            begun: false,
        }
    }

    /// How many findings are still to be drawn.
    pub(super) fn draws(&self) -> usize {
        self.draws
    }

    /// Whether no more findings of a rule are listed, and there is one that stands for the others.
    pub(super) fn is_full(&self, rule: &str) -> bool {
        self.by_rule.get(rule).is_some_and(|it| it.beyond.is_some())
    }

    /// Whether what is known by this is told already.
    pub(super) fn is_told(&self, once: &str) -> bool {
        self.told.contains(once)
    }

    /// Adds those of the next window.
    pub(super) fn add(&mut self, seen: Seen) {
        let Seen { report: mut part, once, drawn, unlisted } = seen;
        let found = std::mem::take(&mut part.findings);
        if self.begun {
            self.report.bytes += part.bytes;
            self.report.cues += part.cues;
        } else {
            self.report = part;
            self.begun = true;
        }
        let mut drawn = drawn.into_iter();
        for (finding, once) in found.into_iter().zip(once) {
            let drawn = drawn.next();
            if once.is_some_and(|once| !self.told.insert(once)) {
                continue;
            }
            if let Some(drawn) = drawn.filter(|_| self.draws > 0) {
                self.drawn.push_str(&drawn);
                self.draws -= 1;
            }
            self.list(finding);
        }
        for (rule, more) in unlisted {
            self.count_beyond(rule, more);
        }
    }

    /// Counts findings that are not listed. Their window lists as many of their rule as a file does, so there is one that can
    /// stand for them.
    fn count_beyond(&mut self, rule: &'static str, more: usize) {
        let of_rule = self.by_rule.entry(rule).or_default();
        if let Some((_, n)) = &mut of_rule.beyond {
            *n += more;
            return;
        }
        let last = self.report.findings.iter().rev().find(|it| it.rule == rule).cloned();
        if let Some(last) = last {
            of_rule.beyond = Some((self.report.findings.len(), more));
            self.report.findings.push(Finding { labels: Vec::new(), help: None, fix: None, ..last });
        }
    }

    fn list(&mut self, mut finding: Finding) {
        let of_rule = self.by_rule.entry(finding.rule).or_default();
        if of_rule.listed >= MOST {
            match &mut of_rule.beyond {
                Some((_, n)) => *n += 1,
                None => {
                    of_rule.beyond = Some((self.report.findings.len(), 1));
                    (finding.labels, finding.help, finding.fix) = (Vec::new(), None, None);
                    self.report.findings.push(finding);
                }
            }
            return;
        }
        of_rule.listed += 1;
        let nth = self.keys.entry(finding.key).or_default();
        if *nth > 0 {
            // Equal cues of two windows have keys of their own.
            let own = finding.key.in_file(&nth.to_string());
            (finding.key, finding.fingerprint) = (own, finding.fingerprint.in_file(&nth.to_string()));
        }
        *nth = nth.saturating_add(1);
        self.report.findings.push(finding);
    }

    /// The report on the file, and what is drawn of it.
    pub(super) fn finish(mut self) -> (FileReport, String) {
        for (at, n) in self.by_rule.values().filter_map(|it| it.beyond) {
            if let Some(finding) = self.report.findings.get_mut(at) {
                finding.message = words(&Message::new("common", "unlisted").with("n", n));
            }
        }
        // What a window says of the track may stand a little before it.
        self.report.findings.sort_by_key(|it| it.place.span);
        (self.report, self.drawn)
    }
}
