//! Fixing: safe fixes come to an end, a second run has nothing to do, no finding is new, no cue and no time changes.

use super::Verdict;
use super::check::{lang, rules};
use super::input::{Dice, format, parse};
use crate::corpus::{by_rule, programme};
use tregua_parse::base::{Applicability, Diagnostic, Lang};
use tregua_parse::format::{Format, Look, ReadOptions};
use tregua_parse::source::Encoding;
use tregua_parse::syntax::Document;
use tregua_parse::time::Time;
use tregua_qa::check::{Context, FixInput, Fixed, check, fix};
use tregua_qa::profile::RuleSet;
use tregua_qa::programme::{Kind, Programme};

/// A file, and what it is held against.
struct Case<'a> {
    format: &'static Format,
    lang: Option<&'a Lang>,
    rules: &'a RuleSet,
    programme: &'a Programme,
}

pub(super) fn law(raw: &[u8]) -> Verdict {
    // A fix checks the whole file up to 400 times.
    let raw = &raw[..raw.len().min(4 << 10)];
    let mut dice = Dice::new(raw);
    let programme = programme();
    let lang = lang(&mut dice);
    let case =
        Case { format: format(raw), lang: lang.as_ref(), rules: rules(&mut dice), programme: &programme };
    let first = case.fixed(raw)?;
    let second = case.fixed(&first.bytes)?;
    if second.bytes != first.bytes {
        return Err(format!("a second fix goes on: settled {:?}", second.settled));
    }
    let (before, after) = (by_rule(&case.check(raw)), by_rule(&first.remaining));
    for (rule, n) in &after {
        let was = before.get(rule).copied().unwrap_or(0);
        if *n > was {
            return Err(format!("{rule}: {was} findings before, {n} after; settled {:?}", first.settled));
        }
    }
    if by_rule(&case.check(&first.bytes)) != after {
        return Err("what it says remains is not what a check finds".to_owned());
    }
    if first.settled.is_empty() != (first.bytes == raw) {
        return Err(format!("changed or not, and settled {:?}", first.settled));
    }
    let (old, new) = (parse(case.format, raw), parse(case.format, &first.bytes));
    if old.cues.len() != new.cues.len() {
        return Err(format!("{} cues became {}; {:?}", old.cues.len(), new.cues.len(), first.settled));
    }
    let times = |document: &Document<'_>| document.slots.iter().map(|s| s.time).collect::<Vec<Time>>();
    if times(&old) != times(&new) {
        return Err(format!("other times; {:?}", first.settled));
    }
    Ok(())
}

impl Case<'_> {
    fn fixed(&self, raw: &[u8]) -> Result<Fixed, String> {
        let bytes = matches!(self.format.sniff, Look::Bytes(_));
        let input = FixInput {
            counts: None,
            reading: ReadOptions { rate: "25".parse().ok(), ..ReadOptions::default() },
            raw,
            format: self.format,
            encoding: Some(if bytes { Encoding::Bytes } else { Encoding::Utf8 }),
            lang: self.lang,
            kind: Kind::Full,
            programme: self.programme,
        };
        fix(&input, self.rules, Applicability::Safe).map_err(|e| e.to_string())
    }

    fn check(&self, raw: &[u8]) -> Vec<Diagnostic> {
        let document = parse(self.format, raw);
        let track = (self.format.lower)(&document);
        check(&Context::new(&document, &track, self.lang, Kind::Full, self.programme), self.rules)
    }
}
