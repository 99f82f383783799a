//! The file's head: its title, and which class is which language.

use super::entities::entity;
use super::tokens::{Token, Tokens};
use crate::base::Span;
use std::borrow::Cow;
use std::collections::HashMap;

/// What the head says.
#[derive(Default)]
pub(super) struct Head<'t> {
    pub(super) title: Option<Cow<'t, str>>,
    /// There is a style sheet.
    pub(super) styled: bool,
    /// The languages of classes, by their names in lower case. Of two alike the first counts.
    classes: HashMap<String, &'t str>,
}

impl<'t> Head<'t> {
    /// Reads the part of a text before the first SYNC.
    pub(super) fn read(text: &'t str, end: usize) -> Self {
        let mut head = Self::default();
        let (mut title, mut style): (Option<usize>, Option<usize>) = (None, None);
        for token in Tokens::new(text, Span::new(0, end)) {
            let Token::Tag(mark, span) = token else { continue };
            match (mark.is("title"), mark.is("style"), mark.closing) {
                (true, _, false) => title = Some(span.end as usize),
                (true, _, true) => {
                    let inner = title.take().and_then(|from| text.get(from..span.start as usize));
                    head.title = inner.map(decode).filter(|it| !it.trim().is_empty());
                }
                (_, true, false) => style = Some(span.end as usize),
                (_, true, true) => {
                    if let Some(sheet) = style.take().and_then(|from| text.get(from..span.start as usize)) {
                        head.sheet(sheet);
                    }
                }
                _ => {}
            }
        }
        head
    }

    /// `.RUCC { Name: Russian; lang: ru-RU; }`
    fn sheet(&mut self, sheet: &'t str) {
        self.styled = true;
        for rule in sheet.split('}') {
            let Some((selector, body)) = rule.split_once('{') else { continue };
            let Some((_, class)) = selector.rsplit_once('.') else { continue };
            let mut entries = body.split(';').filter_map(|entry| entry.split_once(':'));
            if let Some((_, lang)) = entries.find(|(key, _)| key.trim().eq_ignore_ascii_case("lang")) {
                self.classes.entry(class.trim().to_ascii_lowercase()).or_insert(lang.trim());
            }
        }
    }

    /// The language of a class.
    pub(super) fn lang(&self, class: &str) -> Option<&'t str> {
        self.classes.get(&class.to_ascii_lowercase()).copied().filter(|lang| !lang.is_empty())
    }
}

fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text.trim());
    }
    let (mut out, mut rest) = (String::new(), text.trim());
    while let Some(c) = rest.chars().next() {
        let (letter, len) = entity(rest).filter(|_| c == '&').unwrap_or((c, c.len_utf8()));
        out.push(letter);
        rest = rest.get(len..).unwrap_or_default();
    }
    Cow::Owned(out)
}
