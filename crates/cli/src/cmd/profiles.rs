//! `tregua profiles [ID]`: the profiles, their numbers and their reasons.

use crate::Outcome;
use crate::args::Manual;
use crate::render;
use anyhow::Result;
use std::fmt::Write as _;
use tregua_qa::profile::{BUILTIN, Level, Profile};

pub(crate) fn run(args: &Manual) -> Result<Outcome> {
    let mut out = String::new();
    match &args.id {
        None => {
            for (name, _) in BUILTIN {
                let profile = Profile::builtin(name)?;
                let _ = writeln!(out, "{name:16}  {}", profile.title);
            }
        }
        Some(name) => page(&Profile::builtin(name)?, &mut out),
    }
    render::stdout(&out)
}

fn page(profile: &Profile, out: &mut String) {
    let _ = writeln!(out, "# {}\n\n{}\n", profile.name, profile.title);
    if let Some(base) = &profile.extends {
        let _ = writeln!(out, "Extends: {base}");
    }
    if !profile.languages.is_empty() {
        let tags: Vec<String> = profile.languages.iter().map(ToString::to_string).collect();
        let _ = writeln!(out, "Languages: {}", tags.join(", "));
    }
    out.push_str(&render::wrapped(&format!("Source: {} ({})", profile.source, profile.date), ""));
    out.push('\n');
    for (id, setting) in &profile.rules {
        let level = match setting.level {
            Some(Level::Off) => "off",
            Some(Level::On(level)) => level.name(),
            None => "",
        };
        let params: Vec<String> = setting.params.iter().map(|(k, v)| format!("{k} = {v}")).collect();
        let _ =
            writeln!(out, "{id}: {level}{}{}", if params.is_empty() { "" } else { ", " }, params.join(", "));
        if let Some(because) = &setting.because {
            out.push_str(&render::wrapped(because, "    "));
        }
    }
}
