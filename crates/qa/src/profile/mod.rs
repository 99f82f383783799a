//! Profiles: which rules hold, how gravely, and with what numbers. Data, never code.

mod builtin;
mod confidence;
mod effective;
mod plain;
mod read;
mod schema;
mod setting;
mod sources;
mod template;
mod variant;

pub(crate) use builtin::nearest;
pub use builtin::{ALIASES, BUILTIN, by_language, for_language};
pub use confidence::Confidence;
pub use effective::{Difference, Effective, Number, compare};
pub(crate) use read::read_settings;
pub use schema::{Profile, ProfileError};
pub use setting::{Basis, Level, Setting};
pub use sources::{Source, sources};
pub use template::starting_point;
/// A parameter's value.
pub use toml::Value;
pub use variant::{FAMILY, Variant};

use crate::rule::{Check, Rule};
use crate::rules;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use tregua_parse::base::Severity;

/// Rules with their numbers, ready to run.
#[derive(Default)]
pub struct RuleSet {
    active: Vec<Active>,
    /// The profile's name.
    pub profile: String,
}

/// One active rule.
pub struct Active {
    /// The rule.
    pub rule: &'static Rule,
    /// How grave its findings are.
    pub level: Severity,
    /// The rule with its parameters.
    pub check: Check,
    /// What its numbers rest on.
    pub basis: Option<Arc<Basis>>,
}

impl fmt::Debug for RuleSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.active.iter().map(|a| (a.rule.id, a.level))).finish()
    }
}

/// What the user picks out of a profile.
#[derive(Clone, Default, Debug)]
pub struct Selection {
    /// Only these rules or groups (`timing`, `timing/overlap`); all where it is empty.
    pub select: Vec<String>,
    /// None of these.
    pub ignore: Vec<String>,
}

impl Selection {
    /// The first name that is neither a rule nor a group.
    #[must_use]
    pub fn unknown(&self) -> Option<&str> {
        let known = |name: &&String| rules::ids().any(|id| covers(name, id));
        self.select.iter().chain(&self.ignore).find(|name| !known(name)).map(String::as_str)
    }

    /// Whether a rule runs under this selection.
    #[must_use]
    pub fn takes(&self, id: &str) -> bool {
        let named = |list: &[String]| list.iter().any(|name| covers(name, id));
        (self.select.is_empty() || named(&self.select)) && !named(&self.ignore)
    }
}

/// Whether `name` is the rule or its group.
fn covers(name: &str, id: &str) -> bool {
    name == id || id.strip_prefix(name).is_some_and(|rest| rest.starts_with('/'))
}

impl RuleSet {
    /// Makes a profile's rules ready. `overrides` are a project's own settings, laid over the profile's.
    ///
    /// # Errors
    /// [`ProfileError`] for a parameter that is missing, unknown or of the wrong type.
    pub fn new(
        profile: &Profile,
        overrides: &BTreeMap<String, Setting>,
        selection: &Selection,
    ) -> Result<Self, ProfileError> {
        let mut active = Vec::new();
        let laid;
        let settings = if overrides.is_empty() {
            &profile.rules
        } else {
            laid = profile.with(overrides);
            &laid
        };
        for rule in rules::RULES.iter().filter(|rule| selection.takes(rule.id)) {
            let Some(setting) = settings.get(rule.id) else { continue };
            let Some(level) = level_of(rule, setting) else { continue };
            match (rule.prepare)(&setting.params) {
                Ok(check) => active.push(Active { rule, level, check, basis: setting.stated.clone() }),
                // A project may set one number of a rule that this profile does not have at all.
                Err(_) if !profile.rules.contains_key(rule.id) => {}
                Err(why) => {
                    let last = setting.set_by.as_ref().or(setting.stated.as_ref());
                    let whose = last.map_or_else(|| profile.name.clone(), ToString::to_string);
                    return Err(ProfileError::new(&whose, format!("rule {}: {why}", rule.id)));
                }
            }
        }
        Ok(Self { active, profile: profile.name.clone() })
    }

    /// Leaves out the rules whose findings are less grave: for those who would not look at them.
    #[must_use]
    pub fn at_least(mut self, level: Severity) -> Self {
        self.active.retain(|active| active.level >= level);
        self
    }

    /// The rules that run, in the order of the manual.
    #[must_use]
    pub fn active(&self) -> &[Active] {
        &self.active
    }
}

/// How grave a rule's findings are under a setting; `None` where it is off.
pub(crate) fn level_of(rule: &Rule, setting: &Setting) -> Option<Severity> {
    let asked = match setting.level {
        Some(Level::Off) => return None,
        Some(Level::On(level)) => level,
        None => rule.level,
    };
    Some(if setting.capped { asked.min(Severity::Warning) } else { asked })
}

#[cfg(test)]
mod tests;
