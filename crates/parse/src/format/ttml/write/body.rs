//! The paragraphs: a `p` for each cue.

use super::Names;
use super::dialect::Dialect;
use super::fine;
use super::losses::Losses;
use super::regions::{Layout, align_of};
use super::styles::Sheet;
use super::times::Clock;
use crate::format::write::{Piece, WriteError, language_tag, pieces, room, xml};
use crate::model::{Colour, Cue, LossKind, Ruby, Style, TextAlign, Track};
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

/// What paragraphs are made with, and what they need of the head.
#[derive(Debug)]
pub(super) struct Body<'w> {
    pub(super) dialect: Dialect,
    /// All text is white already, so that white need not be said.
    pub(super) white: bool,
    pub(super) clock: Clock,
    pub(super) names: &'w Names,
    pub(super) lang: &'w str,
    pub(super) layout: &'w Layout,
    pub(super) sheet: &'w mut Sheet,
    pub(super) losses: &'w mut Losses,
    /// Ids that are given away, and ids that cues have of their own.
    pub(super) ids: HashSet<String>,
    pub(super) taken: &'w HashSet<String>,
    /// Who speaks, each with the id of its agent.
    pub(super) voices: HashMap<String, String>,
    /// The ids of the layers' styles.
    pub(super) layers: Vec<Vec<String>>,
}

