//! A page as a standard tokenizer sees it.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};
use std::collections::BTreeMap;

/// An element's beginning.
#[derive(Debug)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: BTreeMap<String, String>,
    /// The names of the elements around it.
    pub(crate) inside: Vec<String>,
    /// The text right behind its beginning, up to the next tag.
    pub(crate) text: String,
}

impl Element {
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    pub(crate) fn is(&self, class: &str) -> bool {
        self.get("class").is_some_and(|all| all.split(' ').any(|it| it == class))
    }
}

/// Elements that have no end.
const VOID: [&str; 6] = ["meta", "link", "input", "br", "wbr", "img"];

/// All elements of a page; every one that is begun is ended, in order.
pub(crate) fn elements(page: &str) -> Vec<Element> {
    let mut out: Vec<Element> = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut emitter = DefaultEmitter::default();
    // What stands in a script or a style is no markup.
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(page, emitter) {
        match token.unwrap() {
            Token::StartTag(tag) => {
                let name = text(&tag.name);
                let attributes = tag.attributes.iter().map(|(k, v)| (text(k), text(v))).collect();
                out.push(Element {
                    name: name.clone(),
                    attributes,
                    inside: open.clone(),
                    text: String::new(),
                });
                if !VOID.contains(&name.as_str()) && !tag.self_closing {
                    open.push(name);
                }
            }
            Token::EndTag(tag) => assert_eq!(open.pop(), Some(text(&tag.name)), "an end without a beginning"),
            Token::String(it) => {
                if let Some(last) = out.last_mut() {
                    last.text += &text(&it);
                }
            }
            Token::Error(error) => panic!("{error:?}"),
            Token::Comment(it) => panic!("a comment: {}", text(&it)),
            Token::Doctype(_) => assert!(out.is_empty(), "a second document"),
        }
    }
    assert!(open.is_empty(), "never ended: {open:?}");
    out
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// The JSON of the cues.
pub(crate) fn data(elements: &[Element]) -> serde_json::Value {
    let script = elements.iter().find(|it| it.get("id") == Some("data")).unwrap();
    serde_json::from_str(&script.text).unwrap()
}
