//! Findings for people, with the lines they are about.

use super::report::Finding;
use super::{is_dangerous, is_log_command};
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Message, Renderer, Snippet, Title};
use std::fmt::Write as _;
use tregua_parse::base::{Applicability, Severity, Span};
use tregua_parse::source::{Encoding, LineIndex};
use tregua_parse::syntax::Document;

/// Bytes of text shown around a finding at most; longer lines are cut.
const WINDOW: usize = 400;

/// Draws a file's findings.
pub(crate) struct Human<'d> {
    /// As it may be shown.
    path: String,
    document: &'d Document<'d>,
    lines: LineIndex,
    renderer: Renderer,
    /// Lines of the file before the document, where it is a window of one.
    before: usize,
}

impl<'d> Human<'d> {
    /// For one file, called `path` in the report.
    pub(crate) fn new(path: &str, document: &'d Document<'d>, colour: bool) -> Self {
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        Self {
            path: super::plain(path),
            document,
            lines: LineIndex::new(document.source.text()),
            renderer: renderer.decor_style(DecorStyle::Ascii),
            before: 0,
        }
    }

    /// The same for a window, behind so many lines of its file.
    pub(crate) fn behind(self, before: usize) -> Self {
        Self { before, ..self }
    }

    /// As [`finding`](Self::finding), by itself.
    pub(crate) fn drawn(&self, finding: &Finding) -> String {
        let mut out = String::new();
        self.finding(finding, &mut out);
        out
    }

    /// One finding with its cue's lines.
    pub(crate) fn finding(&self, finding: &Finding, out: &mut String) {
        let level = match finding.severity {
            Severity::Error => Level::ERROR.with_name(tell!("error")),
            Severity::Warning => Level::WARNING.with_name(tell!("warning")),
            Severity::Info => Level::INFO.with_name(tell!("info")),
        };
        let message = super::plain(&finding.said());
        let main = self.window(finding.place.span);
        let title = level.primary_title(message).id(finding.rule);
        let snippet = |w: &Window, kind: AnnotationKind, label: Option<String>| {
            let annotation = kind.span(w.mark.clone()).label(label.map(std::borrow::Cow::Owned));
            Snippet::source(w.text.clone()).line_start(w.line).fold(false).annotation(annotation)
        };
        if self.document.source.encoding() == Encoding::Bytes {
            let _ = writeln!(out, "{}\n", self.renderer.render(&[without_lines(&self.path, finding, title)]));
            return;
        }
        let mut element =
            title.element(snippet(&main, AnnotationKind::Primary, None).path(self.path.as_str()));
        for label in &finding.labels {
            let window = self.window(label.place.span);
            let text = super::plain(&label.message);
            element = element
                .element(snippet(&window, AnnotationKind::Context, Some(text)).path(self.path.as_str()));
        }
        if main.cut {
            // The drawing counts columns from where it begins.
            let column = finding.place.column;
            element = element
                .element(Level::NOTE.with_name(tell!("note")).message(tell!("long-line", column = column)));
        }
        if let Some(help) = &finding.help {
            element = element.element(named_help(help));
        }
        if let Some(fix) = &finding.fix {
            let how = match fix.applicability {
                Applicability::Safe => "--fix".to_owned(),
                Applicability::Unsafe => "--unsafe-fixes".to_owned(),
                Applicability::Display => tell!("by-hand"),
            };
            element = element.element(
                Level::NOTE.with_name(tell!("fix")).message(super::plain(&format!("{} ({how})", fix.title))),
            );
        }
        let _ = writeln!(out, "{}\n", self.renderer.render(&[element]));
    }

    /// The lines a span touches, cut to a size people can read, with everything dangerous made harmless. Every
    /// replacement has as many bytes as what it stands for, so places stay right.
    fn window(&self, span: Span) -> Window {
        let text = self.document.source.text();
        let (start, end) = (span.start as usize, (span.end.max(span.start)) as usize);
        let place = self.lines.place(text, span.start);
        let line_start = self.lines.line(text, place.line).start as usize;
        let last = self.lines.place(text, span.end.saturating_sub(u32::from(span.end > span.start)));
        let line_end = self.lines.line(text, last.line).end as usize;
        let from = floor(text, line_start.max(start.saturating_sub(WINDOW)));
        let to = floor(text, line_end.min(end.min(start + WINDOW) + WINDOW));
        let raw = text.get(from..to).unwrap_or("").trim_end_matches(['\n', '\r']);
        let mut shown = String::with_capacity(raw.len());
        for (at, c) in raw.char_indices() {
            match c {
                // A lone CR ends a line here as it does in old players.
                '\r' if raw.as_bytes().get(at + 1) != Some(&b'\n') => shown.push('\n'),
                '\n' | '\t' | '\r' => shown.push(c),
                // The runner of a build looks for these anywhere in a line.
                '#' if is_log_command(raw.get(at..).unwrap_or(""), false) => shown.push('?'),
                _ if is_dangerous(c) => shown.push_str(match c.len_utf8() {
                    1 => "?",
                    2 => "\u{b7}",
                    _ => "\u{fffd}",
                }),
                _ => shown.push(c),
            }
        }
        let begin = start.saturating_sub(from).min(shown.len());
        let stop = end.saturating_sub(from).clamp(begin, shown.len());
        Window {
            text: shown,
            line: self.before + place.line as usize,
            mark: begin..stop,
            cut: from > line_start,
        }
    }
}

/// A finding in a file that is no text: a byte's number instead of a line.
fn without_lines<'t>(path: &str, finding: &'t Finding, title: Title<'t>) -> Group<'t> {
    let byte = tell!("at-byte", byte = finding.place.byte_start);
    let at = Level::NOTE.with_name(tell!("at")).message(format!("{path}, {byte}"));
    let mut group = title.element(at);
    if let Some(help) = &finding.help {
        group = group.element(named_help(help));
    }
    group
}

fn named_help<'t>(help: &str) -> Message<'t> {
    Level::HELP.with_name(tell!("help")).message(super::plain(help))
}

struct Window {
    text: String,
    line: usize,
    mark: std::ops::Range<usize>,
    /// It begins inside a line.
    cut: bool,
}

fn floor(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
