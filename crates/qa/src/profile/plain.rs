//! Profiles in the plain form that nearly all have, read line by line: a general reader takes most of a short run's time.
//!
//! Tables of rules, and keys with a text, a list of texts, a whole number, `true` or `false`. A line with more in it is
//! given to the general reader by itself; a text with more than lines is none of ours, and so is one that may be wrong,
//! as only the general reader says what is wrong and where.

use super::schema::File;
use std::collections::BTreeMap;
use toml::{Spanned, Table, Value};

/// The profile; `None` where only the general reader can tell.
pub(super) fn read(text: &str) -> Option<File> {
    let mut head = Table::new();
    let mut rules: BTreeMap<String, Spanned<Table>> = BTreeMap::new();
    // The rule whose table the lines belong to, and a table inside it.
    let mut place: Option<(&str, Option<&str>)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let line = line.strip_suffix('\n').unwrap_or(line);
        if line.is_empty() || line.starts_with('#') && is_plain(line) {
            continue;
        }
        if let Some(header) = line.strip_prefix("[rules.\"") {
            let (id, rest) = header.split_once('"')?;
            place = Some(match rest {
                "]" if is_plain(id) && !rules.contains_key(id) => {
                    let table = Spanned::new(start..start + line.len(), Table::new());
                    rules.insert(id.to_owned(), table);
                    (id, None)
                }
                _ => {
                    let inner = rest.strip_prefix('.')?.strip_suffix(']').filter(|key| is_key(key))?;
                    put(rules.get_mut(id)?.get_mut(), inner, Value::Table(Table::new()))?;
                    (id, Some(inner))
                }
            });
            continue;
        }
        let (key, value) = line.split_once(" = ").filter(|(key, _)| is_key(key))?;
        let value = match plain(value) {
            Some(value) => value,
            None => toml::from_str::<Table>(line).ok()?.remove(key)?,
        };
        let table = match place {
            None => &mut head,
            Some((id, inner)) => {
                let table = rules.get_mut(id)?.get_mut();
                match inner {
                    None => table,
                    Some(inner) => table.get_mut(inner)?.as_table_mut()?,
                }
            }
        };
        put(table, key, value)?;
    }
    file(head, rules)
}

/// A key that is there already is an error, and none of ours.
fn put(table: &mut Table, key: &str, value: Value) -> Option<()> {
    table.insert(key.to_owned(), value).is_none().then_some(())
}

fn file(mut head: Table, rules: BTreeMap<String, Spanned<Table>>) -> Option<File> {
    let mut text = |key: &str| match head.remove(key) {
        Some(Value::String(text)) => Some(Some(text)),
        Some(_) => None,
        None => Some(None),
    };
    let (title, extends, source, date) =
        (text("title")??, text("extends")?, text("source")??, text("date")??);
    let languages = match head.remove("languages") {
        Some(Value::Array(list)) => {
            list.into_iter().map(|it| it.as_str().map(str::to_owned)).collect::<Option<_>>()?
        }
        Some(_) => return None,
        None => Vec::new(),
    };
    head.is_empty().then_some(File { title, extends, languages, source, date, rules })
}

/// A key without quotes.
fn is_key(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
}

/// Nothing that has to be written by an escape.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|b| !b.is_ascii_control() && b != b'\\' && b != b'"')
}

fn plain(value: &str) -> Option<Value> {
    match value.as_bytes().first()? {
        b'"' => quoted(value).map(|text| Value::String(text.to_owned())),
        b'[' => {
            let list = value.strip_prefix('[')?.strip_suffix(']')?;
            let texts = list.split(", ").map(|text| Some(Value::String(quoted(text)?.to_owned())));
            texts.collect::<Option<Vec<Value>>>().map(Value::Array)
        }
        b'1'..=b'9' if value.len() < 16 && value.bytes().all(|b| b.is_ascii_digit()) => {
            value.parse().ok().map(Value::Integer)
        }
        _ => match value {
            "0" => Some(Value::Integer(0)),
            "true" => Some(Value::Boolean(true)),
            "false" => Some(Value::Boolean(false)),
            _ => None,
        },
    }
}

/// What stands between two quotation marks, where nothing else does.
fn quoted(value: &str) -> Option<&str> {
    value.strip_prefix('"')?.strip_suffix('"').filter(|text| is_plain(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::BUILTIN;
    use proptest::prelude::*;

    /// Whether the two readers read the same, places included; false where only the general one reads.
    fn is_alike(text: &str) -> bool {
        let Some(ours) = read(text) else { return false };
        let theirs: File = toml::from_str(text).unwrap_or_else(|e| panic!("{text}\n{e}"));
        assert_eq!((&ours.title, &ours.extends), (&theirs.title, &theirs.extends));
        assert_eq!((&ours.source, &ours.date), (&theirs.source, &theirs.date));
        assert_eq!(ours.languages, theirs.languages);
        assert_eq!(ours.rules.len(), theirs.rules.len());
        for ((id, table), (other_id, other)) in ours.rules.iter().zip(&theirs.rules) {
            assert_eq!(
                (id, table.span().start, table.get_ref()),
                (other_id, other.span().start, other.get_ref())
            );
        }
        true
    }

    #[test]
    fn built_in_profiles_are_read_as_by_the_general_reader() {
        let ours = BUILTIN.iter().filter(|(_, text)| is_alike(text)).map(|(name, _)| *name);
        let ours: Vec<&str> = ours.collect();
        for name in ["structure", "netflix/base", "netflix/es-es", "netflix/kk", "netflix/ru"] {
            assert!(ours.contains(&name), "{name} is no longer plain, and slow to read");
        }
    }

    proptest! {
        #[test]
        fn what_is_read_is_read_alike(lines in prop::collection::vec(prop::sample::select(vec![
            "title = \"A\"", "source = \"B\"", "date = \"2026\"", "extends = \"x/y\"", "languages = [\"kk\", \"ru\"]",
            "languages = [\"kk\",\"ru\"]", "languages = \"kk\"", "title = 'A'", "title = \"A\" # so", "# so", "", " ", "x",
            "max = 42", "max = 042", "max = -1", "max = 1.5", "max = +1", "max = 0", "on = true", "on = truee",
            "because = \"«қ» \\u00a0 \\\"\"", "because = \"a\tb\"", "because = \"\"\"", "because = \"a\"b\"", "a.b = 1",
            "source = { max = \"A\", min = [\"B\"] }", "source = []", "source = [\"A\", 1]", "source = [\"A, B\"]",
            "source = [", "]", "[rules.\"a/b\"]", "[rules.\"a/c\"]", "[rules.\"a/b\".source]", "[rules.\"a/c\".because]",
            "[rules.\"a/b\".source.x]", "[rules.\"\"]", "[rules]", "[[rules]]", "[ rules.\"a/b\" ]", "[rules.\"a\\\"b\"]",
            "\"max\" = 1", "max= 1", "max = ", "max = 9223372036854775808", "max = 1_000", "max = 0x1f", "max = 2026-01-01",
        ]), 0..9), full in any::<bool>(), end in prop::sample::select(vec!["\n", "\r\n"])) {
            let head = if full { "title = \"A\"\nsource = \"B\"\ndate = \"C\"\n" } else { "" };
            is_alike(&(head.to_owned() + &lines.join(end)));
        }
    }
}
