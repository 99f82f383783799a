//! Applying fixes until nothing is left to fix, and never making it worse.

use super::{Context, check};
use crate::profile::RuleSet;
use crate::programme::{Kind, Programme};
use std::cell::Cell;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;
use tregua_parse::base::{Applicability, Diagnostic, Edit, Lang, Span, splice};
use tregua_parse::format::{Format, Look, ReadOptions};
use tregua_parse::model::Track;
use tregua_parse::source::{Encoding, Source};
use tregua_parse::syntax::Document;

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
#[derive(Clone, Copy)]
pub struct FixInput<'a> {
    /// Its bytes.
    pub raw: &'a [u8],
    /// Its format.
    pub format: &'static Format,
    /// What the reader is told beside the bytes.
    pub reading: ReadOptions,
    /// Its encoding, where it is known.
    pub encoding: Option<Encoding>,
    /// Its language, where it is known.
    pub lang: Option<&'a Lang>,
    /// What it carries.
    pub kind: Kind,
    /// The film.
    pub programme: &'a Programme,
    /// Leaves the findings that count, such as those that nobody waived; all where nothing is said. Findings that do
    /// not count are not mended.
    pub counts: Option<&'a Counts<'a>>,
}

/// Leaves the findings of a document that count.
pub type Counts<'a> = dyn Fn(&Document<'_>, &Track<'_>, Vec<Diagnostic>) -> Vec<Diagnostic> + 'a;

impl fmt::Debug for FixInput<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FixInput").field("format", &self.format.id).field("bytes", &self.raw.len()).finish()
    }
}

