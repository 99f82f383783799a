//! What a profile comes to: the rules that run with all their numbers, and how two profiles differ.

use super::setting::{Basis, Level, Setting};
use super::variant::FAMILY;
use super::{Profile, Variant, level_of};
use crate::rule::Rule;
use crate::rules::RULES;
use std::collections::BTreeMap;
use std::sync::Arc;
use tregua_parse::base::Severity;

/// A rule that runs under a profile.
#[derive(Clone, Debug)]
pub struct Effective {
    /// The rule.
    pub rule: &'static Rule,
    /// How grave its findings are.
    pub level: Severity,
    /// The level was higher, and its numbers are too uncertain for that.
    pub capped: bool,
    /// Where the level was set; the rule's own where that is nowhere.
    pub level_basis: Option<Arc<Basis>>,
    /// What the rule as a whole rests on.
    pub stated: Option<Arc<Basis>>,
    /// Its parameters that are set, in the order of its page.
    pub params: Vec<Number>,
}

/// A parameter with its value.
#[derive(Clone, Debug)]
pub struct Number {
    /// Its key in a profile.
    pub name: &'static str,
    /// Its value.
    pub value: toml::Value,
    /// What it rests on.
    pub basis: Arc<Basis>,
    /// What it is compared under: parameters of which one holds are one number in the variants of a profile.
    family: &'static str,
}

impl Profile {
    /// The rules that run, in the order of the manual. Under a variant only the numbers that hold for it are given.
    #[must_use]
    pub fn effective(&self, variant: Option<Variant>) -> Vec<Effective> {
        let set = RULES.iter().filter_map(|rule| self.rules.get(rule.id).map(|setting| (*rule, setting)));
        set.filter_map(|(rule, setting)| effective(rule, setting, variant)).collect()
    }

    /// The rules that the profile names and turns off.
    pub fn off(&self) -> impl Iterator<Item = &str> {
        let off = self.rules.iter().filter(|(_, setting)| setting.level == Some(Level::Off));
        off.map(|(id, _)| id.as_str())
    }

    /// The variants for which the profile has numbers of their own.
    pub fn variants(&self) -> impl Iterator<Item = Variant> {
        let own = |variant: &Variant| {
            let name = variant.ladder().first().copied().unwrap_or_default();
            let runs = self.rules.values().filter(|setting| setting.level != Some(Level::Off));
            runs.into_iter().any(|setting| setting.params.contains_key(name))
        };
        Variant::NAMED.into_iter().filter(own)
    }
}

fn effective(rule: &'static Rule, setting: &Setting, variant: Option<Variant>) -> Option<Effective> {
    let level = level_of(rule, setting)?;
    let holds = variant.map(|variant| variant.holds(setting));
    let params = rule.params.iter().filter_map(|param| {
        let member = FAMILY.contains(&param.name);
        if member && holds.is_some_and(|holds| holds != Some(param.name)) {
            return None;
        }
        Some(Number {
            name: param.name,
            value: setting.params.get(param.name)?.clone(),
            basis: Arc::clone(setting.basis.get(param.name)?),
            family: if member && variant.is_some() { "" } else { param.name },
        })
    });
    let asked = match setting.level {
        Some(Level::On(level)) => level,
        _ => rule.level,
    };
    Some(Effective {
        rule,
        level,
        capped: asked > level,
        level_basis: setting.level_basis.clone(),
        stated: setting.stated.clone(),
        params: params.collect(),
    })
}

/// How a rule differs between two profiles.
#[derive(Clone, Debug)]
pub struct Difference {
    /// The rule.
    pub rule: &'static Rule,
    /// Its levels; `None` where it does not run.
    pub levels: (Option<Severity>, Option<Severity>),
    /// The parameters that differ; all of them where it runs under one profile only.
    pub params: Vec<(Option<Number>, Option<Number>)>,
}

/// The rules that run under one of two profiles only, or with other levels or numbers.
#[must_use]
pub fn compare(left: &[Effective], right: &[Effective]) -> Vec<Difference> {
    let mut pairs: BTreeMap<&str, (Option<&Effective>, Option<&Effective>)> = BTreeMap::new();
    for rule in left {
        pairs.entry(rule.rule.id).or_default().0 = Some(rule);
    }
    for rule in right {
        pairs.entry(rule.rule.id).or_default().1 = Some(rule);
    }
    let differ = pairs.into_values().filter_map(|(a, b)| {
        let levels = (a.map(|a| a.level), b.map(|b| b.level));
        let params = numbers(a.map_or(&[], |a| &a.params), b.map_or(&[], |b| &b.params));
        let rule = a.or(b)?.rule;
        (levels.0 != levels.1 || !params.is_empty()).then_some(Difference { rule, levels, params })
    });
    differ.collect()
}

/// The numbers that are not the same on both sides.
fn numbers(left: &[Number], right: &[Number]) -> Vec<(Option<Number>, Option<Number>)> {
    let of = |list: &[Number], key: &str| list.iter().find(|n| n.family == key).cloned();
    let only_right = right.iter().filter(|n| of(left, n.family).is_none());
    let keys = left.iter().chain(only_right).map(|n| n.family);
    let pairs = keys.map(|key| (of(left, key), of(right, key)));
    pairs.filter(|(a, b)| a.as_ref().map(|n| &n.value) != b.as_ref().map(|n| &n.value)).collect()
}
