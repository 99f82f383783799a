//! `manifest.toml`: what a check of the defective copy must find, no more and no less.

use super::planter::Planter;
use crate::feature::TRACKS;
use anyhow::Result;
use std::fmt::Write as _;

const HEAD: &str = "\
# Written by `cargo xtask feature`; do not edit. What a check of this folder must find, no more and no less.
#
# rule     the rule that finds it, at any level
# track    the language of the file
# cue      the cue's place in its file, counted from 1 whatever the counters say; none where the finding is about
#          the file, or about a place that belongs to no cue
# note     what was planted there
# because  why this rule finds something, where the fault was planted for another one
#
# A rule that is `allowed` may find more, but only inform of it.
";

/// Renders the list in the order of the files and the cues.
pub(super) fn write(planter: &Planter<'_>) -> Result<String> {
    let mut list = Vec::new();
    for finding in &planter.findings {
        let cue = finding.slot.map(|slot| planter.place_of(finding.track, slot)).transpose()?;
        list.push((finding.track, cue.map(|place| place + 1), finding));
    }
    list.sort_by_key(|(track, cue, finding)| (*track, *cue, finding.rule.as_str()));
    let mut out = HEAD.to_owned();
    for (track, cue, finding) in list {
        let _ =
            write!(out, "\n[[finding]]\nrule = \"{}\"\ntrack = \"{}\"\n", finding.rule, TRACKS[track].lang);
        if let Some(cue) = cue {
            let _ = writeln!(out, "cue = {cue}");
        }
        let _ = writeln!(out, "note = \"{}\"", escaped(&finding.note));
        if let Some(because) = &finding.because {
            let _ = writeln!(out, "because = \"{}\"", escaped(because));
        }
    }
    for allowed in &planter.allowed {
        let (rule, because) = (&allowed.rule, escaped(&allowed.because));
        let _ = write!(out, "\n[[allowed]]\nrule = \"{rule}\"\nbecause = \"{because}\"\n");
    }
    Ok(out)
}

/// A text as TOML writes it between quotation marks.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}