/// Applies every fix that may be trusted at least as far as `least`, checks again, and goes on until nothing
/// changes. A fix after which there are more findings of any rule than before, or fewer cues, is left out.
///
/// # Errors
/// When the bytes are too many to be addressed.
pub fn fix(input: &FixInput<'_>, rules: &RuleSet, least: Applicability) -> Result<Fixed, FixError> {
    let FixInput { raw, format, reading, encoding, lang, kind, programme, counts } = *input;
    let look = |bytes: &[u8]| -> Result<Seen, FixError> {
        let source =
            Source::open(bytes, encoding, lang.map(Lang::language)).map_err(|e| FixError(e.to_string()))?;
        let document = (format.parse)(source, &reading);
        let track = (format.lower)(&document);
        let found = check(&Context::new(&document, &track, lang, kind, programme), rules);
        let (cues, slots) = (document.cues.len(), document.slots.len());
        let Some(counts) = counts else { return Ok(Seen { found, all: None, cues, slots }) };
        let all = kinds(&found);
        Ok(Seen { found: counts(&document, &track, found), all: Some(all), cues, slots })
    };
    // Whatever stands behind a place in a file of blocks stays where it is only if that keeps its length.
    let blocks = matches!(format.sniff, Look::Bytes(_));
    let mut bytes = raw.to_vec();
    let mut now = look(&bytes)?;
    let mut settled: BTreeMap<&'static str, usize> = BTreeMap::new();
    // Fixes that cannot be written, and those that did harm in the round before.
    let mut unwritable: HashSet<Key> = HashSet::new();
    let mut harmful: HashSet<Key> = HashSet::new();
    let tries = Cell::new(tries_of(raw.len()));
    for _ in 0..ROUNDS {
        let source =
            Source::open(&bytes, encoding, lang.map(Lang::language)).map_err(|e| FixError(e.to_string()))?;
        let wanted: Vec<&Diagnostic> = now
            .found
            .iter()
            .filter(|d| {
                d.fix
                    .as_ref()
                    .is_some_and(|f| f.applicability >= least && f.applicability > Applicability::Display)
            })
            .filter(|d| !unwritable.contains(&key(d)) && !harmful.contains(&key(d)))
            .collect();
        let (chosen, cannot) = choose(&source, &wanted, blocks);
        unwritable.extend(cannot);
        if chosen.is_empty() {
            break;
        }
        // The fixes, and how many times there may be after them, where that may not change.
        let attempt = |picks: &[&Pick], slots: Option<usize>| -> Result<Option<Attempt>, FixError> {
            let Some(left) = tries.get().checked_sub(1) else { return Ok(None) };
            tries.set(left);
            let edits: Vec<Edit> = picks.iter().flat_map(|p| p.edits.iter().cloned()).collect();
            let Ok(new) = splice(&bytes, &edits) else { return Ok(None) };
            let after = look(&new)?;
            let same_times = slots.is_none_or(|slots| after.slots == slots);
            Ok((same_times && !worse(&now, &after)).then_some((new, after)))
        };
        // Only a repair of the file itself makes a time of what was none, and no viewer's eye would pass over that; so such are made by
        // themselves, and first. What else is wrong with the file comes before what it says.
        let (files, others): (Vec<&Pick>, Vec<&Pick>) = chosen.iter().partition(|pick| pick.is_of_file());
        let (free, files): (Vec<&Pick>, Vec<&Pick>) =
            files.into_iter().partition(|pick| pick.makes_times(least));
        let mut slots = now.slots;
        let mut good: Vec<&Pick> = Vec::new();
        let mut best = None;
        // Those that do harm are found by halving: everything else is applied.
        let mut open = vec![others, files, free];
        while let Some(part) = open.pop() {
            let Some(first) = part.first().filter(|_| tries.get() > 0) else {
                harmful.extend(part.iter().map(|pick| pick.key));
                continue;
            };
            let together: Vec<&Pick> = good.iter().chain(&part).copied().collect();
            match attempt(&together, (!first.makes_times(least)).then_some(slots))? {
                Some(done) => {
                    slots = done.1.slots;
                    good = together;
                    best = Some(done);
                }
                None if part.len() == 1 => harmful.extend(part.iter().map(|p| p.key)),
                None => {
                    let (first, second) = part.split_at(part.len() / 2);
                    open.push(second.to_vec());
                    open.push(first.to_vec());
                }
            }
        }
        let Some((new, after)) = best else { break };
        for (rule, n) in settled_by(&good, &now.found, &after.found) {
            *settled.entry(rule).or_default() += n;
        }
        bytes = new;
        now = after;
        // What did harm beside the faults of this round may do none beside those that are left.
        harmful.clear();
    }
    let left_out = |d: &&Diagnostic| harmful.contains(&key(d)) || unwritable.contains(&key(d));
    let refused = now.found.iter().filter(left_out).count();
    Ok(Fixed { bytes, settled, remaining: now.found, refused })
}

/// How many findings of each rule some fixes settled. What is found again where it was is not settled, as the format has no
/// spelling that is nearer; unless there are fewer of its rule, and it is another that has come to its place.
fn settled_by(good: &[&Pick], before: &[Diagnostic], after: &[Diagnostic]) -> BTreeMap<&'static str, usize> {
    let again: HashSet<Key> = after.iter().map(key).collect();
    // Of each rule: fixes, and those of them after which nothing is found there.
    let mut all: BTreeMap<&'static str, (usize, usize)> = BTreeMap::new();
    for pick in good {
        let (fixes, gone) = all.entry(pick.key.0).or_default();
        *fixes += 1;
        *gone += usize::from(!again.contains(&pick.key));
    }
    let of = |list: &[Diagnostic], rule: &str| list.iter().filter(|d| d.rule == rule).count();
    let settled = |(rule, (fixes, gone)): (&'static str, (usize, usize))| {
        let fewer = || of(before, rule).saturating_sub(of(after, rule)).min(fixes);
        (rule, if gone < fixes { gone.max(fewer()) } else { gone })
    };
    all.into_iter().map(settled).filter(|(_, n)| *n > 0).collect()
}

/// Checks of the whole file that one run may take to find out which fixes do harm: 400 for a film's track, fewer for what is
/// larger, so that a damaged file of many megabytes takes seconds and not minutes.
fn tries_of(bytes: usize) -> usize {
    const MOST: usize = 400;
    const BYTES: usize = 64 << 20;
    (BYTES / bytes.max(1)).clamp(8, MOST)
}

