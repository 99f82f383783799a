//! The tree: elements in the order of the file, each with its exact places.

use super::pieces::decode;
use crate::base::Span;
use crate::syntax::Fault;
use std::borrow::Cow;

pub(super) const NONE: u32 = u32::MAX;

/// A text as XML. It owns no text but the names of namespaces.
#[derive(Debug)]
pub(crate) struct Xml<'t> {
    pub(super) text: &'t str,
    pub(super) nodes: Vec<NodeData>,
    pub(super) elements: Vec<ElementData>,
    pub(super) attributes: Vec<AttributeData>,
    pub(super) namespaces: Vec<Cow<'t, str>>,
    /// What is wrong with it as XML, in the order of the file.
    pub(crate) faults: Vec<(Span, &'static Fault)>,
    /// It declares entities: nothing of it was read.
    pub(crate) refused: bool,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    Element(u32),
    Text,
    CData,
    Comment,
    Instruction,
    Doctype,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct NodeData {
    pub(super) kind: Kind,
    pub(super) span: Span,
    /// The next node with the same parent.
    pub(super) next: u32,
}

#[derive(Clone, Debug)]
pub(super) struct ElementData {
    pub(super) node: u32,
    pub(super) parent: u32,
    pub(super) depth: u32,
    pub(super) first: u32,
    /// The name with its prefix.
    pub(super) name: Span,
    /// Bytes of the prefix with its colon.
    pub(super) prefix: u32,
    pub(super) namespace: u32,
    pub(super) start_tag: Span,
    pub(super) end_tag: Span,
    pub(super) attributes: (u32, u32),
}

#[derive(Clone, Copy, Debug)]
pub(super) struct AttributeData {
    pub(super) name: Span,
    pub(super) prefix: u32,
    pub(super) namespace: u32,
    pub(super) value: Span,
    /// Behind its closing quote.
    pub(super) end: u32,
    /// The value is read as it is written.
    pub(super) plain: bool,
}

/// An element of an [`Xml`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct Element<'x, 't> {
    xml: &'x Xml<'t>,
    data: &'x ElementData,
    id: u32,
}

/// An attribute of an [`Element`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attribute<'x, 't> {
    xml: &'x Xml<'t>,
    data: &'x AttributeData,
}

/// What stands inside an element.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Node<'x, 't> {
    /// An element.
    Element(Element<'x, 't>),
    /// Text with references.
    Text(Span),
    /// What is between the brackets of a CDATA section.
    CData(Span),
    /// A comment, whole.
    Comment(Span),
    /// A processing instruction, whole.
    Instruction(Span),
    /// A document type, whole.
    Doctype(Span),
}

impl<'t> Xml<'t> {
    /// The text it was read from.
    pub(crate) fn text(&self) -> &'t str {
        self.text
    }

    /// The root: the first element that stands in no other.
    pub(crate) fn root(&self) -> Option<Element<'_, 't>> {
        self.element(0)
    }

    /// An element by its number.
    pub(crate) fn element(&self, id: u32) -> Option<Element<'_, 't>> {
        self.elements.get(id as usize).map(|data| Element { xml: self, data, id })
    }

    /// All elements in the order of the file: an element comes before what is in it.
    pub(crate) fn elements(&self) -> impl Iterator<Item = Element<'_, 't>> {
        (0u32..).zip(&self.elements).map(|(id, data)| Element { xml: self, data, id })
    }

    /// What stands outside every element, and the roots.
    pub(crate) fn top(&self) -> impl Iterator<Item = Node<'_, 't>> {
        chain(self, if self.nodes.is_empty() { NONE } else { 0 })
    }
}

fn chain<'x, 't>(xml: &'x Xml<'t>, first: u32) -> impl Iterator<Item = Node<'x, 't>> {
    let mut at = first;
    std::iter::from_fn(move || {
        let node = xml.nodes.get(at as usize)?;
        at = node.next;
        Some(match node.kind {
            Kind::Element(id) => Node::Element(xml.element(id)?),
            Kind::Text => Node::Text(node.span),
            Kind::CData => Node::CData(cdata_inside(xml.text, node.span)),
            Kind::Comment => Node::Comment(node.span),
            Kind::Instruction => Node::Instruction(node.span),
            Kind::Doctype => Node::Doctype(node.span),
        })
    })
}

/// What stands between `<![CDATA[` and `]]>`.
fn cdata_inside(text: &str, span: Span) -> Span {
    let inside = span.of(text).strip_prefix("<![CDATA[").unwrap_or_default();
    let len = inside.strip_suffix("]]>").unwrap_or(inside).len();
    let start = span.start as usize + "<![CDATA[".len();
    Span::new(start, start + len)
}

impl<'x, 't> Element<'x, 't> {
    /// Its number, counted in the order of the file.
    pub(crate) fn id(self) -> u32 {
        self.id
    }

