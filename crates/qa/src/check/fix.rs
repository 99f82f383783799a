//! Applying fixes until nothing is left to fix, and never making it worse.

use super::{Context, check};
use crate::profile::RuleSet;
use crate::programme::{Kind, Programme};
use std::collections::BTreeMap;
use std::fmt;
use tregua_parse::base::{Applicability, Diagnostic, Edit, Lang, Span, splice};
use tregua_parse::format::Format;
use tregua_parse::source::{Encoding, Source};

/// A fixed file.
#[derive(Clone, Debug)]
pub struct Fixed {
    /// The new bytes.
    pub bytes: Vec<u8>,
    /// How many findings were settled, by rule.
    pub settled: BTreeMap<&'static str, usize>,
    /// What remains.
    pub remaining: Vec<Diagnostic>,
    /// Fixes that were left out, because they would have made a new finding or could not be written.
    pub refused: usize,
}

/// Why a file could not be fixed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FixError(String);

impl fmt::Display for FixError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for FixError {}

/// Rounds after which fixing stops even if rules still offer fixes. Fixes converge; the tests hold this to 4.
const ROUNDS: usize = 12;

/// A file to be fixed.
#[derive(Clone, Copy, Debug)]
pub struct FixInput<'a> {
    /// Its bytes.
    pub raw: &'a [u8],
    /// Its format.
    pub format: &'static Format,
    /// Its encoding, where it is known.
    pub encoding: Option<Encoding>,
    /// Its language, where it is known.
    pub lang: Option<&'a Lang>,
    /// What it carries.
    pub kind: Kind,
    /// The film.
    pub programme: &'a Programme,
}

/// Applies every fix that may be trusted at least as far as `least`, checks again, and goes on until nothing
/// changes. A fix after which there are more findings of any rule than before is left out.
///
/// # Errors
/// When the bytes are too many to be addressed.
pub fn fix(input: &FixInput<'_>, rules: &RuleSet, least: Applicability) -> Result<Fixed, FixError> {
    let FixInput { raw, format, encoding, lang, kind, programme } = *input;
    let look = |bytes: &[u8]| -> Result<Vec<Diagnostic>, FixError> {
        let source =
            Source::open(bytes, encoding, lang.map(Lang::language)).map_err(|e| FixError(e.to_string()))?;
        let document = (format.parse)(source);
        let track = (format.lower)(&document);
        Ok(check(&Context::new(&document, &track, lang, kind, programme), rules))
    };
    let mut bytes = raw.to_vec();
    let mut found = look(&bytes)?;
    let mut settled: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut banned: Vec<(&'static str, String)> = Vec::new();
    for _ in 0..ROUNDS {
        let source =
            Source::open(&bytes, encoding, lang.map(Lang::language)).map_err(|e| FixError(e.to_string()))?;
        let wanted: Vec<&Diagnostic> = found
            .iter()
            .filter(|d| {
                d.fix
                    .as_ref()
                    .is_some_and(|f| f.applicability >= least && f.applicability > Applicability::Display)
            })
            .filter(|d| !banned.iter().any(|(rule, message)| d.rule == *rule && d.message == *message))
            .collect();
        let (chosen, unwritable) = choose(&source, &wanted);
        banned.extend(unwritable);
        if chosen.is_empty() {
            break;
        }
        let attempt = |picks: &[&Pick]| -> Result<Option<Attempt>, FixError> {
            let edits: Vec<Edit> = picks.iter().flat_map(|p| p.edits.iter().cloned()).collect();
            let Ok(new) = splice(&bytes, &edits) else { return Ok(None) };
            let after = look(&new)?;
            Ok((!worse(&found, &after)).then_some((new, after)))
        };
        let all: Vec<&Pick> = chosen.iter().collect();
        let (picks, (new, after)) = match attempt(&all)? {
            Some(done) => (all, done),
            None => {
                // One of them does harm. Rule by rule finds which, at a cost that only such files pay.
                let rules: std::collections::BTreeSet<&'static str> = chosen.iter().map(|p| p.rule).collect();
                let mut best = None;
                for rule in rules {
                    let picks: Vec<&Pick> = chosen.iter().filter(|p| p.rule == rule).collect();
                    match attempt(&picks)? {
                        Some(done) => {
                            best = Some((picks, done));
                            break;
                        }
                        None => banned.extend(picks.iter().map(|p| (p.rule, p.message.clone()))),
                    }
                }
                let Some(best) = best else { continue };
                best
            }
        };
        for pick in picks {
            *settled.entry(pick.rule).or_default() += 1;
        }
        bytes = new;
        found = after;
    }
    Ok(Fixed { bytes, settled, remaining: found, refused: banned.len() })
}

/// A fix that can be written: its edits count raw bytes.
struct Pick {
    rule: &'static str,
    message: String,
    edits: Vec<Edit>,
}

/// The bytes after some fixes, and what is found in them.
type Attempt = (Vec<u8>, Vec<Diagnostic>);

/// A rule and a message: enough to know a fix again in the next round.
type Key = (&'static str, String);

/// The fixes that do not touch one another, first come first served, and those that cannot be written.
fn choose(source: &Source<'_>, wanted: &[&Diagnostic]) -> (Vec<Pick>, Vec<Key>) {
    let (mut picks, mut unwritable) = (Vec::new(), Vec::new());
    let mut taken: BTreeMap<u32, u32> = BTreeMap::new();
    for diagnostic in wanted {
        let Some(fix) = &diagnostic.fix else { continue };
        let Ok(edits) = source.to_raw_edits(fix.edits.clone()) else {
            unwritable.push((diagnostic.rule, diagnostic.message.clone()));
            continue;
        };
        if edits.iter().any(|e| touches(&taken, e.span)) {
            continue;
        }
        for edit in &edits {
            taken.insert(edit.span.start, edit.span.end.max(edit.span.start + 1));
        }
        picks.push(Pick { rule: diagnostic.rule, message: diagnostic.message.clone(), edits });
    }
    (picks, unwritable)
}

/// Whether a span meets, or stands right beside, one that is taken.
fn touches(taken: &BTreeMap<u32, u32>, span: Span) -> bool {
    let before = taken.range(..=span.end).next_back();
    before.is_some_and(|(start, end)| *end >= span.start || *start == span.end)
}

/// Whether any rule has more findings after than before.
fn worse(before: &[Diagnostic], after: &[Diagnostic]) -> bool {
    let count = |list: &[Diagnostic]| {
        let mut out: BTreeMap<&'static str, usize> = BTreeMap::new();
        list.iter().for_each(|d| *out.entry(d.rule).or_default() += 1);
        out
    };
    let before = count(before);
    count(after).iter().any(|(rule, n)| before.get(rule).is_none_or(|was| n > was))
}
