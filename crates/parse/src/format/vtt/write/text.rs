//! Styled lines as cue text: tags that nest, and no sign that could be taken for one.

use super::head::Classes;
use crate::format::write::{Piece, pieces, shows};
use crate::model::{Cue, Line, LossKind, Ruby, Style, Track, is_unseen};
use std::fmt::Write as _;

/// A tag, from the outermost kind to the innermost.
#[derive(Clone, PartialEq, Eq)]
enum Tag<'t> {
    /// A class that all text of a layer has.
    Layer(&'t str),
    Voice(&'t str),
    Lang(&'t str),
    Ruby,
    RubyText,
    Classes(String),
    Bold,
    Italic,
    Underline,
}

impl Tag<'_> {
    fn name(&self) -> &'static str {
        match self {
            Self::Layer(_) | Self::Classes(_) => "c",
            Self::Voice(_) => "v",
            Self::Lang(_) => "lang",
            Self::Ruby => "ruby",
            Self::RubyText => "rt",
            Self::Bold => "b",
            Self::Italic => "i",
            Self::Underline => "u",
        }
    }

    fn open(&self, out: &mut String) {
        // Writing to a String cannot fail.
        let _ = match self {
            Self::Layer(name) => write!(out, "<c.{name}>"),
            Self::Classes(classes) => write!(out, "<c{classes}>"),
            Self::Voice(words) | Self::Lang(words) => {
                let _ = write!(out, "<{} ", self.name());
                push_text(out, words);
                write!(out, ">")
            }
            _ => write!(out, "<{}>", self.name()),
        };
    }
}

/// Writes a cue's lines, each with its line end.
pub(super) fn cue(
    track: &Track<'_>,
    cue: &Cue<'_>,
    layer: Option<u16>,
    classes: &mut Classes,
    out: &mut String,
    lose: &mut impl FnMut(LossKind, String),
) {
    let layer = layer.and_then(|at| track.layers.get(usize::from(at)));
    let lang = cue.details.as_ref().and_then(|details| details.lang.as_deref());
    let lang = lang.or_else(|| layer.and_then(|layer| layer.lang.as_deref()));
    let mut open: Vec<Tag<'_>> = Vec::new();
    let (mut unfit, mut fewer, mut n) = (false, false, 0usize);
    let bare = layer.is_none() && lang.is_none();
    for line in track.lines_of(cue) {
        // Nearly every line is a text in no other look than the one before.
        if let Some(text) = plain(track, line).filter(|_| bare && open.is_empty()) {
            if text.trim_matches(is_unseen).is_empty() {
                fewer = true;
                continue;
            }
            if n > 0 {
                out.push('\n');
            }
            unfit |= push_text(out, text);
            n += 1;
            continue;
        }
        let line = pieces(track, line, true);
        if !shows(&line) {
            fewer = true;
            continue;
        }
        for (m, piece) in line.iter().enumerate() {
            let mut wanted = tags(piece, lang, classes);
            if let Some(layer) = layer {
                wanted.insert(0, Tag::Layer(&layer.name));
            }
            let same = open.iter().zip(&wanted).take_while(|(a, b)| a == b).count();
            close(out, open.drain(same..));
            if n > 0 && m == 0 {
                out.push('\n');
            }
            for tag in wanted.into_iter().skip(same) {
                tag.open(out);
                open.push(tag);
            }
            unfit |= push_text(out, &piece.text);
        }
        n += 1;
    }
    close(out, open.drain(..));
    if n > 0 {
        out.push('\n');
    }
    if fewer {
        lose(LossKind::Lines, "blank lines; in WebVTT they would end the cue".to_owned());
    }
    if unfit {
        lose(LossKind::Text, "a line end or zero byte inside a line".to_owned());
    }
}

/// The text of a line that has one look, and that of all text.
fn plain<'t>(track: &'t Track<'_>, line: &Line) -> Option<&'t str> {
    match track.runs_of(line) {
        [run] if run.style == Style::default() && run.details.is_none() => Some(&run.text),
        _ => None,
    }
}

fn close<'t>(out: &mut String, tags: impl DoubleEndedIterator<Item = Tag<'t>>) {
    for tag in tags.rev() {
        let _ = write!(out, "</{}>", tag.name());
    }
}

fn tags<'t>(piece: &Piece<'t>, lang: Option<&'t str>, classes: &mut Classes) -> Vec<Tag<'t>> {
    let Style { italic, bold, underline, strike, colour, background, ruby } = piece.style;
    let fit = |words: &&str| !words.trim().is_empty();
    let mut out: Vec<Tag<'t>> = Vec::new();
    out.extend(piece.voice.filter(fit).map(Tag::Voice));
    out.extend(piece.lang.or(lang).filter(fit).map(Tag::Lang));
    match ruby {
        Ruby::None => {}
        Ruby::Base => out.push(Tag::Ruby),
        Ruby::Text => out.extend([Tag::Ruby, Tag::RubyText]),
    }
    let named = classes.of(colour, background, strike);
    if !named.is_empty() {
        out.push(Tag::Classes(named));
    }
    for (is, tag) in [(bold, Tag::Bold), (italic, Tag::Italic), (underline, Tag::Underline)] {
        if is {
            out.push(tag);
        }
    }
    out
}

/// Adds text with its signs escaped. `true` where a sign had to go.
fn push_text(out: &mut String, text: &str) -> bool {
    let has = |a, b, c| memchr::memchr3(a, b, c, text.as_bytes()).is_some();
    if !has(b'&', b'<', b'>') && !has(b'\n', b'\r', b'\0') {
        out.push_str(text);
        return false;
    }
    let mut unfit = false;
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\n' | '\r' | '\0' => {
                out.push(' ');
                unfit = true;
            }
            c => out.push(c),
        }
    }
    unfit
}
