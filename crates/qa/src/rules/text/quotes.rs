use crate::rule::quotation::{self, Found, Pair, Place};
use crate::rule::{Context, Sink, Traits};
use tregua_parse::base::{Applicability, Edit, Message, Severity};

declare_rule! {
    /// Quotation marks are not paired, not the language's, or not alike over the track.
    ///
    /// ## What it does
    ///
    /// Pairs opening and closing marks over the whole track, since a quotation may span cues; a mark repeated at the start
    /// of a cue goes on with the quotation. Speaks of marks without a partner, of pairs that are not those of the profile (or
    /// not those that most of the track has), of a pair inside a quotation that is not the inner one, and of blanks inside
    /// the marks (not in French). Apostrophes, inches and minutes are no quotation marks; single marks by themselves are left
    /// alone.
    ///
    /// ## Why
    ///
    /// A quotation that is never closed makes the reader look for its end. Straight marks say neither where it starts nor
    /// where it ends, and mixed ones look like a mistake.
    ///
    /// ```srt,bad profile=netflix/ru lang=ru
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Корабль назывался "Крым".
    /// ```
    ///
    /// ```srt,bad profile=kk lang=kk
    /// 1
    /// 00:00:01,000 --> 00:00:04,000
    /// Ол маған «кешір деп айтты.
    /// ```
    ///
    /// ```srt,good profile=netflix/ru lang=ru
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Корабль назывался «Крым».
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Where both marks of a pair are certain, the fix writes the wanted ones; the viewer sees other marks: unsafe.
    ///
    /// ## Sources
    ///
    /// CLDR 48: “ ” with ‘ ’ inside for Spanish, « » with „ “ for Russian, « » with “ ” for Kazakh. The Academy prefers « » for
    /// Spanish in print, so they pass there where the whole track has them.
    "text/quotes", Warning, fix: Some(Unsafe),
    params {
        /// the pair of the language, such as `«»`; without one, what most of the track has
        outer: Option<Pair>,
        /// the pair inside a quotation
        inner: Option<Pair>,
        /// other pairs that will do where all of the track has them
        also: Option<Vec<Pair>>,
        /// whether straight marks are a hint only, where the client's own tracks have them
        hint_straight: Option<bool>,
        /// most cues a quotation may span
        reach: u32,
    },
    Track check
}

const STRAIGHT: Pair = Pair { open: '"', close: '"' };

fn check(params: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    let kinds = Traits::QUOTE | Traits::GUILLEMET | Traits::CURLY;
    if context.cues_with(kinds).next().is_none() {
        return;
    }
    let found = quotation::find(context, kinds, params.reach);
    let wanted = wanted(params, &found);
    for it in &found {
        match it {
            Found::NeverClosed(mark) => {
                sink.cue(mark.place.cue, span(context, mark.place), say!("never-closed", mark = mark.c));
            }
            Found::NeverOpened(mark) => {
                sink.cue(mark.place.cue, span(context, mark.place), say!("never-opened", mark = mark.c));
            }
            Found::Pair { open, close, depth } => {
                let pair = Pair { open: open.c, close: close.c };
                if let Some((right, message)) = judge(params, wanted, pair, *depth) {
                    let finding = sink.cue(open.place.cue, span(context, open.place), message);
                    let hint = pair == STRAIGHT && params.hint_straight == Some(true);
                    let finding = if hint { finding.at_most(Severity::Info) } else { finding };
                    let edits = write(context, open.place, right.open)
                        .zip(write(context, close.place, right.close))
                        .map(|(a, b)| [a, b].concat());
                    if let Some(edits) = edits {
                        let title = say!("fix", open = right.open, close = right.close);
                        finding.fix(Applicability::Unsafe, title, edits);
                    }
                }
                if context.language() != Some("fr") && pair != STRAIGHT {
                    blank_inside(context, open.place, true, sink);
                    blank_inside(context, close.place, false, sink);
                }
            }
        }
    }
}

/// The pair that quotations of this track should have: of those the profile allows the one that most have; without a
/// profile's word the one that more than any other have.
fn wanted(params: &Params, found: &[Found]) -> Option<Pair> {
    let mut counts: Vec<(Pair, u32)> = params.outer.iter().map(|pair| (*pair, 0)).collect();
    let also = params.also.as_deref().unwrap_or_default();
    for it in found {
        let Found::Pair { open, close, depth: 0 } = it else { continue };
        let pair = Pair { open: open.c, close: close.c };
        if pair.is_single() || params.outer.is_some_and(|outer| pair != outer && !also.contains(&pair)) {
            continue;
        }
        match counts.iter_mut().find(|(it, _)| *it == pair) {
            Some((_, n)) => *n += 1,
            None => counts.push((pair, 1)),
        }
    }
    // Of two that are level the first.
    counts.iter().rev().max_by_key(|(_, n)| *n).map(|(pair, _)| *pair)
}

/// What is wrong with a pair, and the right one.
fn judge(params: &Params, wanted: Option<Pair>, pair: Pair, depth: usize) -> Option<(Pair, Message)> {
    let wanted = wanted?;
    let also = params.also.as_deref().unwrap_or_default();
    if depth == 0 {
        if pair == wanted || pair.is_single() {
            return None;
        }
        let message = match params.outer {
            Some(outer) if pair == outer || also.contains(&pair) => {
                say!("unlike", open = wanted.open, close = wanted.close)
            }
            Some(_) if pair == STRAIGHT => say!("straight", open = wanted.open, close = wanted.close),
            Some(_) => say!(
                "wrong",
                open = pair.open,
                close = pair.close,
                right_open = wanted.open,
                right_close = wanted.close
            ),
            None => say!("unlike", open = wanted.open, close = wanted.close),
        };
        return Some((wanted, message));
    }
    // Inside another pair than the language's own that one is the inner.
    let outer = params.outer?;
    let inner = if wanted == outer { params.inner? } else { outer };
    (depth == 1 && pair != inner).then(|| (inner, say!("inner", open = inner.open, close = inner.close)))
}

fn span(context: &Context<'_>, place: Place) -> tregua_parse::base::Span {
    quotation::line(context, place)
        .map_or_else(|| context.timing_of(place.cue), |line| line.span(place.at..place.at + place.len))
}

fn write(context: &Context<'_>, place: Place, mark: char) -> Option<Vec<Edit>> {
    quotation::line(context, place)?.replace(place.at..place.at + place.len, mark.encode_utf8(&mut [0; 4]))
}

/// A blank behind an opening mark or before a closing one.
fn blank_inside(context: &Context<'_>, place: Place, opening: bool, sink: &mut Sink<'_>) {
    let Some(line) = quotation::line(context, place) else { return };
    let (before, behind) = (line.text.get(..place.at), line.text.get(place.at + place.len..));
    let range = match opening {
        true => {
            let behind = behind.unwrap_or("");
            let len = behind.len() - behind.trim_start().len();
            // At the end of a line it is another rule's.
            if len == behind.len() {
                return;
            }
            place.at + place.len..place.at + place.len + len
        }
        false => {
            let before = before.unwrap_or("");
            let len = before.len() - before.trim_end().len();
            if len == before.len() {
                return;
            }
            place.at - len..place.at
        }
    };
    if range.is_empty() {
        return;
    }
    let finding = sink.cue(place.cue, line.span(range.clone()), say!("blank"));
    if let Some(edits) = line.replace(range, "") {
        finding.fix(Applicability::Unsafe, say!(common: "take-away"), edits);
    }
}
