use crate::programme::Kind;
use crate::rule::{Context, Shown, Sink, Traits, is_dash};
use std::ops::Range;
use tregua_parse::base::{Applicability, Edit, Severity};

declare_rule! {
    /// The notes of a sung cue are not as the client, or the rest of the track, has them.
    ///
    /// ## What it does
    ///
    /// Looks at cues whose lines begin or end with ♪ or its kin, and at those that stand between two # or two *. Finds
    /// another sign than the one wanted, a note at one end only, and a note that touches the words; where the client keeps
    /// notes to tracks for the deaf, it names another track that has them, once. A note that stands alone or with words in
    /// brackets is music without words, and left alone. So is a number sign: #1.
    ///
    /// ## Why
    ///
    /// A viewer takes the sign for "this is sung" only when it is always the same one. Where it is missing at an end,
    /// nobody knows whether the song goes on.
    ///
    /// ```srt,bad profile=netflix/es-es lang=es
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// # Duerme, mi niño, duerme #
    /// ```
    ///
    /// ```srt,bad profile=netflix/kk lang=kk
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// ♪ Ұйықтай ғой, балам
    /// ```
    ///
    /// ```srt,good profile=netflix/es-es lang=es
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// ♪ Duerme, mi niño, duerme ♪
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The fix writes the wanted sign, the second note or the blank. Viewers see it: unsafe.
    ///
    /// ## Sources
    ///
    /// The project's own choice: like with like. Measured on Netflix's list of characters: ♪ and ♫ are on it.
    "text/music-note", Info, fix: Some(Unsafe),
    params {
        /// the sign; empty: the one most of the track has
        note: String,
        /// notes at both ends: `asked`, `consistent` or `free`
        both_ends: Habit,
        /// a blank between note and words: `asked`, `consistent` or `free`
        blank: Habit,
        /// whether only tracks for the deaf have notes
        only_sdh: bool,
    },
    Track check
}

#[derive(serde::Deserialize, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Habit {
    Asked,
    Consistent,
    Free,
}

impl Habit {
    fn holds(self, with: usize, without: usize) -> bool {
        match self {
            Self::Asked => true,
            Self::Consistent => with > without,
            Self::Free => false,
        }
    }
}

/// The signs that are met, the usual one first.
const SIGNS: [char; 6] = ['♪', '♫', '♩', '♬', '#', '*'];

/// A sign, or several in a row, at the beginning or the end of a line.
struct Edge {
    line: usize,
    run: Range<usize>,
    starts: bool,
    /// It touches the words.
    tight: bool,
}

/// The notes of one cue.
struct Sung<'l> {
    lines: &'l [Shown<'l>],
    edges: Vec<Edge>,
    /// The one of them that has no other.
    alone: Option<usize>,
}

fn check(params: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    let sung = || {
        context.cues_with(Traits::NOTE | Traits::HASH).filter_map(|(index, _, cue)| {
            let sung = Sung::read(context.shown(cue));
            (!sung.edges.is_empty()).then_some((index, sung))
        })
    };
    if params.only_sdh && context.kind != Kind::Sdh {
        let mut notes = sung().filter(|(_, sung)| sung.sign().is_some_and(is_note));
        if let Some((first, sung)) = notes.next() {
            let count = notes.count() + 1;
            let place =
                sung.edges.first().and_then(|edge| Some(sung.lines.get(edge.line)?.span(edge.run.clone())));
            sink.cue(first, place.unwrap_or_default(), say!("outside", count = count))
                .help(say!("help-outside"))
                .at_most(Severity::Info);
        }
        return;
    }
    let mut signs = [0usize; SIGNS.len()];
    let (mut both, mut one, mut apart, mut tight) = (0usize, 0usize, 0usize, 0usize);
    let sung: Vec<_> = sung().collect();
    for (_, sung) in &sung {
        if let Some(count) =
            SIGNS.iter().position(|it| sung.sign() == Some(*it)).and_then(|at| signs.get_mut(at))
        {
            *count += 1;
        }
        *if sung.alone.is_some() { &mut one } else { &mut both } += 1;
        *if sung.edges.iter().any(|edge| edge.tight) { &mut tight } else { &mut apart } += 1;
    }
    let most = signs.iter().copied().max().unwrap_or_default();
    let usual =
        SIGNS.into_iter().zip(signs).find(|(_, count)| *count == most).map_or('♪', |(sign, _)| sign);
    let wanted = params.note.chars().next();
    let both_ends = params.both_ends.holds(both, one);
    let blank = params.blank.holds(apart, tight);
    for (index, sung) in sung {
        sung.sign_is(wanted, usual, index, sink);
        if both_ends {
            sung.has_both(blank, index, sink);
        }
        if blank {
            sung.is_apart(index, sink);
        }
    }
}

