use crate::language::{Tongue, identify, wrong_language};
use crate::rule::{Context, Set, Sink, Traits, track_name};
use tregua_parse::base::Severity;

declare_rule! {
    /// A cue says the very same in two languages.
    ///
    /// ## What it does
    ///
    /// Compares the letters of cues that answer one another in tracks of different languages. What both share is
    /// reported at the track it does not belong to, told by the alphabet and by the words. Names, numbers, calls and
    /// words that languages have in common are let pass: at least a few different words in small letters must stand
    /// there. What every language has is a line in a foreign one, and meant. Where only the words decide, and they are
    /// too few for that, it only informs. Where most of a track is another's, that is said once. What `language/wrong-language` finds in one track alone is left to it.
    ///
    /// ## Why
    ///
    /// A line that was copied from the template and never translated.
    ///
    /// ```set,bad
    /// [en]
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Come with me now, please.
    /// [fr]
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Come with me now, please.
    /// ```
    ///
    /// ```set,good
    /// [es]
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Ven conmigo.
    ///
    /// 2
    /// 00:00:04,000 --> 00:00:06,000
    /// Radio Madrid.
    /// [ru]
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Идём со мной.
    ///
    /// 2
    /// 00:00:04,000 --> 00:00:06,000
    /// Radio Madrid.
    /// ```
    "set/untranslated", Warning, fix: None,
    params {
        /// letters a cue must have
        least_letters: usize,
        /// different words in small letters it must have where the two alphabets are not the same
        least_words: usize,
        /// those it must have where they are
        least_words_alike: usize,
        /// the share of a track's cues from which on the whole track is reported, in percent
        whole_percent: usize,
        /// and how many cues these must be
        whole_cues: usize,
    },
    Set check
}

/// A row with one text in two languages.
struct Found {
    row: usize,
    /// The side it does not belong to, and the one it does.
    here: usize,
    there: usize,
    sure: bool,
}

