//! `[rules."id"]` tables.

use super::ProfileError;
use super::confidence::Confidence;
use super::setting::{Basis, Gives, Level, Setting};
use crate::rules;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Reads `[rules."id"]` tables: `level`, `because`, `source` and `confidence` are every rule's, the rest are its
/// parameters.
pub(crate) fn read_settings(
    name: &str,
    text: &str,
    tables: BTreeMap<String, toml::Spanned<toml::Table>>,
) -> Result<BTreeMap<String, Setting>, ProfileError> {
    let mut out = BTreeMap::new();
    let lines: Vec<usize> = memchr::memchr_iter(b'\n', text.as_bytes()).collect();
    for (id, table) in tables {
        if rules::is_left_out(&id) {
            continue;
        }
        let start = table.span().start;
        let at = |key: &str, why: String| {
            let (line, column) = place(text, &lines, start, key);
            ProfileError::new(name, format!("line {line}, column {column}: {why}"))
        };
        let rule = rules::find(&id).ok_or_else(|| at(&id, rules::unknown(&id)))?;
        let known: Vec<&str> = rule.params.iter().map(|p| p.name).collect();
        let (line, column) = place(text, &lines, start, &id);
        let mut words = Words { known: &known, id: &id, ..Words::default() };
        for (key, value) in table.into_inner() {
            words.take(&key, value).map_err(|why| at(&key, why))?;
        }
        let here = Basis {
            profile: name.to_owned(),
            line,
            column,
            because: None,
            source: Vec::new(),
            confidence: Confidence::Own,
        };
        let setting = words.setting(here).map_err(|(key, why)| at(key, why))?;
        out.insert(id, setting);
    }
    Ok(out)
}

/// A table's words as they are read.
#[derive(Default)]
struct Words<'t> {
    known: &'t [&'t str],
    id: &'t str,
    level: Option<Level>,
    because: Option<String>,
    source: Option<Each<Vec<String>>>,
    confidence: Option<Each<Confidence>>,
    params: toml::Table,
}

/// One word for all parameters, or one for each.
enum Each<T> {
    All(T),
    By(BTreeMap<String, T>),
}

impl<T> Each<T> {
    fn of(&self, param: &str) -> Option<&T> {
        match self {
            Self::All(one) => Some(one),
            Self::By(map) => map.get(param),
        }
    }
}