impl<'l> Sung<'l> {
    fn read(lines: &'l [Shown<'l>]) -> Self {
        if let Some(edges) = stand_ins(lines) {
            return Self { lines, edges, alone: None };
        }
        let mut edges: Vec<Edge> = Vec::new();
        let (mut open, mut alone, mut seen) = (None, None, 0);
        for (line, shown) in lines.iter().enumerate() {
            let text = &*shown.text;
            seen += text.chars().filter(|c| is_note(*c)).count();
            let body = text.trim_matches(|c: char| is_note(c) || c.is_whitespace());
            // Music without words, or said to be music.
            if body.is_empty() || body.starts_with(['(', '[']) || body.ends_with([')', ']']) {
                seen = seen.saturating_sub(text.chars().filter(|c| is_note(*c)).count());
                continue;
            }
            let from = text.len() - text.trim_start_matches(|c: char| c.is_whitespace() || is_dash(c)).len();
            let behind = text.get(from..).unwrap_or("").trim_start_matches(is_note);
            let run = from..text.len() - behind.len();
            if !run.is_empty() {
                open.get_or_insert(edges.len());
                edges.push(Edge { line, run, starts: true, tight: !behind.starts_with(char::is_whitespace) });
            }
            let to = text.trim_end().len();
            let before = text.get(..to).unwrap_or("").trim_end_matches(is_note);
            let run = before.len()..to;
            if !run.is_empty() {
                if open.take().is_none() {
                    alone = Some(edges.len());
                }
                edges.push(Edge { line, run, starts: false, tight: !before.ends_with(char::is_whitespace) });
            }
        }
        let at_edges: usize = edges.iter().map(|edge| edge.run.len() / '♪'.len_utf8()).sum();
        // A note elsewhere may be the other one.
        let alone = alone.or(open).filter(|_| seen == at_edges);
        Self { lines, edges, alone }
    }

    fn text(&self, edge: &Edge) -> &str {
        self.lines.get(edge.line).and_then(|line| line.text.get(edge.run.clone())).unwrap_or("")
    }

    /// The sign it is sung with.
    fn sign(&self) -> Option<char> {
        self.edges.first().and_then(|edge| self.text(edge).chars().next())
    }

    fn sign_is(&self, asked: Option<char>, usual: char, cue: u32, sink: &mut Sink<'_>) {
        let wanted = asked.unwrap_or(usual);
        let other = |edge: &&Edge| self.text(edge).chars().any(|c| c != wanted);
        let Some(first) = self.edges.iter().find(other) else { return };
        let Some(line) = self.lines.get(first.line) else { return };
        let (mark, right) = (self.text(first), wanted.to_string());
        let message = match asked {
            Some(_) => say!("asked", mark = mark, right = right.as_str()),
            None => say!("unlike", mark = mark, right = right.as_str()),
        };
        let finding = sink.cue(cue, line.span(first.run.clone()), message);
        let edits = self.edges.iter().filter(other).map(|edge| {
            let new: String = self.text(edge).chars().map(|_| wanted).collect();
            self.lines.get(edge.line)?.replace(edge.run.clone(), &new)
        });
        finish(finding, say!(common: "write", text = right.as_str()), edits);
    }

    fn has_both(&self, blank: bool, cue: u32, sink: &mut Sink<'_>) {
        let Some(edge) = self.alone.and_then(|at| self.edges.get(at)) else { return };
        let Some(line) = self.lines.get(edge.line) else { return };
        let note = self.text(edge);
        let message = if edge.starts { say!("no-end") } else { say!("no-start") };
        let finding = sink.cue(cue, line.span(edge.run.clone()), message);
        // Where somebody else speaks in the cue, a person must say which line is sung.
        if self.lines.len() > 1 && self.lines.iter().any(|line| line.text.trim_start().starts_with(is_dash)) {
            return;
        }
        let gap = if blank { " " } else { "" };
        let edits = if edge.starts {
            self.lines.last().and_then(|last| {
                let end = last.text.trim_end().len();
                last.replace(end..end, &format!("{gap}{note}"))
            })
        } else {
            self.lines.first().and_then(|first| {
                let start = first.text.len() - first.text.trim_start().len();
                first.replace(start..start, &format!("{note}{gap}"))
            })
        };
        finish(finding, say!("fix-add", mark = note), std::iter::once(edits));
    }

    fn is_apart(&self, cue: u32, sink: &mut Sink<'_>) {
        let Some(first) = self.edges.iter().find(|edge| edge.tight) else { return };
        let Some(line) = self.lines.get(first.line) else { return };
        let finding = sink.cue(cue, line.span(first.run.clone()), say!("tight"));
        let edits = self.edges.iter().filter(|edge| edge.tight).map(|edge| {
            let at = if edge.starts { edge.run.end } else { edge.run.start };
            self.lines.get(edge.line)?.replace(at..at, " ")
        });
        finish(finding, say!("fix-blank"), edits);
    }
}