/// A fix that can be written: its edits count raw bytes.
struct Pick {
    key: Key,
    edits: Vec<Edit>,
    safe: bool,
}

impl Pick {
    /// Whether it mends the file itself, and not what it says.
    fn is_of_file(&self) -> bool {
        self.key.0.starts_with("file/")
    }

    /// Whether there may be more times after it, or fewer, where fixes are asked for that may be trusted at least so far.
    fn makes_times(&self, least: Applicability) -> bool {
        self.is_of_file() && !(self.safe && least >= Applicability::Safe)
    }
}

/// The bytes after some fixes, and what is found in them.
type Attempt = (Vec<u8>, Seen);

/// What is seen in a file.
struct Seen {
    /// The findings that count.
    found: Vec<Diagnostic>,
    /// Where some do not: how many there are of each kind in all.
    all: Option<Kinds>,
    /// How many cues it has, and how many places where a time stands.
    cues: usize,
    slots: usize,
}

/// How many findings there are of each kind: a rule and what its message says, numbers aside.
type Kinds = HashMap<(&'static str, String), usize>;

/// Enough to know a fix again while the file stays as it is.
type Key = (&'static str, Option<u32>, Span);

fn key(diagnostic: &Diagnostic) -> Key {
    (diagnostic.rule, diagnostic.cue, diagnostic.span)
}

/// The fixes that do not touch one another, first come first served, and those that cannot be written.
fn choose(source: &Source<'_>, wanted: &[&Diagnostic], blocks: bool) -> (Vec<Pick>, Vec<Key>) {
    let (mut picks, mut unwritable) = (Vec::new(), Vec::new());
    let mut taken: BTreeMap<u32, u32> = BTreeMap::new();
    for diagnostic in wanted {
        let Some(fix) = &diagnostic.fix else { continue };
        let edits = source.to_raw_edits(fix.edits.clone());
        // A time that its format rounds back to where it was is not written either.
        let fits = |edit: &Edit| !blocks || edit.with.len() == edit.span.len();
        let Some(edits) = edits
            .ok()
            .filter(|edits| edits.iter().any(|edit| changes(source.raw(), edit)) && edits.iter().all(fits))
        else {
            unwritable.push(key(diagnostic));
            continue;
        };
        if edits.iter().any(|e| touches(&taken, e.span)) {
            continue;
        }
        for edit in &edits {
            taken.insert(edit.span.start, edit.span.end.max(edit.span.start + 1));
        }
        picks.push(Pick { key: key(diagnostic), edits, safe: fix.applicability == Applicability::Safe });
    }
    (picks, unwritable)
}

fn changes(raw: &[u8], edit: &Edit) -> bool {
    raw.get(edit.span.start as usize..edit.span.end as usize) != Some(edit.with.as_slice())
}

/// Whether a span meets, or stands right beside, one that is taken.
fn touches(taken: &BTreeMap<u32, u32>, span: Span) -> bool {
    let before = taken.range(..=span.end).next_back();
    before.is_some_and(|(start, end)| *end >= span.start || *start == span.end)
}

/// Whether a cue is gone, or there are more findings of any kind than before. One that did not count and now does, as a baseline knows a
/// finding by the words of its cue, is none more: there have to be more of those that count, and more in all.
fn worse(was: &Seen, is: &Seen) -> bool {
    let before = kinds(&was.found);
    let rises = |kind: &(&'static str, String)| {
        let of = |seen: &Seen| seen.all.as_ref().and_then(|all| all.get(kind)).copied().unwrap_or_default();
        was.all.is_none() || of(is) > of(was)
    };
    is.cues < was.cues
        || kinds(&is.found).iter().any(|(kind, n)| before.get(kind).is_none_or(|was| n > was) && rises(kind))
}

fn kinds(list: &[Diagnostic]) -> Kinds {
    let mut out = Kinds::new();
    for diagnostic in list {
        *out.entry((diagnostic.rule, diagnostic.message.kind())).or_default() += 1;
    }
    out
}
