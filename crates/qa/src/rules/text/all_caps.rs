use crate::chars;
use crate::programme::Kind;
use crate::rule::{Context, Sink, Traits};

declare_rule! {
    /// The cue is in capitals.
    ///
    /// ## What it does
    ///
    /// Finds cues of several words without a small letter. A track that is in capitals throughout is reported once.
    ///
    /// ## Why
    ///
    /// Capitals are read more slowly and look like shouting; guides keep them for texts on the screen. In a track of
    /// forced narratives they are what is wanted.
    ///
    /// ```srt,bad
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// NADIE NOS DIJO EL NOMBRE
    /// DE AQUEL LUGAR.
    /// ```
    ///
    /// ```srt,good
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Nadie nos dijo el nombre
    /// de aquel lugar.
    /// ```
    ///
    /// ## Sources
    ///
    /// GOST R 57763-2017 has capitals for remarks and shouts; how many letters make a cue is the project's own choice.
    "text/all-caps", Info, fix: None,
    params {
        /// cues with fewer letters are signs, acronyms and shouts
        least_letters: usize,
        /// a track with more such cues than this, in percent, is reported once
        track_percent: usize,
    },
    Track check
}

fn check(params: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    if context.kind == Kind::Forced {
        return;
    }
    let mut found = Vec::new();
    for (index, node, cue) in context.cues() {
        if context.traits(index).any(Traits::SMALL) {
            continue;
        }
        let (mut letters, mut words, mut small) = (0, 0, false);
        'cue: for line in context.shown(cue) {
            let mut inside = false;
            for c in line.text.chars() {
                let letter = chars::is_alphabetic(c);
                // Most cues end this at their second letter. Scripts without capitals have none to complain of.
                if letter && !chars::is_uppercase(c) {
                    small = true;
                    break 'cue;
                }
                letters += usize::from(letter);
                words += usize::from(letter && !inside);
                inside = letter;
            }
        }
        if !small && letters >= params.least_letters && words > 1 {
            found.push((index, node.text));
        }
    }
    let all = context.document.cues.len();
    if found.len() > 1 && found.len().saturating_mul(100) > all.saturating_mul(params.track_percent) {
        let (first, span) = found.first().copied().unwrap_or_default();
        sink.cue(first, span, say!("track", count = found.len(), all = all));
        return;
    }
    for (index, span) in found {
        sink.cue(index, span, say!("found"));
    }
}
