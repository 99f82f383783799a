use crate::chars::{is_lowercase, trim_start};
use crate::language::phrase::ends_sentence;
use crate::rule::{Context, LineDash, Shown, Sink, Traits, dashes, line_dash};
use tregua_parse::base::{Applicability, Edit, Severity, Span};

declare_rule! {
    /// The dashes of a dialogue are not alike, or one of them is missing or too many.
    ///
    /// ## What it does
    ///
    /// Two speakers in one cue have a line each, and a dash before it. The rule finds out which mark most dialogues of the
    /// track have (a hyphen or a longer dash, with a blank or without) and whether the first speaker has one too, and speaks
    /// where a cue differs; a profile may ask for one mark instead. It also speaks of a dash where nobody else speaks in the
    /// cue, which is a hint (unless the track marks every change of speaker so), and of two speakers in one line. Sentences that go on behind a dash, negative numbers and songs
    /// are left alone.
    ///
    /// ## Why
    ///
    /// The dash is all that tells the viewer that somebody else speaks. Clients disagree about its form, but all want one.
    ///
    /// ```srt,bad profile=netflix/es-es lang=es
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// - ¿Quién es?
    /// - Soy yo.
    ///
    /// 2
    /// 00:00:04,000 --> 00:00:06,000
    /// -¿Y Andrés?
    /// -Se ha ido.
    /// ```
    ///
    /// ```srt,bad profile=netflix/ru lang=ru
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// - Где он?
    /// - Не знаю. - Врешь.
    /// ```
    ///
    /// ```srt,good profile=netflix/es-es lang=es
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// - ¿Quién es?
    /// - Soy yo.
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Each fix writes the dash that most of the track has, or that the profile asks for; the viewer sees another mark:
    /// unsafe. Where a dash stands alone a person must choose.
    ///
    /// ## Sources
    ///
    /// The sources conflict for Spanish and Russian: examples of older Netflix pages have a hyphen without a blank, all
    /// readings of 2026 say hyphen and blank; Russian agencies want a dash and a blank. One speaker a line: Netflix.
    "text/dialogue-dash", Warning, fix: Some(Unsafe),
    params {
        /// the mark: `consistent`, `hyphen`, `hyphen-space`, `en-dash`, `en-dash-space`, `em-dash` or `em-dash-space`
        style: Style,
        /// which speakers have one: `consistent`, `both` or `second`
        speakers: Speakers,
    },
    Track check
}

#[derive(serde::Deserialize, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Style {
    Consistent,
    Hyphen,
    HyphenSpace,
    EnDash,
    EnDashSpace,
    EmDash,
    EmDashSpace,
}

#[derive(serde::Deserialize, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Speakers {
    Consistent,
    Both,
    Second,
}

/// A dash, and whether a blank stands behind it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Mark(char, bool);

impl Mark {
    fn of(dash: LineDash) -> Self {
        Self(dash.mark, dash.blank)
    }

    fn asked(style: Style) -> Option<Self> {
        match style {
            Style::Consistent => None,
            Style::Hyphen => Some(Self('-', false)),
            Style::HyphenSpace => Some(Self('-', true)),
            Style::EnDash => Some(Self('\u{2013}', false)),
            Style::EnDashSpace => Some(Self('\u{2013}', true)),
            Style::EmDash => Some(Self('\u{2014}', false)),
            Style::EmDashSpace => Some(Self('\u{2014}', true)),
        }
    }

    fn text(self) -> String {
        if self.1 { format!("{} ", self.0) } else { self.0.to_string() }
    }

    fn name(self) -> tregua_parse::base::Message {
        let code = format!("U+{:04X}", u32::from(self.0));
        match self.1 {
            true => say!("with-blank", mark = self.0, code = code),
            false => say!("bare", mark = self.0, code = code),
        }
    }
}

/// What the dashes of a cue make of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Talk {
    /// Every speaker has a dash.
    Both,
    /// The second of two has one, the first has none.
    Second,
    /// Only the first of two lines has one, and the second begins a sentence.
    First,
    /// One speaker, with a dash.
    Alone,
    /// No dialogue.
    None,
}

