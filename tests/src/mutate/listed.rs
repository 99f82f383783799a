//! Classes that need no code: the entries of `fixtures/feature/defects.toml` for rules that have no class of their own,
//! planted at random places.

use super::sheet::Site;
use super::{ALL, Class, class};
use std::path::Path;
use tregua_qa::rules;

/// What becomes of a plain cue.
#[derive(Debug)]
pub struct Entry {
    find: String,
    with: Option<String>,
    text: Option<Vec<String>>,
}

/// The classes of rules that are not among `own`. They live as long as the test.
pub(super) fn classes(root: &Path, own: &[Class]) -> Vec<Class> {
    let path = root.join("fixtures/feature/defects.toml");
    let table: toml::Table = std::fs::read_to_string(path).unwrap().parse().unwrap();
    let entries = table["defect"].as_array().unwrap().iter();
    entries.filter_map(|entry| one(entry, own)).collect()
}

fn one(entry: &toml::Value, own: &[Class]) -> Option<Class> {
    let text = |key: &str| entry.get(key).and_then(toml::Value::as_str);
    let id = |text: &str| rules::ids().find(|id| *id == text);
    let rule = id(text("rule")?)?;
    let lines = entry.get("text").and_then(toml::Value::as_array);
    let lines = lines.map(|lines| lines.iter().filter_map(|l| l.as_str().map(str::to_owned)).collect());
    let with = text("with").map(str::to_owned);
    if own.iter().any(|class| class.rule == rule) || (with.is_none() && lines.is_none()) {
        return None;
    }
    let track = ["es-ES", "kk", "ru"].iter().position(|lang| Some(*lang) == text("track"))?;
    let also = entry.get("also").and_then(toml::Value::as_array).into_iter().flatten();
    let brings: Vec<&'static str> = also.filter_map(|one| id(one.get("rule")?.as_str()?)).collect();
    let entry = Entry { find: text("find").unwrap_or_default().to_owned(), with, text: lines };
    Some(Class {
        tracks: &ALL[track..=track],
        brings: brings.leak(),
        entry: Some(Box::leak(Box::new(entry))),
        ..class(rule, text("note")?.to_owned().leak(), plant)
    })
}

fn plant(site: &mut Site<'_>) -> bool {
    let Some(entry) = site.entry.filter(|_| site.cue().plain()) else { return false };
    match (&entry.text, &entry.with) {
        (Some(text), _) => site.say(text.clone()),
        (None, Some(with)) => {
            let mut lines = site.cue().lines.clone();
            lines[0] = lines[0].replacen(&entry.find, with, 1);
            // Enough words beside it that nobody takes the cue for another language.
            site.cue().characters() >= 24 && site.say(lines)
        }
        (None, None) => false,
    }
}
