//! A rule's manual page as SARIF describes rules.

use super::level;
use super::log::{Configuration, Descriptor, Message, Tags};
use tregua_qa::rules::find;

/// What SARIF says of a rule; a rule that is not in the manual is named only.
pub(super) fn describe(id: &'static str) -> Descriptor {
    let group = id.split('/').next().unwrap_or(id);
    let tags = Tags { tags: vec!["subtitles".to_owned(), group.to_owned()] };
    let Some(rule) = find(id) else {
        let text = || Message { text: id.to_owned(), markdown: None };
        return Descriptor {
            id,
            short_description: text(),
            full_description: text(),
            help: text(),
            default_configuration: Configuration { level: "warning" },
            properties: tags,
        };
    };
    let page = page(rule.doc);
    Descriptor {
        id,
        short_description: Message { text: one_line(rule.summary()), markdown: None },
        full_description: Message { text: full(&page), markdown: None },
        help: Message { text: page.clone(), markdown: Some(page) },
        default_configuration: Configuration { level: level(rule.level) },
        properties: tags,
    }
}

/// The page without the blank that stands before each line of it, and with plain names of languages at its examples.
fn page(doc: &str) -> String {
    let mut out = String::with_capacity(doc.len());
    for line in doc.trim().lines() {
        let line = line.strip_prefix(' ').unwrap_or(line).trim_end();
        let fence = line.strip_prefix("```").and_then(|rest| rest.split([',', ' ']).next());
        match fence {
            Some(word) => {
                out.push_str("```");
                out.push_str(word);
            }
            None => out.push_str(line),
        }
        out.push('\n');
    }
    out
}

/// The summary, and what the rule does.
fn full(page: &str) -> String {
    let mut parts = page.split("\n\n").map(one_line);
    let summary = parts.next().unwrap_or_default();
    let what = parts.find(|part| !part.starts_with('#')).unwrap_or_default();
    format!("{summary} {what}").trim_end().to_owned()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use tregua_qa::rules::RULES;

    #[test]
    fn every_page_says_something() {
        for rule in RULES {
            let it = describe(rule.id);
            // What GitHub shows of each.
            assert!((5..=1024).contains(&it.short_description.text.len()), "{}", rule.id);
            assert!(it.full_description.text.len() > it.short_description.text.len(), "{}", rule.id);
            assert!(it.full_description.text.len() <= 1024, "{}", rule.id);
            assert!(it.properties.tags.len() <= 20, "{}", rule.id);
            let help = it.help.markdown.unwrap();
            assert!(help.contains("## ") && !help.contains("\n ##") && !help.contains(",bad"), "{help}");
        }
    }
}