impl Body<'_> {
    /// All paragraphs.
    pub(super) fn spell(&mut self, track: &Track<'_>) -> Result<String, WriteError> {
        let mut out = room(track, 96);
        for (index, cue) in track.cues.iter().enumerate() {
            let Some((start, end)) = cue.times else {
                self.losses.cue(LossKind::Cue, index, "its times cannot be read");
                continue;
            };
            let mut times = Vec::new();
            for time in [start, end] {
                let cue = u32::try_from(index).unwrap_or(u32::MAX);
                let below = WriteError::Time { cue, time, limit: "TTML has no times before zero" };
                let (spelling, fit) = self.clock.spell(time).ok_or(below)?;
                self.losses.time(index, fit);
                times.push(spelling);
            }
            let id = self.id_of(cue, index);
            let p = format!("{}p", self.names.tt);
            let _ = write!(out, "      <{p}");
            xml::attribute(&mut out, "xml:id", &id);
            for (name, time) in ["begin", "end"].into_iter().zip(&times) {
                xml::attribute(&mut out, name, time);
            }
            self.paragraph(track, cue, index, &mut out);
            let _ = writeln!(out, "</{p}>");
        }
        Ok(out)
    }

    fn id_of(&mut self, cue: &Cue<'_>, index: usize) -> String {
        let own = cue.details.as_ref().and_then(|details| details.id.as_deref());
        if let Some(own) = own {
            if xml::is_id(own) && self.ids.insert(own.to_owned()) {
                return own.to_owned();
            }
            self.losses.cue(LossKind::Id, index, own.to_owned());
        }
        let mut id = format!("c{}", index + 1);
        while self.taken.contains(&id) || !self.ids.insert(id.clone()) {
            id.push_str("-x");
        }
        id
    }

    /// The rest of the start tag, and the text.
    fn paragraph(&mut self, track: &Track<'_>, cue: &Cue<'_>, index: usize, out: &mut String) {
        let details = cue.details.as_deref();
        let layer = details.and_then(|details| track.layers.get(usize::from(details.layer?)));
        let white = self.white && layer.is_none_or(|layer| layer.style.colour.is_none());
        let lines: Vec<Vec<Piece<'_>>> = (track.lines_of(cue).iter())
            .map(|line| pieces(track, line, self.dialect.carries().ruby))
            .map(|line| self.sayable(line, white))
            .collect();
        if let Some(region) = self.layout.of_cue.get(index).and_then(|at| self.layout.regions.get(*at)) {
            xml::attribute(out, "region", &region.id);
        }
        let shared = shared_look(&lines);
        let mut refs = self.placing(track, cue, index);
        if let Some(layer) = details.and_then(|details| details.layer) {
            refs.extend(self.layers.get(usize::from(layer)).cloned().unwrap_or_default());
        }
        refs.extend(self.sheet.look(shared.style, self.names));
        if !refs.is_empty() {
            xml::attribute(out, "style", &refs.join(" "));
        }
        let lang = details.and_then(|d| d.lang.as_deref()).or(layer.and_then(|layer| layer.lang.as_deref()));
        let cue_lang = self.tag(lang, index);
        if let Some(lang) = cue_lang.as_deref().filter(|lang| *lang != self.lang) {
            xml::attribute(out, "xml:lang", lang);
        }
        if let Some(voice) = shared.voice {
            let agent = self.agent(voice);
            xml::attribute(out, &format!("{}agent", self.names.ttm), &agent);
        }
        if details.is_some_and(|details| details.forced) && self.dialect.carries().forced {
            xml::attribute(out, &format!("{}forcedDisplay", self.names.itts), "true");
        }
        if lines.iter().any(|line| blanks_matter(line)) {
            out.push_str(" xml:space=\"preserve\"");
        }
        out.push('>');
        let mut left_out = 0;
        for (n, line) in lines.iter().enumerate() {
            if n > 0 {
                let _ = write!(out, "<{}br/>", self.names.tt);
            }
            left_out += self.line(line, &shared, index, out);
        }
        if left_out > 0 {
            self.losses.cue(LossKind::Text, index, format!("{left_out} control characters, which XML lacks"));
        }
    }

    /// What of a line's looks this form of TTML can say; the rest is listed as lost by the caller of all writers.
    fn sayable<'t>(&self, line: Vec<Piece<'t>>, white: bool) -> Vec<Piece<'t>> {
        let can = self.dialect.carries();
        let cut = |piece: Piece<'t>| {
            let style = Style {
                strike: piece.style.strike && can.strike,
                colour: piece.style.colour.filter(|colour| !white || *colour != Colour::WHITE),
                background: piece.style.background.filter(|_| can.background),
                ..piece.style
            };
            Piece { style, voice: piece.voice.filter(|_| can.voice), ..piece }
        };
        line.into_iter().map(cut).collect()
    }

    /// References that place text inside its region: what is not centred, and lines aligned otherwise than their block.
    fn placing(&mut self, track: &Track<'_>, cue: &Cue<'_>, index: usize) -> Vec<String> {
        let place = cue.details.as_ref().map(|details| details.place).unwrap_or_default();
        let align = align_of(track, cue);
        let mut refs = Vec::new();
        if place.text.is_some() && !self.dialect.has_fine_places() {
            self.losses.cue(LossKind::Position, index, "lines aligned otherwise than their block");
        }
        // Columns are columns where their region is one of columns: a cue may have lost its own.
        let region = self.layout.of_cue.get(index).and_then(|at| self.layout.regions.get(*at));
        let vertical = region.and_then(|region| region.vertical);
        let side = match vertical.filter(|_| self.dialect.has_fine_places()) {
            Some(_) => fine::text_align(align),
            None => ["left", "center", "right"]
                .get(usize::from((align.max(1) - 1) % 3))
                .copied()
                .unwrap_or("center"),
        };
        if !self.dialect.has_columns() {
            if side != "center" || (4..=6).contains(&align) {
                self.losses.cue(LossKind::Align, index, format!("place {align}"));
            }
            return refs;
        }
        if side != "center" {
            let attributes = format!(" {}textAlign=\"{side}\"", self.names.tts);
            refs.push(self.sheet.refer((side.to_owned(), attributes)));
        }
        if let Some(text) = place.text.filter(|_| self.dialect.has_fine_places()) {
            // Lines inside their block know no left and right, only where reading starts and ends.
            let rows = match text {
                TextAlign::Start | TextAlign::Left => "start",
                TextAlign::Centre => "center",
                TextAlign::End | TextAlign::Right => "end",
            };
            let attributes = format!(" {}multiRowAlign=\"{rows}\"", self.names.ebutts);
            refs.push(self.sheet.refer((format!("rows-{rows}"), attributes)));
        }
        refs
    }

    /// A language as XML wants it; a loss where it cannot be understood.
    fn tag(&mut self, lang: Option<&str>, index: usize) -> Option<String> {
        let lang = lang?;
        let tag = language_tag(lang);
        if tag.is_none() {
            self.losses.cue(LossKind::Foreign, index, lang.to_owned());
        }
        tag
    }

    fn agent(&mut self, voice: &str) -> String {
        if let Some(id) = self.voices.get(voice) {
            return id.clone();
        }
        let mut id = format!("a{}", self.voices.len() + 1);
        while self.taken.contains(&id) {
            id.push_str("-x");
        }
        self.voices.insert(voice.to_owned(), id.clone());
        id
    }

    /// One line; gives how many characters were left out.
    fn line(&mut self, line: &[Piece<'_>], shared: &Shared<'_>, index: usize, out: &mut String) -> usize {
        let (mut left_out, mut at) = (0, 0);
        while let Some(piece) = line.get(at) {
            let run = |from: usize, part: Ruby| {
                line.get(from..).unwrap_or_default().iter().take_while(|p| p.style.ruby == part).count()
            };
            let bases = run(at, Ruby::Base);
            // Blanks between the parts are how a file was indented; they stay between them.
            let gap = line.get(at + bases).filter(|p| p.style.ruby == Ruby::None && p.text.trim().is_empty());
            let gap = gap.filter(|_| bases > 0 && run(at + bases + 1, Ruby::Text) > 0);
            let behind = at + bases + usize::from(gap.is_some());
            let texts = run(behind, Ruby::Text);
            let (tt, tts) = (self.names.tt.clone(), self.names.tts.clone());
            if bases > 0 && texts > 0 {
                let _ = write!(out, "<{tt}span {tts}ruby=\"container\">");
                for (part, from, len) in [("base", at, bases), ("text", behind, texts)] {
                    if let Some(gap) = gap.filter(|_| part == "text") {
                        left_out += xml::text(out, &gap.text);
                    }
                    let _ = write!(out, "<{tt}span {tts}ruby=\"{part}\">");
                    for piece in line.get(from..from + len).unwrap_or_default() {
                        left_out += self.piece(piece, shared, index, out);
                    }
                    let _ = write!(out, "</{tt}span>");
                }
                let _ = write!(out, "</{tt}span>");
                at = behind + texts;
                continue;
            }
            // A base that nothing explains is plain text; an explanation of nothing stands in brackets.
            let alone = piece.style.ruby == Ruby::Text;
            out.push_str(if alone { "(" } else { "" });
            left_out += self.piece(piece, shared, index, out);
            out.push_str(if alone { ")" } else { "" });
            at += 1;
        }
        left_out
    }

    /// Text in one look: in a `span` where it differs from the paragraph.
    fn piece(&mut self, piece: &Piece<'_>, shared: &Shared<'_>, index: usize, out: &mut String) -> usize {
        let mut attributes = String::new();
        let own = without(piece.style, shared.style);
        let refs = self.sheet.look(own, self.names);
        if !refs.is_empty() {
            xml::attribute(&mut attributes, "style", &refs.join(" "));
        }
        if let Some(lang) = self.tag(piece.lang, index) {
            xml::attribute(&mut attributes, "xml:lang", &lang);
        }
        if let Some(voice) = piece.voice.filter(|_| shared.voice.is_none()) {
            let agent = self.agent(voice);
            xml::attribute(&mut attributes, &format!("{}agent", self.names.ttm), &agent);
        }
        if attributes.is_empty() {
            return xml::text(out, &piece.text);
        }
        let _ = write!(out, "<{}span{attributes}>", self.names.tt);
        let left_out = xml::text(out, &piece.text);
        let _ = write!(out, "</{}span>", self.names.tt);
        left_out
    }
}

