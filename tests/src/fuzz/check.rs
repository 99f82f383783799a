//! Checking: every rule looks at any bytes, alone and beside another track, and points at places that are there.

use super::Verdict;
use super::input::{Dice, format, parse, parts};
use crate::corpus;
use std::sync::OnceLock;
use tregua_parse::base::{Diagnostic, Lang, splice};
use tregua_parse::syntax::Document;
use tregua_qa::check::{Context, check, check_set, fingerprints};
use tregua_qa::message::Catalogue;
use tregua_qa::profile::RuleSet;
use tregua_qa::programme::Kind;

const PROFILES: [&str; 5] = ["structure", "netflix/base", "netflix/es-es", "netflix/kk", "netflix/ru"];

/// One of the built-in rule sets.
pub(super) fn rules(dice: &mut Dice<'_>) -> &'static RuleSet {
    static SETS: OnceLock<Vec<RuleSet>> = OnceLock::new();
    let sets = SETS.get_or_init(|| PROFILES.iter().map(|name| corpus::rules(name)).collect());
    &sets[usize::from(dice.byte()) % sets.len()]
}

/// One of the languages, or none.
pub(super) fn lang(dice: &mut Dice<'_>) -> Option<Lang> {
    dice.of(&[None, Some("es"), Some("kk"), Some("ru"), Some("en")]).and_then(|tag| Lang::parse(tag).ok())
}

pub(super) fn law(raw: &[u8]) -> Verdict {
    let mut dice = Dice::new(raw);
    let parts = parts(raw);
    let programme = corpus::programme();
    let kind = dice.of(&[Kind::Full, Kind::Sdh, Kind::Forced]);
    let rules = rules(&mut dice);
    let langs: Vec<Option<Lang>> = parts.iter().take(3).map(|_| lang(&mut dice)).collect();
    let files: Vec<_> = parts.iter().take(3).map(|raw| (format(raw), parse(format(raw), raw))).collect();
    let tracks: Vec<_> = files.iter().map(|(format, document)| (format.lower)(document)).collect();
    let each = files.iter().zip(&tracks).zip(&langs);
    let contexts: Vec<_> = each
        .map(|(((_, document), track), lang)| Context::new(document, track, lang.as_ref(), kind, &programme))
        .collect();
    for ((context, (_, document)), track) in contexts.iter().zip(&files).zip(&tracks) {
        let found = check(context, rules);
        sound(document, &found)?;
        let keys = fingerprints(document, track, &found);
        if keys.len() != found.len() {
            return Err(format!("{} findings have {} fingerprints", found.len(), keys.len()));
        }
    }
    if contexts.len() > 1 {
        let found = check_set(&contexts, &vec![rules; contexts.len()]);
        found.iter().zip(&files).try_for_each(|(found, (_, document))| sound(document, found))?;
    }
    Ok(())
}

/// A finding stands in the text, has words, and its fix can be made by itself.
fn sound(document: &Document<'_>, found: &[Diagnostic]) -> Verdict {
    let text = document.source.text();
    for one in found {
        if text.get(one.span.range()).is_none() {
            return Err(format!("{} points at {:?}, which is no place in the text", one.rule, one.span));
        }
        if one.cue.is_some_and(|cue| cue as usize >= document.cues.len()) {
            return Err(format!("{} is of cue {:?} of {}", one.rule, one.cue, document.cues.len()));
        }
    }
    for one in found.iter().take(8) {
        if Catalogue::english().say(&one.message).trim().is_empty() {
            return Err(format!("{} says nothing", one.rule));
        }
        let edits = one.fix.as_ref().and_then(|fix| document.source.to_raw_edits(fix.edits.clone()).ok());
        if let Some(edits) = edits {
            splice(document.source.raw(), &edits).map_err(|e| format!("the fix of {}: {e}", one.rule))?;
        }
    }
    Ok(())
}
