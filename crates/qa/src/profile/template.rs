//! The profile `house`: every rule with its level and parameters explained, to be copied and edited. It is written
//! from the rules' pages and the numbers of `netflix/base`, so that it leaves nothing out.

use super::setting::{Basis, Level, Setting};
use super::{BUILTIN, Profile, ProfileError};
use crate::rule::Rule;
use crate::rules::RULES;
use std::collections::BTreeMap;
use std::fmt::{Display, Write as _};
use std::sync::Arc;

/// The profile whose numbers are the first draft.
const DRAFT: &str = "netflix/base";
/// Columns of a comment.
const WIDTH: usize = 100;

const HEAD: &str = "\
# A house style: a starting point to copy and edit.
#
#     tregua profiles show house --format toml > house.toml
#     tregua check --profile house.toml film.es.srt
#     tregua profiles diff house house.toml
#
# Every rule is here, with what it is about and what its numbers mean; the numbers are a first draft.
# Rules that only some languages or clients need are commented out.
#
#   level       off, info, warning or error. `tregua check` fails from warning on (see --fail-on).
#   because     why, for those who ask.
#   source      where a number comes from: a title, or an id of the list that `tregua profiles show
#               house` ends with. One for all, or one for each parameter: source.max = \"…\"
#   confidence  how sure it is: official, measured, code, secondary, derived, own, conflict or memory;
#               one for all, or one for each parameter. What rests on memory or on sources that
#               disagree never gives more than a warning.
#
# Who changes a number says so: source = \"our style guide, 2026\", confidence = \"own\".
# What is taken out of this file is as in the profile it extends.
# `tregua explain RULE` has a rule's whole page.

";

const KEYS: &str = "\
title = \"House style: a starting point to copy and edit\"
extends = \"structure\"
# languages = [\"es-ES\", \"kk\", \"ru\"]
source = \"A first draft with the numbers of netflix/base\"
date = \"2026-11\"
";

/// The text of `house.toml`.
///
/// # Errors
/// When a built-in profile cannot be read.
pub fn starting_point() -> Result<String, ProfileError> {
    let draft = Profile::builtin(DRAFT)?;
    let others = BUILTIN.iter().map(|(name, _)| *name).filter(|name| *name != "house");
    let others = others.map(Profile::builtin).collect::<Result<Vec<_>, _>>()?;
    let mut out = format!("{HEAD}{KEYS}");
    let mut group = "";
    for rule in RULES {
        let its = rule.id.split('/').next().unwrap_or_default();
        if its != group {
            group = its;
            let _ = write!(out, "\n# {group} {}\n", "-".repeat(WIDTH - 3 - group.len()));
        }
        explain(rule, &mut out);
        let elsewhere = others.iter().filter_map(|p| Some((p, p.own.get(rule.id)?)));
        match draft.rules.get(rule.id) {
            Some(setting) => {
                let mut hints = BTreeMap::new();
                for (name, value) in elsewhere.flat_map(|(_, other)| &other.params) {
                    hints.entry(name.as_str()).or_insert(value);
                }
                table(rule, setting, &hints, "", &mut out);
            }
            None => {
                let set: Vec<_> = elsewhere.collect();
                let names: Vec<&str> = set.iter().map(|(p, _)| p.name.as_str()).collect();
                let who = if names.is_empty() { "no profile".to_owned() } else { names.join(", ") };
                comment(&format!("Set by {who}; take the # away to use it."), "", &mut out);
                let none = Setting::default();
                let first = set.first().map_or(&none, |(_, setting)| *setting);
                table(rule, first, &BTreeMap::new(), "# ", &mut out);
            }
        }
    }
    Ok(out)
}

fn explain(rule: &Rule, out: &mut String) {
    out.push('\n');
    comment(rule.summary(), "", out);
    for param in rule.params {
        comment(&format!("{}: {}", param.name, param.doc.trim()), "  ", out);
    }
}

/// One rule's table, every line behind `mark`. Parameters that are not set are shown as comments, with the value that
/// another profile gives them.
fn table(rule: &Rule, setting: &Setting, hints: &BTreeMap<&str, &toml::Value>, mark: &str, out: &mut String) {
    let mut line = |text: String| {
        let _ = writeln!(out, "{mark}{text}");
    };
    line(format!("[rules.\"{}\"]", rule.id));
    line(format!("level = \"{}\"", setting.level.unwrap_or(Level::On(rule.level)).name()));
    for param in rule.params {
        match (setting.params.get(param.name), hints.get(param.name)) {
            (Some(value), _) => line(format!("{} = {value}", param.name)),
            (None, Some(value)) => line(format!("# {} = {value}", param.name)),
            (None, None) => {}
        }
    }
    let text = |text: &str| toml::Value::from(text).to_string();
    if let Some(because) = setting.because() {
        line(format!("because = {}", text(because)));
    }
    let source = |basis: &Basis| match basis.source.as_slice() {
        [one] => text(one),
        all => toml::Value::from(all.to_vec()).to_string(),
    };
    if setting.stated.as_ref().is_some_and(|basis| !basis.source.is_empty()) {
        each("source", rule, setting, source, &mut line);
    }
    each("confidence", rule, setting, |basis| text(basis.confidence.name()), &mut line);
}

/// A word about the numbers: once where it is the same for all, else for each.
fn each<T: Display + PartialEq>(
    key: &str,
    rule: &Rule,
    setting: &Setting,
    word: impl Fn(&Basis) -> T,
    line: &mut impl FnMut(String),
) {
    let named = rule.params.iter().filter_map(|p| Some((p.name, setting.basis.get(p.name)?)));
    let all: Vec<(&str, T)> = named.map(|(name, basis): (_, &Arc<Basis>)| (name, word(basis))).collect();
    match (all.first(), &setting.stated) {
        (Some((_, first)), _) if all.iter().all(|(_, one)| one == first) => line(format!("{key} = {first}")),
        (None, Some(stated)) => line(format!("{key} = {}", word(stated))),
        _ => all.iter().for_each(|(name, one)| line(format!("{key}.{name} = {one}"))),
    }
}

/// Text as comments, the lines behind the first further in.
fn comment(text: &str, indent: &str, out: &mut String) {
    let (mut column, mut first) = (0, true);
    for word in text.split_whitespace() {
        let width = word.chars().count() + 1;
        if column > 0 && column + width > WIDTH {
            out.push('\n');
            (column, first) = (0, false);
        }
        if column == 0 {
            let more = if first || indent.is_empty() { "" } else { "  " };
            let _ = write!(out, "#{indent}{more}");
            column = 1 + indent.len() + more.len();
        }
        out.push(' ');
        out.push_str(word);
        column += width;
    }
    out.push('\n');
}
