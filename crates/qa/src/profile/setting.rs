//! What a profile or project says about one rule, and what each of its numbers rests on.

use super::Confidence;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use tregua_parse::base::Severity;

/// `off`, or how grave.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Level {
    /// The rule does not run.
    Off,
    /// It runs, and its findings are this grave.
    On(Severity),
}

impl Level {
    /// Its word in profiles.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::On(level) => level.name(),
        }
    }

    pub(super) fn parse(text: &str) -> Option<Self> {
        match text {
            "off" => Some(Self::Off),
            "info" => Some(Self::On(Severity::Info)),
            "warning" => Some(Self::On(Severity::Warning)),
            "error" => Some(Self::On(Severity::Error)),
            _ => None,
        }
    }
}

/// Where something was set, why, and how sure it is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Basis {
    /// The profile, or the file.
    pub profile: String,
    /// Its line, from 1.
    pub line: usize,
    /// Its column, from 1.
    pub column: usize,
    /// Why.
    pub because: Option<String>,
    /// Where it comes from: ids of the list of sources, or titles.
    pub source: Vec<String>,
    /// How sure it is.
    pub confidence: Confidence,
}

impl fmt::Display for Basis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: line {}, column {}", self.profile, self.line, self.column)
    }
}

/// What a profile or project says about one rule.
#[derive(Clone, Default, Debug)]
pub struct Setting {
    /// Its level; `None` leaves the level it had.
    pub level: Option<Level>,
    /// Where the level was set.
    pub level_basis: Option<Arc<Basis>>,
    /// The rule's parameters.
    pub params: toml::Table,
    /// What each parameter rests on.
    pub basis: BTreeMap<String, Arc<Basis>>,
    /// The last that set a parameter.
    pub set_by: Option<Arc<Basis>>,
    /// What the rule as a whole rests on; of several parameters the least sure counts.
    pub stated: Option<Arc<Basis>>,
    /// Its numbers are too uncertain for more than a warning.
    pub capped: bool,
    pub(crate) gives: Gives,
}

/// Which of the words about a setting a table has.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Gives {
    pub(crate) because: bool,
    pub(crate) source: bool,
    pub(crate) confidence: bool,
}

impl Setting {
    /// Why, with the source.
    #[must_use]
    pub fn because(&self) -> Option<&str> {
        self.stated.as_ref()?.because.as_deref()
    }

    /// Lays a table's words over what stood before.
    ///
    /// A table without parameters that gives a source or a confidence speaks of all the numbers that it inherits. A
    /// level that is set without a confidence is the word of whoever wrote it, and no longer capped.
    pub(super) fn lay(&mut self, over: Self) {
        let Gives { because, source, confidence } = over.gives;
        let Some(stated) = over.stated else { return };
        if over.params.is_empty() && (source || confidence) {
            for basis in self.basis.values_mut() {
                let mut new = Basis::clone(basis);
                if confidence {
                    new.confidence = stated.confidence;
                }
                if source {
                    new.source.clone_from(&stated.source);
                }
                if because {
                    new.because.clone_from(&stated.because);
                }
                *basis = Arc::new(new);
            }
        }
        let only_a_reason = over.params.is_empty() && over.level.is_none() && !source && !confidence;
        if let Some(level) = over.level {
            self.level = Some(level);
            self.level_basis = Some(Arc::clone(&stated));
        }
        if !over.params.is_empty() {
            self.set_by = Some(Arc::clone(&stated));
        }
        self.params.extend(over.params);
        self.basis.extend(over.basis);
        if only_a_reason && let Some(old) = &self.stated {
            self.stated = Some(Arc::new(Basis { because: stated.because.clone(), ..Basis::clone(old) }));
            return;
        }
        self.stated = Some(stated);
        self.capped = (over.level.is_none() || confidence) && self.is_uncertain();
    }

    /// Whether a number that can make an error is too uncertain for one. Parameters that begin with `warn_` are the
    /// lower of two limits and never make more than a warning.
    fn is_uncertain(&self) -> bool {
        if self.params.is_empty() {
            return self.stated.as_ref().is_some_and(|basis| basis.confidence.only_warns());
        }
        let mut grave = self.basis.iter().filter(|(name, _)| !name.starts_with("warn_"));
        grave.any(|(_, basis)| basis.confidence.only_warns())
    }
}

/// Lays settings over others, rule by rule.
pub(super) fn overlay(rules: &mut BTreeMap<String, Setting>, more: BTreeMap<String, Setting>) {
    for (id, setting) in more {
        rules.entry(id).or_default().lay(setting);
    }
}
