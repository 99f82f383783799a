//! Profiles as TOML.

use super::plain;
use super::read::read_settings;
use super::setting::{Setting, overlay};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt;
use tregua_parse::base::Lang;

/// A named set of rules and numbers.
#[derive(Clone, Debug)]
pub struct Profile {
    /// Its name, such as `netflix/es-es`.
    pub name: String,
    /// What it is, for people.
    pub title: String,
    /// The profiles whose settings it starts from, the nearest first.
    pub extends: Vec<String>,
    /// The languages it is meant for, as BCP 47 ranges.
    pub languages: Vec<Lang>,
    /// Where its numbers come from.
    pub source: String,
    /// When that source was read, as `YYYY-MM` or `YYYY-MM-DD`.
    pub date: String,
    /// What its own text says, by rule id.
    pub own: BTreeMap<String, Setting>,
    /// Its settings by rule id, those of the profiles it extends included.
    pub rules: BTreeMap<String, Setting>,
}

/// A profile that cannot be used, with the place where that is known.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProfileError {
    name: String,
    message: String,
}

impl ProfileError {
    /// What is wrong with the profile of that name.
    #[must_use]
    pub fn new(name: &str, message: impl Into<String>) -> Self {
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
pub(super) struct File {
    pub(super) title: String,
    pub(super) extends: Option<String>,
    #[serde(default)]
    pub(super) languages: Vec<String>,
    pub(super) source: String,
    pub(super) date: String,
    #[serde(default)]
    pub(super) rules: BTreeMap<String, toml::Spanned<toml::Table>>,
}

/// The languages that a profile's text says it is made for; its rules are not read for that.
pub(super) fn languages_of(text: &str) -> Vec<Lang> {
    #[derive(Deserialize)]
    struct Head {
        #[serde(default)]
        languages: Vec<String>,
    }
    let head = text.split("\n[").next().unwrap_or(text);
    let head: Option<Head> = toml::from_str(head).ok();
    head.map(|it| it.languages).unwrap_or_default().iter().filter_map(|l| Lang::parse(l).ok()).collect()
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
        let file = match plain::read(text) {
            Some(file) => file,
            None => toml::from_str(text)
                .map_err(|e| ProfileError::new(name, e.to_string().trim_end().to_owned()))?,
        };
        let languages = file.languages.iter().map(|l| Lang::parse(l)).collect::<Result<Vec<_>, _>>();
        let languages = languages.map_err(|e| ProfileError::new(name, e.to_string()))?;
        let (mut rules, mut extends) = (BTreeMap::new(), Vec::new());
        if let Some(base) = file.extends {
            let found =
                parent(&base).map_err(|e| ProfileError::new(name, format!("extends = \"{base}\": {e}")))?;
            rules = found.rules;
            extends.push(found.name);
            extends.extend(found.extends);
        }
        let own = read_settings(name, text, file.rules)?;
        overlay(&mut rules, own.clone());
        Ok(Self {
            name: name.to_owned(),
            title: file.title,
            extends,
            languages,
            source: file.source,
            date: file.date,
            own,
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