impl Words<'_> {
    fn take(&mut self, key: &str, value: toml::Value) -> Result<(), String> {
        match (key, value) {
            ("level", toml::Value::String(level)) => {
                let no_level = || format!("\u{201c}{level}\u{201d} is no level (off, info, warning, error)");
                self.level = Some(Level::parse(&level).ok_or_else(no_level)?);
            }
            ("because", toml::Value::String(because)) => self.because = Some(because),
            ("level" | "because", _) => return Err(format!("`{key}` must be a text")),
            ("source", value) => self.source = Some(each(value, sources)?),
            ("confidence", value) => self.confidence = Some(each(value, confidence)?),
            (other, value) if self.known.contains(&other) => {
                self.params.insert(key.to_owned(), value);
            }
            (other, _) => {
                let list = if self.known.is_empty() { "none".to_owned() } else { self.known.join(", ") };
                return Err(format!("rule {} has no parameter `{other}` (it has: {list})", self.id));
            }
        }
        Ok(())
    }

    fn setting(self, here: Basis) -> Result<Setting, (&'static str, String)> {
        let gives = Gives {
            because: self.because.is_some(),
            source: self.source.is_some(),
            confidence: self.confidence.is_some(),
        };
        if let Some(Each::By(map)) = &self.source {
            self.names_each("source", map.keys())?;
        }
        if let Some(Each::By(map)) = &self.confidence {
            self.names_each("confidence", map.keys())?;
        }
        let for_param = |param: &str| Basis {
            because: self.because.clone(),
            source: self.source.as_ref().and_then(|s| s.of(param)).cloned().unwrap_or_default(),
            confidence: self
                .confidence
                .as_ref()
                .and_then(|c| c.of(param))
                .copied()
                .unwrap_or(here.confidence),
            ..here.clone()
        };
        let uniform =
            !matches!(self.source, Some(Each::By(_))) && !matches!(self.confidence, Some(Each::By(_)));
        let whole = Arc::new(match self.params.keys().next() {
            Some(first) if uniform => for_param(first),
            Some(_) => together(self.params.keys().map(|param| for_param(param)), &here),
            None => for_param(""),
        });
        let basis = self.params.keys().map(|param| {
            let one = if uniform { Arc::clone(&whole) } else { Arc::new(for_param(param)) };
            (param.clone(), one)
        });
        Ok(Setting {
            level: self.level,
            level_basis: self.level.map(|_| Arc::clone(&whole)),
            basis: basis.collect(),
            set_by: None,
            stated: Some(Arc::clone(&whole)),
            params: self.params,
            capped: false,
            gives,
        })
    }

    /// A table of words by parameter must name just the parameters that stand beside it.
    fn names_each<'k>(
        &self,
        key: &'static str,
        mut named: impl Iterator<Item = &'k String> + Clone,
    ) -> Result<(), (&'static str, String)> {
        if let Some(missing) = self.params.keys().find(|param| !named.clone().any(|n| n == *param)) {
            return Err((key, format!("`{key}` says nothing about `{missing}`")));
        }
        match named.find(|n| !self.params.contains_key(*n)) {
            Some(odd) => Err((key, format!("`{key}` names `{odd}`, which is not set here"))),
            None => Ok(()),
        }
    }
}

/// All parameters in one: every source, and of the confidences the least.
fn together(all: impl Iterator<Item = Basis>, here: &Basis) -> Basis {
    let mut out = Basis { confidence: Confidence::Official, ..here.clone() };
    for one in all {
        out.confidence = out.confidence.min(one.confidence);
        out.because = one.because;
        for source in one.source {
            if !out.source.contains(&source) {
                out.source.push(source);
            }
        }
    }
    out
}

fn each<T>(value: toml::Value, read: fn(toml::Value) -> Result<T, String>) -> Result<Each<T>, String> {
    match value {
        toml::Value::Table(table) => {
            let all = table.into_iter().map(|(key, value)| Ok((key, read(value)?)));
            all.collect::<Result<_, String>>().map(Each::By)
        }
        one => read(one).map(Each::All),
    }
}

fn sources(value: toml::Value) -> Result<Vec<String>, String> {
    let wrong = || "`source` must be a text or a list of texts".to_owned();
    let text = |value: toml::Value| match value {
        toml::Value::String(text) if !text.trim().is_empty() => Ok(text),
        _ => Err(wrong()),
    };
    match value {
        toml::Value::Array(list) if !list.is_empty() => list.into_iter().map(text).collect(),
        one => text(one).map(|one| vec![one]),
    }
}

fn confidence(value: toml::Value) -> Result<Confidence, String> {
    let word = value.as_str().unwrap_or_default();
    let wrong = || {
        let words: Vec<&str> = Confidence::ALL.into_iter().map(Confidence::name).collect();
        format!("`confidence` must be one of {}", words.join(", "))
    };
    Confidence::parse(word).ok_or_else(wrong)
}

/// Line and column of a key at or behind `start`, where lines end at `lines`.
fn place(text: &str, lines: &[usize], start: usize, key: &str) -> (usize, usize) {
    let tail = text.get(start..).unwrap_or("");
    let at = start + tail.find(key).unwrap_or(0);
    let line = lines.partition_point(|end| *end < at);
    let begin = line.checked_sub(1).and_then(|before| lines.get(before)).map_or(0, |end| end + 1);
    (line + 1, text.get(begin..at).unwrap_or_default().chars().count() + 1)
}
