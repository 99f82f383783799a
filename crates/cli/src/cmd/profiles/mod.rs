//! `tregua profiles`: the profiles, their numbers and their reasons.

mod diff;
mod show;

use crate::Outcome;
use crate::args::{PageForm, Profiles, ProfilesCommand, Show, ShowForm};
use crate::profile;
use crate::render;
use anyhow::Result;
use serde::Serialize;
use std::path::Path;
use tregua_qa::profile::{BUILTIN, Profile, Variant};

pub(crate) fn run(args: &Profiles) -> Result<Outcome> {
    match (&args.what, &args.name) {
        (Some(ProfilesCommand::Show(show)), _) => show::run(show),
        (Some(ProfilesCommand::Diff(diff)), _) => diff::run(diff),
        (None, Some(name)) => {
            let format = match args.format {
                PageForm::Human => ShowForm::Human,
                PageForm::Json => ShowForm::Json,
            };
            show::run(&Show { name: name.clone(), resolved: false, format })
        }
        (None, None) => list(args.format),
    }
}

/// A profile and the variant that its name ends in, if it ends in one.
fn named(name: &str) -> Result<(Profile, Option<Variant>)> {
    let (base, variant) = Variant::split(name);
    Ok((profile::find(base, Path::new("."))?, (base != name).then_some(variant)))
}

/// One profile in the list.
#[derive(Serialize)]
struct Entry {
    name: &'static str,
    title: String,
    extends: Vec<String>,
    languages: Vec<String>,
    variants: Vec<String>,
}

#[derive(Serialize)]
struct List {
    version: u32,
    profiles: Vec<Entry>,
}

fn list(format: PageForm) -> Result<Outcome> {
    let entry = |(name, _): &(&'static str, &str)| -> Result<Entry> {
        let profile = Profile::builtin(name)?;
        Ok(Entry {
            name,
            languages: profile.languages.iter().map(ToString::to_string).collect(),
            variants: profile.variants().map(|v| format!("{name}{}", v.suffix())).collect(),
            extends: profile.extends,
            title: profile.title,
        })
    };
    let profiles = BUILTIN.iter().map(entry).collect::<Result<Vec<_>>>()?;
    if format == PageForm::Json {
        return render::json::page(&List { version: 1, profiles });
    }
    let mut out = String::new();
    let width = profiles.iter().map(|p| p.name.len()).max().unwrap_or(0) + 2;
    let rest = " ".repeat(width);
    for profile in &profiles {
        out.push_str(&render::filled(&profile.title, &format!("{:width$}", profile.name), &rest));
        let mut more = Vec::new();
        if !profile.languages.is_empty() {
            more.push(profile.languages.join(" "));
        }
        let ends = profile.variants.iter().filter_map(|v| v.strip_prefix(profile.name));
        let ends: Vec<&str> = ends.collect();
        if !ends.is_empty() {
            more.push(ends.join(" "));
        }
        if !more.is_empty() {
            out.push_str(&render::filled(&more.join("; "), &rest, &rest));
        }
    }
    out.push_str(
        "\nBehind a name, .children, .sdh and .sdh.children ask for the numbers for such\nviewers; a profile of your own is named by its file, my.toml.\n",
    );
    render::stdout(&out)
}
