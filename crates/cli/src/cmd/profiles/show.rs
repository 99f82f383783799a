//! `tregua profiles show`: what one profile says, or comes to.

use super::named;
use crate::Outcome;
use crate::args::{Show, ShowForm};
use crate::profile;
use crate::render::numbers::{Cited, Ground, Work, place, row};
use crate::render::{self, filled};
use anyhow::{Result, bail};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;
use tregua_parse::base::Severity;
use tregua_qa::profile::{Basis, Level, Profile, Value, Variant};
use tregua_qa::rules::find;

pub(super) fn run(args: &Show) -> Result<Outcome> {
    if args.format == ShowForm::Toml {
        let (base, _) = Variant::split(&args.name);
        if args.resolved || base != args.name {
            bail!(
                "--format toml gives a profile's own text: name it without its variant and without --resolved"
            );
        }
        // Tabs steer nothing, and line ends become those of this program.
        let text = profile::text(base, Path::new("."))?.replace("\r\n", "\n");
        let parts: Vec<String> = text.split('\t').map(render::plain).collect();
        return render::stdout(&parts.join("\t"));
    }
    let (profile, variant) = named(&args.name)?;
    // A variant has no text of its own.
    let resolved = args.resolved || variant.is_some();
    let entries = if resolved { effective(&profile, variant) } else { own(&profile) };
    let page = Page { profile: &profile, variant, resolved, entries };
    match args.format {
        ShowForm::Json => render::json::page(&page.json()),
        ShowForm::Human | ShowForm::Toml => render::stdout(&render::plain(&page.human())),
    }
}

/// A rule on the page.
struct Entry {
    id: String,
    level: Option<Level>,
    level_basis: Option<Arc<Basis>>,
    capped: bool,
    stated: Option<Arc<Basis>>,
    params: Vec<(String, Value, Arc<Basis>)>,
}

/// The rules that run.
fn effective(profile: &Profile, variant: Option<Variant>) -> Vec<Entry> {
    let all = profile.effective(variant).into_iter();
    let entry = all.map(|rule| Entry {
        id: rule.rule.id.to_owned(),
        level: Some(Level::On(rule.level)),
        level_basis: rule.level_basis,
        capped: rule.capped,
        stated: rule.stated,
        params: rule.params.into_iter().map(|n| (n.name.to_owned(), n.value, n.basis)).collect(),
    });
    entry.collect()
}

/// What the profile's own text says.
fn own(profile: &Profile) -> Vec<Entry> {
    let error = Some(Level::On(Severity::Error));
    let entry = |(id, setting): (&String, &tregua_qa::profile::Setting)| {
        let order = find(id).map_or(&[][..], |rule| rule.params).iter().map(|p| p.name);
        let param = |name: &str| {
            let value = setting.params.get(name)?.clone();
            Some((name.to_owned(), value, Arc::clone(setting.basis.get(name)?)))
        };
        Entry {
            id: id.clone(),
            level: setting.level,
            level_basis: setting.level_basis.clone(),
            capped: profile.rules.get(id).is_some_and(|all| all.capped && setting.level == error),
            stated: setting.stated.clone(),
            params: order.filter_map(param).collect(),
        }
    };
    profile.own.iter().map(entry).collect()
}

struct Page<'p> {
    profile: &'p Profile,
    variant: Option<Variant>,
    resolved: bool,
    entries: Vec<Entry>,
}

