//! Cue text as a tree of nodes, exactly as the standard's parsing rules build it.

use super::timing;
use super::token::{Token, Tokens};
use crate::time::Time;
use std::borrow::Cow;

/// The kinds of element cue text may hold.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Element {
    /// `<c>`
    Class,
    /// `<i>`
    Italic,
    /// `<b>`
    Bold,
    /// `<u>`
    Underline,
    /// `<ruby>`
    Ruby,
    /// `<rt>`
    RubyText,
    /// `<v>`
    Voice,
    /// `<lang>`
    Lang,
}

impl Element {
    pub(super) fn of(name: &str) -> Option<Self> {
        Some(match name {
            "c" => Self::Class,
            "i" => Self::Italic,
            "b" => Self::Bold,
            "u" => Self::Underline,
            "ruby" => Self::Ruby,
            "rt" => Self::RubyText,
            "v" => Self::Voice,
            "lang" => Self::Lang,
            _ => return None,
        })
    }
}

/// A node of the tree.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Node<'t> {
    /// What it is.
    pub kind: NodeKind<'t>,
    /// Its parent in [`Tree::nodes`]; the root is its own.
    pub parent: usize,
    /// Its children in [`Tree::nodes`], in their order.
    pub children: Vec<usize>,
}

/// What a node is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NodeKind<'t> {
    /// The root.
    Root,
    /// Text, with references decoded and line ends as LF.
    Text(String),
    /// A time inside the text.
    Stamp {
        /// As it is spelt.
        text: &'t str,
        /// The time; `None` beyond the range of [`Time`].
        time: Option<Time>,
    },
    /// An element.
    Element {
        /// Which.
        element: Element,
        /// Its classes, in their order.
        classes: Vec<&'t str>,
        /// Who speaks (`<v>`) or the language (`<lang>`); empty for others.
        annotation: Cow<'t, str>,
    },
}

/// Cue text as a tree. The nodes lie in one list, so that no depth of nesting is too deep.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tree<'t> {
    /// All nodes; the first is the root.
    pub nodes: Vec<Node<'t>>,
}

impl<'t> Tree<'t> {
    fn element(&self, node: usize) -> Option<Element> {
        match self.nodes.get(node)?.kind {
            NodeKind::Element { element, .. } => Some(element),
            _ => None,
        }
    }

    fn parent(&self, node: usize) -> usize {
        self.nodes.get(node).map_or(0, |node| node.parent)
    }

    fn add(&mut self, parent: usize, kind: NodeKind<'t>) -> usize {
        let id = self.nodes.len();
        self.nodes.push(Node { kind, parent, children: Vec::new() });
        if let Some(parent) = self.nodes.get_mut(parent) {
            parent.children.push(id);
        }
        id
    }
}

