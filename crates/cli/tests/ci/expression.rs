//! The part of GitHub's expressions that the action uses: names with dots, texts, `||`, `&&`, `==`, `!=` and `format`.

use std::collections::BTreeMap;

/// What names stand for. One that is not there is a slip.
pub(crate) type Names = BTreeMap<String, String>;

/// A text with its `${{ … }}` worked out.
pub(crate) fn filled(text: &str, names: &Names) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${{") {
        let (inside, behind) = after.split_once("}}").expect("an expression is closed");
        out.push_str(before);
        out.push_str(&value(inside, names));
        rest = behind;
    }
    out + rest
}

/// Whether a step runs.
pub(crate) fn holds(condition: &str, names: &Names) -> bool {
    !value(condition, names).is_empty()
}

/// Parts between operators, outside of texts and brackets.
fn parts<'t>(text: &'t str, operator: &str) -> Vec<&'t str> {
    let (mut out, mut from, mut depth, mut quoted) = (Vec::new(), 0, 0, false);
    for (at, c) in text.char_indices() {
        match c {
            '\'' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth -= 1,
            _ if !quoted && depth == 0 && at >= from && text[at..].starts_with(operator) => {
                out.push(&text[from..at]);
                from = at + operator.len();
            }
            _ => {}
        }
    }
    out.push(&text[from..]);
    out
}

fn value(text: &str, names: &Names) -> String {
    let text = text.trim();
    if let [_, _, ..] = parts(text, "||")[..] {
        return parts(text, "||")
            .iter()
            .map(|it| value(it, names))
            .find(|it| !it.is_empty())
            .unwrap_or_default();
    }
    if let [_, _, ..] = parts(text, "&&")[..] {
        let all: Vec<String> = parts(text, "&&").iter().map(|it| value(it, names)).collect();
        return if all.iter().all(|it| !it.is_empty()) {
            all.last().cloned().unwrap_or_default()
        } else {
            String::new()
        };
    }
    for (operator, equal) in [("==", true), ("!=", false)] {
        if let [left, right] = parts(text, operator)[..] {
            let same = value(left, names) == value(right, names);
            return if same == equal { "true".to_owned() } else { String::new() };
        }
    }
    if let Some(inside) = text.strip_prefix('\'').and_then(|it| it.strip_suffix('\'')) {
        return inside.to_owned();
    }
    if let Some(inside) = text.strip_prefix("format(").and_then(|it| it.strip_suffix(')')) {
        let all: Vec<String> = parts(inside, ",").iter().map(|it| value(it, names)).collect();
        let given = all[1..].iter().enumerate();
        return given.fold(all[0].clone(), |text, (n, it)| text.replace(&format!("{{{n}}}"), it));
    }
    // A step that did not run, or did not say it, has nothing.
    if text.starts_with("steps.") {
        return names.get(text).cloned().unwrap_or_default();
    }
    names.get(text).unwrap_or_else(|| panic!("{text:?} stands for nothing")).clone()
}

#[test]
fn expressions() {
    let names = Names::from([("a.b".to_owned(), "x".to_owned()), ("none".to_owned(), String::new())]);
    for (text, want) in [
        ("-${{ a.b }}-", "-x-"),
        ("${{ none || 'or' }}", "or"),
        ("${{ none || format('{0}/bin', a.b) }}", "x/bin"),
        ("${{ a.b == 'x' && none != 'y' }}", "true"),
        ("${{ a.b == 'y' }}", ""),
    ] {
        assert_eq!(filled(text, &names), want, "{text}");
    }
}