impl Page<'_> {
    fn name(&self) -> String {
        format!("{}{}", self.profile.name, self.variant.map_or("", Variant::suffix))
    }

    fn human(&self) -> String {
        let profile = self.profile;
        let mut out = format!("{}\n", self.name());
        out.push_str(&filled(&profile.title, "", ""));
        out.push('\n');
        let mut head =
            |key: &str, text: &str| out.push_str(&filled(text, &format!("{key:11}"), &" ".repeat(11)));
        if !profile.extends.is_empty() {
            head("Extends", &profile.extends.join(", which extends "));
        }
        let tags: Vec<String> = profile.languages.iter().map(ToString::to_string).collect();
        if !tags.is_empty() {
            head("Languages", &tags.join(", "));
        }
        let ends: Vec<&str> = profile.variants().map(Variant::suffix).collect();
        if !ends.is_empty() && self.variant.is_none() {
            head("Variants", &ends.join(", "));
        }
        head("Source", &format!("{} ({})", profile.source, profile.date));
        let mut cited = Cited::default();
        let bases = self.entries.iter().flat_map(Entry::bases);
        let places = if self.resolved { bases.map(|b| place(b).len()).max().unwrap_or(0) } else { 0 };
        for entry in &self.entries {
            entry.bases().for_each(|basis| cited.add(basis));
            entry.human(places, &mut out);
        }
        let off: Vec<&str> = profile.off().collect();
        if self.resolved && !off.is_empty() {
            out.push('\n');
            out.push_str(&filled(&off.join(", "), "Off        ", &" ".repeat(11)));
        }
        cited.list(&mut out);
        out
    }

    fn json(&self) -> Json<'_> {
        let mut cited = Cited::default();
        self.entries.iter().flat_map(Entry::bases).for_each(|basis| cited.add(basis));
        Json {
            version: 1,
            name: self.name(),
            title: &self.profile.title,
            extends: &self.profile.extends,
            languages: self.profile.languages.iter().map(ToString::to_string).collect(),
            source: &self.profile.source,
            date: &self.profile.date,
            resolved: self.resolved,
            rules: self.entries.iter().map(Entry::json).collect(),
            off: if self.resolved { self.profile.off().collect() } else { Vec::new() },
            sources: cited.json(),
        }
    }
}

impl Entry {
    /// What is shown of it rests on these.
    fn bases(&self) -> impl Iterator<Item = &Basis> {
        let params = self.params.iter().map(|(_, _, basis)| basis);
        let whole = self.stated.iter().filter(|_| self.params.is_empty());
        let level = self.level_basis.iter().filter(|_| self.params.is_empty());
        params.chain(whole).chain(level).map(Arc::as_ref)
    }

    fn human(&self, places: usize, out: &mut String) {
        let level = self.level.map_or(String::new(), |level| format!(": {}", level.name()));
        let _ = write!(out, "\n{}{level}", self.id);
        // Where the level comes from is said when it is not where its numbers do.
        let elsewhere = |level: &&Arc<Basis>| self.bases().all(|b| place(b) != place(level));
        match self.level_basis.as_ref().filter(elsewhere).filter(|_| places > 0) {
            Some(basis) => {
                let _ = write!(out, " (set at {})", place(basis));
            }
            None if places > 0 && self.level_basis.is_none() => out.push_str(" (the rule's own level)"),
            None => {}
        }
        if self.capped {
            let held = if places > 0 { "down from error" } else { "down to a warning" };
            let _ = write!(out, ", held {held} as its numbers are not sure");
        }
        out.push('\n');
        for (name, value, basis) in &self.params {
            row(&format!("{name} = {value}"), basis, places, out);
        }
        if let Some(basis) = self.stated.as_ref().filter(|_| self.params.is_empty()) {
            row(
                &self.level.map_or(String::new(), |l| format!("level = \"{}\"", l.name())),
                basis,
                places,
                out,
            );
        }
        let mut told: Vec<&str> = Vec::new();
        for because in self.bases().chain(self.stated.as_deref()).filter_map(|b| b.because.as_deref()) {
            if !told.contains(&because) {
                out.push_str(&filled(because, "    ", "    "));
                told.push(because);
            }
        }
    }

    fn json(&self) -> JsonRule<'_> {
        JsonRule {
            id: &self.id,
            level: self.level.map(Level::name),
            capped: self.capped,
            level_from: self.level_basis.as_deref().map(Ground::from),
            stated: self.stated.as_deref().map(Ground::from),
            params: self
                .params
                .iter()
                .map(|(name, value, basis)| JsonParam { name, value, from: Ground::from(basis.as_ref()) })
                .collect(),
        }
    }
}

#[derive(Serialize)]
struct Json<'p> {
    version: u32,
    name: String,
    title: &'p str,
    extends: &'p [String],
    languages: Vec<String>,
    source: &'p str,
    date: &'p str,
    resolved: bool,
    rules: Vec<JsonRule<'p>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    off: Vec<&'p str>,
    sources: BTreeMap<&'p str, Work>,
}

#[derive(Serialize)]
struct JsonRule<'p> {
    id: &'p str,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<&'static str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    capped: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    level_from: Option<Ground<'p>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stated: Option<Ground<'p>>,
    params: Vec<JsonParam<'p>>,
}

#[derive(Serialize)]
struct JsonParam<'p> {
    name: &'p str,
    value: &'p Value,
    from: Ground<'p>,
}
