//! From values to the model.

use super::parse::{NOTATION, cues};
use super::tree::{Kind, Part, Tree};
use crate::base::Span;
use crate::format::common::Builder;
use crate::model::{
    Colour, Details, Layer, Loss, LossKind, Percent, Place, Row, Ruby, Run, RunDetails, Style, Track,
    Vertical,
};
use crate::syntax::{Document, Fault, Problem, ProblemKind};
use crate::time::Time;
use std::borrow::Cow;

static UNKNOWN_KEY: Fault = Fault::warning("json-unknown-key", "this key is not one of the format's");

const ROOT: &[&str] = &["format", "version", "lang", "title", "layers", "cues"];
const CUE: &[&str] = &["id", "start", "end", "align", "lang", "layer", "forced", "fade", "place", "lines"];
const STYLE: &[&str] = &["italic", "bold", "underline", "strike", "colour", "background", "ruby"];
const RUN: &[&str] = &["text", "lang", "voice"];

struct Reader<'d> {
    tree: Tree<'d>,
    text: &'d str,
    builder: Builder<'d>,
}

pub(super) fn lower<'d>(document: &'d Document<'_>) -> Track<'d> {
    let text = document.source.text();
    let tree = Tree::read(text);
    let mut reader = Reader { tree, text, builder: Builder::new(document) };
    reader.keys(0, &[ROOT]);
    for (cue, node) in cues(&reader.tree).into_iter().zip(&document.cues) {
        reader.keys(cue, &[CUE]);
        if let Some(lines) = reader.tree.get(cue, "lines") {
            let all: Vec<usize> = reader.tree.inside(lines).collect();
            all.into_iter().for_each(|line| reader.line(line));
        }
        let details = reader.details(cue);
        let align = reader.tree.get(cue, "align").and_then(|it| keypad(reader.tree.raw(it)));
        reader.builder.end_cue(node, align, Some(details));
    }
    let Reader { tree, builder, .. } = reader;
    let string = |key| tree.get(0, key).and_then(|it| tree.string(it));
    let layers = tree.get(0, "layers").map(|it| tree.inside(it).map(|it| layer(&tree, it)).collect());
    Track {
        lang: string("lang"),
        title: string("title"),
        layers: layers.unwrap_or_default(),
        ..builder.track
    }
}

fn keypad(raw: &str) -> Option<u8> {
    raw.parse().ok().filter(|n| (1..=9).contains(n))
}

fn layer(tree: &Tree<'_>, at: usize) -> Layer {
    let string = |key| tree.get(at, key).and_then(|it| tree.string(it)).map(Cow::into_owned);
    let raw = |key| tree.get(at, key).map(|it| tree.raw(it));
    Layer {
        name: string("name").unwrap_or_default(),
        lang: string("lang"),
        align: raw("align").and_then(keypad),
        size: raw("size").and_then(Percent::parse),
        style: style(tree, at),
    }
}

fn style(tree: &Tree<'_>, at: usize) -> Style {
    let on = |key| tree.get(at, key).is_some_and(|it| tree.is(it, Kind::True));
    let string = |key| tree.get(at, key).and_then(|it| tree.string(it));
    let colour = |key| string(key).and_then(|it| Colour::parse(&it));
    Style {
        italic: on("italic"),
        bold: on("bold"),
        underline: on("underline"),
        strike: on("strike"),
        colour: colour("colour"),
        background: colour("background"),
        ruby: match string("ruby").as_deref() {
            Some("base") => Ruby::Base,
            Some("text") => Ruby::Text,
            _ => Ruby::None,
        },
    }
}

impl<'d> Reader<'d> {
    /// Reports the keys of an object that the schema has not.
    fn keys(&mut self, at: usize, known: &[&[&str]]) {
        let odd = |key: &usize| !known.iter().any(|all| all.contains(&self.tree.inner(*key).of(self.text)));
        let odd: Vec<usize> = self.tree.entries(at).map(|(key, _)| key).filter(odd).collect();
        for key in odd {
            let span = self.tree.node(key).map_or(Span::default(), |node| node.span);
            let (kind, what) = (ProblemKind::Own(&UNKNOWN_KEY), self.tree.raw(key).to_owned());
            if at == 0 {
                // A key of the whole track is of no cue.
                self.builder.track.problems.push(Problem { kind, span, cue: None });
                self.builder.track.losses.push(Loss::track(LossKind::Metadata, what));
            } else {
                self.builder.report(kind, span);
                self.builder.lose(LossKind::Metadata, what);
            }
        }
    }

