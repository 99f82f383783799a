use super::label;
use crate::chars::trim;
use crate::language::phrase::{self, Layout, Shape, layouts};
use crate::rule::{Context, Shown, Sink, Traits, line_dash, move_break};
use tregua_parse::base::{Applicability, Severity};
use tregua_parse::model::{Counting, count};

declare_rule! {
    /// Two lines could be shaped better.
    ///
    /// ## What it does
    ///
    /// Gives every way to break the text of two lines in two a score: punctuation before the break and a conjunction or
    /// preposition behind it count for it, a phrase parted and each character by which the lines differ against it. Speaks
    /// where the lines are shaped as the profile does not want them, and another break within the limit is not and scores
    /// higher. Breaks behind a sentence or a label, dialogues, songs and signs in capitals are left alone; a phrase parted, and two
    /// lines that fit into one, are other rules'.
    ///
    /// Shape is taste: this never is more than a hint, whatever level it is given.
    ///
    /// ## Why
    ///
    /// A word or two alone in a line jumps to the eye and covers the picture for nothing; two lines much alike in length are
    /// read with the least movement of the eyes.
    ///
    /// ```srt,bad profile=netflix/es-es lang=es
    /// 1
    /// 00:00:01,000 --> 00:00:06,000
    /// Ayer
    /// vi a tu hermana en la estación de Atocha.
    /// ```
    ///
    /// ```srt,good profile=netflix/es-es lang=es
    /// 1
    /// 00:00:01,000 --> 00:00:06,000
    /// Ayer vi a tu hermana
    /// en la estación de Atocha.
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The fix moves the break. The viewer sees other lines: unsafe.
    ///
    /// ## Sources
    ///
    /// The sources disagree: Netflix prefers the lower line longer and no one or two words alone above; Ivarsson and Carroll
    /// want the upper line shorter, Warner Bros. Discovery longer; TED wants no line under half of the other.
    "text/line-shape", Info, fix: Some(Unsafe),
    params {
        /// most characters a line may have once the break is moved
        max: u32,
        /// an upper line with no more words than this stands alone; 0 allows any
        lone_words: u32,
        /// a line shorter than this share of the other, in percent, is too short; 0 allows any
        min_percent: u32,
        /// which line is to be the longer: `either`, `top` or `bottom`
        longer: Shape,
    },
    Track check
}

fn check(params: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    let phrases = phrase::of(context.language());
    for (index, node, cue) in context.cues() {
        let [first, second] = context.shown(cue) else { continue };
        let (upper, lower) = (trim(&first.text), trim(&second.text));
        if context.traits(index).any(Traits::NOTE)
            || line_dash(upper).is_some()
            || line_dash(lower).is_some()
            || label(upper, context.traits(index))
            || phrase::ends_sentence(upper)
            || !context.traits(index).any(Traits::SMALL)
                && !upper.chars().chain(lower.chars()).any(char::is_lowercase)
        {
            continue;
        }
        // Where no escape may stand, the track's lines are counted already.
        let escapes = context.traits(index).any(Traits::MARKUP);
        let length = |shown: &Shown<'_>, text| match escapes {
            true => count(text, Counting::default()),
            false => context.line_characters(shown.line, Counting::default()),
        };
        let (above, below) = (length(first, upper), length(second, lower));
        // What one line would hold is another rule's.
        if above.saturating_add(below) < params.max {
            continue;
        }
        let now = Layout::measured((upper, above), (lower, below));
        let Some(fault) = fault(params, &now) else { continue };
        let now = now.judged(phrases, upper, lower);
        if now.sense < 0 {
            continue;
        }
        let text = format!("{} {}", first.text, second.text);
        let better = layouts(phrases, &text, params.max)
            .filter(|it| {
                self::fault(params, it).is_none() && it.score(params.longer) > now.score(params.longer)
            })
            .max_by_key(|it| it.score(params.longer));
        let Some(best) = better else { continue };
        let word = text.get(..best.at).and_then(|before| before.rsplit(' ').next()).unwrap_or("");
        let message = match fault {
            Fault::Lone => say!("lone", words = now.words.0),
            Fault::Uneven => {
                say!("uneven", first = now.first, second = now.second, percent = params.min_percent)
            }
            Fault::TopShorter => say!("top-shorter", first = now.first, second = now.second),
            Fault::TopLonger => say!("top-longer", first = now.first, second = now.second),
        };
        let finding = sink.cue(index, node.text, message).at_most(Severity::Info).help(say!(
            "help",
            word = word,
            first = best.first,
            second = best.second
        ));
        if let Some(edits) = move_break(context.text(), first, second, best.at) {
            finding.fix(Applicability::Unsafe, say!("fix", word = word), edits);
        }
    }
}

#[derive(Clone, Copy)]
enum Fault {
    Lone,
    Uneven,
    TopShorter,
    TopLonger,
}

/// What the profile does not want of two lines.
fn fault(params: &Params, it: &Layout) -> Option<Fault> {
    let (short, long) = (it.first.min(it.second), it.first.max(it.second));
    if it.words.0 <= params.lone_words {
        return Some(Fault::Lone);
    }
    if u64::from(short) * 100 < u64::from(long) * u64::from(params.min_percent) {
        return Some(Fault::Uneven);
    }
    match params.longer {
        Shape::Top if it.first < it.second => Some(Fault::TopShorter),
        Shape::Bottom if it.first > it.second => Some(Fault::TopLonger),
        _ => None,
    }
}
