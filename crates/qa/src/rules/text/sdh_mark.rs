use crate::chars;
use crate::programme::Kind;
use crate::rule::{Context, Sink, Traits};

declare_rule! {
    /// The track is not for the deaf, and this line names a sound or who speaks.
    ///
    /// ## What it does
    ///
    /// In full and forced tracks, finds lines that are nothing but text in brackets, and names in capitals with a colon
    /// before what is said.
    ///
    /// ## Why
    ///
    /// Sounds and speakers' names belong in a track for the deaf and hard of hearing. In another one they are left over
    /// from it, or the track has the wrong kind.
    ///
    /// ```srt,bad
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// [Ladridos a lo lejos]
    /// ```
    ///
    /// ```srt,bad
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// MIGUEL: ¿Quién vive?
    /// ```
    ///
    /// ```srt,good
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// ¿Quién vive?
    /// ```
    ///
    /// ## Sources
    ///
    /// The project's own choice; TED has sounds in round brackets and text on the screen in square ones.
    "text/sdh-mark", Info, fix: None,
    params {},
    Track check
}

fn check(_: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    if context.kind == Kind::Sdh {
        return;
    }
    for (index, _, cue) in context.cues_with(Traits::BRACKET | Traits::COLON) {
        for line in context.shown(cue) {
            let text = line.text.trim().trim_start_matches(['-', '\u{2013}', '\u{2014}']).trim_start();
            let wrapped = |open: char, close: char| {
                let inner = text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
                inner.is_some_and(|inner| {
                    !inner.contains([open, close]) && inner.chars().any(chars::is_alphabetic)
                })
            };
            if wrapped('[', ']') || wrapped('(', ')') {
                sink.cue(index, line.line.span, say!("sound")).help(say!("help"));
            } else if let Some(name) = label(text) {
                let range = line.range_of(name).unwrap_or_default();
                sink.cue(index, line.span(range), say!("label", name = name)).help(say!("help"));
            }
        }
    }
}

/// A name in capitals before a colon with words behind it.
fn label(text: &str) -> Option<&str> {
    let (name, said) = text.split_once(':')?;
    let letters = name.chars().filter(|c| chars::is_alphabetic(*c)).count();
    let capitals = name.chars().all(|c| c.is_uppercase() || c == ' ' || c == '.' || c.is_ascii_digit());
    let short = name.split(' ').count() <= 3 && !name.is_empty();
    (letters >= 2 && capitals && short && said.chars().any(char::is_lowercase)).then_some(name)
}