    /// Its name without prefix.
    pub(crate) fn name(self) -> &'t str {
        self.data.name.of(self.xml.text).get(self.data.prefix as usize..).unwrap_or_default()
    }

    /// Where its name stands, prefix included.
    pub(crate) fn name_span(self) -> Span {
        self.data.name
    }

    /// Its namespace; empty where it has none.
    pub(crate) fn namespace(self) -> &'x str {
        self.xml.namespaces.get(self.data.namespace as usize).map_or("", |it| it)
    }

    /// Whether it is the element of that name in that namespace.
    pub(crate) fn is(self, namespace: &str, name: &str) -> bool {
        self.name() == name && self.namespace() == namespace
    }

    /// From its start tag to the end of its end tag.
    pub(crate) fn span(self) -> Span {
        self.xml.nodes.get(self.data.node as usize).map_or(self.data.start_tag, |node| node.span)
    }

    /// Its start tag, brackets included.
    pub(crate) fn start_tag(self) -> Span {
        self.data.start_tag
    }

    /// Its end tag; empty where it has none.
    pub(crate) fn end_tag(self) -> Span {
        self.data.end_tag
    }

    /// Everything between its tags.
    pub(crate) fn content(self) -> Span {
        let end = if self.data.end_tag.is_empty() { self.span().end } else { self.data.end_tag.start };
        Span { start: self.data.start_tag.end, end: end.max(self.data.start_tag.end) }
    }

    /// How many elements it stands in.
    pub(crate) fn depth(self) -> u32 {
        self.data.depth
    }

    /// The element it stands in.
    pub(crate) fn parent(self) -> Option<Self> {
        self.xml.element(self.data.parent)
    }

    /// Its attributes in the order of the file; declarations of namespaces are none.
    pub(crate) fn attributes(self) -> impl Iterator<Item = Attribute<'x, 't>> {
        let (from, to) = self.data.attributes;
        let all = self.xml.attributes.get(from as usize..to as usize).unwrap_or_default();
        all.iter().map(move |data| Attribute { xml: self.xml, data })
    }

    /// The attribute of that name and namespace (empty for an attribute without prefix).
    #[inline]
    pub(crate) fn attribute(self, namespace: &str, name: &str) -> Option<Attribute<'x, 't>> {
        // This is asked of every element, and often: what costs least is compared first.
        let bare = namespace.is_empty();
        self.attributes().find(|it| {
            (it.data.namespace == 0) == bare && it.is_named(name) && (bare || it.namespace() == namespace)
        })
    }

    /// What stands inside, in the order of the file.
    pub(crate) fn children(self) -> impl Iterator<Item = Node<'x, 't>> {
        chain(self.xml, self.data.first)
    }

    /// The elements right inside.
    pub(crate) fn child_elements(self) -> impl Iterator<Item = Self> {
        self.children().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            _ => None,
        })
    }

    /// All text inside, references read, blanks as they are.
    pub(crate) fn plain_text(self) -> String {
        let mut out = String::new();
        let mut ids = vec![(self.data.first, self.xml)];
        while let Some((first, xml)) = ids.pop() {
            let mut at = first;
            while let Some(node) = xml.nodes.get(at as usize) {
                at = node.next;
                match node.kind {
                    Kind::Text => out.push_str(&decode(node.span.of(xml.text))),
                    Kind::CData => out.push_str(cdata_inside(xml.text, node.span).of(xml.text)),
                    Kind::Element(id) => {
                        ids.push((at, xml));
                        at = xml.elements.get(id as usize).map_or(NONE, |it| it.first);
                    }
                    _ => {}
                }
            }
        }
        out
    }
}

impl<'x, 't> Attribute<'x, 't> {
    /// Its name without prefix.
    #[inline]
    pub(crate) fn name(self) -> &'t str {
        self.data.name.of(self.xml.text).get(self.data.prefix as usize..).unwrap_or_default()
    }

    /// Whether that is its name without prefix.
    #[inline]
    pub(crate) fn is_named(self, name: &str) -> bool {
        self.data.name.len() == name.len() + self.data.prefix as usize && self.name() == name
    }

    /// Whether it has no namespace.
    #[inline]
    pub(crate) fn is_bare(self) -> bool {
        self.data.namespace == 0
    }

    /// Its namespace; empty for a name without prefix.
    pub(crate) fn namespace(self) -> &'x str {
        self.xml.namespaces.get(self.data.namespace as usize).map_or("", |it| it)
    }

    /// Name, equals sign and value with its quotes.
    pub(crate) fn span(self) -> Span {
        Span { start: self.data.name.start, end: self.data.end }
    }

    /// Where its name stands, prefix included.
    pub(crate) fn name_span(self) -> Span {
        self.data.name
    }

    /// Where its value stands, without the quotes.
    pub(crate) fn value_span(self) -> Span {
        self.data.value
    }

    /// Its value: references read, line ends and tabs as blanks.
    pub(crate) fn value(self) -> Cow<'t, str> {
        let written = self.data.value.of(self.xml.text);
        if self.data.plain { Cow::Borrowed(written) } else { value(written) }
    }
}

/// Whether an attribute's value is read as it is written.
pub(super) fn is_plain(written: &str) -> bool {
    // Without an end before the last byte: most are short, and many bytes are looked at at once.
    !written.bytes().fold(false, |any, byte| any | matches!(byte, b'&' | b'\t' | b'\n' | b'\r'))
}

/// An attribute's value as XML reads it.
pub(super) fn value(written: &str) -> Cow<'_, str> {
    if memchr::memchr3(b'\t', b'\n', b'\r', written.as_bytes()).is_none() {
        return decode(written);
    }
    let blanks = written.replace("\r\n", " ").replace(['\t', '\n', '\r'], " ");
    Cow::Owned(decode(&blanks).into_owned())
}
