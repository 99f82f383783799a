//! `tregua rules`: every rule in a line.

use crate::Outcome;
use crate::args::{Explain, Rules};
use crate::cmd::explain;
use crate::render;
use anyhow::Result;
use std::fmt::Write as _;
use tregua_qa::rule::Rule;
use tregua_qa::rules::RULES;

pub(crate) fn run(args: &Rules) -> Result<Outcome> {
    let group = |rule: &&&Rule| match (&args.id, rule.id.split_once('/')) {
        (Some(wanted), Some((group, _))) => wanted == group,
        _ => true,
    };
    let rules: Vec<&Rule> = RULES.iter().filter(group).copied().collect();
    if let Some(id) = args.id.as_ref().filter(|_| rules.is_empty()) {
        return explain::run(&Explain { id: id.clone() });
    }
    let mut out = String::new();
    let width = rules.iter().map(|r| r.id.len()).max().unwrap_or(0);
    for rule in rules {
        let fix = match rule.fix {
            Some(it) => format!(" [fix: {}]", it.name()),
            None => String::new(),
        };
        let _ = writeln!(out, "{:width$}  {}{fix}", rule.id, rule.summary());
    }
    render::stdout(&out)
}