/// Builds the tree of a cue's text.
///
/// ```
/// use tregua_parse::format::vtt::{NodeKind, cue_tree};
/// let tree = cue_tree("<v Ana>Soy de Teruel &amp; t\u{fa}?");
/// let NodeKind::Element { annotation, .. } = &tree.nodes[1].kind else { panic!() };
/// assert_eq!(annotation, "Ana");
/// assert_eq!(tree.nodes[2].kind, NodeKind::Text("Soy de Teruel & tú?".to_owned()));
/// ```
#[must_use]
pub fn cue_tree(text: &str) -> Tree<'_> {
    let root = Node { kind: NodeKind::Root, parent: 0, children: Vec::new() };
    let mut tree = Tree { nodes: vec![root] };
    let mut current = 0;
    // The text node that pieces of text are added to; a tag of any kind ends it.
    let mut open = None;
    for (token, _) in Tokens::new(text) {
        if token.is_text() {
            let id = *open.get_or_insert_with(|| tree.add(current, NodeKind::Text(String::new())));
            if let Some(Node { kind: NodeKind::Text(out), .. }) = tree.nodes.get_mut(id) {
                match token {
                    Token::Text(text) => out.push_str(text),
                    Token::LineEnd => out.push('\n'),
                    Token::Reference(decoded) => decoded.push_to(out),
                    _ => out.push(char::REPLACEMENT_CHARACTER),
                }
            }
            continue;
        }
        open = None;
        let inside = tree.element(current);
        match token {
            Token::Start(tag) => {
                let Some(element) = Element::of(tag.name) else { continue };
                if element == Element::RubyText && inside != Some(Element::Ruby) {
                    continue;
                }
                let annotation = match element {
                    Element::Voice | Element::Lang => tag.annotation(),
                    _ => Cow::Borrowed(""),
                };
                let classes = tag.classes().collect();
                current = tree.add(current, NodeKind::Element { element, classes, annotation });
            }
            Token::End(name) => {
                let element = Element::of(name);
                if element.is_some() && element == inside {
                    current = tree.parent(current);
                } else if element == Some(Element::Ruby) && inside == Some(Element::RubyText) {
                    current = tree.parent(tree.parent(current));
                }
            }
            Token::Stamp(text) => {
                if let Some(stamp) = timing::whole_stamp(text) {
                    tree.add(current, NodeKind::Stamp { text, time: stamp.time });
                }
            }
            _ => {}
        }
    }
    tree
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A node and what is in it: text in quotes, `i(…)`, `v.class Ana(…)`, a time in its spelling.
    fn outline(tree: &Tree<'_>, at: usize) -> String {
        let node = &tree.nodes[at];
        let inside: Vec<String> = node.children.iter().map(|child| outline(tree, *child)).collect();
        assert!(node.children.iter().all(|child| tree.nodes[*child].parent == at));
        let inside = inside.join(" ");
        match &node.kind {
            NodeKind::Root => inside,
            NodeKind::Text(text) => format!("{text:?}"),
            NodeKind::Stamp { text, .. } => (*text).to_owned(),
            NodeKind::Element { element, classes, annotation } => {
                let classes: String = classes.iter().map(|class| format!(".{class}")).collect();
                format!("{element:?}{classes} {annotation}({inside})")
            }
        }
    }

    #[test]
    fn cue_text_is_the_tree_that_the_standard_builds() {
        for (text, want) in [
            ("", ""),
            ("a\nb\r\nc", "\"a\\nb\\nc\""),
            ("a &amp; b &lt;&gt; &nosuch; &", "\"a & b <> &nosuch; &\""),
            ("a\0b", "\"a\u{fffd}b\""),
            ("a<i>b</i>c", "\"a\" Italic (\"b\") \"c\""),
            ("<b><u>a</u>b</b>", "Bold (Underline (\"a\") \"b\")"),
            ("<c.red.big>a</c>", "Class.red.big (\"a\")"),
            ("<v.loud Ana &amp; Luis>a", "Voice.loud Ana & Luis(\"a\")"),
            ("<lang es>a</lang>", "Lang es(\"a\")"),
            ("<i Ana>a", "Italic (\"a\")"),
            // An end of what is not open right now ends nothing, and what is not closed ends with the cue.
            ("<i>a</b>c</i>d", "Italic (\"a\" \"c\") \"d\""),
            ("<b><i>a</b>c", "Bold (Italic (\"a\" \"c\"))"),
            // Unknown names are as if they were not there.
            ("<x>a</x>", "\"a\""),
            ("<rt>a</rt>", "\"a\""),
            ("<ruby>a<rt>b</rt>c</ruby>d", "Ruby (\"a\" RubyText (\"b\") \"c\") \"d\""),
            ("<ruby>a<rt>b</ruby>c", "Ruby (\"a\" RubyText (\"b\")) \"c\""),
            ("a<00:01.000>b<1>c", "\"a\" 00:01.000 \"b\" \"c\""),
        ] {
            let tree = cue_tree(text);
            assert_eq!(outline(&tree, 0), want, "{text}");
        }
    }
}