    fn details(&self, cue: usize) -> Details<'d> {
        let tree = &self.tree;
        let get = |key| tree.get(cue, key);
        let fade: Vec<Time> =
            get("fade").map_or(Vec::new(), |it| tree.inside(it).filter_map(|it| self.clock(it)).collect());
        Details {
            id: get("id").and_then(|it| match tree.is(it, Kind::Number) {
                true => Some(Cow::Borrowed(tree.raw(it))),
                false => tree.string(it),
            }),
            lang: get("lang").and_then(|it| tree.string(it)),
            place: get("place").map_or(Place::default(), |it| self.place(it)),
            fade: fade.first().copied().zip(fade.get(1).copied()),
            forced: get("forced").is_some_and(|it| tree.is(it, Kind::True)),
            layer: get("layer").and_then(|it| tree.raw(it).parse().ok()),
        }
    }

    fn clock(&self, at: usize) -> Option<Time> {
        let text = self.tree.string(at)?;
        NOTATION.read(text.as_bytes()).filter(|clock| clock.len == text.len()).map(|clock| clock.time)
    }

    fn place(&self, at: usize) -> Place {
        let tree = &self.tree;
        let raw = |key| tree.get(at, key).map(|it| tree.raw(it));
        let percent = |key| raw(key).and_then(Percent::parse);
        let row = tree.get(at, "row").and_then(|it| {
            let number = |key| tree.get(it, key).map(|it| tree.raw(it));
            Some(Row { n: number("n")?.parse().ok()?, of: number("of").and_then(|of| of.parse().ok()) })
        });
        let word = |key| tree.get(at, key).and_then(|it| tree.string(it));
        Place {
            x: percent("x"),
            y: percent("y"),
            width: percent("width"),
            height: percent("height"),
            row,
            text: word("text")
                .and_then(|it| super::names::TEXT.iter().find(|(name, _)| *name == it).map(|(_, it)| *it)),
            vertical: match word("vertical").as_deref() {
                Some("rl") => Some(Vertical::RightToLeft),
                Some("lr") => Some(Vertical::LeftToRight),
                _ => None,
            },
        }
    }

    /// A line: a string, a run, or several of these.
    fn line(&mut self, at: usize) {
        let Some(node) = self.tree.node(at).copied() else { return };
        let parts: Vec<usize> =
            if node.kind == Kind::Array { self.tree.inside(at).collect() } else { vec![at] };
        for part in parts {
            if self.tree.is(part, Kind::Object) {
                self.keys(part, &[RUN, STYLE]);
                let string = |key| self.tree.get(part, key).and_then(|it| self.tree.string(it));
                let details = RunDetails { lang: string("lang"), voice: string("voice") };
                let style = style(&self.tree, part);
                if let Some(text) = self.tree.get(part, "text") {
                    self.runs(text, style, &details, node.span);
                }
            } else {
                self.runs(part, Style::default(), &RunDetails::default(), node.span);
            }
        }
        self.builder.end_line(node.span);
    }

    fn runs(&mut self, at: usize, style: Style, details: &RunDetails<'d>, line: Span) {
        if !self.tree.is(at, Kind::Text) {
            return;
        }
        let details = (*details != RunDetails::default()).then(|| Box::new(details.clone()));
        let parts: Vec<Part> = self.tree.parts(self.tree.inner(at)).collect();
        for part in parts {
            match part {
                Part::Escape('\n' | '\r', _) => self.builder.end_line(line),
                Part::Escape(letter, span) => {
                    let text = Cow::Owned(letter.to_string());
                    self.builder.track.runs.push(Run { text, span, style, details: details.clone() });
                }
                Part::Verbatim(span) => {
                    // A line end in a string is against JSON's rules, and ends the line all the same.
                    let mut from = span.start as usize;
                    for (n, piece) in span.of(self.text).split(['\n', '\r']).enumerate() {
                        if n > 0 {
                            self.builder.end_line(line);
                        }
                        let place = Span::new(from, from + piece.len());
                        from += piece.len() + 1;
                        if !piece.is_empty() {
                            let run = Run {
                                details: details.clone(),
                                ..Run::plain(place.of(self.text), place, style)
                            };
                            self.builder.track.runs.push(run);
                        }
                    }
                }
            }
        }
    }
}
