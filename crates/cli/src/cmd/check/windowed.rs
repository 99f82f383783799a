//! The findings of a file's windows, put together as those of one file.

use crate::render::report::{FileReport, Finding};
use crate::render::words;
use std::collections::{HashMap, HashSet};
use tregua_parse::base::Message;
use tregua_qa::check::Fingerprint;
use tregua_qa::rule::MOST;

/// What was found in a window.
pub(super) struct Seen {
    pub(super) report: FileReport,
    /// The first findings, drawn.
    pub(super) drawn: Vec<String>,
    /// Of each rule how many findings the window does not list.
    pub(super) unlisted: Vec<(&'static str, usize)>,
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
    told: HashSet<(&'static str, String)>,
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

    /// Adds those of the next window.
    pub(super) fn add(&mut self, seen: Seen) {
        let Seen { report: mut part, drawn, unlisted } = seen;
        let found = std::mem::take(&mut part.findings);
        if self.begun {
            self.report.bytes += part.bytes;
            self.report.cues += part.cues;
        } else {
            self.report = part;
            self.begun = true;
        }
        let mut drawn = drawn.into_iter();
        for finding in found {
            let drawn = drawn.next();
            if self.is_told(&finding) {
                continue;
            }
            if let Some(drawn) = drawn.filter(|_| self.draws > 0) {
                self.drawn.push_str(&drawn);
                self.draws -= 1;
            }
            self.list(finding);
        }
        for (rule, more) in unlisted {
            // The window lists thousands of the rule, and so does the file by now.
            if let Some((_, n)) = self.by_rule.get_mut(rule).and_then(|it| it.beyond.as_mut()) {
                *n += more;
            }
        }
    }

    /// Whether it is about the file as a whole, and was told before.
    fn is_told(&mut self, finding: &Finding) -> bool {
        // Where a strict reader goes wrong, it does so from there on.
        let message = match (finding.cue, finding.rule) {
            (_, "file/strict-reader") => String::new(),
            (None, _) => finding.message.clone(),
            (Some(_), _) => return false,
        };
        !self.told.insert((finding.rule, message))
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
        (self.report, self.drawn)
    }
}
