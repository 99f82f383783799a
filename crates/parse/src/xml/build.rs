//! From pieces of markup to the tree.

use super::names::{is_space, name_len};
use super::pieces::{self, Bad};
use super::scan::{Scanner, Token};
use super::tree::{AttributeData, ElementData, Kind, NONE, NodeData, Xml, is_plain, value};
use super::{UNBOUND, XML, faults, judge};
use crate::base::Span;
use smallvec::SmallVec;
use std::borrow::Cow;
use std::collections::HashMap;

/// What the judge must know about a text before it is asked.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Extent {
    pub(super) depth: u32,
    pub(super) attributes: usize,
    pub(super) namespaces: usize,
    pub(super) doctype: bool,
}

struct Builder<'t> {
    xml: Xml<'t>,
    extent: Extent,
    /// The elements that are open, outermost first.
    open: Vec<u32>,
    /// How many of each name are open, so that a tag that closes nothing costs no search. Not counted before a tag is amiss.
    named: Option<HashMap<&'t str, u32>>,
    /// The last node inside each open element, and outside all.
    last: Vec<u32>,
    /// What each prefix is bound to, innermost last.
    scope: HashMap<&'t str, Vec<u32>>,
    /// The last answers of `scope`, for as long as nothing is bound: nearly all names of a file have the same few prefixes.
    bindings: SmallVec<[(&'t str, Option<u32>); 4]>,
    /// The prefixes each open element binds, with the element.
    bound: Vec<(u32, &'t str)>,
    known: HashMap<Cow<'t, str>, u32>,
}

impl<'t> Xml<'t> {
    /// Reads a text as XML. Never fails; what is wrong with it is in `faults`.
    pub(crate) fn parse(text: &'t str) -> Self {
        let Builder { mut xml, extent, .. } = Builder::read(text, false);
        if xml.refused {
            return xml;
        }
        if xml.elements.is_empty() {
            xml.faults.push((Span::new(0, text.chars().next().map_or(0, char::len_utf8)), &faults::NO_ROOT));
        }
        judge::judge(&mut xml, extent);
        xml.faults.sort_by_key(|(span, _)| *span);
        xml.faults.dedup();
        xml
    }

    /// The same tree, for those who do not ask what is wrong: as when it was said of the text before.
    pub(crate) fn read(text: &'t str) -> Self {
        Builder::read(text, false).xml
    }

    /// The tree as far as the start tag of the root.
    pub(crate) fn beginning(text: &'t str) -> Self {
        Builder::read(text, true).xml
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

impl<'t> Builder<'t> {
    fn read(text: &'t str, beginning: bool) -> Self {
        // What a text of so many bytes has most often, as far as a film goes.
        let some = if beginning { 0 } else { text.len().min(1 << 18) };
        let mut builder = Builder {
            xml: Xml {
                text,
                nodes: Vec::with_capacity(some / 24),
                elements: Vec::with_capacity(some / 64),
                attributes: Vec::with_capacity(some / 24),
                namespaces: Vec::new(),
                faults: Vec::new(),
                refused: false,
            },
            extent: Extent::default(),
            open: Vec::new(),
            named: None,
            last: vec![NONE],
            scope: HashMap::new(),
            bindings: SmallVec::new(),
            bound: Vec::new(),
            known: HashMap::new(),
        };
        builder.namespace(Cow::Borrowed(""));
        let xml_namespace = builder.namespace(Cow::Borrowed(XML));
        builder.scope.insert("xml", vec![xml_namespace]);
        builder.namespace(Cow::Borrowed(UNBOUND));
        builder.run(beginning);
        if builder.xml.refused {
            builder.xml.nodes.clear();
            builder.xml.elements.clear();
        }
        builder
    }

    fn run(&mut self, beginning: bool) {
        let text = self.xml.text;
        let bom = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let mut scanner = Scanner::new(text, bom);
        while let Some((token, span)) = scanner.next() {
            match token {
                Token::Text => self.text(span),
                Token::CData => {
                    self.push(Kind::CData, span);
                }
                Token::Comment => {
                    self.push(Kind::Comment, span);
                }
                Token::Instruction => {
                    self.push(Kind::Instruction, span);
                }
                Token::Doctype { entities } => {
                    self.extent.doctype = true;
                    let fault = if entities { &faults::ENTITIES } else { &faults::DOCTYPE };
                    self.xml.faults.push((span, fault));
                    self.push(Kind::Doctype, span);
                    if entities {
                        self.xml.refused = true;
                        return;
                    }
                }
                Token::Start { name, empty } => {
                    self.start(name, span, &scanner);
                    if beginning {
                        break;
                    }
                    if empty {
                        self.close(Span::empty(span.end as usize), span.end);
                    }
                }
                Token::End { name } => self.end(name, span),
                Token::Cut => {}
            }
        }
        let end = count(text.len());
        while let Some(id) = self.open.last() {
            let name = self.xml.elements.get(*id as usize).map_or(Span::default(), |it| it.name);
            self.xml.faults.push((name, &faults::UNCLOSED));
            self.close(Span::empty(end as usize), end);
        }
        self.xml.faults.append(&mut scanner.faults);
    }

    fn push(&mut self, kind: Kind, span: Span) -> u32 {
        let id = count(self.xml.nodes.len());
        self.xml.nodes.push(NodeData { kind, span, next: NONE });
        let last = self.last.last().copied().unwrap_or(NONE);
        if let Some(before) = self.xml.nodes.get_mut(last as usize) {
            before.next = id;
        } else if let Some(parent) = self.open.last().and_then(|it| self.xml.elements.get_mut(*it as usize)) {
            parent.first = id;
        }
        if let Some(last) = self.last.last_mut() {
            *last = id;
        }
        id
    }

    fn text(&mut self, span: Span) {
        let body = span.of(self.xml.text);
        for (kind, at) in pieces::bad(body) {
            let fault = match kind {
                Bad::Lone => &faults::LONE_AMPERSAND,
                Bad::Entity => &faults::UNKNOWN_ENTITY,
                Bad::Number => &faults::BAD_REFERENCE,
            };
            self.xml.faults.push((at.offset(span.start as usize), fault));
        }
        if self.open.is_empty() && !body.bytes().all(is_space) {
            self.xml.faults.push((span, &faults::OUTSIDE));
        }
        self.push(Kind::Text, span);
    }

    fn start(&mut self, name: Span, span: Span, scanner: &Scanner<'t>) {
        let text = self.xml.text;
        let id = count(self.xml.elements.len());
        if self.open.is_empty() && id > 0 {
            self.xml.faults.push((name, &faults::OUTSIDE));
        }
        let node = self.push(Kind::Element(id), span);
        self.extent.attributes = self.extent.attributes.max(scanner.attributes.len());
        for raw in &scanner.attributes {
            let (prefix, local) = split(raw.name.of(text));
            let bound = match (prefix, local) {
                ("", "xmlns") => "",
                ("xmlns", local) => local,
                _ => continue,
            };
            self.extent.namespaces += 1;
            let namespace = self.namespace(value(raw.value.of(text)));
            self.scope.entry(bound).or_default().push(namespace);
            self.bindings.clear();
            self.bound.push((id, bound));
        }
        let from = count(self.xml.attributes.len());
        for raw in &scanner.attributes {
            let written = raw.name.of(text);
            let (prefix, local) = split(written);
            if prefix == "xmlns" || prefix.is_empty() && local == "xmlns" {
                continue;
            }
            let namespace = if prefix.is_empty() { 0 } else { self.bound_to(prefix, raw.name) };
            let prefix = count(written.len() - local.len());
            let value = raw.value.of(text);
            let plain = is_plain(value);
            for (kind, at) in (!plain).then(|| pieces::bad(value)).into_iter().flatten() {
                let fault =
                    if kind == Bad::Entity { &faults::UNKNOWN_ENTITY } else { &faults::BAD_REFERENCE };
                self.xml.faults.push((at.offset(raw.value.start as usize), fault));
            }
            self.xml.attributes.push(AttributeData {
                name: raw.name,
                prefix,
                namespace,
                value: raw.value,
                end: raw.end,
                plain,
            });
        }
        let written = name.of(text);
        let (prefix, local) = split(written);
        let namespace = self.bound_to(prefix, name);
        let depth = count(self.open.len());
        self.extent.depth = self.extent.depth.max(depth);
        self.xml.elements.push(ElementData {
            node,
            parent: self.open.last().copied().unwrap_or(NONE),
            depth,
            first: NONE,
            name,
            prefix: count(written.len() - local.len()),
            namespace,
            start_tag: span,
            end_tag: Span::empty(span.end as usize),
            attributes: (from, count(self.xml.attributes.len())),
        });
        self.open.push(id);
        self.last.push(NONE);
        if let Some(named) = &mut self.named {
            *named.entry(written).or_default() += 1;
        }
    }

    fn end(&mut self, name: Span, span: Span) {
        let written = name.of(self.xml.text);
        let innermost = self.open.last().map(|id| self.name(*id).of(self.xml.text));
        if innermost != Some(written) && self.named().get(written).is_none_or(|n| *n == 0) {
            self.xml.faults.push((span, &faults::CLOSES_NOTHING));
            return;
        }
        while let Some(id) = self.open.last() {
            let own = self.name(*id);
            if own.of(self.xml.text) == written {
                self.close(span, span.end);
                return;
            }
            self.xml.faults.push((own, &faults::UNCLOSED));
            self.close(Span::empty(span.start as usize), span.start);
        }
    }

    /// Where the name of an element stands.
    fn name(&self, id: u32) -> Span {
        self.xml.elements.get(id as usize).map_or(Span::default(), |it| it.name)
    }

    fn named(&mut self) -> &mut HashMap<&'t str, u32> {
        let Self { xml, open, named, .. } = self;
        named.get_or_insert_with(|| {
            let mut named = HashMap::new();
            for element in open.iter().filter_map(|id| xml.elements.get(*id as usize)) {
                *named.entry(element.name.of(xml.text)).or_default() += 1;
            }
            named
        })
    }

    /// Closes the innermost open element.
    fn close(&mut self, end_tag: Span, end: u32) {
        let Some(id) = self.open.pop() else { return };
        self.last.pop();
        while let Some((_, prefix)) = self.bound.pop_if(|(by, _)| *by == id) {
            self.scope.entry(prefix).or_default().pop();
            self.bindings.clear();
        }
        let Some(element) = self.xml.elements.get_mut(id as usize) else { return };
        element.end_tag = end_tag;
        if let Some(open) = self.named.as_mut().and_then(|it| it.get_mut(element.name.of(self.xml.text))) {
            *open = open.saturating_sub(1);
        }
        if let Some(node) = self.xml.nodes.get_mut(element.node as usize) {
            node.span.end = end;
        }
    }

    /// A namespace's number.
    fn namespace(&mut self, name: Cow<'t, str>) -> u32 {
        if let Some(known) = self.known.get(&name) {
            return *known;
        }
        let id = count(self.xml.namespaces.len());
        self.xml.namespaces.push(name.clone());
        self.known.insert(name, id);
        id
    }

    fn bound_to(&mut self, prefix: &'t str, name: Span) -> u32 {
        let known = self.bindings.iter().find(|(of, _)| *of == prefix).map(|(_, it)| *it);
        let bound = known.unwrap_or_else(|| {
            let found = self.scope.get(prefix).and_then(|all| all.last()).copied();
            if self.bindings.len() < self.bindings.inline_size() {
                self.bindings.push((prefix, found));
            }
            found
        });
        match bound {
            Some(namespace) => namespace,
            None if prefix.is_empty() => 0,
            None => {
                self.xml.faults.push((name, &faults::UNBOUND));
                self.namespace(Cow::Borrowed(UNBOUND))
            }
        }
    }
}

/// A name's prefix and the rest.
fn split(name: &str) -> (&str, &str) {
    let colon = name.bytes().position(|byte| byte == b':');
    match colon.and_then(|at| Some((name.get(..at)?, name.get(at + 1..)?))) {
        Some((prefix, local)) if name_len(local.as_bytes()) == local.len() && !local.is_empty() => {
            (prefix, local)
        }
        _ => ("", name),
    }
}