/// Gives the finding its fix, where every place can be written.
fn finish(
    finding: crate::rule::Finding<'_>,
    title: tregua_parse::base::Message,
    edits: impl Iterator<Item = Option<Vec<Edit>>>,
) {
    if let Some(edits) = edits.collect::<Option<Vec<_>>>() {
        finding.fix(Applicability::Unsafe, title, edits.concat());
    }
}

/// Number signs or stars around a whole cue. Stars have blanks beside them there; without, they stress a word.
fn stand_ins(lines: &[Shown<'_>]) -> Option<Vec<Edge>> {
    let (first, last) = (lines.first()?, lines.last()?);
    let (head, tail) = (first.text.trim_start(), last.text.trim_end());
    let sign = head.chars().next().filter(|c| matches!(c, '#' | '*'))?;
    let (behind, before) = (head.trim_start_matches(sign), tail.trim_end_matches(sign));
    let apart = behind.starts_with(' ') && before.ends_with(' ');
    let words =
        behind.trim_start().starts_with(char::is_alphabetic) || behind.trim_start().starts_with(['¿', '¡']);
    if before.len() == tail.len() || !words || sign == '*' && !apart {
        return None;
    }
    let from = first.text.len() - head.len();
    let edge = |line, run, starts, tight| Edge { line, run, starts, tight };
    Some(vec![
        edge(0, from..first.text.len() - behind.len(), true, !behind.starts_with(char::is_whitespace)),
        edge(lines.len() - 1, before.len()..tail.len(), false, !before.ends_with(char::is_whitespace)),
    ])
}

fn is_note(c: char) -> bool {
    matches!(c, '\u{2669}'..='\u{266c}')
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::said_of;

    #[test]
    fn a_track_is_held_to_itself() {
        let found = |texts: &[&str]| said_of("structure", "text/music-note", texts);
        assert!(
            found(&["#1 es el bueno", "*Nunca*", "♪", "♪ (música suave)", "[♪ Vals]", "#hola"]).is_empty()
        );
        assert!(found(&["♪ Ven, luna", "ven ♪", "# Ven, luna #"]).len() == 1);
        assert!(found(&["♪ Ven, luna ♪", "♪ Ven,\nluna ♪", "♪ Ven, ♪\n- ¿Quién?", "♪ Ven ♪."]).is_empty());
        assert_eq!(
            found(&["♪ Ven, luna ♪", "♪ Ven ♪", "♪ Ven", "luna ♪", "♪Ven♪", "♫ Ven ♫", "* Ven *"]),
            [
                "a note where the song begins, none where it ends",
                "a note where the song ends, none where it begins",
                "no blank between the note and the words",
                "“♫” stands for music; most of the track has ♪",
                "“*” stands for music; most of the track has ♪",
            ]
        );
    }
}
