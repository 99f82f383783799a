//! `tregua profiles diff`: the rules that two profiles do not share.

use super::named;
use crate::Outcome;
use crate::args::{Diff, PageForm};
use crate::render;
use anyhow::Result;
use serde::Serialize;
use std::fmt::Write as _;
use tregua_parse::base::Severity;
use tregua_qa::profile::{Difference, Number, Profile, Value, Variant, compare};

pub(super) fn run(args: &Diff) -> Result<Outcome> {
    let (left, right) = (named(&args.left)?, named(&args.right)?);
    // Beside a variant, a profile without one is that for adults without special needs.
    let one = left.1.or(right.1).map(|_| Variant::default());
    let rules = |(profile, variant): &(Profile, Option<Variant>)| profile.effective(variant.or(one));
    let differences = compare(&rules(&left), &rules(&right));
    match args.format {
        PageForm::Human => render::stdout(&render::plain(&human(args, &differences)))?,
        PageForm::Json => render::json::page(&json(args, &differences))?,
    };
    Ok(if differences.is_empty() { Outcome::Clean } else { Outcome::Findings })
}

/// As people know it from version control: what only the one has behind `-`, what only the other has behind `+`.
fn human(args: &Diff, differences: &[Difference]) -> String {
    let Diff { left, right, .. } = args;
    if differences.is_empty() {
        return format!("{left} and {right} come to the same rules, levels and numbers\n");
    }
    let mut out = format!("--- {left}\n+++ {right}\n");
    for difference in differences {
        let id = difference.rule.id;
        match difference.levels {
            (Some(a), Some(b)) if a == b => {
                let _ = writeln!(out, "  {id}: {}", a.name());
            }
            (a, b) => {
                let mut side = |sign: char, level: Option<Severity>| {
                    let _ = level.map(|level| writeln!(out, "{sign} {id}: {}", level.name()));
                };
                side('-', a);
                side('+', b);
            }
        }
        for (a, b) in &difference.params {
            let mut side = |sign: char, number: &Option<Number>| {
                let _ = number.as_ref().map(|n| writeln!(out, "{sign}     {} = {}", n.name, n.value));
            };
            side('-', a);
            side('+', b);
        }
    }
    out
}

#[derive(Serialize)]
struct Json<'d> {
    version: u32,
    left: &'d str,
    right: &'d str,
    differences: Vec<JsonDifference<'d>>,
}

#[derive(Serialize)]
struct JsonDifference<'d> {
    rule: &'static str,
    /// `null` where the rule does not run.
    left_level: Option<&'static str>,
    right_level: Option<&'static str>,
    params: Vec<JsonParam<'d>>,
}

#[derive(Serialize)]
struct JsonParam<'d> {
    left: Option<JsonNumber<'d>>,
    right: Option<JsonNumber<'d>>,
}

#[derive(Serialize)]
struct JsonNumber<'d> {
    name: &'static str,
    value: &'d Value,
}

fn json<'d>(args: &'d Diff, differences: &'d [Difference]) -> Json<'d> {
    let number = |n: &'d Option<Number>| n.as_ref().map(|n| JsonNumber { name: n.name, value: &n.value });
    let one = |d: &'d Difference| JsonDifference {
        rule: d.rule.id,
        left_level: d.levels.0.map(Severity::name),
        right_level: d.levels.1.map(Severity::name),
        params: d.params.iter().map(|(a, b)| JsonParam { left: number(a), right: number(b) }).collect(),
    };
    Json {
        version: 1,
        left: &args.left,
        right: &args.right,
        differences: differences.iter().map(one).collect(),
    }
}
