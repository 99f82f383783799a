//! `tregua rules [ID]`: the manual.

use crate::Outcome;
use crate::args::Manual;
use crate::render;
use anyhow::{Result, bail};
use std::fmt::Write as _;
use tregua_qa::rule::Rule;
use tregua_qa::rules::{RULES, find};

pub(crate) fn run(args: &Manual) -> Result<Outcome> {
    let mut out = String::new();
    match &args.id {
        None => {
            let width = RULES.iter().map(|r| r.id.len()).max().unwrap_or(0);
            for rule in RULES {
                let fix = match rule.fix {
                    Some(it) => format!(" [fix: {}]", it.name()),
                    None => String::new(),
                };
                let _ = writeln!(out, "{:width$}  {}{fix}", rule.id, rule.summary());
            }
        }
        Some(id) => match find(id) {
            Some(rule) => page(rule, &mut out),
            None => {
                bail!("there is no rule \u{201c}{}\u{201d}; `tregua rules` lists them", id.escape_debug())
            }
        },
    }
    render::stdout(&out)
}

fn page(rule: &Rule, out: &mut String) {
    let fix = rule.fix.map_or("none", |f| f.name());
    let _ = writeln!(out, "# {}\n\nLevel: {}. Fix: {fix}.\n", rule.id, rule.level.name());
    for line in rule.doc.lines() {
        let _ = writeln!(out, "{}", line.strip_prefix(' ').unwrap_or(line));
    }
    if !rule.params.is_empty() {
        out.push_str("\n## Parameters\n\n");
        for param in rule.params {
            let _ = writeln!(out, "- `{}` ({}): {}", param.name, param.kind, param.doc.trim());
        }
    }
}
