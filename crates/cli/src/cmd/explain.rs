//! `tregua explain RULE`: a rule's page of the manual, and what the profiles make of it.

use crate::Outcome;
use crate::args::Explain;
use crate::render::numbers::{Cited, row};
use crate::render::{self, filled};
use anyhow::{Result, bail};
use std::fmt::Write as _;
use std::sync::Arc;
use tregua_qa::profile::{BUILTIN, Basis, Effective, Profile};
use tregua_qa::rule::{Param, Rule};
use tregua_qa::rules;

pub(crate) fn run(args: &Explain) -> Result<Outcome> {
    let rule = match rules::named(&args.id) {
        Ok(rule) => rule,
        Err(why) => bail!("{why}"),
    };
    let mut out = format!("{}\n", rule.id);
    manual(rule, &mut out);
    parameters(rule, &mut out);
    profiles(rule, &mut out)?;
    render::stdout(&out)
}

/// The page's Markdown as people read it: headings at the margin, text filled, examples under the word for what they
/// show.
fn manual(rule: &Rule, out: &mut String) {
    let mut lines = rule.doc.lines().map(|l| l.strip_prefix(' ').unwrap_or(l));
    let mut paragraph = String::new();
    let mut first = true;
    let mut end = |paragraph: &mut String, out: &mut String| {
        if paragraph.is_empty() {
            return;
        }
        let _ = write!(out, "\n{}", filled(paragraph, "    ", "    "));
        paragraph.clear();
        if std::mem::take(&mut first) {
            let fix = rule.fix.map_or("none", |fix| fix.name());
            let level = rule.level.name();
            let _ = writeln!(out, "\n    Level: {level}, where a profile says nothing else. Fix: {fix}.");
        }
    };
    while let Some(line) = lines.next() {
        if let Some(info) = line.strip_prefix("```") {
            end(&mut paragraph, out);
            let _ = writeln!(out, "\n{}\n", example(info));
            for line in lines.by_ref().take_while(|l| *l != "```") {
                let _ = writeln!(out, "{}", format!("    {line}").trim_end());
            }
        } else if let Some(heading) = line.strip_prefix("## ") {
            end(&mut paragraph, out);
            let _ = writeln!(out, "\n{heading}");
        } else if line.is_empty() {
            end(&mut paragraph, out);
        } else {
            if line.starts_with("- ") {
                end(&mut paragraph, out);
            }
            paragraph.push_str(line);
            paragraph.push(' ');
        }
    }
    end(&mut paragraph, out);
}

/// What an example shows, and for whom: ```` ```srt,bad fps=24 profile=netflix/base ````.
fn example(info: &str) -> String {
    let mut words = info.split([',', ' ']);
    let format = words.next().unwrap_or_default();
    let mut what = "Example";
    let mut with = Vec::new();
    if format == "set" {
        with.push("several tracks".to_owned());
    } else if format != "srt" {
        with.push(format.to_owned());
    }
    for word in words {
        match word.split_once('=') {
            Some(("fps", rate)) => with.push(format!("at {rate} frames a second")),
            Some((key, value)) => with.push(format!("{key} {value}")),
            None if word == "bad" => what = "Wrong",
            None if word == "good" => what = "Right",
            None => with.push(word.to_owned()),
        }
    }
    if with.is_empty() { what.to_owned() } else { format!("{what} ({})", with.join(", ")) }
}

fn parameters(rule: &Rule, out: &mut String) {
    for (n, param) in rule.params.iter().enumerate() {
        if n == 0 {
            out.push_str("\nParameters\n\n");
        }
        let kind = kind(param);
        let text = format!("{}{}{}", param.doc.trim(), if kind.is_empty() { "" } else { "; " }, kind);
        let _ = write!(out, "    {}\n{}", param.name, filled(&text, "        ", "        "));
    }
}

/// A parameter's type in words, where it has any that help.
fn kind(param: &Param) -> String {
    let kind = param.kind.replace(' ', "");
    let inner = kind.strip_prefix("Option<").and_then(|k| k.strip_suffix('>'));
    let word = match inner.unwrap_or(&kind) {
        "u32" | "i64" | "u64" | "usize" | "NonZeroU32" => "a whole number",
        "Fraction" => "7 or \"5/6\"",
        "bool" => "true or false",
        "String" => "a text",
        "Vec<String>" => "a list of texts",
        _ => "",
    };
    let optional = if inner.is_some() { "may be left out" } else { "" };
    [word, optional].into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(", ")
}

/// Profiles that come to the same for the rule, in one block.
struct Block {
    names: Vec<&'static str>,
    rule: Effective,
}

impl Block {
    /// Wherever it was set: the house profile repeats what it was drafted from.
    fn is_same(&self, other: &Effective) -> bool {
        let ground = |basis: &Basis| (basis.confidence, basis.source.clone(), basis.because.clone());
        let numbers = |rule: &Effective| -> Vec<_> {
            rule.params.iter().map(|n| (n.name, n.value.clone(), ground(&n.basis))).collect()
        };
        let whole = |rule: &Effective| rule.stated.as_deref().map(ground);
        self.rule.level == other.level
            && numbers(&self.rule) == numbers(other)
            && (!other.params.is_empty() || whole(&self.rule) == whole(other))
    }

    fn bases(&self) -> impl Iterator<Item = &Basis> {
        let numbers = self.rule.params.iter().map(|n| &n.basis);
        let whole = self.rule.stated.iter().filter(|_| self.rule.params.is_empty());
        numbers.chain(whole).map(Arc::as_ref)
    }
}

fn profiles(rule: &Rule, out: &mut String) -> Result<()> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut without = Vec::new();
    for (name, _) in BUILTIN {
        let mine = Profile::builtin(name)?.effective(None).into_iter().find(|e| e.rule.id == rule.id);
        match mine {
            None => without.push(*name),
            Some(mine) => match blocks.iter_mut().find(|block| block.is_same(&mine)) {
                Some(block) => block.names.push(name),
                None => blocks.push(Block { names: vec![name], rule: mine }),
            },
        }
    }
    out.push_str("\nIn the profiles\n");
    let mut cited = Cited::default();
    for block in &blocks {
        let level = block.rule.level.name();
        let _ = write!(out, "\n{}", filled(&format!("{}: {level}", block.names.join(", ")), "  ", "  "));
        for number in &block.rule.params {
            row(&format!("{} = {}", number.name, number.value), &number.basis, 0, out);
        }
        if let Some(basis) = block.rule.stated.as_ref().filter(|_| block.rule.params.is_empty()) {
            row(&format!("level = \"{level}\""), basis, 0, out);
        }
        let mut told: Vec<&str> = Vec::new();
        for because in block.bases().filter_map(|basis| basis.because.as_deref()) {
            if !told.contains(&because) {
                out.push_str(&filled(because, "    ", "    "));
                told.push(because);
            }
        }
        block.bases().for_each(|basis| cited.add(basis));
    }
    if !without.is_empty() {
        let _ = write!(out, "\n{}", filled(&format!("{}: not checked", without.join(", ")), "  ", "  "));
    }
    cited.list(out);
    Ok(())
}