fn talk(lines: &[Shown<'_>]) -> Talk {
    let dashes = lines.iter().filter(|line| line_dash(&line.text).is_some()).count();
    let Some(first) = lines.first().filter(|_| dashes > 0) else { return Talk::None };
    let starts = |line: &Shown<'_>| line_dash(&line.text).is_some();
    // A sentence that goes on behind a dash begins in lower case.
    let begins = |line: &Shown<'_>| {
        let dash = line_dash(&line.text).map_or(0, |dash| dash.before + dash.len);
        line.text.get(dash..).is_some_and(begins_sentence)
    };
    match (lines, dashes) {
        (_, 2..) if starts(first) || lines.iter().filter(|line| starts(line)).all(begins) => Talk::Both,
        (_, 2..) => Talk::None,
        ([first, second], 1) if starts(second) => match ends_sentence(&first.text) && begins(second) {
            true => Talk::Second,
            false => Talk::None,
        },
        _ if !starts(first) || !begins(first) => Talk::None,
        ([first, second], 1) if ends_sentence(&first.text) && begins(second) => Talk::First,
        _ => Talk::Alone,
    }
}

/// Whether a text can be the start of a sentence: it begins with a capital, a digit, or a mark that opens one.
fn begins_sentence(text: &str) -> bool {
    let c = trim_start(text).chars().next();
    c.is_some_and(|c| !is_lowercase(c) && !matches!(c, ',' | ';' | ':' | ')' | '.'))
}

/// What most of the track has.
#[derive(Default, Debug)]
struct Habits {
    /// The cues with speakers' dashes.
    talks: Vec<(u32, Talk)>,
    marks: Vec<(Mark, u32)>,
    both: u32,
    second: u32,
    alone: u32,
}

impl Habits {
    fn of(context: &Context<'_>) -> Self {
        let mut all = Self::default();
        for (index, _, cue) in context.cues_with(Traits::LINE_DASH) {
            let lines = context.shown(cue);
            let kind = talk(lines);
            if context.traits(index).any(Traits::NOTE) || kind == Talk::None {
                continue;
            }
            all.talks.push((index, kind));
            match kind {
                Talk::Both => all.both += 1,
                Talk::Second => all.second += 1,
                _ => all.alone += 1,
            }
            if matches!(kind, Talk::Both | Talk::Second) {
                for mark in lines.iter().filter_map(|line| line_dash(&line.text)).map(Mark::of) {
                    match all.marks.iter_mut().find(|(it, _)| *it == mark) {
                        Some((_, n)) => *n += 1,
                        None => all.marks.push((mark, 1)),
                    }
                }
            }
        }
        all
    }

    /// Whether a dash marks every change of speaker, also where nobody else speaks in the cue. One is no habit.
    fn every_change(&self) -> bool {
        self.alone > self.both + self.second + 1
    }

    /// The mark with the most uses; of two that are level the one that came first.
    fn mark(&self) -> Option<Mark> {
        self.marks.iter().rev().max_by_key(|(_, n)| *n).map(|(mark, _)| *mark)
    }
}

fn check(params: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    let habits = Habits::of(context);
    let asked = Mark::asked(params.style);
    let wanted = asked.or_else(|| habits.mark());
    let second_only = match params.speakers {
        Speakers::Both => false,
        Speakers::Second => true,
        Speakers::Consistent => habits.second > habits.both,
    };
    for (index, kind) in habits.talks.iter().copied() {
        let Some(cue) = context.track.cues.get(index as usize) else { continue };
        let lines = context.shown(cue);
        if let Some(crowded) = lines.iter().find_map(second_speaker) {
            sink.cue(index, crowded, say!("crowded")).help(say!("help-crowded"));
        } else {
            match kind {
                Talk::First => {
                    let finding =
                        sink.cue(index, text_of(lines), say!("one-only")).help(say!("help-one-only"));
                    // Where a dash marks every change of speaker the second sentence is the same speaker's.
                    if second_only || habits.every_change() {
                        finding.at_most(Severity::Info);
                    }
                }
                Talk::Alone if !habits.every_change() => alone(index, lines, sink),
                Talk::Second if !second_only => add_first(index, lines, wanted, sink),
                Talk::Both if second_only && lines.len() == 2 => {
                    take_first(index, lines, params.speakers == Speakers::Second, sink);
                }
                _ => {}
            }
        }
        if let Some(wanted) = wanted.filter(|_| matches!(kind, Talk::Both | Talk::Second)) {
            unlike(index, lines, wanted, asked.is_some(), sink);
        }
    }
}