fn check(params: &Params, set: &Set<'_, '_>, sinks: &mut [Sink<'_>]) {
    let rows = set.rows();
    let sides = set.sides().len();
    let language = |side: usize| set.side(side).and_then(Context::language);
    let mut all: Vec<Found> = Vec::new();
    for row in 0..rows.len() {
        let cues = |side: usize| rows.of(side, row);
        let letters =
            |side: usize| set.side(side).into_iter().flat_map(move |context| letters(context, cues(side)));
        let scripts = |side: usize| scripts(set.side(side), cues(side));
        let same = |a: usize, b: usize| {
            // The alphabets and the first letters settle nearly all.
            scripts(a) == scripts(b)
                && letters(a).next().is_some_and(|first| letters(b).next() == Some(first))
                && letters(a).eq(letters(b))
        };
        let both = |(a, b): &(usize, usize)| !cues(*a).is_empty() && !cues(*b).is_empty() && same(*a, *b);
        let Some((a, b)) = set.couples().find(both) else { continue };
        let present = (0..sides).filter(|side| !cues(*side).is_empty()).count();
        let sharing = (0..sides).filter(|side| !cues(*side).is_empty() && same(a, *side)).count();
        let (Some(of_a), Some(of_b)) = (language(a), language(b)) else { continue };
        if of_a == of_b || present > 2 && sharing == present || letters(a).count() < params.least_letters {
            continue;
        }
        all.extend(judge(params, set, row, (a, b)));
    }
    for side in 0..sides {
        say(params, set, side, &all, sinks);
    }
}

/// What was found of one side: each cue, or once where most of the track says what another says.
fn say(params: &Params, set: &Set<'_, '_>, here: usize, all: &[Found], sinks: &mut [Sink<'_>]) -> Option<()> {
    let own: Vec<&Found> = all.iter().filter(|found| found.here == here).collect();
    let (at, first, cues) = (*set.sides().get(here)?, own.first()?, set.times(here).len());
    let name = |side: usize| set.sides().get(side).map(|track| track_name(set, *track));
    let sink = sinks.get_mut(at)?;
    if own.len().saturating_mul(100) >= cues.saturating_mul(params.whole_percent)
        && own.len() >= params.whole_cues
    {
        let (cue, span) = set.whole(here, set.rows().of(here, first.row))?;
        sink.cue(cue, span, say!("track", count = own.len(), all = cues, track = name(first.there)?));
        return Some(());
    }
    for Found { row, there, sure, .. } in own {
        let (cue, span) = set.whole(here, set.rows().of(here, *row))?;
        let finding = sink.cue(cue, span, say!("found", track = name(*there)?));
        if !sure {
            finding.at_most(Severity::Info);
        }
    }
    Some(())
}

/// Which alphabets some cues use: Latin, Russian, the letters of Kazakh.
fn scripts(context: Option<&Context<'_>>, cues: &[u32]) -> [bool; 3] {
    let all = context.map_or(Traits::NONE, |context| {
        cues.iter().fold(Traits::NONE, |all, cue| all | context.traits(*cue))
    });
    [Traits::UPPER | Traits::LOWER, Traits::CYRILLIC, Traits::KAZAKH].map(|kinds| all.any(kinds))
}

/// The letters and digits of some cues, small.
fn letters(context: &Context<'_>, cues: &[u32]) -> impl Iterator<Item = char> {
    let runs = cues.iter().filter_map(|cue| context.track.cues.get(*cue as usize));
    let runs = runs.flat_map(|cue| context.track.runs_of_cue(cue));
    runs.flat_map(|run| run.text.chars()).filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// At which of two sides the text of a row is out of place, if it is.
fn judge(params: &Params, set: &Set<'_, '_>, row: usize, (a, b): (usize, usize)) -> Option<Found> {
    let mut text = String::new();
    crate::numbers::text_of(set.side(a)?.track, set.rows().of(a, row), &mut text);
    if text.contains(['♪', '♫', '@', '/']) {
        return None;
    }
    let words = plain_words(&text);
    let [in_cyrillic, b_cyrillic] = [a, b].map(|side| is_cyrillic(set.tongue(side)));
    let found = identify(&text).tongue;
    let (here, sure) = match (in_cyrillic, b_cyrillic) {
        (Some(x), Some(y)) if x != y => {
            if words < params.least_words {
                return None;
            }
            // It belongs to the track whose alphabet it is in.
            let cyrillic =
                text.chars().find(|c| c.is_alphabetic()).is_some_and(|c| matches!(c, '\u{400}'..='\u{52f}'));
            let here = if x == cyrillic { b } else { a };
            let there = if here == a { b } else { a };
            // A line in a third language may be quoted by both.
            (here, found == Some(set.tongue(there)) || found.is_none() && words > params.least_words)
        }
        _ => {
            if words < params.least_words_alike {
                return None;
            }
            match found {
                // What is like Russian may be Ukrainian: sure is only what both languages are known for.
                Some(found) if found == set.tongue(a) && found != set.tongue(b) => {
                    (b, set.tongue(b) != Tongue::Other)
                }
                Some(found) if found == set.tongue(b) && found != set.tongue(a) => {
                    (a, set.tongue(a) != Tongue::Other)
                }
                _ => (b, false),
            }
        }
    };
    let there = if here == a { b } else { a };
    let context = set.side(here)?;
    let expected = context.language()?;
    let cues = set.rows().of(here, row);
    let text = context.text();
    let node = |cue: &u32| context.document.cues.get(*cue as usize);
    let told =
        cues.iter().filter_map(node).any(|node| wrong_language(node.text.of(text), expected).is_some());
    (!told && context.wrong_track().is_none()).then_some(Found { row, here, there, sure })
}

const fn is_cyrillic(tongue: Tongue) -> Option<bool> {
    match tongue {
        Tongue::Russian | Tongue::Kazakh => Some(true),
        Tongue::Spanish | Tongue::English => Some(false),
        Tongue::Other => None,
    }
}

/// How many different words in small letters a text has, single letters left out.
fn plain_words(text: &str) -> usize {
    let mut seen: Vec<&str> = Vec::new();
    for word in text.split(|c: char| !c.is_alphabetic()) {
        let small = word.chars().all(char::is_lowercase) && word.chars().nth(1).is_some();
        if small && !seen.contains(&word) {
            seen.push(word);
        }
    }
    seen.len()
}