/// What all text of a cue has in common.
struct Shared<'t> {
    style: Style,
    voice: Option<&'t str>,
}

fn shared_look<'t>(lines: &[Vec<Piece<'t>>]) -> Shared<'t> {
    let mut all = lines.iter().flatten();
    let Some(first) = all.next() else { return Shared { style: Style::default(), voice: None } };
    // A background belongs to letters: on a paragraph it would fill the whole line.
    let style = Style { background: None, ruby: Ruby::None, ..first.style };
    all.fold(Shared { style, voice: first.voice }, |shared, piece| Shared {
        style: common(shared.style, piece.style),
        voice: shared.voice.filter(|voice| piece.voice == Some(*voice)),
    })
}

fn common(a: Style, b: Style) -> Style {
    Style {
        italic: a.italic && b.italic,
        bold: a.bold && b.bold,
        // One property of two parts: it is shared whole or not at all.
        underline: a.underline && b.underline && a.strike == b.strike,
        strike: a.strike && b.strike && a.underline == b.underline,
        colour: a.colour.filter(|colour| b.colour == Some(*colour)),
        background: None,
        ruby: Ruby::None,
    }
}

/// What of a style is not already in another.
fn without(style: Style, shared: Style) -> Style {
    let decorated = shared.underline || shared.strike;
    Style {
        italic: style.italic && !shared.italic,
        bold: style.bold && !shared.bold,
        underline: style.underline && !decorated,
        strike: style.strike && !decorated,
        colour: style.colour.filter(|_| shared.colour.is_none()),
        background: style.background,
        ruby: Ruby::None,
    }
}

/// Whether a reader that folds blanks would change the line.
fn blanks_matter(line: &[Piece<'_>]) -> bool {
    let letters = line.iter().flat_map(|piece| piece.text.chars());
    let text: String = letters.filter(|c| xml::is_allowed(*c)).collect();
    let blank = |c: char| matches!(c, ' ' | '\t' | '\r' | '\n');
    text.starts_with(blank)
        || text.ends_with(blank)
        || text.contains("  ")
        || text.contains(['\t', '\r', '\n'])
}