/// From the first line to the last; in a format of places, a line may stand above one that comes before it in the file.
fn text_of(lines: &[Shown<'_>]) -> Span {
    lines.iter().map(|it| it.line.span).reduce(Span::cover).unwrap_or_default()
}

/// The dash of a speaker inside a line that begins with another's: `- Sí. - No.`.
fn second_speaker(line: &Shown<'_>) -> Option<Span> {
    let first = line_dash(&line.text)?;
    let from = first.before + first.len;
    let rest = line.text.get(from..)?;
    let (at, len) = dashes(rest).find_map(|at| {
        let (before, behind) = (rest.get(..at)?, rest.get(at..)?);
        let len = behind.chars().next()?.len_utf8();
        let begins = |c: char| c.is_uppercase() || matches!(c, '¿' | '¡');
        let speaks = before.ends_with(' ')
            && ends_sentence(before)
            && behind.get(len..)?.trim_start().starts_with(begins);
        speaks.then_some((at, len))
    })?;
    Some(line.span(from + at..from + at + len))
}

fn alone(index: u32, lines: &[Shown<'_>], sink: &mut Sink<'_>) {
    let Some((line, dash)) = lines.first().and_then(|line| Some((line, line_dash(&line.text)?))) else {
        return;
    };
    let range = dash.before..dash.before + dash.len;
    let finding = sink
        .cue(index, line.span(dash.before..dash.before + dash.mark.len_utf8()), say!("alone"))
        .at_most(Severity::Info);
    if let Some(edits) = line.replace(range, "") {
        finding.fix(Applicability::Display, say!(common: "take-away"), edits);
    }
}

fn add_first(index: u32, lines: &[Shown<'_>], wanted: Option<Mark>, sink: &mut Sink<'_>) {
    let [first, ..] = lines else { return };
    let finding = sink.cue(index, first.line.span, say!("first-lacks"));
    let at = first.text.len() - first.text.trim_start().len();
    if let Some((edits, mark)) = wanted.and_then(|mark| Some((first.replace(at..at, &mark.text())?, mark))) {
        finding.fix(Applicability::Unsafe, say!("fix", mark = mark.text()), edits);
    }
}

fn take_first(index: u32, lines: &[Shown<'_>], asked: bool, sink: &mut Sink<'_>) {
    let Some((line, dash)) = lines.first().and_then(|line| Some((line, line_dash(&line.text)?))) else {
        return;
    };
    let range = dash.before..dash.before + dash.len;
    let why = if asked { "asked" } else { "most" };
    let finding = sink.cue(index, line.span(range.clone()), say!("first-has", why = why));
    if let Some(edits) = line.replace(range, "") {
        finding.fix(Applicability::Unsafe, say!(common: "take-away"), edits);
    }
}

/// Dashes that are not the wanted one.
fn unlike(index: u32, lines: &[Shown<'_>], wanted: Mark, asked: bool, sink: &mut Sink<'_>) {
    let each = lines.iter().filter_map(|line| Some((line, line_dash(&line.text)?)));
    let odd = each.filter(|(_, dash)| Mark::of(*dash) != wanted);
    let mut found: Option<(Span, Mark)> = None;
    let mut edits: Option<Vec<Edit>> = Some(Vec::new());
    for (line, dash) in odd {
        let range = dash.before..dash.before + dash.len;
        found.get_or_insert_with(|| (line.span(range.clone()), Mark::of(dash)));
        edits = edits.zip(line.replace(range, &wanted.text())).map(|(mut all, more)| {
            all.extend(more);
            all
        });
    }
    let Some((span, mark)) = found else { return };
    let message = match asked {
        true => say!("asked", found = mark.name(), wanted = wanted.name()),
        false => say!("unlike", found = mark.name(), wanted = wanted.name()),
    };
    let finding = sink.cue(index, span, message);
    if let Some(edits) = edits {
        finding.fix(Applicability::Unsafe, say!("fix", mark = wanted.text()), edits);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tregua_parse::format::srt;
    use tregua_parse::source::Source;

    #[test]
    fn who_talks() {
        for (cue, kind) in [
            ("- ¿Sí?\n- Sí.", Talk::Both),
            ("¿Sí?\n- Sí.", Talk::Second),
            ("Él dijo\n- o eso creo.", Talk::None),
            ("- Ven.\nNo tardes.", Talk::First),
            ("- Ven conmigo\nal pueblo.", Talk::Alone),
            ("– это не так.", Talk::None),
            ("- 5 minutos.", Talk::Alone),
            ("Sin guion.\nNinguno.", Talk::None),
        ] {
            let text = format!("1\n00:00:01,000 --> 00:00:02,000\n{cue}\n");
            let document = srt::parse(Source::open(text.as_bytes(), None, None).unwrap());
            let track = srt::lower(&document);
            let programme = crate::programme::Programme::default();
            let context = Context::new(&document, &track, None, crate::programme::Kind::Full, &programme);
            assert_eq!(talk(context.shown(&track.cues[0])), kind, "{cue}");
        }
    }
}
