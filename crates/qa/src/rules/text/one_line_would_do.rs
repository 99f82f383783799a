use super::label;
use crate::chars::{is_lowercase, trim};
use crate::language::phrase::ends_sentence;
use crate::programme::Kind;
use crate::rule::{Context, Shown, Sink, Traits, join_lines, line_dash};
use tregua_parse::base::{Applicability, Severity};
use tregua_parse::model::{Counting, Cue, Run};

declare_rule! {
    /// Two lines would fit into one.
    ///
    /// ## What it does
    ///
    /// Looks at cues of two lines whose text, with a blank for the break, is no longer than a line may be. Dialogues with
    /// dashes, labels of speakers, lines in different styles or of different voices, songs, signs in capitals, placed text
    /// and lists behind a colon have their two lines for a reason. Where the break parts two sentences, and in forced
    /// narratives, it may be meant, so this is a hint.
    ///
    /// ## Why
    ///
    /// A second line covers more of the picture, and the eye has to find its way to it for nothing.
    ///
    /// ```srt,bad profile=netflix/es-es lang=es
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Nos vemos mañana
    /// en la estación.
    /// ```
    ///
    /// ```srt,good profile=netflix/es-es lang=es
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Nos vemos mañana en la estación.
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The fix joins the lines. The viewer sees one line for two: unsafe. Where the break may be meant a person must choose.
    ///
    /// ## Sources
    ///
    /// Netflix General Requirements: one line unless the text exceeds the limit; UNE 153010 and the BBC ask for the same.
    "text/one-line-would-do", Warning, fix: Some(Unsafe),
    params {
        /// most characters a line may have
        max: u32,
    },
    Track check
}

fn check(params: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    for (index, node, cue) in context.cues() {
        let [first, second] = context.shown(cue) else { continue };
        // A character a viewer sees takes a byte at least, and four at most.
        let most = (params.max as usize).saturating_mul(4);
        if first.text.len() + second.text.len() > most || apart(context, index, cue, first, second) {
            continue;
        }
        let count = |shown: &Shown<'_>| context.line_characters(shown.line, Counting::default());
        let (a, b) = (count(first), count(second));
        let n = a.saturating_add(b).saturating_add(1);
        if a == 0 || b == 0 || n > params.max {
            continue;
        }
        let sentences = ends_sentence(&first.text);
        let finding = sink.cue(index, node.text, say!("found", count = n, max = params.max));
        // A forced narrative may have the lines of the sign it translates.
        let perhaps = sentences || context.kind == Kind::Forced;
        let finding = if perhaps { finding.at_most(Severity::Info) } else { finding };
        if let Some(edits) = join_lines(context.text(), first, second) {
            let how = if perhaps { Applicability::Display } else { Applicability::Unsafe };
            finding.fix(how, say!("fix"), edits);
        }
    }
}

/// Whether the two lines are apart for a reason.
fn apart<'c>(
    context: &Context<'_>,
    index: u32,
    cue: &Cue<'_>,
    first: &Shown<'c>,
    second: &Shown<'c>,
) -> bool {
    let traits = context.traits(index);
    let placed = cue.details.as_ref().is_some_and(|it| it.layer.is_some() || it.place != Default::default());
    if placed
        || traits.any(Traits::NOTE)
        || line_dash(&first.text).is_some()
        || line_dash(&second.text).is_some()
    {
        return true;
    }
    let (upper, lower) = (trim(&first.text), trim(&second.text));
    // Labels, lists, credits.
    let both = traits.any(Traits::COLON) && upper.contains(": ") && lower.contains(": ");
    if both || upper.ends_with(':') || label(upper, traits) || label(lower, traits) {
        return true;
    }
    // Signs; and writing that sets no blanks between words.
    let small = |text: &str| text.chars().any(is_lowercase);
    if !small(upper) || !small(lower) {
        return true;
    }
    let (Some(last), Some(next)) = (first.runs().last(), second.runs().first()) else { return true };
    let voice = |run: &'c Run<'c>| run.details.as_ref().and_then(|it| it.voice.as_deref());
    last.style != next.style || voice(last) != voice(next)
}
