//! Profiles as TOML.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt;
use tregua_parse::base::{Lang, Severity};

/// A named set of rules and numbers.
#[derive(Clone, Debug)]
pub struct Profile {
    /// Its name, such as `netflix/es-es`.
    pub name: String,
    /// What it is, for people.
    pub title: String,
    /// The profile whose settings it starts from.
    pub extends: Option<String>,
    /// The languages it is meant for, as BCP 47 ranges.
    pub languages: Vec<Lang>,
    /// Where its numbers come from.
    pub source: String,
    /// When that source was read, as `YYYY-MM` or `YYYY-MM-DD`.
    pub date: String,
    /// Its own settings by rule id, those of the profile it extends included.
    pub rules: BTreeMap<String, Setting>,
}

/// What a profile or project says about one rule.
#[derive(Clone, Default, Debug)]
pub struct Setting {
    /// Its level; `None` leaves the level it had.
    pub level: Option<Level>,
    /// Why, with the source.
    pub because: Option<String>,
    /// The rule's parameters.
    pub params: toml::Table,
    /// Where the last of them were set: file, line and column.
    pub origin: Option<String>,
}

/// `off`, or how grave.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Level {
    /// The rule does not run.
    Off,
    /// It runs, and its findings are this grave.
    On(Severity),
}

/// A profile that cannot be used, with the place where that is known.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProfileError {
    name: String,
    message: String,
}

impl ProfileError {
    pub(crate) fn new(name: &str, message: impl Into<String>) -> Self {
        Self { name: name.to_owned(), message: message.into() }
    }
}

impl fmt::Display for ProfileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.name, self.message)
    }
}

impl std::error::Error for ProfileError {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    title: String,
    extends: Option<String>,
    #[serde(default)]
    languages: Vec<String>,
    source: String,
    date: String,
    #[serde(default)]
    rules: BTreeMap<String, toml::Spanned<toml::Table>>,
}

impl Profile {
    /// Reads a profile. `parent` finds the profile it extends.
    ///
    /// # Errors
    /// [`ProfileError`], with line and column for text that is not TOML or holds an unknown key.
    pub fn parse(
        name: &str,
        text: &str,
        parent: &dyn Fn(&str) -> Result<Profile, ProfileError>,
    ) -> Result<Self, ProfileError> {
        let file: File =
            toml::from_str(text).map_err(|e| ProfileError::new(name, e.to_string().trim_end().to_owned()))?;
        let languages = file.languages.iter().map(|l| Lang::parse(l)).collect::<Result<Vec<_>, _>>();
        let languages = languages.map_err(|e| ProfileError::new(name, e.to_string()))?;
        let mut rules = match &file.extends {
            Some(base) => {
                let found =
                    parent(base).map_err(|e| ProfileError::new(name, format!("extends = \"{base}\": {e}")));
                found?.rules
            }
            None => BTreeMap::new(),
        };
        overlay(&mut rules, read_settings(name, text, file.rules)?);
        Ok(Self {
            name: name.to_owned(),
            title: file.title,
            extends: file.extends,
            languages,
            source: file.source,
            date: file.date,
            rules,
        })
    }

    /// Its settings with a project's own laid over them.
    #[must_use]
    pub fn with(&self, overrides: &BTreeMap<String, Setting>) -> BTreeMap<String, Setting> {
        let mut rules = self.rules.clone();
        overlay(&mut rules, overrides.clone());
        rules
    }
}

/// Lays settings over others, key by key.
fn overlay(rules: &mut BTreeMap<String, Setting>, more: BTreeMap<String, Setting>) {
    for (id, setting) in more {
        let slot = rules.entry(id).or_default();
        slot.level = setting.level.or(slot.level);
        slot.because = setting.because.or(slot.because.take());
        slot.origin = setting.origin.filter(|_| !setting.params.is_empty()).or(slot.origin.take());
        slot.params.extend(setting.params);
    }
}

/// Reads `[rules."id"]` tables: `level` and `because` are every rule's, the rest are its parameters.
pub(crate) fn read_settings(
    name: &str,
    text: &str,
    tables: BTreeMap<String, toml::Spanned<toml::Table>>,
) -> Result<BTreeMap<String, Setting>, ProfileError> {
    let mut out = BTreeMap::new();
    for (id, table) in tables {
        let span = table.span();
        let at = |key: &str, why: String| {
            let (line, column) = place(text, span.start, key);
            ProfileError::new(name, format!("line {line}, column {column}: {why}"))
        };
        let known: Vec<&str> = match crate::rules::params(&id) {
            Some(params) => params.iter().map(|p| p.name).collect(),
            None => {
                return Err(at(
                    &id,
                    format!("there is no rule \u{201c}{id}\u{201d}; `tregua rules` lists them"),
                ));
            }
        };
        let (line, column) = place(text, span.start, &id);
        let origin = Some(format!("{name}: line {line}, column {column}"));
        let mut setting = Setting { origin, ..Setting::default() };
        for (key, value) in table.into_inner() {
            match (key.as_str(), &value) {
                ("level", toml::Value::String(level)) => {
                    let read = read_level(level);
                    let bad = || {
                        at(
                            "level",
                            format!("\u{201c}{level}\u{201d} is no level (off, info, warning, error)"),
                        )
                    };
                    setting.level = Some(read.ok_or_else(bad)?);
                }
                ("because", toml::Value::String(because)) => setting.because = Some(because.clone()),
                ("level" | "because", _) => return Err(at(&key, format!("`{key}` must be a text"))),
                (other, _) if known.contains(&other) => {
                    setting.params.insert(key, value);
                }
                (other, _) => {
                    let list = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
                    return Err(at(&key, format!("rule {id} has no parameter `{other}` (it has: {list})")));
                }
            }
        }
        out.insert(id, setting);
    }
    Ok(out)
}

fn read_level(text: &str) -> Option<Level> {
    match text {
        "off" => Some(Level::Off),
        "info" => Some(Level::On(Severity::Info)),
        "warning" => Some(Level::On(Severity::Warning)),
        "error" => Some(Level::On(Severity::Error)),
        _ => None,
    }
}

/// Line and column of a key at or behind `start`.
fn place(text: &str, start: usize, key: &str) -> (usize, usize) {
    let tail = text.get(start..).unwrap_or("");
    let at = start + tail.find(key).unwrap_or(0);
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |l| l.chars().count()) + 1;
    (line, column)
}
